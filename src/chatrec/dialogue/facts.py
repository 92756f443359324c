"""Checks claims against the facts they point at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.ids import ItemId
from chatrec.core.pieces import Pieces
from chatrec.core.profile import LIKED, Profile
from chatrec.core.query import Constraint, Preference
from chatrec.core.relaxation import Relaxation
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue.book import FactBook
from chatrec.dialogue.crowd import Crowd
from chatrec.dialogue.desk import Desk

SLATE = "slate"  # the ref of a count of the items shown
LIFTED = "lifted"  # the value of a wish claim that says the wish does not hold any more
FITS = "fits:"  # before a relaxation's key: how many further items it would bring
MENTIONS = "mentions:"  # before a topic: how many items speak of it
PLOT = "plot"  # what a question about what happens asks for
BELOW = "below:"  # before an item's id: how many others score lower, "1500/1630"
TASTES = "tastes:"  # before a kind of event, "muted" or "genre=Drama": with how many items it is known, or how many liked ones have it
LEAST_LEAD = 0.005
NOBODY = Crowd()


def preference_key(preference: Preference) -> str:
    """What a wish claim calls a preference: "genre~+Comedy", the sign saying whether it is liked."""
    return f"{preference.field}~{'+' if preference.weight > 0 else '-'}{preference.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything that one reply may speak of: what holds after the turn's acts.

    `slate` is the one recommended or, for a "why?", the one that is explained; `relaxations` are what is offered to let
    further items through. `book` is what is known of items beside their own fields. `judged`, `standings`
    and `former` are those of an outcome; `crowd` is what is known of people together, and
    `profiled` tells whether what is known of the user counts.
    """

    catalogue: Catalogue
    profile: Profile
    constraints: tuple[Constraint, ...] = ()
    preferences: tuple[Preference, ...] = ()
    slate: Slate | None = None
    relaxations: Sequence[Relaxation] = ()
    book: FactBook | None = None
    judged: Sequence[SlateItem] = ()
    desk: Desk | None = None
    standings: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    former: Sequence[int] = ()
    crowd: Crowd = NOBODY
    profiled: bool = True

    @property
    def wishes(self) -> frozenset[str]:
        """The keys of every constraint and preference that holds."""
        hard = (constraint.key for constraint in self.constraints)
        return frozenset((*hard, *map(preference_key, self.preferences)))


def holds(claim: Claim, facts: Facts) -> bool:
    """Whether the fact that the claim points at exists and says what the claim says."""
    match claim.kind:
        case ClaimKind.TITLE | ClaimKind.LABEL | ClaimKind.NUMBER:
            item_id = ItemId(claim.ref)
            return facts.catalogue.has(item_id) and _described(claim, facts.catalogue[facts.catalogue.row(item_id)])
        case ClaimKind.TOLD | ClaimKind.PROSE | ClaimKind.LACKING:
            item_id = ItemId(claim.ref)
            return facts.catalogue.has(item_id) and _known(claim, facts.catalogue.row(item_id), facts)
        case ClaimKind.QUOTE:
            return facts.desk is not None and facts.desk.says(claim.ref, claim.value)
        case ClaimKind.TASTE | ClaimKind.COUNTING | ClaimKind.OPINION | ClaimKind.PROFILING:
            return _known_of_the_user(claim, facts)
        case ClaimKind.PLACE:
            return _moved(claim, facts)
        case ClaimKind.WISH:
            return (claim.ref in facts.wishes) != (claim.value == LIFTED)
        case ClaimKind.EVIDENCE | ClaimKind.LEAD:
            return _leads(claim, facts) if claim.kind is ClaimKind.LEAD else _ranked(claim, facts)
        case ClaimKind.OPINIONS | ClaimKind.FOLLOWED:
            return _of_people(claim, facts)
        case ClaimKind.COUNT:
            return _counted(claim, facts)


def _known_of_the_user(claim: Claim, facts: Facts) -> bool:
    """What the user's word on an item is, whether it counts, whether it is praise, and whether any of it counts."""
    if claim.kind is ClaimKind.PROFILING:
        return claim.value == ("on" if facts.profiled else "off")
    taste = facts.profile.tastes.get(ItemId(claim.ref))
    if taste is None:
        return False
    if claim.kind is ClaimKind.TASTE:
        return taste.kind.value == claim.value
    if claim.kind is ClaimKind.COUNTING:
        return taste.muted == (claim.value == "no")
    return claim.value == "liked" and taste.weight >= LIKED


def _moved(claim: Claim, facts: Facts) -> bool:
    """Whether an item came into the list or went out of it."""
    item_id = ItemId(claim.ref)
    row = facts.catalogue.row(item_id) if facts.catalogue.has(item_id) else -1
    now = any(item.item == row for item in _slate(facts))
    return now != (row in facts.former) and now == (claim.value == "came")


def _described(claim: Claim, item: Item) -> bool:
    if claim.kind is ClaimKind.TITLE:
        return claim.value == item.title
    field, _, value = claim.value.partition("=")
    if claim.kind is ClaimKind.LABEL:
        return value in item.labels.get(field, ())
    number = item.numbers.get(field)
    return number is not None and f"{number:g}" == value


def _known(claim: Claim, row: int, facts: Facts) -> bool:
    """Whether the fact book says so of an item; without one nothing is known beside its fields."""
    book = facts.book
    if book is None:
        return False
    if claim.kind is ClaimKind.PROSE:
        return claim.value in {book.prose(row, "en"), book.prose(row, "zh")}
    field, equals, value = claim.value.partition("=")
    values = book.values(row, field)
    if claim.kind is ClaimKind.TOLD:
        return value in values
    if equals:
        return bool(values) and value not in values
    prose = book.prose(row, "en") if field == PLOT else ""
    return not values and book.number(row, field) is None and not prose


def _ranked(claim: Claim, facts: Facts) -> bool:
    shown = _shown(claim.ref, facts)
    parts = claim.value.split("|")
    if shown is None or len(parts) < 4:
        return False
    value = _value(shown, parts[:-1])
    return value > 0 if parts[-1] == "+" else value < 0


def _shown(item_id: str, facts: Facts) -> SlateItem | None:
    """The item of this id with its evidence, from the slate or from what was judged."""
    return next((item for item in (*facts.judged, *_slate(facts)) if facts.catalogue[item.item].id == item_id), None)


def _value(shown: SlateItem, named: Sequence[str]) -> float:
    """What a term adds, by source, kind and the parts of its ref, which may hold "|" itself."""
    return Pieces.of(shown.evidence).value((named[0], named[1], "|".join(named[2:])))


def _leads(claim: Claim, facts: Facts) -> bool:
    other, *term, lead = claim.value.split("|")
    ahead, behind = _shown(claim.ref, facts), _shown(other, facts)
    if ahead is None or behind is None or len(term) in (1, 2):
        return False
    value = _value(ahead, term) - _value(behind, term) if term else ahead.score - behind.score
    return f"{value:.2f}" == lead


def even(lead: float) -> bool:
    """Whether a lead is too small to be told in two digits."""
    return abs(lead) < LEAST_LEAD


def _of_people(claim: Claim, facts: Facts) -> bool:
    """Whether people think so of an item, or chose it so."""
    item_id = ItemId(claim.ref)
    if not facts.catalogue.has(item_id):
        return False
    history = facts.profile.history(facts.catalogue)
    return claim in facts.crowd.claims(facts.catalogue.row(item_id), history, facts.catalogue)


def _slate(facts: Facts) -> tuple[SlateItem, ...]:
    return facts.slate.items if facts.slate else ()


def tastes_of(of: str, profile: Profile, catalogue: Catalogue) -> tuple[int, ...]:
    """The rows of the items of which something is known, the latest first: by one kind of word or deed, those that are "muted",
    or those with a value, "genre=Drama", among what weighs as much as four stars and counts. Cost O(tastes).
    """
    field, equals, value = of.partition("=")
    known = ((catalogue.row(item), taste) for item, taste in reversed([*profile.tastes.items()]) if catalogue.has(item))
    return tuple(
        row
        for row, taste in known
        if (
            taste.weight >= LIKED and not taste.muted and value in catalogue[row].labels.get(field, ())
            if equals
            else taste.muted
            if of == "muted"
            else taste.kind.value == of
        )
    )


def _counted(claim: Claim, facts: Facts) -> bool:
    if claim.ref == SLATE:
        return claim.value == str(len(_slate(facts)))
    if claim.ref.startswith(FITS):
        fits = {FITS + relaxation.key: str(relaxation.count) for relaxation in facts.relaxations}
        return fits.get(claim.ref) == claim.value
    if claim.ref.startswith(BELOW):
        told = {facts.catalogue[row].id: f"{below}/{of}" for row, (below, of) in facts.standings.items()}
        return told.get(ItemId(claim.ref.removeprefix(BELOW))) == claim.value
    if claim.ref.startswith(TASTES):
        return claim.value == str(len(tastes_of(claim.ref.removeprefix(TASTES), facts.profile, facts.catalogue)))
    if claim.ref.startswith(MENTIONS):
        return claim.value == str(len(facts.catalogue.mentions.rows(claim.ref.removeprefix(MENTIONS))))
    excluded = facts.slate.excluded if facts.slate else {}
    return str(excluded.get(claim.ref)) == claim.value


__all__ = [
    "BELOW",
    "FITS",
    "LIFTED",
    "MENTIONS",
    "PLOT",
    "SLATE",
    "TASTES",
    "Facts",
    "even",
    "holds",
    "preference_key",
    "tastes_of",
]
