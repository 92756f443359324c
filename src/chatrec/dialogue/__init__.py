"""Talk: understand a message, keep the state, decide, and plan a reply whose every claim holds a fact."""

from chatrec.dialogue.advising import Advised, Adviser
from chatrec.dialogue.book import FactBook
from chatrec.dialogue.crowd import Crowd
from chatrec.dialogue.desk import Desk
from chatrec.dialogue.engine import press, react, take_turn
from chatrec.dialogue.facts import Facts, holds
from chatrec.dialogue.nlg import TemplateNlg
from chatrec.dialogue.points import Plan, Point, Say
from chatrec.dialogue.policy import Patience, Policy, RulePolicy
from chatrec.dialogue.prompts import ByExpectation, Prompt, Prompter, Shown
from chatrec.dialogue.state import DialogueState
from chatrec.dialogue.stored import dump, load
from chatrec.dialogue.tools import Nlg, Nlu, Tools
from chatrec.dialogue.track import track
from chatrec.dialogue.turn import Feedback, Turn
from chatrec.dialogue.unprofiled import as_read

__all__ = [
    "Advised",
    "Adviser",
    "ByExpectation",
    "Crowd",
    "Desk",
    "DialogueState",
    "FactBook",
    "Facts",
    "Feedback",
    "Nlg",
    "Nlu",
    "Patience",
    "Plan",
    "Point",
    "Policy",
    "Prompt",
    "Prompter",
    "RulePolicy",
    "Say",
    "Shown",
    "TemplateNlg",
    "Tools",
    "Turn",
    "as_read",
    "dump",
    "holds",
    "load",
    "press",
    "react",
    "take_turn",
    "track",
]
