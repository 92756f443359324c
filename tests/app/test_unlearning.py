"""Forgetting somebody, through the app: what serves afterwards is what a training without them would have made."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chatrec.app.home import find_home
from chatrec.app.models import packed, packed_opinions, packed_sums, unpacked, unpacked_sums
from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer
from chatrec.app.training import Training
from chatrec.app.unlearning import digest, kept_sums
from chatrec.app.wiring import App, clock, open_app
from chatrec.core.catalogue import Catalogue
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.interactions import Dataset
from chatrec.core.opinions import Opinions
from chatrec.core.protocols import Arrays
from chatrec.core.query import Interaction, Query
from chatrec.learning import Manifest, behaviour, parse_manifest, read_behaviour
from chatrec.scorers.filter import FilterTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.testing import synthetic_dataset

SETTINGS = Settings(scorer={"together": {"l2": 5.0}}, blend={"users": 10}, seed=5)
USER = UserId("u7")


@pytest.fixture(scope="module")
def data() -> Dataset:
    return synthetic_dataset(np.random.default_rng(2), users=40, items=30)


@pytest.fixture
def app(tmp_path: Path, data: Dataset) -> Iterator[App]:
    """A home in which people liked and viewed things."""
    with open_app(find_home(tmp_path / "home").made()) as opened:
        opened.stores.items.put(list(data.catalogue))
        rows, kinds = data.interactions, (EventKind.LIKE, EventKind.VIEW, EventKind.BUY)
        opened.stores.events.append(
            [
                event(f"u{user}", data.catalogue[item].id, kinds[at % 3], 1.7e9 + 60.0 * at)
                for at, (user, item) in enumerate(zip(rows.users, rows.items, strict=True))
            ]
        )
        yield opened


def event(user: str, item: ItemId, kind: EventKind, at: float) -> Event:
    return Event(event_id=EventId(f"{user}-{item}-{kind}"), user=UserId(user), item=item, kind=kind, at=at)


def trained(app: App, settings: Settings = SETTINGS) -> Manifest:
    return Training(app.stores.items, app.stores.events, app.models, clock()).train(settings, force=True).manifest


def live(app: App) -> tuple[Manifest, Arrays]:
    stored = app.models.get(app.models.promoted()[-1])
    return parse_manifest(stored.manifest), stored.arrays


def refitted(app: App, settings: Settings, data: Dataset, arrays: Arrays) -> Arrays:
    """The scorers of a training on what the log holds now, under the weights that the blend has."""
    trainer = blend_trainer(settings)
    blend = unpacked(arrays, [one.name for one in trainer.learned + trainer.spoken], data.catalogue)
    rest = behaviour(app.stores.events, data.catalogue)
    again = trainer.refitted(blend, rest, np.random.default_rng(0))
    opinions = Opinions.of(read_behaviour(app.stores.events, data.catalogue).profiles, data.catalogue)
    return {**packed(again), **packed_sums(kept_sums(trainer.learned, rest)), **packed_opinions(opinions)}


def test_what_serves_is_what_a_training_without_them_would_have_made(app: App, data: Dataset) -> None:
    """Three people in turn, one of whom did more after the training, which the model never saw."""
    before = trained(app)
    app.stores.events.append([event("u3", data.catalogue[11].id, EventKind.CART, 1.8e9)])
    assert app.live.tools().recommender.model == "v0001"
    for number, user in enumerate(("u7", "u3", "u12"), start=2):
        receipt = app.forgetting.forget(UserId(user))
        assert (receipt.live, receipt.retrain, receipt.reason) == (f"v000{number}", False, "")
        assert receipt.carried_by == ("v0001", "v0002", "v0003")[: number - 1]
    manifest, arrays = live(app)
    wanted = refitted(app, SETTINGS, data, arrays)
    assert arrays.keys() == wanted.keys()
    for name, array in wanted.items():
        if array.dtype.kind == "f":
            np.testing.assert_allclose(arrays[name], array, rtol=0, atol=1e-8, err_msg=name)
        else:
            np.testing.assert_array_equal(arrays[name], array, err_msg=name)
    assert (manifest.users, manifest.forgotten, manifest.parent) == (before.users - 3, 3, "v0003")
    assert manifest.interactions == len(behaviour(app.stores.events, data.catalogue).interactions)
    assert app.live.tools().recommender.model == "v0004"


def test_a_model_served_from_a_grown_catalogue_still_loses_its_user(app: App, data: Dataset) -> None:
    trained(app)
    app.stores.items.put([replace(data.catalogue[0], id=ItemId("new"))])
    assert app.forgetting.forget(USER).live == "v0002"
    scores = (
        unpacked(live(app)[1], ["together"], app.stores.items.catalogue())
        .scorers[0]
        .score_batch([Query(history=(Interaction(3, 1.0),))])
    )
    assert scores.shape == (1, 31)


def test_what_somebody_said_is_forgotten_too(app: App, data: Dataset) -> None:
    """Searches before likes teach `words`; without the user it is what it would be had they never searched."""
    searches = [
        Event(
            event_id=EventId(f"search-{one.user}-{at}"),
            user=UserId(f"u{one.user}"),
            item=None,
            kind=EventKind.SEARCH,
            at=1.7e9 + 60.0 * first - 1.0,
            text=f"{one.said.text} number {one.user}",
        )
        for at, one in enumerate(data.said)
        for first in [int(np.flatnonzero(data.interactions.users == one.user)[0])]
    ]
    app.stores.events.append(searches)
    settings = SETTINGS.model_copy(update={"scorers": ("popularity", "words"), "scorer": {"words": {"least": 1}}})
    trained(app, settings)
    assert app.forgetting.forget(USER).live == "v0002"
    left = live(app)[1]
    trained(app, settings)
    again = live(app)[1]
    assert any(one.user == USER for one in searches)
    for name in (name for name in again if name.startswith("words/")):
        assert np.array_equal(left[name], again[name]), name


def test_somebody_whom_the_model_never_saw_changes_no_model(app: App, data: Dataset) -> None:
    assert not app.forgetting.forget(UserId("u1")).retrain  # there is no model yet
    trained(app)
    app.stores.events.append([event("late", data.catalogue[0].id, EventKind.LIKE, 1.8e9)])
    for user in ("late", "nobody"):
        receipt = app.forgetting.forget(UserId(user))
        assert (receipt.retrain, receipt.live, receipt.carried_by) == (False, None, ())
    assert app.models.promoted() == ["v0001"]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"scorers": ("together", "people")}, "'people' of v0001 can lose a user by a training only"),
        ({"scorers": ("together",), "scorer": {"together": {"k": 3}}}, "does not hold all weights and their basis"),
    ],
)
def test_where_only_a_training_can_forget_the_receipt_says_why(
    app: App, settings: dict[str, object], said: str
) -> None:
    trained(app, SETTINGS.model_copy(update={"scorer": {}, **settings}))
    receipt = app.forgetting.forget(USER)
    assert (receipt.retrain, receipt.live, receipt.carried_by) == (True, None, ("v0001",))
    assert said in receipt.reason
    assert receipt.removed["events"] > 0
    assert app.models.promoted() == ["v0001"]


def test_items_that_were_described_anew_are_noticed(app: App, data: Dataset) -> None:
    trained(app)
    app.stores.items.put([replace(data.catalogue[0], labels={"genre": ("Opera",)})])
    assert "described anew since it was trained, and 'attributes' rests" in app.forgetting.forget(USER).reason
    texts = [data.catalogue, Catalogue([replace(item, text="new") for item in data.catalogue])]
    assert digest(texts[0]) != digest(texts[1])


def test_a_model_of_an_earlier_version_of_the_house_is_left_alone(app: App) -> None:
    stored = app.models.get(trained(app).version)
    older = parse_manifest(stored.manifest).model_copy(update={"version": "v0002", "until": None})
    app.models.put(stored._replace(version=older.version, manifest=older.model_dump_json()))
    app.models.promote(older.version)
    receipt = app.forgetting.forget(USER)
    assert "v0002 does not say what it was trained on" in receipt.reason
    assert receipt.carried_by == ("v0001", "v0002")


def test_another_promotion_meanwhile_is_respected(app: App) -> None:
    trained(app)
    unlearning = app.forgetting.unlearning
    successor = unlearning.successor(USER)
    trained(app)
    assert not unlearning.promote(successor)
    assert app.models.promoted() == ["v0001", "v0003"]


def test_sums_are_stored_and_read_to_the_bit_and_only_where_they_are_small(data: Dataset) -> None:
    trainers = (PopularityTrainer(), FilterTrainer())
    sums = kept_sums(trainers, data)
    arrays = packed_sums(sums)
    for name, kept in sums.items():
        again = unpacked_sums(arrays, name)
        assert again is not None
        assert again.shapes() == kept.shapes()
        assert all(np.array_equal(part, again.parts()[at]) for at, part in kept.parts().items())
    assert unpacked_sums(arrays, "together") is None
    assert kept_sums(trainers, data, most=100) == {}
