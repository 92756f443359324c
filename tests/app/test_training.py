"""train, versions, promote and rollback over a small home."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from chatrec.adapters.model_folder import ModelFolder
from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.app.live import LiveModel
from chatrec.app.models import unpacked
from chatrec.app.settings import Settings, WeightSettings
from chatrec.app.training import Training
from chatrec.app.versions import Versions
from chatrec.core.errors import DataError, InputError, NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ModelVersion
from chatrec.core.interactions import Dataset
from chatrec.core.query import Query
from chatrec.core.weights import KindWeights
from chatrec.evaluation import Estimate
from chatrec.learning import Profiles, behaviour, parse_manifest
from chatrec.testing import synthetic_dataset
from chatrec.testing.fakes import FixedClock

QUICK = Settings(scorers=("together", "popularity", "wishes"), scorer={"together": {"l2": 20.0}}, seed=5)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(2), users=50, items=40)


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[SqliteStores]:
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


@pytest.fixture
def models(tmp_path: Path) -> ModelFolder:
    return ModelFolder(tmp_path / "models")


@pytest.fixture
def training(stores: SqliteStores, models: ModelFolder, data: Dataset) -> Training:
    """A home in which the synthetic users liked what they chose."""
    stores.items.put(list(data.catalogue))
    rows = data.interactions
    stores.events.append(
        [
            Event(
                event_id=EventId(f"{user}-{item}"),
                user=data.users[user],
                item=data.catalogue[item].id,
                kind=EventKind.LIKE if weight > 0 else EventKind.DISLIKE,
                at=at,
            )
            for user, item, weight, at in zip(rows.users, rows.items, rows.weights, rows.times, strict=True)
        ]
    )
    return Training(stores.items, stores.events, models, FixedClock(1_750_000_000.0))


def test_the_first_model_goes_live_and_says_what_it_is(
    training: Training, models: ModelFolder, stores: SqliteStores, data: Dataset
) -> None:
    trained = training.train(QUICK)
    manifest = trained.manifest
    assert trained.verdict.promoted
    assert Versions(models).live() == manifest
    assert (manifest.version, manifest.created_at, manifest.seed) == ("v0001", 1_750_000_000.0, 5)
    assert (manifest.items, manifest.users, manifest.interactions) == (40, 50, len(data.interactions))
    assert manifest.fingerprint == behaviour(stores.events, data.catalogue).fingerprint
    assert manifest.scorers == ("together", "popularity", "wishes")
    assert manifest.settings == {"together": {"l2": 20.0}, "popularity": {}, "wishes": {}}
    assert 0.0 <= manifest.metrics["ndcg@10"].low <= manifest.metrics["ndcg@10"].high <= 1.0
    assert manifest.weights["together"][0] == 0.0
    assert set(manifest.code) == {"chatrec", "numpy", "scipy", "python"}


def test_the_same_data_and_seed_make_the_same_model(training: Training, models: ModelFolder, data: Dataset) -> None:
    first, second = training.train(QUICK).manifest, training.train(QUICK).manifest
    assert first.metrics == second.metrics
    arrays, others = models.get(first.version).arrays, models.get(second.version).arrays
    assert {name: array.tobytes() for name, array in arrays.items()} == {
        name: array.tobytes() for name, array in others.items()
    }
    blend = unpacked(arrays, first.scorers, data.catalogue)
    assert np.isfinite(blend.score_batch([Query()])).all()


def test_a_clearly_worse_model_is_stored_but_stays_in_the_dark(training: Training, models: ModelFolder) -> None:
    """The live model is better than any of these data can be."""
    stored = models.get(training.train(QUICK).manifest.version)
    better = parse_manifest(stored.manifest).model_copy(
        update={"version": ModelVersion("better"), "metrics": {"ndcg@10": Estimate(0.99, 0.98, 1.0, 50)}}
    )
    models.put(stored._replace(version=better.version, manifest=better.model_dump_json()))
    models.promote(better.version)
    refused = training.train(QUICK)
    assert not refused.verdict.promoted
    assert refused.verdict.reason.startswith("Clearly worse: ndcg@10 ")
    assert models.promoted() == ["v0001", "better"]
    assert [manifest.version for manifest in Versions(models).every()] == ["v0001", "better", "v0003"]
    forced = training.train(QUICK, force=True)
    assert forced.verdict.reason == "Forced."
    assert models.promoted() == ["v0001", "better", "v0004"]


def test_rolling_back_twice_returns(training: Training, models: ModelFolder) -> None:
    versions = Versions(models)
    for _ in range(3):
        training.train(QUICK, force=True)
    assert versions.rollback() == "v0002"
    assert versions.rollback() == "v0003"
    versions.promote(ModelVersion("v0001"))
    live = versions.live()
    assert live is not None
    assert live.version == "v0001"
    assert versions.rollback() == "v0003"


def test_there_is_nothing_to_roll_back_to_at_first(training: Training, models: ModelFolder) -> None:
    versions = Versions(models)
    assert versions.live() is None
    assert list(versions.every()) == []
    with pytest.raises(InputError, match="nothing to roll back to"):
        versions.rollback()
    training.train(QUICK)
    with pytest.raises(InputError, match="nothing to roll back to"):
        versions.rollback()


def test_promoting_what_is_not_there_is_refused(models: ModelFolder) -> None:
    with pytest.raises(NotFoundError, match="'v9999'"):
        Versions(models).promote(ModelVersion("v9999"))


def test_a_live_version_whose_files_are_gone_is_none(training: Training, models: ModelFolder, tmp_path: Path) -> None:
    training.train(QUICK)
    shutil.rmtree(tmp_path / "models" / "v0001")
    assert Versions(models).live() is None
    assert training.train(QUICK).verdict.promoted


def test_a_version_that_another_training_took_is_passed_over(training: Training, models: ModelFolder) -> None:
    taken = training.train(QUICK).manifest
    stored = models.get(taken.version)
    models.put(stored._replace(version=ModelVersion("v0003"), manifest=stored.manifest.replace("v0001", "v0003")))
    assert training.train(QUICK).manifest.version == "v0004"


def test_a_young_home_gets_a_model_without_metrics(stores: SqliteStores, models: ModelFolder, data: Dataset) -> None:
    """First nothing is known of anybody, then three people like one thing each: neither can be measured."""
    training = Training(stores.items, stores.events, models, FixedClock())
    with pytest.raises(DataError, match="The home has no items to recommend"):
        training.train(Settings())
    stores.items.put(list(data.catalogue))
    first = training.train(Settings())
    assert first.verdict.promoted
    assert first.manifest.metrics == {}
    likes = [
        Event(event_id=EventId(f"e{at}"), user=user, item=data.catalogue[7].id, kind=EventKind.LIKE, at=0.0)
        for at, user in enumerate(data.users[:3])
    ]
    stores.events.append(likes)
    second = training.train(Settings())
    assert second.verdict.promoted
    blend = unpacked(models.get(second.manifest.version).arrays, second.manifest.scorers, data.catalogue)
    assert int(blend.score_batch([Query()])[0].argmax()) == 7


def test_learned_weights_are_the_best_of_those_tried_and_hold_while_the_model_lives(
    stores: SqliteStores, models: ModelFolder, data: Dataset, tmp_path: Path
) -> None:
    """People buy from their own shelf and look at everything: looking says nothing of what they buy."""
    rng = np.random.default_rng(0)
    stores.items.put(list(data.catalogue))
    for person, user in enumerate(data.users):
        shelf = [item for item in range(40) if item % 2 == person % 2]
        bought = rng.choice(shelf, 6, replace=False).tolist()
        viewed = rng.choice(40, 25, replace=False).tolist()
        deeds = [(EventKind.BUY, item) for item in bought] + [(EventKind.VIEW, item) for item in viewed]
        deeds = [deeds[at] for at in rng.permutation(len(deeds))]
        stores.events.append(
            [
                Event(
                    event_id=EventId(f"{user}-{at}"), user=user, item=data.catalogue[item].id, kind=kind, at=float(at)
                )
                for at, (kind, item) in enumerate(deeds)
            ]
        )
    training = Training(stores.items, stores.events, models, FixedClock())
    settings = QUICK.model_copy(update={"learn_weights": True, "weights": WeightSettings(view=0.3)})
    manifest = training.train(settings).manifest
    assert len(manifest.kind_weights_tried) == 6
    chosen = ", ".join(f"{name} {weight:.3g}" for name, weight in manifest.kind_weights.items())
    assert manifest.kind_weights_tried[chosen] >= max(manifest.kind_weights_tried.values()) - 0.001
    assert manifest.kind_weights["view"] < 0.3
    live = LiveModel(stores.items, models, Settings())
    assert live.weights() == KindWeights(**manifest.kind_weights)
    served = Profiles(stores.events, stores.profiles, live.weights).of(data.users[0])
    trained = behaviour(stores.events, data.catalogue, live.weights()).interactions.histories()[0]
    assert served.history(data.catalogue) == trained
    nobody = LiveModel(stores.items, ModelFolder(tmp_path / "none"), Settings(weights=WeightSettings(view=0.2)))
    assert nobody.weights() == KindWeights(view=0.2)
