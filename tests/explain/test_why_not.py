"""Why not: what keeps an item out, and changes that bring it in when they are made."""

from itertools import combinations

import numpy as np
import pytest
from tests.explain.situations import some_situation
from tests.explain.test_counterfactual import rows

from chatrec.core.query import Excludes, Interaction, Query
from chatrec.explain import Situation, contrast, why_not
from chatrec.explain.changes import Again, Ask, Lift, Love, Unsay, Wish
from chatrec.explain.why_not import possible


def test_the_changes_bring_the_item_in_and_fewer_of_those_tried_do_not(house) -> None:
    rng = np.random.default_rng(21)
    kinds, none = set(), 0
    for _ in range(40):
        situation = some_situation(rng, house.catalogue)
        item = int(rng.integers(len(house.catalogue)))
        found = why_not(house, situation, item)
        changes = found.found.changes
        if changes is None:
            none += 1
            continue
        assert item in rows(house, situation, changes)
        assert (found.place is not None) == (changes == ())
        kinds.update(map(type, changes))
        forced = tuple(change for change in changes if isinstance(change, Unsay | Again | Lift))
        free = situation.after(forced)
        others = len(changes) - len(forced)
        if found.found.smallest and others:
            slate = house.recommend(free.query, shown=free.kept_out)
            tried = possible(house, free, slate, item)
            for size in range(min(others, 3)):
                assert all(item not in rows(house, free, fewer) for fewer in combinations(tried, size))
    assert kinds >= {Wish, Ask, Love, Unsay, Lift}
    assert none > 0


def test_what_keeps_an_item_out_is_told_and_lifted(house) -> None:
    genre = next(item for item in house.catalogue if "genre" in item.labels)
    row, values = house.catalogue.row(genre.id), genre.labels["genre"]
    query = Query(
        history=(Interaction(row, 1.0), Interaction((row + 1) % 80, 1.0)), constraints=(Excludes("genre", values),), n=4
    )
    found = why_not(house, Situation(query, frozenset({row})), row)
    assert (found.known, found.shown, found.unmet) == (True, True, query.constraints)
    assert found.place is None
    changes = found.found.changes
    if changes is not None:
        assert changes[:3] == (Unsay(row), Again(row), Lift(query.constraints[0]))


def test_an_item_that_is_there_needs_no_change(house) -> None:
    situation = Situation(Query(history=(Interaction(3, 1.0),), n=3))
    second = rows(house, situation)[1]
    found = why_not(house, situation, second)
    assert (found.place, found.found.changes) == (2, ())


def test_what_it_lacks_is_measured_where_it_would_stand(house) -> None:
    """The item below the list has the score that the reranker gives it there, and lies below the last."""
    rng = np.random.default_rng(22)
    for _ in range(30):
        situation = some_situation(rng, house.catalogue)
        listed = rows(house, situation)
        longer = house.recommend(
            Query(
                history=situation.query.history,
                constraints=situation.query.constraints,
                preferences=situation.query.preferences,
                n=situation.query.n + 1,
            ),
            shown=situation.kept_out,
        ).items
        if len(longer) <= situation.query.n:
            continue
        runner_up = longer[-1]
        found = why_not(house, situation, runner_up.item)
        assert found.last is not None
        assert found.last.item == listed[-1]
        assert contrast(found.last, found.standing, limit=3).difference >= 0
        # With all the others above it, it can only be more like one of them.
        assert found.standing.score >= runner_up.score - 1e-12
        assert found.standing.score == pytest.approx(runner_up.score, abs=house.reranker.reach(situation.query))
