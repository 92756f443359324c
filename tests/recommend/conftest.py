"""A small world to recommend in."""

import numpy as np
import pytest

from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.core.interactions import Dataset
from chatrec.scorers.blend import Blend
from chatrec.testing import synthetic_dataset


@pytest.fixture(scope="session")
def data() -> Dataset:
    """More items than the retrieval lets through."""
    return synthetic_dataset(np.random.default_rng(21), users=60, items=300)


@pytest.fixture(scope="session")
def blend(data: Dataset) -> Blend:
    return blend_trainer(Settings()).fit(data, np.random.default_rng(0))
