"""What accuracy does not say, by hand."""

import math

import numpy as np
import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.evaluation.beyond import (
    MIXED_IN,
    Lists,
    calibration,
    coverage,
    diversity,
    gini,
    novelty,
    popularity,
    serendipity,
)
from chatrec.evaluation.labels import Labels, labels_of


def lists(*rows: list[int | None]) -> Lists:
    shown = np.array([[item is not None for item in row] for row in rows])
    return Lists(np.array([[item or 0 for item in row] for row in rows]), shown)


def films(*genres: tuple[str, ...]) -> Labels:
    items = [
        Item(id=ItemId(str(row)), title=str(row), labels={"genre": values} if values else {})
        for row, values in enumerate(genres)
    ]
    found = labels_of(Catalogue(items))
    assert found is not None
    return found


CHOSEN = np.array([4.0, 2.0, 1.0, 0.0])  # of 8 users


def test_popularity_is_the_mean_share_of_users_who_chose_the_items() -> None:
    assert popularity(lists([0, 1], [2, 3]), CHOSEN, 8) == pytest.approx([(0.5 + 0.25) / 2, (0.125 + 0) / 2])


def test_novelty_is_the_mean_self_information_and_an_item_nobody_chose_counts_as_chosen_once() -> None:
    assert novelty(lists([0, 1], [2, 3]), CHOSEN, 8) == pytest.approx([(1 + 2) / 2, (3 + 3) / 2])


def test_places_without_an_item_count_for_nothing_and_an_empty_list_has_no_value() -> None:
    found = novelty(lists([1, None], [None, None]), CHOSEN, 8)
    assert found[0] == 2.0
    assert math.isnan(found[1])


def test_diversity_is_one_minus_the_mean_cosine_over_pairs() -> None:
    """Items a {x}, b {x, y}, c {y}: the cosines are ab 1/√2, bc 1/√2, ac 0."""
    labels = films(("x",), ("x", "y"), ("y",), ("x",))
    found = diversity(lists([0, 1, 2], [0, 3, None], [0, 2, None]), labels)
    assert found == pytest.approx([1 - (2 / math.sqrt(2)) / 3, 0.0, 1.0])


def test_diversity_looks_only_at_items_with_labels_and_needs_two() -> None:
    labels = films(("x",), ("y",), ())
    found = diversity(lists([0, 1, 2], [0, 2, None]), labels)
    assert found[0] == pytest.approx(1.0)
    assert math.isnan(found[1])


def test_diversity_agrees_with_a_loop_over_pairs() -> None:
    rng = np.random.default_rng(0)
    genres = [tuple(rng.choice(list("abcdef"), rng.integers(1, 4), replace=False).tolist()) for _ in range(30)]
    listed = np.array([rng.choice(30, 8, replace=False) for _ in range(5)])
    found = diversity(Lists(listed, np.ones(listed.shape, bool)), films(*genres))
    for row, value in zip(listed.tolist(), found, strict=True):
        pairs = [(genres[one], genres[two]) for at, one in enumerate(row) for two in row[at + 1 :]]
        cosines = [len(set(one) & set(two)) / math.sqrt(len(one) * len(two)) for one, two in pairs]
        assert value == pytest.approx(1 - np.mean(cosines))


def test_calibration_is_the_divergence_of_the_past_from_the_mixed_list() -> None:
    """The past is 3/4 x and 1/4 y, the list x and half an x, half a y: 3/4 and 1/4; the other list is all y."""
    labels = films(("x",), ("x", "y"), ("y",))
    tastes = np.array([[3.0, 1.0], [3.0, 1.0]])
    found = calibration(lists([0, 1], [2, None]), labels, tastes)
    mixed = (MIXED_IN * 0.75, (1 - MIXED_IN) + MIXED_IN * 0.25)
    wanted = 0.75 * math.log(0.75 / mixed[0]) + 0.25 * math.log(0.25 / mixed[1])
    assert found == pytest.approx([0.0, wanted])


def test_calibration_needs_labels_on_both_sides() -> None:
    labels = films(("x",), ("y",), ())
    assert np.isnan(calibration(lists([2], [0]), labels, np.array([[1.0, 0.0], [0.0, 0.0]]))).all()


def test_serendipity_counts_what_is_relevant_and_not_expected() -> None:
    hits = np.array([[1.0, 1.0, 0.0, 0.0]])
    assert serendipity(hits, np.array([[True, False, True, False]])) == pytest.approx([0.25])


def test_coverage_and_gini_of_exposure() -> None:
    """Of exposures 0, 0, 1, 3 the mean absolute difference is 14/16·2/..., and the index 5/8 by its definition."""
    exposure = np.array([3.0, 0.0, 1.0, 0.0])
    assert coverage(exposure) == 0.5
    differences = np.abs(exposure[:, None] - exposure[None])
    assert gini(exposure) == pytest.approx(differences.mean() / (2 * exposure.mean())) == pytest.approx(0.625)
    assert gini(np.full(7, 3.0)) == pytest.approx(0.0)
    assert gini(np.zeros(3)) == 0.0


def test_only_fields_that_sort_the_catalogue_are_compared_by() -> None:
    """A director is on one item only of ten and so on less than half; every item has a tag of its own, beyond 200 values."""
    items = [
        Item(
            id=ItemId(str(row)),
            title="",
            labels={
                "genre": ("x" if row % 2 else "y",),
                "tag": (str(row),),
                **({"director": ("d",)} if not row else {}),
            },
        )
        for row in range(250)
    ]
    found = labels_of(Catalogue(items))
    assert found is not None
    assert found.fields == ("genre",)
    assert found.shares.shape == (250, 2)
    assert labels_of(Catalogue([Item(id=ItemId("a"), title="")])) is None
