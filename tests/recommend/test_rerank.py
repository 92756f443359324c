"""Diversity as evidence, by hand and in general."""

import numpy as np
import pytest

from chatrec.core.attribution import Attribution, Evidence, Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Query
from chatrec.recommend import DiversityReranker
from chatrec.scorers.blend import Blend
from chatrec.testing.synthetic import some_query

FILMS = Catalogue(
    [
        Item(id=ItemId("twin"), title="Twin", labels={"genre": ("Drama", "Crime")}),
        Item(id=ItemId("other twin"), title="Other Twin", labels={"genre": ("Crime", "Drama")}),
        Item(id=ItemId("cousin"), title="Cousin", labels={"genre": ("Drama",)}),
        Item(id=ItemId("stranger"), title="Stranger", labels={"genre": ("Horror",)}),
        Item(id=ItemId("nobody"), title="Nobody"),
    ]
)
TERM = Term("x", Kind.PRIOR, "x")


def said(*scores: float) -> Attribution:
    return Attribution(np.arange(len(scores)), (TERM,), np.array(scores)[:, None])


def test_an_item_like_one_above_loses_and_the_loss_has_a_name() -> None:
    """The twins have cosine 1, the cousin 1/sqrt(2) with them; strength 1 puts the cousin between stranger and twin."""
    slate = DiversityReranker(FILMS, strength=1.0).rerank(Query(n=5), said(3.0, 2.9, 2.8, 2.0, 1.0))
    assert [item.item for item in slate] == [0, 2, 3, 1, 4]
    assert slate[0].evidence == (Evidence(TERM, 3.0),)
    near = slate[1].evidence[1]
    assert near.term == Term("diversity", Kind.DIVERSITY, "item:twin")
    assert near.value == pytest.approx(-1 / np.sqrt(2))
    assert slate[3].score == pytest.approx(2.9 - 1.0)
    assert len(slate[2].evidence) == len(slate[4].evidence) == 1


@pytest.mark.parametrize("strength", [0.0, 0.5, 20.0])
def test_every_choice_is_the_best_that_is_left(strength: float, data: Dataset, blend: Blend) -> None:
    """Each step against a slow look at every item left and every item chosen."""
    query = some_query(np.random.default_rng(4), data.catalogue)
    answer = blend.attribute(query, Candidates(np.arange(0, 300, 3)))
    slate = DiversityReranker(data.catalogue, strength=strength).rerank(Query(n=12), answer)
    scores = dict(zip(answer.items.tolist(), answer.scores.tolist(), strict=True))
    chosen: list[int] = []
    for item in slate:
        loss = {row: strength * max((alike(data, row, above) for above in chosen), default=0.0) for row in scores}
        left = {row: score - loss[row] for row, score in scores.items() if row not in chosen}
        assert left[item.item] == pytest.approx(max(left.values()), abs=1e-9)
        assert item.score == pytest.approx(left[item.item], abs=1e-9)
        chosen.append(item.item)


def alike(data: Dataset, one: int, other: int) -> float:
    """The cosine of two items' label sets."""
    first, second = (
        {(field, value) for field, values in data.catalogue[row].labels.items() for value in values}
        for row in (one, other)
    )
    return len(first & second) / np.sqrt(len(first) * len(second)) if first and second else 0.0


def test_strength_zero_keeps_the_ranking_and_says_nothing(data: Dataset, blend: Blend) -> None:
    answer = blend.attribute(Query(), Candidates(np.arange(300)))
    slate = DiversityReranker(data.catalogue, strength=0.0).rerank(Query(n=40), answer)
    wanted = np.argsort(-answer.scores, kind="stable")[:40]
    assert [item.item for item in slate] == wanted.tolist()
    assert all(piece.term.kind is not Kind.DIVERSITY for item in slate for piece in item.evidence)


def test_nothing_to_choose_from() -> None:
    reranker = DiversityReranker(FILMS, strength=1.0)
    assert reranker.rerank(Query(n=3), said()) == ()
    assert reranker.rerank(Query(n=0), said(1.0)) == ()
    assert DiversityReranker(Catalogue([]), strength=1.0).rerank(Query(), said()) == ()


def test_many_rows_are_ordered_as_each_is_reranked(data: Dataset, blend: Blend) -> None:
    rng = np.random.default_rng(31)
    for strength in (0.0, 0.5, 4.0):
        reranker = DiversityReranker(data.catalogue, strength=strength)
        items = rng.permutation(len(data.catalogue))[:120]
        queries = [some_query(rng, data.catalogue) for _ in range(12)]
        scores = blend.score_batch(queries)[:, items]
        order = reranker.order(Query(n=9), items, scores)
        for query, places, row in zip(queries, order, scores, strict=True):
            slate = reranker.rerank(Query(n=9), Attribution(items, (TERM,), row[:, None]))
            assert items[places].tolist() == [one.item for one in slate], query


def test_where_scores_are_flat_what_is_chosen_lies_beyond_the_best(data: Dataset) -> None:
    """Of 120 items the 64 best are all alike: the second place belongs to one of the others."""
    alike = max(data.catalogue.label_rows.items(), key=lambda found: len(found[1]))[1]
    others = np.setdiff1d(np.arange(len(data.catalogue)), alike)
    rng = np.random.default_rng(33)
    for n in (2, 5):
        items = np.concatenate([alike, others])
        scores = np.concatenate(
            [rng.uniform(0.02, 0.03, (6, len(alike))), rng.uniform(0.0, 0.01, (6, len(others)))], axis=1
        )
        reranker = DiversityReranker(data.catalogue, strength=2.0)
        order = reranker.order(Query(n=n), items, scores)
        for places, row in zip(order, scores, strict=True):
            slate = reranker.rerank(Query(n=n), Attribution(items, (TERM,), row[:, None]))
            assert items[places].tolist() == [one.item for one in slate]
        assert (order.max(axis=1) >= len(alike)).any()


def test_what_is_kept_out_is_never_ordered() -> None:
    reranker = DiversityReranker(FILMS, strength=0.5)
    order = reranker.order(Query(n=4), np.arange(5), np.array([[1.0, -np.inf, 0.5, -np.inf, -np.inf]]))
    assert order.tolist() == [[0, 2, -1, -1]]
    assert reranker.order(Query(n=3), np.arange(0), np.zeros((2, 0))).tolist() == [[-1] * 3] * 2
    assert reranker.reach(Query()) == 0.5
