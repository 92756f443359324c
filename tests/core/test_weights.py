"""What people do, weighed: once is the weight of the kind, more is more, and never as much as a word."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.errors import InputError
from chatrec.core.events import DONE, EventKind
from chatrec.core.weights import LIKED, POSITIVE, STEPS, KindWeights

KIND = st.sampled_from(sorted(DONE))
COUNTS = st.dictionaries(KIND, st.integers(1, 10**9))


@given(KIND)
def test_once_is_the_weight_of_the_kind(kind: EventKind) -> None:
    weights = KindWeights()
    assert abs(weights.of([(kind, 1)]) - weights.once(kind)) <= 0.5 / STEPS


@given(COUNTS, KIND, st.integers(1, 10**6))
def test_more_never_weighs_less_and_never_as_much_as_a_word(
    counts: dict[EventKind, int], kind: EventKind, more: int
) -> None:
    weights = KindWeights()
    less = weights.of(counts.items())
    assert 0.0 <= less <= weights.of({**counts, kind: counts.get(kind, 0) + more}.items()) < LIKED


@given(COUNTS)
def test_weights_are_steps_that_the_sums_hold_exactly(counts: dict[EventKind, int]) -> None:
    """The scorers take (1 + weight) / 2 in steps of 1/256."""
    assert (KindWeights().of(counts.items()) * STEPS).is_integer()


@given(COUNTS.filter(bool))
def test_the_weight_is_the_formula_of_the_docstring(counts: dict[EventKind, int]) -> None:
    weights, left = KindWeights(), 1.0
    for kind, count in counts.items():
        for _ in range(int(math.log2(count)) + 1):
            left *= 1 - weights.once(kind) / LIKED
        left *= (1 - weights.once(kind) / LIKED) ** (math.log2(count) % 1)
    assert weights.of(counts.items()) == pytest.approx(LIKED * (1 - left), abs=1.01 / STEPS)


def test_one_purchase_is_positive_and_one_cart_is_not() -> None:
    weights = KindWeights()
    assert weights.of([(EventKind.CART, 1)]) < POSITIVE <= weights.of([(EventKind.BUY, 1)])
    assert weights.of([(EventKind.PLAY, 48)]) < POSITIVE <= weights.of([(EventKind.PLAY, 64)])
    assert weights.of([]) == weights.once(EventKind.LIKE) == 0.0


@pytest.mark.parametrize("weight", [-0.1, 0.75, 1.0, float("nan")])
def test_a_weight_that_says_too_much_is_refused(weight: float) -> None:
    with pytest.raises(InputError, match="The weight of view is"):
        KindWeights(view=weight)
