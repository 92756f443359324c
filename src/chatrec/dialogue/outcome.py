"""What a turn has come to before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatrec.core.acts import Act
from chatrec.core.catalogue import Catalogue
from chatrec.core.moves import Move
from chatrec.core.profile import Profile
from chatrec.core.query import Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue.advising import Advised
from chatrec.dialogue.book import FactBook
from chatrec.dialogue.desk import Desk
from chatrec.dialogue.facts import Facts
from chatrec.dialogue.state import DialogueState, Offer
from chatrec.recommend import Considered


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The states before and after the acts, the move, and what the move gave.

    `profile` includes this turn's feedback. `query` and `slate` are those of this turn's recommendation or, when the
    move is to explain, those of the last one again; `considered` is what this turn's slate was chosen from. `judged` are the
    items that were compared or evaluated, with their evidence, and `standings` how many others score lower than each of them,
    of how many. `former` are the rows of the list as it would be without what the turn corrected; None where it corrected nothing.
    `advised` is what came of asking somebody about the list.
    """

    before: DialogueState
    state: DialogueState
    acts: tuple[Act, ...]
    move: Move
    profile: Profile
    query: Query | None = None
    slate: Slate | None = None
    considered: Considered | None = None
    judged: tuple[SlateItem, ...] = ()
    standings: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    former: tuple[int, ...] | None = None
    advised: Advised = field(default_factory=Advised)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """What this turn offers to relax."""
        return self.state.offering.offers if self.state.offering else ()

    def facts(self, catalogue: Catalogue, book: FactBook | None = None, desk: Desk | None = None) -> Facts:
        """What a reply may speak of."""
        return Facts(
            catalogue=catalogue,
            profile=self.profile,
            constraints=self.state.hard,
            preferences=self.state.soft,
            slate=self.slate,
            relaxations=tuple(offer.relaxation for offer in self.offers),
            book=book,
            judged=self.judged,
            desk=desk,
            standings=self.standings,
            former=self.former or (),
            profiled=self.state.profiled,
        )


__all__ = ["Outcome"]
