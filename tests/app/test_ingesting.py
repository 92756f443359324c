"""A file of events on its way into the log: whole or not at all, once, in order, and equal to reading it at once."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.data.files import original, table

from chatrec.adapters.sqlite import open_staging
from chatrec.app.enriching import known as facts_known
from chatrec.app.home import Home
from chatrec.app.ingesting import Ingested, Into, ingest
from chatrec.app.wiring import App, ingest_into, open_app
from chatrec.core.errors import DataError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import UserId
from chatrec.core.weights import KindWeights
from chatrec.data import NoiseRules, Reason, TextFile, dataset, find_source, load, load_tables, tables
from chatrec.learning import behaviour

ITEMS = "item_id,title\n" + "".join(f"i{number},Thing {number}\n" for number in range(6))
DAY = 1_700_000_000
NOW = 2e9


def quiet(step: str, rows: int) -> None:
    """Say nothing of the progress."""
    assert step in ("read", "stored")
    assert rows > 0


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    with open_app(Home(tmp_path / "home").made()) as opened:
        yield opened


def ingested(app: App, folder: Path, events: str, name: str = "events.csv") -> Ingested:
    source = tables(TextFile(table(folder / "items.csv", ITEMS)), TextFile(table(folder / name, events)), now=NOW)
    return ingest_into(app, source, quiet)


def logged(app: App) -> list[Event]:
    return [entry.event for entry in app.stores.events.read()]


def test_every_kind_comes_in_under_the_names_that_others_give_it(app: App, tmp_path: Path) -> None:
    names = (
        "pageview",
        "Add to Cart",
        "purchase",
        "click",
        "listen",
        "like",
        "thumbs_down",
        "rate",
        "seen",
        "search",
        "review",
    )
    rows = "".join(f"u,i{at % 6},{name},{DAY + at * 60},{4 + at % 2},words {at},30\n" for at, name in enumerate(names))
    found = ingested(
        app,
        tmp_path,
        "user_id,item_id,event,timestamp,rating,text,duration\n" + rows + f"u,,search,{DAY + 900},,boots,\n",
    )
    events = logged(app)
    assert found.events == len(events) == 12
    kinds = ["view", "cart", "buy", "click", "play", "like", "dislike", "rating", "seen", "search", "comment", "search"]
    assert [event.kind.value for event in events] == kinds
    assert [event.seconds for event in events if event.seconds is not None] == [30.0, 30.0]
    assert [(event.item, event.text) for event in events if event.text] == [
        ("i3", "words 9"), ("i4", "words 10"), (None, "boots"),
    ]  # fmt: skip
    assert [event.at for event in events] == sorted(event.at for event in events)


def test_a_second_time_and_after_an_interruption_the_rest_is_stored(app: App, tmp_path: Path) -> None:
    rows = "".join(f"u{at % 9},i{at % 5},view,{DAY + 7 * at}\n" for at in range(2_500))
    text = "user_id,item_id,event,timestamp\n" + rows

    def stop(step: str, done: int) -> None:
        if step == "stored" and done >= 2_000:
            raise KeyboardInterrupt

    source = tables(TextFile(table(tmp_path / "items.csv", ITEMS)), TextFile(table(tmp_path / "e.csv", text)), now=NOW)
    stores, rules = app.stores, app.settings.noise.rules()
    known = partial(facts_known, settings=app.settings)
    into = Into(stores.items, stores.events, stores.transactions, rules, known, at_once=1_000)
    with pytest.raises(KeyboardInterrupt), open_staging(app.home.folder) as staging:
        ingest(source, into, staging, stop)
    assert len(logged(app)) == 2_000
    assert ingested(app, tmp_path, text).events == 500
    assert ingested(app, tmp_path, text).events == 0
    assert not list((tmp_path / "home").glob(".staging-*"))


def test_a_first_load_that_is_interrupted_leaves_no_event(app: App, tmp_path: Path) -> None:
    rows = "".join(f"u{at % 9},i{at % 5},view,{DAY + 7 * at}\n" for at in range(1_500))
    table(tmp_path / "e.csv", "user_id,item_id,event,timestamp\n" + rows)
    source = tables(TextFile(table(tmp_path / "items.csv", ITEMS)), TextFile(tmp_path / "e.csv"), now=NOW)

    def stop(step: str, done: int) -> None:
        if step == "stored" and done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest_into(app, source, stop)
    assert logged(app) == []
    assert [ingest_into(app, source, quiet).events for _ in range(2)] == [1_500, 0]


def test_a_file_that_is_more_than_half_malformed_changes_nothing(app: App, tmp_path: Path) -> None:
    good, bad = f"u,i1,view,{DAY}\n", "u,i1,shrug,1\n"
    with pytest.raises(DataError, match="3 of 5 rows are faulty"):
        ingested(app, tmp_path, "user_id,item_id,event,timestamp\n" + good + f"v,i1,view,{DAY}\n" + 3 * bad)
    with pytest.raises(DataError, match="none of its 1 rows can be used"):
        ingested(app, tmp_path, "user_id,item_id,event\nu,unknown,view\n")
    with pytest.raises(DataError, match="3 of 4 rows are faulty"):
        ingested(app, tmp_path, "user_id,item_id,rating\nu,i1,5\nu,i2,nan\nu,i3,inf\nu,i4,\n")
    assert logged(app) == []
    assert len(app.stores.items.catalogue()) == 0


def test_ratings_off_the_scale_are_found_before_anything_is_stored(app: App, tmp_path: Path) -> None:
    rows = "".join(f"u{at},i{at % 6},{1 + at % 5}\n" for at in range(9)) + "v,i1,99\n"
    found = ingested(app, tmp_path, "user_id,item_id,rating\n" + rows)
    assert found.report.scale == (1.0, 5.0)
    assert found.report.events is not None
    assert [(one.reason, one.count, one.examples) for one in found.report.events.findings] == [
        (Reason.RATING_RANGE, 1, ((11, "99"),))
    ]
    assert found.events == found.report.events.kept == 9


def test_repeats_count_without_a_time_and_are_the_same_row_with_one(app: App, tmp_path: Path) -> None:
    text = "user_id,item_id,event,timestamp\n" + 3 * "u,i1,view,\n" + 2 * f"u,i2,view,{DAY}\n" + 2 * "u,i3,like,\n"
    found = ingested(app, tmp_path, text)
    assert found.report.events is not None
    assert (found.events, found.report.events.count(Reason.DUPLICATE_EVENT)) == (5, 2)
    data = behaviour(app.stores.events, app.stores.items.catalogue())
    assert sorted(data.interactions.weights) == [13 / 128, KindWeights().of(((EventKind.VIEW, 3),)), 1.0]
    assert ingested(app, tmp_path, text + "u,i1,view,\n").events == 1


def test_noise_is_reported_by_line_stays_in_the_log_and_comes_back(app: App, tmp_path: Path) -> None:
    robot = "".join(f"bot,i{at % 6},click,{DAY + at * 0.2:.1f},\n" for at in range(300))
    text = f"user_id,item_id,event,timestamp,duration\nu,i1,view,{DAY},30\nu,i1,view,{DAY + 1},30\nu,i2,play,{DAY + 60},1\n"
    found = ingested(app, tmp_path, text + robot)
    report = found.report.events
    assert report is not None
    counts = {reason: report.count(reason) for reason in (Reason.BURST, Reason.BOUNCE)}
    assert counts[Reason.BOUNCE] == 1
    assert next(one for one in report.findings if one.reason is Reason.BOUNCE).examples == ((4, "u, i2"),)
    assert (3, "u, i1") in next(one for one in report.findings if one.reason is Reason.BURST).examples
    assert report.count(Reason.BOT) == 300
    assert report.read == report.kept == found.events == len(logged(app)) == 303
    catalogue = app.stores.items.catalogue()
    assert len(behaviour(app.stores.events, catalogue).interactions) == 1
    off = NoiseRules(burst_s=0, bounce_s=0, bot_events=0)
    assert len(behaviour(app.stores.events, catalogue, rules=off).interactions) == 8


def test_long_texts_are_cut_and_said_to_be(app: App, tmp_path: Path) -> None:
    found = ingested(app, tmp_path, "user_id,event,text\nu,comment," + "x" * 5000 + "\nu,search, \n")
    assert found.report.events is not None
    assert (found.report.events.count(Reason.TEXT_CUT), found.report.events.count(Reason.MALFORMED)) == (1, 1)
    assert logged(app)[0].text == "x" * 4000


def test_listening_counts_are_graded(app: App, tmp_path: Path) -> None:
    ingested(app, tmp_path, "user_id,item_id,plays\nu,i1,1\nu,i2,16\nu,i3,9000\n")
    data = behaviour(app.stores.events, app.stores.items.catalogue())
    assert data.interactions.weights.tolist() == [0.25, 0.6484375, 0.7421875]


def test_a_catalogue_alone_and_a_split_come_in_too(app: App, tmp_path: Path) -> None:
    alone = tables(TextFile(table(tmp_path / "items.csv", ITEMS)), None)
    assert ingest_into(app, alone, quiet).items == 6
    split = tmp_path / "split"
    split.mkdir()
    table(split / "train.txt", "0 0 1\n1 2\n")
    table(split / "test.txt", "0 2\n")
    found = ingest_into(app, find_source(split), quiet)
    assert (found.items, found.events) == (3, 4)


def test_a_form_with_numbered_items_streams_with_their_descriptions(app: App, tmp_path: Path) -> None:
    folder = original(tmp_path, ["7\t1\t5\t880000000", "7\t2\t1\t880000001", "7\t1\t3\t880000009"])
    found = ingest_into(app, find_source(folder), quiet)
    assert (found.items, found.events) == (3, 3)
    assert behaviour(app.stores.events, app.stores.items.catalogue()).interactions.weights.tolist() == [-0.5, 0.5]


CELLS = st.sampled_from(
    [
        "",
        "1",
        "2.5",
        "5",
        "nan",
        "-1",
        "x",
        "1700000000",
        "1700000000000",
        "9e12",
        "i1",
        "i2",
        "view",
        "like",
        "buy",
        "search",
    ]
)
ROWS = st.lists(st.lists(CELLS, min_size=5, max_size=5).map(",".join), max_size=8).map("\n".join)


@given(rows=ROWS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_file_is_stored_with_a_report_that_adds_up_or_refused(app: App, tmp_path: Path, rows: str) -> None:
    before = len(logged(app))
    text = f"user_id,item_id,event,timestamp,rating\nu,i1,view,{DAY},\nv,i2,like,{DAY},\nw,i2,rating,{DAY},4\n{rows}"
    try:
        found = ingested(app, tmp_path, text)
    except DataError:
        assert len(logged(app)) == before
        return
    report = found.report.events
    assert report is not None
    assert report.kept >= found.events == len(logged(app)) - before
    assert report.dropped == sum(one.count for one in report.findings if one.reason.value in DROPPING)


DROPPING = {
    "malformed",
    "duplicate_event",
    "unknown_item",
    "rating_out_of_range",
    "time_in_the_future",
    "time_before_1970",
}


@given(
    st.lists(
        st.tuples(st.sampled_from("uvw"), st.integers(0, 5), st.integers(1, 5), st.integers(0, 3)),
        min_size=1,
        max_size=30,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_streaming_is_reading_at_once(app: App, tmp_path: Path, words: list[tuple[str, int, int, int]]) -> None:
    """Of ratings in any order the log folds to what a load keeps, item by item."""
    for user in "uvw":
        app.stores.events.remove_user(UserId(user))
    text = "user_id,item_id,rating,timestamp\n" + "".join(f"{u},i{i},{r},{DAY + t}\n" for u, i, r, t in words)
    ingested(app, tmp_path, text)
    whole = load_tables(tmp_path / "items.csv", tmp_path / "events.csv", now=NOW)
    data, wanted = behaviour(app.stores.events, app.stores.items.catalogue()), dataset(whole)
    assert data.users == wanted.users
    for name in ("users", "items", "times"):
        assert getattr(data.interactions, name).tolist() == getattr(wanted.interactions, name).tolist()


def test_movielens_streams_to_the_events_that_a_load_gives(app: App, shared_data: Any) -> None:
    found = ingest_into(app, find_source(shared_data("ml-100k")), quiet)
    assert (found.items, found.events) == (1_682, 100_000)
    loaded = load(shared_data("ml-100k"))
    assert len(loaded.ratings) == len(logged(app))
