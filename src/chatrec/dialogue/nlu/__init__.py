"""Understanding messages."""

from chatrec.dialogue.nlu.rules import RuleNlu

__all__ = ["RuleNlu"]
