"""Evidence in words: labelled reasons that sum to the score, and sentences whose claims can be checked."""

from chatrec.explain.explainer import Explainer
from chatrec.explain.reasons import Reason, folded

__all__ = ["Explainer", "Reason", "folded"]
