"""What could be otherwise: changes of a user's actions and wishes, and the query after them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from chatrec.core.query import Constraint, Interaction, Preference, Query, silenced


@dataclass(frozen=True, slots=True)
class Mute:
    """What the user said of an item or did with it no longer counts; the item stays known, so it does not come back."""

    item: int


@dataclass(frozen=True, slots=True)
class Unsay:
    """What the user said of an item or did with it is taken back, as if it had never been; it may be recommended again."""

    item: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """A word that the user said in the conversation no longer counts."""

    word: str


@dataclass(frozen=True, slots=True)
class Love:
    """The user says that they like an item."""

    item: int


@dataclass(frozen=True, slots=True)
class Wish:
    """The user asks softly for a value."""

    preference: Preference


@dataclass(frozen=True, slots=True)
class Unwish:
    """The user takes a soft wish back."""

    preference: Preference


@dataclass(frozen=True, slots=True)
class Lift:
    """The user drops a hard constraint."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Ask:
    """The user asks firmly for something: a hard constraint."""

    constraint: Constraint


@dataclass(frozen=True, slots=True)
class Again:
    """An item may be shown again."""

    item: int


Change = Mute | Unsay | Unheard | Love | Wish | Unwish | Ask | Lift | Again


@dataclass(frozen=True, slots=True)
class Situation:
    """What a list depends on besides the model: the query, and what is kept out because it was shown."""

    query: Query
    kept_out: frozenset[int] = frozenset()

    def after(self, changes: Iterable[Change]) -> "Situation":
        """The situation after the changes, in their order."""
        now = self
        for change in changes:
            now = now._after(change)
        return now

    def _after(self, change: Change) -> "Situation":
        query = self.query
        match change:
            case Mute(item):
                return self._asking(history=tuple(silenced(query.history, (item,))))
            case Unsay(item):
                return self._asking(history=_without(query.history, item))
            case Unheard(word):
                return replace(self, query=replace(query, unheard=query.unheard | {word}))
            case Love(item):
                loved = Interaction(item, 1.0, query.context.at)
                return self._asking(history=(*_without(query.history, item), loved))
            case Wish(preference):
                return self._asking(preferences=(*query.preferences, preference))
            case Unwish(preference):
                return self._asking(preferences=tuple(one for one in query.preferences if one != preference))
            case Ask(constraint):
                return self._asking(constraints=(*query.constraints, constraint))
            case Lift(constraint):
                return self._asking(constraints=tuple(one for one in query.constraints if one != constraint))
            case Again(item):
                return replace(self, kept_out=self.kept_out - {item})
            case _:
                assert_never(change)

    def _asking(
        self,
        *,
        history: tuple[Interaction, ...] | None = None,
        preferences: tuple[Preference, ...] | None = None,
        constraints: tuple[Constraint, ...] | None = None,
    ) -> "Situation":
        """With another part of the query."""
        query = self.query
        return replace(
            self,
            query=replace(
                query,
                history=query.history if history is None else history,
                preferences=query.preferences if preferences is None else preferences,
                constraints=query.constraints if constraints is None else constraints,
            ),
        )


def _without(history: tuple[Interaction, ...], item: int) -> tuple[Interaction, ...]:
    return tuple(past for past in history if past.item != item)


__all__ = ["Again", "Ask", "Change", "Lift", "Love", "Mute", "Situation", "Unheard", "Unsay", "Unwish", "Wish"]
