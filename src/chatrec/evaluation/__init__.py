"""Numbers that hold: metrics with intervals, paired tests, and protocols by name."""

from chatrec.evaluation.course import Course, Progress, Silent, Step
from chatrec.evaluation.holdout import Holdout, holdout, measured
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.metrics import METRICS, ranking_metrics
from chatrec.evaluation.protocols import PROTOCOLS, Protocol, find_protocol
from chatrec.evaluation.report import Report
from chatrec.evaluation.study import Study

__all__ = [
    "METRICS",
    "PROTOCOLS",
    "Course",
    "Estimate",
    "Holdout",
    "Progress",
    "Protocol",
    "Report",
    "Silent",
    "Step",
    "Study",
    "bootstrap",
    "find_protocol",
    "holdout",
    "measured",
    "ranking_metrics",
]
