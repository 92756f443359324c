"""A small world whose lists can be changed by hand."""

import numpy as np
import pytest

from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.core.ids import ModelVersion
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.scorers.blend import Blend
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="package")
def house() -> Recommender:
    """80 items, the scorers of the default settings, and weights under which what people did matters much."""
    data = synthetic_dataset(np.random.default_rng(9), users=60, items=80)
    scorers = blend_trainer(Settings()).fit(data, np.random.default_rng(0)).scorers
    weights = np.array([[30.0, 3.0, 0.5, 1.0, 1.0], [20.0, 2.0, 0.1, 1.0, 1.0]])
    blend = Blend(scorers, np.array([0, 20]), weights, np.array([-5.0, -4.5]))
    return Recommender(
        data.catalogue, blend, DiversityReranker(data.catalogue, strength=0.5), model=ModelVersion("v0001")
    )
