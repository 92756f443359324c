"""Law suites and fakes for plug-in authors; imported by no other room."""

from chatrec.testing.scorers import SCORER_LAWS, Case, check_scorer
from chatrec.testing.synthetic import synthetic_dataset

__all__ = ["SCORER_LAWS", "Case", "check_scorer", "synthetic_dataset"]
