"""What a turn has come to before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatrec.core.acts import Act
from chatrec.core.catalogue import Catalogue
from chatrec.core.moves import Move
from chatrec.core.profile import Profile
from chatrec.core.query import Constraint, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue.book import FactBook
from chatrec.dialogue.facts import Facts
from chatrec.dialogue.state import DialogueState


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The states before and after the acts, the move, and what the move gave.

    `profile` includes this turn's feedback. `query` and `slate` are those of this turn's recommendation or, when the
    move is to explain, those of the last one again. `judged` are the items that were compared or evaluated, with their
    evidence, and `standings` how many others score lower than each of them, of how many.
    """

    before: DialogueState
    state: DialogueState
    acts: tuple[Act, ...]
    move: Move
    profile: Profile
    query: Query | None = None
    slate: Slate | None = None
    relaxations: tuple[tuple[Constraint, int], ...] = ()
    judged: tuple[SlateItem, ...] = ()
    standings: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def facts(self, catalogue: Catalogue, book: FactBook | None = None) -> Facts:
        """What a reply may speak of."""
        return Facts(
            catalogue=catalogue,
            profile=self.profile,
            constraints=self.state.hard,
            preferences=self.state.soft,
            slate=self.slate,
            relaxations=self.relaxations,
            book=book,
            judged=self.judged,
            standings=self.standings,
        )


__all__ = ["Outcome"]
