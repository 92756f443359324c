"""The counts of `next`: compiled or not they are the same to the last bit, and they stay exact."""

from importlib.util import find_spec

import numpy as np
import pytest

from chatrec.core.arrays import FloatArray
from chatrec.scorers.lags import Counter, Counts, compiled, count_by_lag, count_by_place, lag_weights, sequences, tables
from chatrec.testing import synthetic_dataset

ITEMS = 30
SETTINGS = [((0.05, 0.5), 12, (1.0, 0.5)), ((0.3,), 3, (1.0,)), ((0.0, 1.0, 3.0), 2, (0.25, 0.5, 1.0))]


def counted_by(counter: Counter, decays: tuple[float, ...], reach: int, ahead: tuple[float, ...]) -> Counts:
    chosen = sequences(synthetic_dataset(np.random.default_rng(3), users=60, items=ITEMS).interactions)
    size = len(decays) * ITEMS
    counts = Counts(np.zeros((size, size)), np.zeros((size, ITEMS)))
    counter(chosen, tables(lag_weights(decays, reach), np.array(ahead)), counts)
    return counts


@pytest.mark.parametrize(("decays", "reach", "ahead"), SETTINGS)
def test_place_by_place_and_lag_by_lag_give_the_same_bits(
    decays: tuple[float, ...], reach: int, ahead: tuple[float, ...]
) -> None:
    one, other = (counted_by(counter, decays, reach, ahead) for counter in (count_by_place, count_by_lag))
    assert one.half.any()
    assert one.cross.any()
    assert one.half.tobytes() == other.half.tobytes()
    assert one.cross.tobytes() == other.cross.tobytes()


@pytest.mark.skipif(find_spec("numba") is None, reason="numba is not installed; nothing is compiled")
def test_compiled_counts_have_the_same_bits() -> None:
    one, other = (counted_by(counter, *SETTINGS[0]) for counter in (compiled(), count_by_lag))
    assert one.half.tobytes() == other.half.tobytes()
    assert one.cross.tobytes() == other.cross.tobytes()


@pytest.mark.parametrize(("decays", "reach", "ahead"), SETTINGS)
def test_every_number_in_the_tables_is_a_multiple_of_a_power_of_two(
    decays: tuple[float, ...], reach: int, ahead: tuple[float, ...]
) -> None:
    for table in tables(lag_weights(decays, reach), np.array(ahead)):
        assert whole(table * 2.0**17)


def whole(numbers: FloatArray) -> bool:
    return bool((numbers == np.round(numbers)).all())


def test_weights_of_lags_are_exponentials_in_steps() -> None:
    np.testing.assert_array_equal(lag_weights((0.0, np.log(2.0)), 4), [[1, 1, 1, 1], [1, 0.5, 0.25, 0.125]])
    assert lag_weights((1.0,), 50)[0, -1] == 0.0
