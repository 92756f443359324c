"""What one turn comes to."""

from dataclasses import dataclass, field

from chatrec.core.acts import Act
from chatrec.core.events import EventKind
from chatrec.core.moves import Move
from chatrec.core.query import Locale, Query
from chatrec.core.slate import Slate
from chatrec.dialogue.advising import Advised
from chatrec.dialogue.points import Plan
from chatrec.dialogue.state import DialogueState, Question

Feedback = tuple[EventKind, int]  # what a message says of the item at a catalogue row


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The answer to one message, words excepted: those come from realising `plan`.

    `query` and `slate` are what was asked of the recommender and what it gave, None when this turn recommends nothing
    (an empty slate is one that nothing fitted). `feedback` holds what the message said of items, by row: the caller
    appends it to the log. `suggestions` are sensible next things to say, in the turn's language, and `taken` the
    kinds of those of the last turn that the message repeats. `profiling` is whether the user is to be profiled from now on, None
    where the message changes nothing of it. `advised` is what came of
    asking somebody about the list.
    """

    locale: Locale
    acts: tuple[Act, ...]
    move: Move
    state: DialogueState
    query: Query | None
    slate: Slate | None
    feedback: tuple[Feedback, ...]
    plan: Plan
    suggestions: tuple[str, ...]
    taken: tuple[str, ...] = ()
    profiling: bool | None = None
    advised: Advised = field(default_factory=Advised)

    @property
    def question(self) -> Question | None:
        """What the reply asks, beside a list or in its place."""
        return self.state.question


__all__ = ["Feedback", "Turn"]
