"""Which move answers a message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from chatrec.core.acts import (
    Accept,
    Act,
    Adjust,
    AskDesk,
    AskFact,
    AskProfile,
    AskWhy,
    AskWorks,
    Compare,
    CorrectProfile,
    Dislike,
    Evaluate,
    Favour,
    Feel,
    Help,
    Like,
    More,
    Negate,
    NoSuchPlace,
    OffTopic,
    Recommend,
    Refine,
    Retract,
    Seen,
)
from chatrec.core.moves import Move
from chatrec.dialogue.state import DialogueState

ANSWERED: Mapping[type[Act], Move] = {Compare: Move.COMPARE, Evaluate: Move.EVALUATE}
CHANGES_THE_LIST = (
    Accept, Adjust, CorrectProfile, Favour, Feel, Recommend, More, Refine, Negate, Retract, Like, Dislike, Seen,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """What a question costs, in bits. It is asked beside a list where its answer is expected to tell at least `beside`, and
    in the place of one where it is expected to tell at least `instead` more than the list would; at most `most` questions
    a conversation, none of them twice.
    """

    beside: float = 1.0
    instead: float = 2.0
    most: int = 2


class Policy(Protocol):
    """Decides what to do; the engine turns a recommendation that comes out empty into an apology, and one of which less is
    expected than of a question into that.
    """

    def decide(self, state: DialogueState, acts: Sequence[Act]) -> Move:
        """The move for the state after `acts`."""
        ...


class RulePolicy:
    """Explains when asked why, recommends whenever anything was said that changes the list, else talks."""

    def decide(self, state: DialogueState, acts: Sequence[Act]) -> Move:  # noqa: ARG002 - the seam offers the state
        if any(isinstance(act, AskWhy) for act in acts):
            return Move.EXPLAIN
        if (
            judging := next((ANSWERED[type(act)] for act in acts if isinstance(act, Compare | Evaluate)), None)
        ) is not None:
            return judging
        if any(isinstance(act, CHANGES_THE_LIST) for act in acts):
            return Move.RECOMMEND
        if any(isinstance(act, AskDesk | AskFact | AskProfile | AskWorks | NoSuchPlace) for act in acts):
            return Move.ANSWER
        if not acts or any(isinstance(act, Help | OffTopic) for act in acts):
            return Move.SUGGEST
        return Move.CHAT


__all__ = ["CHANGES_THE_LIST", "Patience", "Policy", "RulePolicy"]
