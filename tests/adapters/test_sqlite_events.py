"""The event log at size: more than one chunk, bounded memory, real ratings."""

import tracemalloc
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.adapters.sqlite.events import CHUNK
from chatrec.data import events as imported
from chatrec.data import load
from chatrec.testing.stores import some_events


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[SqliteStores]:
    opened = open_sqlite(tmp_path / "chatrec.db")
    yield opened
    opened.close()


@pytest.mark.parametrize("n", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_chunks_meet_without_gap_or_overlap(n: int, stores: SqliteStores) -> None:
    events = some_events(n)
    assert stores.events.append(events) == n
    assert [entry.event for entry in stores.events.read()] == events


def test_reading_more_takes_no_more_memory(stores: SqliteStores) -> None:
    stores.events.append(some_events(4 * CHUNK))

    reader = stores.events.read()
    peaks = []
    tracemalloc.start()
    for _ in range(2):
        for _ in range(2 * CHUNK):
            next(reader)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.reset_peak()
    tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]


def test_one_users_events_are_found_by_the_index(stores: SqliteStores) -> None:
    with stores.transactions.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT * FROM events WHERE user = 'u' AND seq > 5 ORDER BY seq LIMIT 10"
        ).all()
    assert [step[-1] for step in plan] == ["SEARCH events USING INDEX events_by_user (user=? AND rowid>?)"]


def test_real_ratings_come_back_as_they_went(shared_data: Callable[[str], Path], stores: SqliteStores) -> None:
    events = list(islice(imported(load(shared_data("ml-100k"))), 20_000))
    assert stores.events.append(events) == len(events)
    assert stores.events.append(events) == 0
    assert [entry.event for entry in stores.events.read()] == events
    assert stores.events.users() == len({event.user for event in events})
