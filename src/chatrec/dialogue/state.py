"""What a conversation remembers between two turns."""

from dataclasses import dataclass

from chatrec.core.acts import TheField, TheValue, UnknownTitle
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import Between, Constraint, Locale, Preference, Query

DEFAULT_N = 5


@dataclass(frozen=True, slots=True)
class StatedConstraint:
    """A hard wish and the number of the turn that stated it."""

    constraint: Constraint
    turn: int


@dataclass(frozen=True, slots=True)
class StatedPreference:
    """A soft wish and the number of the turn that stated it."""

    preference: Preference
    turn: int


@dataclass(frozen=True, slots=True)
class Served:
    """The last slate: the query it answered, the rows kept out because they had been shown, and the rows it held.

    Recommending `query` again without `kept_out` gives the same slate while the same model is live; that is how a
    later "why?" is answered from the evidence that ranked.
    """

    query: Query
    kept_out: frozenset[int]
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What the last question was about: the row of an item, and what was asked of it or whose things were asked for."""

    item: int | None = None
    about: TheField | TheValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DialogueState:
    """A conversation after `turn` turns; a new one has turn 0. `shown` holds the rows of every slate since the start
    (or since "start over"), in the order in which they first came up; `unsure` is the title of which we asked "did you mean",
    `topic` what "it" and "she" mean.
    """

    conversation: ConversationId
    user: UserId
    locale: Locale = "en"
    turn: int = 0
    n: int = DEFAULT_N
    constraints: tuple[StatedConstraint, ...] = ()
    preferences: tuple[StatedPreference, ...] = ()
    shown: tuple[int, ...] = ()
    last: Served | None = None
    unsure: UnknownTitle | None = None
    topic: Topic | None = None

    @property
    def hard(self) -> tuple[Constraint, ...]:
        """The constraints that hold now, ranges of one number that leave something together as one range."""
        held: list[Constraint] = []
        for stated in self.constraints:
            wish = stated.constraint
            for former in held:
                joint = former.meeting(wish) if isinstance(former, Between) and isinstance(wish, Between) else None
                if joint is not None:
                    held.remove(former)
                    wish = joint
                    break
            held.append(wish)
        return tuple(held)

    @property
    def soft(self) -> tuple[Preference, ...]:
        """The preferences that hold now."""
        return tuple(stated.preference for stated in self.preferences)

    @property
    def last_rows(self) -> tuple[int, ...]:
        """The rows of the last slate, empty when there was none."""
        return self.last.rows if self.last else ()


__all__ = ["DEFAULT_N", "DialogueState", "Served", "StatedConstraint", "StatedPreference", "Topic"]
