"""The laws of model stores. Each takes an empty store and raises LawBroken when it breaks it."""

from collections.abc import Callable
from functools import partial

import numpy as np

from chatrec.core.errors import ConflictError, InputError, NotFoundError
from chatrec.core.ids import ModelVersion
from chatrec.core.protocols import Arrays
from chatrec.ports.model_store import ModelStore, StoredModel
from chatrec.testing.checking import expect, raises


def changes_no_bit_of_a_model(store: ModelStore) -> None:
    """Arrays of any type, shape and name, and the manifest, come back as they were."""
    arrays: Arrays = {
        "together/weights": np.array([[0.1, -0.0], [np.nan, np.inf]]),
        "../up\\file": np.asfortranarray(np.arange(6, dtype=np.int32).reshape(2, 3)),
        "file": np.array(["电影", ""]),
        "x": np.zeros((0, 3), np.float32),
        "x.npy": np.array(3, np.uint8),
        "": np.array([True, False])[::-1],
    }
    store.put(StoredModel(ModelVersion("v1"), '{"名":1}\n', arrays))
    stored = store.get(ModelVersion("v1"))
    expect((stored.version, stored.manifest, set(stored.arrays)), ("v1", '{"名":1}\n', set(arrays)), "the model")
    for name, array in arrays.items():
        back = stored.arrays[name]
        expect((back.dtype, back.shape, back.tobytes()), (array.dtype, array.shape, array.tobytes()), f"array {name!r}")


def keeps_every_version(store: ModelStore) -> None:
    """Versions are whole and never replaced; promotions are remembered in order."""
    one, two = ModelVersion("b-1"), ModelVersion("a-2")
    expect((list(store.manifests()), list(store.promoted())), ([], []), "an empty store")
    store.put(StoredModel(one, "1", {}))
    store.put(StoredModel(two, "2", {"x": np.ones(3)}))
    raises(ConflictError, lambda: store.put(StoredModel(one, "other", {})), "a version that exists")
    raises(InputError, lambda: store.put(StoredModel(ModelVersion("c"), "", {"x": np.array([{}])})), "Python objects")
    for unknown in ("c", "", "..", "../b-1", "b-1/manifest.json", "\0"):
        raises(NotFoundError, partial(store.get, ModelVersion(unknown)), f"get of version {unknown!r}")
        raises(NotFoundError, partial(store.promote, ModelVersion(unknown)), f"promote of version {unknown!r}")
    expect(list(store.manifests()), [(one, "1"), (two, "2")], "the oldest first")
    for version in (one, two, one):
        store.promote(version)
    expect(list(store.promoted()), [one, two, one], "every promotion is remembered")


MODEL_STORE_LAWS: tuple[Callable[[ModelStore], None], ...] = (changes_no_bit_of_a_model, keeps_every_version)

__all__ = ["MODEL_STORE_LAWS", "changes_no_bit_of_a_model", "keeps_every_version"]
