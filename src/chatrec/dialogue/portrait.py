"""What is known of the user, said to them: long-term tastes and where they come from, apart from the wishes of this conversation."""

from collections import Counter
from collections.abc import Iterator, Sequence

from chatrec.core.acts import AskProfile
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.profile import LIKED, Profile, says_something
from chatrec.core.query import AS_USUAL, Constraint, Excludes, Includes, Preference
from chatrec.dialogue.claiming import counted, named, tasted, wished
from chatrec.dialogue.facts import TASTES, preference_key, tastes_of
from chatrec.dialogue.noted import turned
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Companion, Counted, Known, Point, Say, Titles, Wishes
from chatrec.dialogue.tools import Tools

# What was said before what was done.
KINDS = (
    EventKind.LIKE, EventKind.RATING, EventKind.ACCEPT, EventKind.BUY, EventKind.CART, EventKind.PLAY, EventKind.CLICK, EventKind.VIEW,
    EventKind.SEEN, EventKind.DISLIKE,
)  # fmt: skip
NAMED = 3  # items of a kind that are named
LEANINGS = 3  # values that are named
FEWEST = 2  # items that have a value in common before it is called a leaning


def portrait(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """Answers "what do you know about me?" from the profile and the state; nothing where that was not asked."""
    if not any(isinstance(act, AskProfile) for act in outcome.acts):
        return
    catalogue, profile = tools.catalogue, outcome.profile
    if not outcome.state.profiled:
        yield Point(Say.UNPROFILED)
    told = [point for kind in KINDS if (point := _of_a_kind(kind, profile, catalogue)) is not None]
    yield from told
    yield from _leanings(profile, tools)
    muted = len(tastes_of("muted", profile, catalogue))
    if muted:
        yield Point(Say.MUTED, {"n": muted}, (counted(muted, f"{TASTES}muted"),))
    if not told:
        yield Point(Say.NO_TASTES)
    yield from _wishes(outcome)
    liked = next((row for kind in KINDS[:3] for row in tastes_of(kind.value, profile, catalogue)), None)
    if liked is not None:
        yield Point(Say.CHANGE_TASTES, {"title": Titles((liked,), dated=False)}, named((liked,), catalogue))
    if outcome.state.hard or outcome.state.soft:
        yield Point(Say.CHANGE_WISHES)


def _of_a_kind(kind: EventKind, profile: Profile, catalogue: Catalogue) -> Point | None:
    """How many items are known by a kind of word or deed, and the first of them: of ratings the best, else the latest."""
    rows = [
        row for row in tastes_of(kind.value, profile, catalogue) if says_something(profile.tastes[catalogue[row].id])
    ]
    if not rows:
        return None
    n, claim = len(rows), counted(len(tastes_of(kind.value, profile, catalogue)), f"{TASTES}{kind.value}")
    first = _best(rows, profile, catalogue) if kind is EventKind.RATING else tuple(rows[:NAMED])
    say = (
        Say.TOLD_BEST if kind is EventKind.RATING and n > len(first) else Say.TOLD_MOST if n > len(first) else Say.TOLD
    )
    return Point(say, {"how": Known(kind), "n": n, "what": Titles(first)}, (claim, *tasted(first, kind, catalogue)))


def _best(rows: Sequence[int], profile: Profile, catalogue: Catalogue) -> tuple[int, ...]:
    return tuple(sorted(rows, key=lambda row: -profile.tastes[catalogue[row].id].weight)[:NAMED])


def _leanings(profile: Profile, tools: Tools) -> Iterator[Point]:
    """The values that most of what is liked has, of the first field of a card."""
    catalogue = tools.catalogue
    field = next((name for name in (*tools.domain.card, *tools.domain.labels) if name in catalogue.fields), None)
    if field is None:
        return
    counts = Counter(
        value
        for item, taste in profile.tastes.items()
        if taste.weight >= LIKED and not taste.muted and catalogue.has(item)
        for value in dict.fromkeys(catalogue[catalogue.row(item)].labels.get(field, ()))
    )
    most = tuple((field, value, n) for value, n in counts.most_common(LEANINGS) if n >= FEWEST)
    if most:
        claims = tuple(counted(n, f"{TASTES}{of}={value}") for of, value, n in most)
        yield Point(Say.LEANS, {"what": Counted(most)}, claims)


def _wishes(outcome: Outcome) -> Iterator[Point]:
    """What this conversation asks for: its rules, its leanings, its dial and for whom."""
    state = outcome.state
    if state.hard:
        yield Point(Say.WISHED_HERE, {"what": Wishes(state.hard)}, wished(state.hard))
    if state.soft:
        claims = tuple(Claim(ClaimKind.WISH, preference_key(one), "") for one in state.soft)
        yield Point(Say.LEANING_HERE, {"what": Wishes(tuple(map(_as_wish, state.soft)))}, claims)
    if state.dial != AS_USUAL:
        yield from turned(state.dial)
    if state.company is not None:
        yield Point(Say.FOR_COMPANY, {"who": Companion(state.company.who)})
    if not (state.hard or state.soft or state.dial != AS_USUAL or state.company):
        yield Point(Say.NO_WISHES_HERE)


def _as_wish(preference: Preference) -> Constraint:
    """A leaning as it is named: towards a value, or away from it."""
    kind = Includes if preference.weight > 0 else Excludes
    return kind(preference.field, (preference.value,))


__all__ = ["portrait"]
