"""Which models are measured, and what makes two of them the same."""

import json

import pytest
from numpy.random import Generator

from chatrec.app.settings import Settings
from chatrec.app.trainers import identity, measurable
from chatrec.core.errors import ConfigError, InputError
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Scorer
from chatrec.scorers.blending import BlendTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.together import TogetherTrainer


def test_without_names_it_is_the_blend_and_what_it_learns() -> None:
    assert list(measurable(Settings(), None)) == ["blend", "together", "attributes", "popularity"]


def test_named_are_any_scorers_with_their_settings_and_the_blend_of_the_settings() -> None:
    settings = Settings(scorers=("popularity",), scorer={"together": {"l2": 7.0}, "popularity": {"smoothing": 2.0}})
    found = measurable(settings, ["together", "blend"])
    assert list(found) == ["together", "blend"]
    assert isinstance(found["together"], TogetherTrainer)
    assert found["together"].l2 == 7.0
    assert isinstance(found["blend"], BlendTrainer)
    assert found["blend"].learned == (PopularityTrainer(smoothing=2.0),)


@pytest.mark.parametrize("name", ["wishes", "nothing", ""])
def test_what_cannot_be_measured_is_refused_with_what_can(name: str) -> None:
    with pytest.raises(InputError, match=rf"^'{name}' cannot be measured; known are blend, attributes, .*together\.$"):
        measurable(Settings(), ["together", name])


def test_no_model_at_all_is_refused() -> None:
    with pytest.raises(InputError, match="no model at all cannot be measured; known are blend, "):
        measurable(Settings(), [])


def test_settings_of_a_scorer_that_nobody_names_are_refused() -> None:
    with pytest.raises(ConfigError, match=r"Settings for \['together'\] have no effect; neither"):
        measurable(Settings(scorers=("popularity",), scorer={"together": {"l2": 7.0}}), ["blend"])


def test_an_identity_tells_settings_and_parts_apart() -> None:
    one, other = TogetherTrainer(l2=1.0), TogetherTrainer(l2=2.0)
    told = [
        identity(one),
        identity(other),
        identity(BlendTrainer(learned=(one,))),
        identity(BlendTrainer(learned=(other,))),
    ]
    told.append(identity(BlendTrainer(learned=(one,), users=7)))
    assert None not in told
    assert len(set(told)) == 5
    assert identity(TogetherTrainer(l2=1.0)) == told[0]
    assert json.loads(str(told[0]))["code"]


class Plain:
    """A trainer whose settings cannot be read."""

    name = "plain"

    def fit(self, data: Dataset, rng: Generator) -> Scorer:
        raise NotImplementedError


def test_what_cannot_be_read_has_no_identity() -> None:
    assert identity(Plain()) is None
    assert identity(BlendTrainer(learned=(Plain(),))) is None
