"""Moves: what we do in answer."""

from enum import StrEnum


class Move(StrEnum):
    """One move a turn."""

    RECOMMEND = "recommend"
    ASK = "ask"  # a question in the place of a list
    EXPLAIN = "explain"
    COMPARE = "compare"  # sets items against each other, by facts and by evidence
    EVALUATE = "evaluate"  # says how an item fits the user
    ANSWER = "answer"  # tells the facts that were asked for
    SUGGEST = "suggest"  # says what can be said here
    APOLOGISE_AND_RELAX = "apologise_and_relax"  # nothing fits: offers the smallest relaxation, applies none
    CHAT = "chat"


__all__ = ["Move"]
