"""Understanding messages."""

from chatrec.dialogue.nlu.attending import AttendingNlu
from chatrec.dialogue.nlu.rules import RuleNlu

__all__ = ["AttendingNlu", "RuleNlu"]
