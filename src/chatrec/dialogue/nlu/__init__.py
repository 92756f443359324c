"""Understanding messages: by rules, and by trained intents where rules read nothing."""

from chatrec.dialogue.nlu.backed import BackedNlu, trained_intents
from chatrec.dialogue.nlu.rules import RuleNlu

__all__ = ["BackedNlu", "RuleNlu", "trained_intents"]
