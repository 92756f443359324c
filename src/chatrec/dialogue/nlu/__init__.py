"""Understanding messages: by rules, and by trained intents where rules read nothing."""

from chatrec.dialogue.nlu.attending import AttendingNlu
from chatrec.dialogue.nlu.backed import BackedNlu, trained_intents
from chatrec.dialogue.nlu.rules import RuleNlu

__all__ = ["AttendingNlu", "BackedNlu", "RuleNlu", "trained_intents"]
