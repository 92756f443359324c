"""Conversations about constraints from a grammar, each sentence in English and Chinese with what holds after it."""

from chatrec.testing.conversations.grammar import Conversation, Grammar
from chatrec.testing.conversations.playing import Agreement, Played, Said, Talker, agreement, play
from chatrec.testing.conversations.scene import Heard, Line

__all__ = [
    "Agreement", "Conversation", "Grammar", "Heard", "Line", "Played", "Said", "Talker", "agreement", "play",
]  # fmt: skip
