"""What an answer tells, against the definition: the entropy before, less the expected entropy after."""

from math import log2

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatrec.dialogue.gain import answer_gain, belief, entropy, slate_gain

SHARES = st.lists(st.integers(1, 50), min_size=1, max_size=8)


def spread(shares: list[float]) -> float:
    """Entropy in bits, term by term."""
    return -sum(share * log2(share) for share in shares if share > 0)


def told(prior: list[float], answers: list[list[float]]) -> float:
    """The entropy of the item looked for, less that of its posterior under each answer, by how likely the answer is."""
    before = spread(prior)
    after = 0.0
    for answer in range(len(answers[0])):
        joint = [share * row[answer] for share, row in zip(prior, answers, strict=True)]
        likely = sum(joint)
        if likely > 0:
            after += likely * spread([share / likely for share in joint])
    return before - after


@given(drawn=SHARES, data=st.data())
@settings(max_examples=40)
def test_an_answer_tells_what_it_takes_from_the_entropy(drawn: list[int], data: st.DataObject) -> None:
    prior = [share / sum(drawn) for share in drawn]
    width = data.draw(st.integers(1, 4))
    rows = [data.draw(st.lists(st.integers(0, 5), min_size=width, max_size=width).filter(any)) for _ in prior]
    answers = [[part / sum(row) for part in row] for row in rows]
    found = answer_gain(np.array(prior), np.array(answers))
    assert found == pytest.approx(told(prior, answers), abs=1e-12)
    assert 0.0 <= found <= entropy(np.array(prior)) + 1e-12


@given(drawn=SHARES, data=st.data())
@settings(max_examples=40)
def test_a_list_tells_which_of_it_or_that_it_is_none(drawn: list[int], data: st.DataObject) -> None:
    prior = [share / sum(drawn) for share in drawn]
    shown = data.draw(st.lists(st.sampled_from(range(len(prior))), unique=True))
    answers = [[float(item == one) for one in shown] + [float(item not in shown)] for item in range(len(prior))]
    found = slate_gain(np.array(prior), np.array(shown, dtype=np.int64))
    assert found == pytest.approx(told(prior, answers), abs=1e-12)


def test_belief_is_the_softmax_of_the_scores() -> None:
    np.testing.assert_allclose(belief(np.array([0.0, np.log(3.0), -np.inf])), [0.25, 0.75, 0.0])
    np.testing.assert_allclose(belief(np.array([1000.0, 1000.0])), [0.5, 0.5])
    assert entropy(np.full(8, 1 / 8)) == pytest.approx(3.0)
