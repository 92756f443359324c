"""Counterfactuals do what they say, and nothing smaller does."""

from itertools import combinations

import numpy as np
import pytest
from tests.explain.situations import long_situation, some_situation

from chatrec.core.attribution import Attribution
from chatrec.core.errors import InputError
from chatrec.core.query import Interaction, Query
from chatrec.explain import Situation, counterfactual
from chatrec.explain.changes import Change, Lift, Mute, Unwish
from chatrec.explain.counterfactual import MOST, own_actions
from chatrec.recommend import Recommender


def rows(house: Recommender, situation: Situation, changes: tuple[Change, ...] = ()) -> list[int]:
    then = situation.after(changes)
    return [one.item for one in house.recommend(then.query, shown=then.kept_out).items]


def smallest_by_hand(house: Recommender, situation: Situation, item: int, *, up_to: int) -> int | None:
    """The size of the smallest set by trying every one of them, on the recommender itself."""
    actions = own_actions(situation)
    for size in range(1, up_to + 1):
        if any(item not in rows(house, situation, changes) for changes in combinations(actions, size)):
            return size
    return None


def test_short_histories_are_searched_to_the_end(house) -> None:
    rng = np.random.default_rng(11)
    sizes: list[int | None] = []
    for _ in range(40):
        situation = some_situation(rng, house.catalogue, most=4)
        shown = rows(house, situation)
        if not shown:
            continue
        item = int(rng.choice(shown))
        found = counterfactual(house, situation, item)
        actions = own_actions(situation)
        assert found.smallest
        assert found.considered == found.actions == len(actions)
        if found.found.changes is None:
            assert smallest_by_hand(house, situation, item, up_to=len(actions)) is None
        else:
            changes = found.found.changes
            assert set(changes) <= set(actions)
            assert item not in rows(house, situation, changes)
            assert [one.item for one in found.found.slate.items] == rows(house, situation, changes)
            assert smallest_by_hand(house, situation, item, up_to=len(changes)) == len(changes)
        sizes.append(None if found.found.changes is None else len(found.found.changes))
    assert {None, 1, 3} <= set(sizes)


@pytest.mark.parametrize("n", [1, 4])
def test_long_histories_do_what_is_said_and_say_how_sure_it_is(house, n: int) -> None:
    rng = np.random.default_rng(12)
    told = 0
    for _ in range(15):
        situation = long_situation(rng, house.catalogue, actions=int(rng.integers(13, 45)), n=n)
        item = int(rng.choice(rows(house, situation)))
        found = counterfactual(house, situation, item)
        changes = found.found.changes
        if changes is None:
            assert found.found.up_to == MOST
            assert not found.smallest
            continue
        told += 1
        assert 1 <= len(changes) <= MOST
        assert item not in rows(house, situation, changes)
        for at in range(len(changes)):  # none of them is needless
            assert item in rows(house, situation, changes[:at] + changes[at + 1 :]) or len(changes) == 1
        if found.smallest:
            assert smallest_by_hand(house, situation, item, up_to=min(2, len(changes))) in (len(changes), None)
    assert told > 5


def test_what_is_muted_stays_known_and_changes_only_its_own_terms(house) -> None:
    history = tuple(Interaction(row, 1.0) for row in range(6))
    situation = Situation(Query(history=history, n=6))
    muted = situation.after([Mute(2)])
    assert 2 not in rows(house, muted)
    item = rows(house, situation)[0]
    before, after = (dict(house.judged(one.query, item).evidence) for one in (situation, muted))
    own = f"item:{house.catalogue[2].id}"
    changed = {term for term in before.keys() | after.keys() if before.get(term, 0.0) != after.get(term, 0.0)}
    features = {f"genre={value}" for value in house.catalogue[2].labels.get("genre", ())}
    assert changed
    assert all(term.ref == own or term.source == "attributes" for term in changed)
    assert not features or any(term.ref in features for term in changed)


def test_an_item_that_is_not_in_the_list_has_no_counterfactual(house) -> None:
    situation = Situation(Query(history=(Interaction(3, 1.0),), n=3))
    with pytest.raises(InputError, match="ask why not"):
        counterfactual(house, situation, 3)


def test_a_stranger_has_nothing_to_take_away(house) -> None:
    situation = Situation(Query(n=3))
    found = counterfactual(house, situation, rows(house, situation)[0])
    assert (found.found.changes, found.actions, found.smallest) == (None, 0, True)


class Crooked:
    """A scorer that is not linear: what any two liked items say together is not what each says alone."""

    name = "crooked"

    def __init__(self, plain: Recommender) -> None:
        self._plain = plain.scorer

    def attribute(self, query, candidates) -> Attribution:
        said = self._plain.attribute(query, candidates)
        return said.scaled(1.0 / (1.0 + float(np.abs(query.history_weights).sum())))

    def score_batch(self, queries) -> np.ndarray:
        scales = [1.0 / (1.0 + float(np.abs(query.history_weights).sum())) for query in queries]
        return self._plain.score_batch(queries) * np.array(scales)[:, None]


def test_a_model_that_does_not_add_up_is_asked_for_every_subset(house) -> None:
    crooked = Recommender(house.catalogue, Crooked(house), house.reranker, model=house.model)
    rng = np.random.default_rng(13)
    told = 0
    for _ in range(24):
        situation = some_situation(rng, house.catalogue, most=5)
        for item in rows(crooked, situation)[:1]:
            found = counterfactual(crooked, situation, item)
            if found.found.changes is None:
                continue
            told += 1
            changes = found.found.changes
            assert item not in rows(crooked, situation, changes)
            assert smallest_by_hand(crooked, situation, item, up_to=len(changes)) == len(changes)
    assert told > 2


def test_wishes_and_constraints_are_actions_too(house) -> None:
    rng = np.random.default_rng(14)
    kinds = set()
    for _ in range(40):
        situation = some_situation(rng, house.catalogue, most=3)
        for item in rows(house, situation)[:1]:
            kinds.update(map(type, counterfactual(house, situation, item).found.changes or ()))
    assert kinds == {Mute, Unwish, Lift}
