"""Many threads and processes at once: nothing is lost, nothing is there twice, nothing is half there."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from tests.adapters.appender import event, go, started

from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.core.errors import ConflictError
from chatrec.core.ids import ConversationId, UserId
from chatrec.ports.conversations import StoredConversation, StoredTurn

THREADS = 8
BATCHES = 20


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[SqliteStores]:
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


def test_threads_append_and_read_at_once(stores: SqliteStores) -> None:
    def work(thread: int) -> int:
        new = 0
        for batch in range(BATCHES):
            own = [event(f"t{thread}", 3 * batch + number) for number in range(3)]
            new += stores.events.append([*own, event("shared", batch)])
            assert [entry.event for entry in stores.events.read(user=UserId(f"t{thread}"))][-3:] == own
            everything = list(stores.events.read())
            assert all(one.seq < two.seq for one, two in pairwise(everything))
        return new

    with ThreadPoolExecutor(THREADS) as pool:
        new = sum(pool.map(work, range(THREADS)))
    ids = [entry.event.event_id for entry in stores.events.read()]
    assert len(ids) == len(set(ids)) == new == THREADS * BATCHES * 3 + BATCHES


def test_a_turn_number_is_given_to_one_thread_only(stores: SqliteStores) -> None:
    conversation = StoredConversation(ConversationId("c"), UserId("u"), "{}", 0.0, 0.0)
    stores.conversations.put(conversation)

    def speak(thread: int) -> bool:
        try:
            with stores.transactions.begin():
                stores.events.append([event(f"t{thread}", 0)])
                stores.conversations.put(conversation, StoredTurn(0, f"{thread}", "", 0.0))
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(THREADS) as pool:
        first = list(pool.map(speak, range(THREADS))).index(True)
    assert [turn.message for turn in stores.conversations.turns(conversation.id)] == [f"{first}"]
    assert [entry.event for entry in stores.events.read()] == [event(f"t{first}", 0)]


def test_processes_append_at_once(tmp_path: Path, stores: SqliteStores) -> None:
    names, count = ("a", "b"), 200
    processes = [started(name, count, [tmp_path / "chatrec.db"]) for name in names]
    for process in processes:
        go(process)
    stores.events.append([event("c", number) for number in range(count)])
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    kept = [entry.event for entry in stores.events.read()]
    assert len(kept) == 3 * count
    for name in (*names, "c"):
        assert [one for one in kept if one.user == name] == [event(name, number) for number in range(count)]
