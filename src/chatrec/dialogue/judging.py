"""The points that compare items and judge one: by their facts, and by the evidence for this user."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from chatrec.core.acts import Compare, Evaluate
from chatrec.core.attribution import Kind, Term
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.pieces import Pieces
from chatrec.core.query import Query
from chatrec.core.slate import SlateItem
from chatrec.dialogue.answers import Answerer
from chatrec.dialogue.claiming import named, wished
from chatrec.dialogue.facts import BELOW, even
from chatrec.dialogue.opining import opinions
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Listed, Point, Say, Slot, Titles, Wish
from chatrec.dialogue.tools import Tools
from chatrec.explain import Reason
from chatrec.explain.contrast import Difference, differences

MOST_FACTS = 3  # contrasts of facts in one reply
MOST_DIFFERENCES = 3  # contrasts of evidence
MOST_REASONS = 2  # for an item, and as many against it
REASONS_SOUGHT = 8
UNSAID = frozenset({Kind.REST, Kind.DIVERSITY})
CONTRASTED = ("director", "artist", "writer", "brand", "price", "runtime", "genre", "age")
TASTES = ((EventKind.LIKE, Say.YOU_LIKED), (EventKind.DISLIKE, Say.YOU_DISLIKED), (EventKind.SEEN, Say.YOU_KNOW))


def compared(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """Which of the items we would choose for the user, in what they differ, and what makes the difference."""
    asked = any(isinstance(act, Compare) for act in outcome.acts)
    ranked = sorted(outcome.judged, key=lambda item: -item.score)
    if not asked or len(ranked) < 2 or outcome.query is None:
        return
    first, second = ranked[:2]
    answerer = Answerer(tools, outcome.state.locale)
    yield from islice(answerer.contrast(first.item, second.item, CONTRASTED), MOST_FACTS)
    titles = named(tuple(item.item for item in ranked), tools.catalogue)
    if len(ranked) > 2:
        leads = (_lead(ahead, behind, tools) for ahead, behind in pairwise(ranked))
        yield Point(Say.ORDERED, {"titles": Titles(tuple(item.item for item in ranked))}, (*titles, *leads))
    slots: dict[str, Slot] = {"title": Titles((first.item,)), "other": Titles((second.item,))}
    lead = first.score - second.score
    if even(lead):
        yield Point(Say.EVEN, slots, (*titles, _lead(first, second, tools)))
    else:
        say = Say.CHOSEN if _knows(outcome.query) else Say.CHOSEN_BY_ALL
        yield Point(say, {**slots, "value": f"{lead:.2f}"}, (*titles, _lead(first, second, tools)))
        yield from _evidence(first, second, outcome.query, tools)
    for item in ranked:
        yield from _broken(item.item, outcome, tools, others=[other.item for other in ranked])


def evaluated(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """What an item is like, what people think of it, how it stands among all others for the user, and what speaks for it and against it."""
    answerer = Answerer(tools, outcome.state.locale)
    for act in outcome.acts:
        item = _judged(act.target.item, outcome.judged) if isinstance(act, Evaluate) else None
        if item is not None and outcome.query is not None:
            yield from answerer.all_of(item.item)
            yield from opinions(item.item, outcome, tools)
            yield from _taste(item.item, outcome, tools)
            yield from _standing(item.item, outcome, tools)
            yield from _speaking(item, outcome.query, tools)
            yield from _broken(item.item, outcome, tools)


def _judged(row: int, judged: Sequence[SlateItem]) -> SlateItem | None:
    return next((item for item in judged if item.item == row), None)


def _knows(query: Query) -> bool:
    """Whether anything is known of the user's taste."""
    return bool(query.history or query.preferences)


def _taste(row: int, outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """What the user said of it before."""
    item = tools.catalogue[row].id
    taste = outcome.profile.tastes.get(item)
    for kind, say in TASTES:
        if taste is not None and taste.kind is kind:
            claims = (*named((row,), tools.catalogue), Claim(ClaimKind.TASTE, item, kind.value))
            yield Point(say, {"title": Titles((row,))}, claims)


def _standing(row: int, outcome: Outcome, tools: Tools) -> Iterator[Point]:
    if outcome.query is None or row not in outcome.standings:
        return
    below, of = outcome.standings[row]
    slots: dict[str, Slot] = {"title": Titles((row,)), "n": below, "of": of}
    claim = Claim(ClaimKind.COUNT, f"{BELOW}{tools.catalogue[row].id}", f"{below}/{of}")
    say = Say.STANDING if _knows(outcome.query) else Say.STANDING_FOR_ALL
    yield Point(say, slots, (*named((row,), tools.catalogue), claim))


def _speaking(item: SlateItem, query: Query, tools: Tools) -> Iterator[Point]:
    reasons = [reason for reason in tools.explainer.reasons(item, query, limit=REASONS_SOUGHT) if _sayable(reason.term)]
    for say, side in (
        (Say.SPEAKS_FOR, [reason for reason in reasons if reason.value > 0]),
        (Say.SPEAKS_AGAINST, [reason for reason in reasons if reason.value < 0]),
    ):
        if told := side[:MOST_REASONS]:
            claims = (claim for reason in told for claim in reason.claims)
            slots: dict[str, Slot] = {"reasons": Listed(tuple(map(_valued, told)))}
            yield Point(say, slots, tuple(claims))


def _sayable(term: Term) -> bool:
    return term.kind not in UNSAID and term.ref != "base"


def _valued(reason: Reason) -> str:
    return f"{reason.label} ({reason.value:+.2f})"


def _broken(row: int, outcome: Outcome, tools: Tools, *, others: Sequence[int] = ()) -> Iterator[Point]:
    """The wishes of this conversation that an item does not fulfil, unless none of the others it is compared with does."""
    item = tools.catalogue[row]
    for wish in outcome.state.hard:
        fulfilled = not others or any(wish.allows(tools.catalogue[other]) for other in others)
        if fulfilled and not wish.allows(item):
            slots: dict[str, Slot] = {"title": Titles((row,)), "what": Wish(wish)}
            yield Point(Say.BREAKS, slots, (*named((row,), tools.catalogue), *wished((wish,))))


def _evidence(first: SlateItem, second: SlateItem, query: Query, tools: Tools) -> Iterator[Point]:
    """The terms that make most of the difference, on whichever side."""
    sayable = (one for one in differences(first, second) if _sayable(one.term) and not even(one.value))
    for one in islice(sayable, MOST_DIFFERENCES):
        ahead, behind = (first, second) if one.value > 0 else (second, first)
        label: Slot = Listed((_label(one, stronger(one, first, second), query, tools),))
        say = Say.DIFFERENCE
        if one.term.kind is Kind.PRIOR:  # "liked by many" would be true of neither of two that few like
            say = Say.DIFFERENCE_OF_ALL
        slots: dict[str, Slot] = {"title": Titles((ahead.item,)), "value": f"{abs(one.value):.2f}"}
        slots |= {"label": label} if say is Say.DIFFERENCE else {}
        claims = (*named((ahead.item,), tools.catalogue), _lead(ahead, behind, tools, one.term))
        yield Point(say, slots, claims)


def stronger(one: Difference, first: SlateItem, second: SlateItem) -> SlateItem:
    """The item of which a term says more."""
    return first if abs(one.above) >= abs(one.below) else second


def _label(one: Difference, where: SlateItem, query: Query, tools: Tools) -> str:
    """What a term says, where it weighs more."""
    alone = SlateItem(where.item, one.evidence.value, (one.evidence,))
    return tools.explainer.reasons(alone, query, limit=1)[0].label


def _lead(ahead: SlateItem, behind: SlateItem, tools: Tools, term: Term | None = None) -> Claim:
    """That an item leads another, in all or by one term."""
    one, other = (tools.catalogue[item.item].id for item in (ahead, behind))
    value = ahead.score - behind.score if term is None else _of(ahead, term) - _of(behind, term)
    by = f"{term.source}|{term.kind.value}|{term.ref}|" if term is not None else ""
    return Claim(ClaimKind.LEAD, one, f"{other}|{by}{value:.2f}")


def _of(item: SlateItem, term: Term) -> float:
    return Pieces.of(item.evidence).value(term)


__all__ = ["compared", "evaluated", "stronger"]
