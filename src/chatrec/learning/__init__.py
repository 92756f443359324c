"""From events to profiles, from profiles to models, and which model may go live."""

from chatrec.learning.behaviour import Behaviour, behaviour, behaviour_of, read_behaviour
from chatrec.learning.gate import Verdict, judged
from chatrec.learning.judge_report import JudgedBucket, JudgeReport
from chatrec.learning.kind_weights import ChosenWeights, learned_weights
from chatrec.learning.manifest import Manifest, parse_manifest
from chatrec.learning.profiles import Profiles
from chatrec.learning.prompting import Thompson

__all__ = [
    "Behaviour",
    "ChosenWeights",
    "JudgeReport",
    "JudgedBucket",
    "Manifest",
    "Profiles",
    "Thompson",
    "Verdict",
    "behaviour",
    "behaviour_of",
    "judged",
    "learned_weights",
    "parse_manifest",
    "read_behaviour",
]
