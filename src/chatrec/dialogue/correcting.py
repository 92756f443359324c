"""Corrections of what is known of the user, in words: which events they are, and what the reply says of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chatrec.core.acts import Act, CorrectProfile, Retract, TheItem, TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.profile import Profile
from chatrec.core.slate import Slate
from chatrec.dialogue.claiming import named
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Point, Say, Slot, Titles
from chatrec.dialogue.state import Corrected, DialogueState
from chatrec.dialogue.turn import Feedback
from chatrec.dialogue.unprofiled import switched

MARKING = frozenset({EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN, EventKind.ACCEPT})
MOST_NAMED = 3  # items that one sentence names


def corrects(acts: Sequence[Act]) -> bool:
    """Whether a message corrects the profile: lets something count no more, count again, or never have been."""
    return any(isinstance(act, CorrectProfile) or (isinstance(act, Retract) and _of_item(act)) for act in acts)


def corrections(acts: Sequence[Act], profile: Profile, catalogue: Catalogue) -> tuple[Feedback, ...]:
    """The events that the corrections are; none of an item of which nothing is known. Cost O(tastes)."""
    found = (one for act in acts if isinstance(act, CorrectProfile) for one in _events(act, profile, catalogue))
    return tuple(dict.fromkeys(found))


def corrected(state: DialogueState, acts: Sequence[Act], feedback: Sequence[Feedback]) -> DialogueState:
    """The state that remembers of what items something was said in this turn, what counts no more since, or whether anything
    does, so that it can be undone.
    """
    profiled = switched(acts)
    if profiled is not None and profiled != state.profiled:
        return replace(state, profiled=profiled, corrected=Corrected((), state.turn, everything=True))
    state = _marked(state, feedback)
    muted = tuple(row for kind, row in feedback if kind is EventKind.MUTE)
    if muted:
        return replace(state, corrected=Corrected(muted, state.turn))
    return replace(state, corrected=_left(state.corrected, feedback, EventKind.UNMUTE))


def _marked(state: DialogueState, feedback: Sequence[Feedback]) -> DialogueState:
    rows = tuple(row for kind, row in feedback if kind in MARKING)
    if rows:
        return replace(state, marked=Corrected(rows, state.turn))
    return replace(state, marked=_left(state.marked, feedback, EventKind.RETRACT))


def _left(former: Corrected | None, feedback: Sequence[Feedback], undoing: EventKind) -> Corrected | None:
    """What is left of what can be undone when some of it was; None where nothing is."""
    gone = {row for kind, row in feedback if kind is undoing}
    if former is None or not gone:
        return former
    left = tuple(row for row in former.rows if row not in gone)
    return Corrected(left, former.turn) if left else None


def confirmed(outcome: Outcome, catalogue: Catalogue) -> Iterator[Point]:
    """What counts no more, or again, and of what nothing is known; the undo is told with the first."""
    if (profiled := switched(outcome.acts)) is not None:
        claim = Claim(ClaimKind.PROFILING, "", "on" if profiled else "off")
        yield Point(Say.PROFILING_ON if profiled else Say.PROFILING_OFF, claims=(claim,))
    acts = [act for act in outcome.acts if isinstance(act, CorrectProfile)]
    tastes = outcome.profile.tastes
    asked = dict.fromkeys(row for act in acts for row in _rows(act, outcome.profile, catalogue))
    rows = [row for row in asked if catalogue[row].id in tastes]
    muted = tuple(row for row in rows if tastes[catalogue[row].id].muted)
    again = tuple(row for row in rows if row not in muted)
    if muted:
        told, rest = muted[:MOST_NAMED], len(muted[MOST_NAMED:])
        say = Say.COUNT_NO_MORE if rest else Say.COUNTS_NO_MORE
        slots: dict[str, Slot] = {"what": Titles(told), "n": rest} if rest else {"what": Titles(told)}
        yield Point(say, slots, (*named(told, catalogue), *_counting(told, "no", catalogue)))
    if again:
        told = again[:MOST_NAMED]
        yield Point(
            Say.COUNTS_AGAIN, {"what": Titles(told)}, (*named(told, catalogue), *_counting(told, "yes", catalogue))
        )
    unknown = tuple(row for row in asked if catalogue[row].id not in tastes)
    if unknown:
        yield Point(Say.NOTHING_KNOWN, {"what": Titles(unknown)}, named(unknown, catalogue))


def moved(outcome: Outcome, slate: Slate, catalogue: Catalogue) -> Iterator[Point]:
    """What the correction changed in the list; nothing where there was none."""
    if outcome.former is None:
        return
    now = tuple(item.item for item in slate.items)
    came = tuple(row for row in now if row not in outcome.former)
    went = tuple(row for row in outcome.former if row not in now)
    for say, how, rows in ((Say.CAME, "came", came), (Say.WENT, "went", went)):
        if rows:
            places = (Claim(ClaimKind.PLACE, catalogue[row].id, how) for row in rows)
            yield Point(say, {"what": Titles(rows)}, (*named(rows, catalogue), *places))
    if not (came or went):
        yield Point(Say.SAME_LIST)


def _of_item(act: Retract) -> bool:
    return isinstance(act.target, TheItem)


def _events(act: CorrectProfile, profile: Profile, catalogue: Catalogue) -> Iterator[Feedback]:
    kind = EventKind.UNMUTE if act.counts else EventKind.MUTE
    for row in _rows(act, profile, catalogue):
        taste = profile.tastes.get(catalogue[row].id)
        if taste is not None and taste.muted == act.counts:
            yield kind, row


def _rows(act: CorrectProfile, profile: Profile, catalogue: Catalogue) -> Iterator[int]:
    """The item, or all items with the value that the user likes, the latest first; none by themselves where all is meant."""
    match act.target:
        case TheItem(row):
            yield row
        case TheValue(field, value):
            for item, taste in reversed(tuple(profile.tastes.items())):
                if taste.weight > 0 and catalogue.has(item):
                    row = catalogue.row(item)
                    if value in catalogue[row].labels.get(field, ()):
                        yield row


def _counting(rows: Sequence[int], value: str, catalogue: Catalogue) -> Iterator[Claim]:
    return (Claim(ClaimKind.COUNTING, catalogue[row].id, value) for row in rows)


__all__ = ["confirmed", "corrected", "corrections", "corrects", "moved"]
