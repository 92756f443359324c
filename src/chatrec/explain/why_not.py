"""Why an item is not in a list: what keeps it out, what it lacks, and the fewest changes that bring it in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from chatrec.core.catalogue import Item
from chatrec.core.query import Between, Candidates, Constraint, Includes, Interaction, Preference, Query, is_known
from chatrec.core.slate import Slate, SlateItem
from chatrec.core.top import best
from chatrec.explain.changes import Again, Ask, Change, Lift, Love, Mute, Situation, Unsay, Unwish, Wish
from chatrec.explain.counterfactual import helping
from chatrec.explain.features import YEAR
from chatrec.explain.search import Found, fewest
from chatrec.explain.shadows import Shadows
from chatrec.recommend import Recommender

WISHES = 6  # of an item's values that are tried as wishes
LOVES = 6  # items that are tried as liked
MUTES = 6  # actions that are tried without
NEAR = 500  # items of which those are: the best for the user
MOST = 6  # changes that are told beside those that lift barriers


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why an item is not in the list `before` of `query.n`.

    `place` (from 1) is where it is, when it is there after all. `known` = the user knows it; `shown` = it was shown before;
    `unmet` are the constraints it fails. `standing` is the item as it would stand below the list's last but one, where `last`
    stands. `found` holds the changes that bring it in and the list after them, or that there are none.
    """

    item: int
    before: Slate
    place: int | None
    known: bool
    shown: bool
    unmet: tuple[Constraint, ...]
    standing: SlateItem
    last: SlateItem | None
    found: Found


def why_not(recommender: Recommender, situation: Situation, item: int) -> WhyNot:
    """The changes that lift what keeps the item out come first, for nothing goes without them; then the fewest others.

    Tried are wishes for what the item is, likes of items near it, and actions that speak against it; an answer "there are none" is
    one about those. Cost: that of a counterfactual and a query a tried like.
    """
    query = situation.query
    before = recommender.recommend(query, shown=situation.kept_out)
    place = next((place for place, one in enumerate(before.items, start=1) if one.item == item), None)
    known = any(past.item == item and is_known(past) for past in query.history)
    unmet = tuple(wish for wish in query.constraints if not wish.allows(recommender.catalogue[item]))
    standing = recommender.standing(query, before.items[: query.n - 1], item)
    forced = _forced(item, known=known, shown=item in situation.kept_out, unmet=unmet)
    return WhyNot(
        item=item,
        before=before,
        place=place,
        known=known,
        shown=item in situation.kept_out,
        unmet=unmet,
        standing=before.items[place - 1] if place else standing,
        last=before.items[-1] if len(before.items) == query.n else None,
        found=Found((), before, up_to=0, smallest=True)
        if place
        else _entering(recommender, situation, before, forced, item),
    )


def _forced(item: int, *, known: bool, shown: bool, unmet: Sequence[Constraint]) -> tuple[Change, ...]:
    """What must change whatever else does."""
    return (*([Unsay(item)] if known else []), *([Again(item)] if shown else []), *map(Lift, unmet))


def _entering(
    recommender: Recommender, situation: Situation, before: Slate, forced: tuple[Change, ...], item: int
) -> Found:
    """The fewest changes beside the forced ones; none, where lifting the barriers is enough."""
    free = situation.after(forced)

    def run(changes: tuple[Change, ...]) -> Slate:
        then = free.after(changes)
        return recommender.recommend(then.query, shown=then.kept_out)

    slate = run(()) if forced else before
    if any(one.item == item for one in slate.items):
        return Found(forced, slate, up_to=len(forced), smallest=True)
    pool = possible(recommender, free, slate, item)
    if not pool:
        return Found(None, None, up_to=len(forced), smallest=True)
    shadows = Shadows(recommender, free, pool, item)
    found = fewest(shadows, run, item, into=True, most=MOST if shadows.linear else 1)
    if found.changes is None and not shadows.linear:
        # One like more may make it a user of whom more is known, whom the blend weighs otherwise: likes only count alone then.
        staying = tuple(change for change in pool if not isinstance(change, Love))
        found = fewest(Shadows(recommender, free, staying, item), run, item, into=True, most=MOST)
    changes = None if found.changes is None else (*forced, *found.changes)
    return replace(found, changes=changes, up_to=found.up_to + len(forced))


def possible(recommender: Recommender, situation: Situation, slate: Slate, item: int) -> tuple[Change, ...]:
    """The changes that are tried: wishes for what the item is, likes near it, actions and wishes that may stand against it."""
    query = situation.query
    rows = [item, *(one.item for one in slate.items)]
    attribution = recommender.scorer.attribute(query, Candidates(np.array(rows, dtype=np.int64)))
    helps = helping(attribution, recommender.catalogue)
    against = sorted((past.item for past in query.history if past.weight), key=lambda row: helps[row])
    return (
        *(Wish(wish) for wish in _wishes(recommender.catalogue[item], query)[:WISHES]),
        *(Love(row) for row in _near(recommender, situation, rows)),
        *(Ask(wish) for wish in _firm_wishes(recommender.catalogue[item], query)[:WISHES]),
        *(Mute(row) for row in against[:MUTES] if helps[row] < 0),
        *map(Unwish, query.preferences),
    )


def _wishes(item: Item, query: Query) -> list[Preference]:
    """The item's values as wishes, without those that there are."""
    there = {(wish.field, wish.value) for wish in query.preferences}
    labels = [(field, value) for field, values in item.labels.items() for value in values]
    return [Preference(*label) for label in labels if label not in there]


def _firm_wishes(item: Item, query: Query) -> list[Constraint]:
    """The item's values, and the ten years that it is from, as hard constraints, without those that there are."""
    wishes: list[Constraint] = [Includes(wish.field, (wish.value,)) for wish in _wishes(item, Query())]
    if YEAR in item.numbers:
        first = float(item.numbers[YEAR] // 10 * 10)
        wishes.append(Between(YEAR, first, first + 9.0))
    return [wish for wish in wishes if wish not in query.constraints]


def _near(recommender: Recommender, situation: Situation, rows: Sequence[int]) -> list[int]:
    """Of the best items that the user has not spoken of, those whose like speaks most for the first of `rows` above the
    others, by what each of them says in a history of all of them.
    """
    query = situation.query
    scores = recommender.scorer.score_batch([query])
    scores[0, [*rows, *(past.item for past in query.history)]] = -np.inf
    near = best(scores, min(NEAR, scores.shape[1]))[0]
    loved = Query(history=tuple(Interaction(row, 1.0) for row in near.tolist()))
    attribution = recommender.scorer.attribute(loved, Candidates(np.array(rows, dtype=np.int64)))
    helps = helping(attribution, recommender.catalogue)
    helps[rows] = -np.inf
    return [row for row in np.argsort(-helps, kind="stable")[:LOVES].tolist() if helps[row] > 0]


__all__ = ["MOST", "WhyNot", "possible", "why_not"]
