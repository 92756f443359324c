"""The points that confirm requests that no field holds: things like an item, things that speak of something."""

from collections.abc import Iterator

from chatrec.core.acts import Act, Dislike, Like, TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.ids import ItemId
from chatrec.core.query import ABOUT, ALIKE, Preference
from chatrec.dialogue.claiming import counted, named
from chatrec.dialogue.facts import MENTIONS, preference_key
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Point, Say, Titles


def requested(outcome: Outcome, catalogue: Catalogue) -> Iterator[Point]:
    """What this turn asked for beside fields, and what the catalogue has of it."""
    yield from _likened(outcome, catalogue, 1.0, Say.ALIKE)
    yield from _likened(outcome, catalogue, -1.0, Say.UNLIKE)
    for act in outcome.acts:
        match act:
            case Like(TheValue(field=field, value=topic)) if field == ABOUT:
                yield _spoken_of(topic, outcome, catalogue)
            case Dislike(TheValue(field=field, value=topic)) if field == ABOUT:
                wish = preference_key(Preference(ABOUT, topic, -1.0))
                yield Point(Say.NOT_ABOUT, {"text": topic}, (Claim(ClaimKind.WISH, wish, ""),))
            case _:
                pass


def is_request(act: Act) -> bool:
    """Whether an act asks for, or refuses, what no field holds."""
    return isinstance(act, Like | Dislike) and isinstance(act.target, TheValue) and act.target.field in (ALIKE, ABOUT)


def _likened(outcome: Outcome, catalogue: Catalogue, weight: float, say: Say) -> Iterator[Point]:
    """All items that things shall be like, or unlike, in one sentence."""
    kind = Like if weight > 0 else Dislike
    ids = dict.fromkeys(
        ItemId(act.target.value)
        for act in outcome.acts
        if isinstance(act, kind) and isinstance(act.target, TheValue) and act.target.field == ALIKE
    )
    rows = tuple(catalogue.row(item) for item in ids if Preference(ALIKE, item, weight) in outcome.state.soft)
    if rows:
        wishes = (preference_key(Preference(ALIKE, catalogue[row].id, weight)) for row in rows)
        claims = (Claim(ClaimKind.WISH, wish, "") for wish in wishes)
        yield Point(say, {"what": Titles(rows)}, (*named(rows, catalogue), *claims))


def _spoken_of(topic: str, outcome: Outcome, catalogue: Catalogue) -> Point:
    """How many items speak of a topic; where they do not fill the list, that others follow."""
    speaking = catalogue.mentions.rows(topic)
    n = len(speaking)
    if not n:
        return Point(Say.MENTIONED_NOWHERE, {"text": topic}, (counted(0, MENTIONS + topic),))
    claims = (counted(n, MENTIONS + topic),)
    listed = [item.item for item in outcome.slate.items] if outcome.slate else []
    leading = len(set(listed) & set(speaking.tolist()))
    if listed and not leading:
        return Point(Say.MENTIONED_ELSEWHERE, {"text": topic, "n": n}, claims)
    if n == 1:
        return Point(Say.MENTIONED_ONCE, {"text": topic}, claims)
    say = Say.MENTIONED_AND_OTHERS if leading < len(listed) else Say.MENTIONED
    return Point(say, {"text": topic, "n": n}, claims)


__all__ = ["is_request", "requested"]
