"""The laws of the storage ports over every adapter, and over stores that break them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from chatrec.adapters.model_folder import ModelFolder
from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.core.errors import LawBroken
from chatrec.core.events import Event
from chatrec.ports.event_log import EventLog
from chatrec.ports.model_store import ModelStore, StoredModel
from chatrec.testing import model_stores
from chatrec.testing import stores as laws
from chatrec.testing.activity import tells_the_latest
from chatrec.testing.proposals import keeps_proposals


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[SqliteStores]:
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


@pytest.mark.parametrize("law", laws.EVENT_LOG_LAWS)
def test_event_log(law: Callable[[EventLog], None], stores: SqliteStores) -> None:
    law(stores.events)


def test_first_load(stores: SqliteStores) -> None:
    laws.fills_an_empty_log(stores.events, stores.first_load)


def test_profiles(stores: SqliteStores) -> None:
    laws.keeps_the_latest_snapshot(stores.profiles)


def test_items(stores: SqliteStores) -> None:
    laws.keeps_items_at_their_rows(stores.items)


def test_knowledge(stores: SqliteStores) -> None:
    laws.keeps_the_graph_whole(stores.items)


def test_rewordings(stores: SqliteStores) -> None:
    laws.takes_better_words(stores.conversations, stores.conversations)


def test_conversations(stores: SqliteStores) -> None:
    laws.keeps_conversations_and_turns(stores.conversations)


def test_decisions(stores: SqliteStores) -> None:
    laws.never_changes_a_decision(stores.decisions)


def test_prompts(stores: SqliteStores) -> None:
    laws.counts_prompts(stores.prompts)


def test_proposals(stores: SqliteStores) -> None:
    keeps_proposals(stores.proposals)


def test_transactions(stores: SqliteStores) -> None:
    laws.writes_together_or_not_at_all(stores.transactions, stores.events)


def test_activity(stores: SqliteStores) -> None:
    tells_the_latest(stores.activity, stores.conversations, stores.events)


@pytest.mark.parametrize("law", model_stores.MODEL_STORE_LAWS)
def test_models(law: Callable[[ModelStore], None], tmp_path: Path) -> None:
    law(ModelFolder(tmp_path / "not yet" / "models"))


class CountsEverything:
    """An event log that calls every event new."""

    def __init__(self, log: EventLog) -> None:
        self.log = log
        self.read, self.contains, self.users, self.remove_user = log.read, log.contains, log.users, log.remove_user

    def append(self, events: Sequence[Event]) -> int:
        self.log.append(events)
        return len(events)


class RoundsToFloat32:
    """A model store that loses bits."""

    def __init__(self, store: ModelStore) -> None:
        self.store = store
        self.get, self.manifests, self.promote, self.promoted = (
            store.get,
            store.manifests,
            store.promote,
            store.promoted,
        )

    def put(self, model: StoredModel) -> None:
        rounded = {
            name: array.astype("f4").astype("f8") if array.dtype == "f8" else array
            for name, array in model.arrays.items()
        }
        self.store.put(model._replace(arrays=rounded))


def test_the_laws_find_a_log_that_miscounts(stores: SqliteStores) -> None:
    with pytest.raises(LawBroken, match="append counts new events: got 3; the law asks for 2"):
        laws.keeps_each_event_once(CountsEverything(stores.events))


def test_the_laws_find_a_store_that_rounds(tmp_path: Path) -> None:
    with pytest.raises(LawBroken, match="array 'together/weights'"):
        model_stores.changes_no_bit_of_a_model(RoundsToFloat32(ModelFolder(tmp_path)))
