"""Homes with a trained model, made without the command line."""

from pathlib import Path

import numpy as np

from chatrec.app.home import Home
from chatrec.app.training import Training
from chatrec.app.wiring import App, clock, open_app
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ModelVersion
from chatrec.ports.model_store import StoredModel
from chatrec.testing.synthetic import synthetic_dataset


def small_home(folder: Path, *, model: bool = True) -> Path:
    """30 items and 40 users that nobody owns, the same every time; trained in a second unless `model` is false."""
    with open_app(Home(folder).made()) as app:
        _fill(app)
        if model:
            training = Training(app.stores.items, app.stores.events, app.models, clock())
            assert training.train(app.settings).verdict.promoted
    return folder


def telling_home(folder: Path) -> Path:
    """The small home with a model in which what people did matters: data this small lets training trust popularity alone."""
    small_home(folder)
    with open_app(Home(folder)) as app:
        stored = app.models.get(ModelVersion("v0001"))
        buckets = len(stored.arrays["blend/buckets"])
        weights = np.tile([20.0, 2.0, 0.2, 1.0, 1.0], (buckets, 1))
        manifest = stored.manifest.replace("v0001", "v0002")
        app.models.put(StoredModel(ModelVersion("v0002"), manifest, {**stored.arrays, "blend/weights": weights}))
        app.models.promote(ModelVersion("v0002"))
    return folder


def _fill(app: App) -> None:
    data = synthetic_dataset(np.random.default_rng(7), users=40, items=30)
    app.stores.items.put(list(data.catalogue))
    past = data.interactions
    columns = (past.users.tolist(), past.items.tolist(), past.weights.tolist(), past.times.tolist())
    app.stores.events.append(
        [
            Event(
                event_id=EventId(f"past-{number}"),
                user=data.users[user],
                item=data.catalogue[item].id,
                kind=EventKind.RATING,
                at=at,
                value=weight,
            )
            for number, (user, item, weight, at) in enumerate(zip(*columns, strict=True))
        ]
    )


__all__ = ["small_home", "telling_home"]
