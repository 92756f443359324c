"""Numbers that hold: metrics with intervals, and protocols by name."""

from chatrec.evaluation.holdout import Holdout, holdout, measured
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.metrics import METRICS, ranking_metrics
from chatrec.evaluation.protocols import PROTOCOLS, Protocol, find_protocol
from chatrec.evaluation.report import Report
from chatrec.evaluation.study import Study

__all__ = [
    "METRICS",
    "PROTOCOLS",
    "Estimate",
    "Holdout",
    "Protocol",
    "Report",
    "Study",
    "bootstrap",
    "find_protocol",
    "holdout",
    "measured",
    "ranking_metrics",
]
