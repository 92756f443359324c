"""Scorers by name, those among them that need an extra."""

import numpy as np
import pytest

from chatrec.app.registry import plugin, plugins
from chatrec.app.settings import Settings
from chatrec.app.trainers import trainers
from chatrec.core.errors import ConfigError
from chatrec.scorers.sequential import SequentialTrainer
from chatrec.scorers.transformer import NEURAL
from chatrec.testing import synthetic_dataset


@pytest.mark.skipif(not NEURAL.missing, reason="torch is installed, so nothing is missing")
def test_a_scorer_whose_extra_is_missing_says_what_to_install() -> None:
    said = r"sequential' needs torch, not installed here; pip install 'chatrec\[neural\]'"
    with pytest.raises(ConfigError, match=said):
        plugin("sequential")
    with pytest.raises(ConfigError, match=said):
        trainers(Settings(scorers=("popularity", "sequential")))
    rng = np.random.default_rng(0)
    with pytest.raises(ConfigError, match=said):
        SequentialTrainer().fit(synthetic_dataset(rng), rng)


def test_every_scorer_is_listed_whether_or_not_its_extra_is_installed() -> None:
    assert {"factors", "people", "sequential", "together"} <= plugins().keys()


def test_a_name_that_is_no_scorer_is_refused_with_those_that_are() -> None:
    with pytest.raises(ConfigError, match=r"no scorer 'ease'; known are .*'?factors'?.* together"):
        plugin("ease")


def test_a_helper_of_the_room_is_no_scorer() -> None:
    with pytest.raises(ConfigError, match="no scorer 'transformer'"):
        plugin("transformer")
