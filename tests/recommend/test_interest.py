"""What somebody only looked at may be recommended; what they bought, said or disliked may not."""

import numpy as np
import pytest

from chatrec.core.query import Interaction, Query
from chatrec.core.weights import KindWeights
from chatrec.recommend.constraints import KNOWN, ConstraintIndex
from chatrec.testing import synthetic_dataset


@pytest.mark.parametrize(
    ("weight", "known"),
    [
        (KindWeights().view, False),
        (KindWeights().cart, False),
        (0.5, True),
        (KindWeights().buy, True),
        (-0.25, True),
        (0.0, True),
    ],
)
def test_interest_keeps_an_item_in(weight: float, known: bool) -> None:
    index = ConstraintIndex(synthetic_dataset(np.random.default_rng(0)).catalogue)
    left, excluded = index.survivors(Query(history=(Interaction(3, weight, 0.0),)), frozenset())
    assert left[3] == (not known)
    assert excluded == ({KNOWN: 1} if known else {})
