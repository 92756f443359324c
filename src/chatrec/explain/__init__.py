"""Evidence in words: labelled reasons that sum to the score, contrasts, and what would have to be otherwise."""

from chatrec.explain.changes import Change, Situation
from chatrec.explain.contrast import Contrast, contrast
from chatrec.explain.counterfactual import Counterfactual, counterfactual
from chatrec.explain.explainer import Explainer
from chatrec.explain.groups import Grouped, grouped
from chatrec.explain.reasons import Reason, folded
from chatrec.explain.spoken import Speaker
from chatrec.explain.why_not import WhyNot, why_not

__all__ = [
    "Change",
    "Contrast",
    "Counterfactual",
    "Explainer",
    "Grouped",
    "Reason",
    "Situation",
    "Speaker",
    "WhyNot",
    "contrast",
    "counterfactual",
    "folded",
    "grouped",
    "why_not",
]
