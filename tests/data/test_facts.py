from collections.abc import Callable
from pathlib import Path

from tests.data.files import original, table

from chatrec.core.events import EventKind
from chatrec.data import events, load, load_tables


def test_ratings_become_graded_events_oldest_first(tmp_path: Path) -> None:
    folder = original(tmp_path, ["7\t1\t5\t300", "7\t2\t3\t100", "8\t1\t1\t200"])
    found = [(event.user, event.item, event.kind, event.value, event.at) for event in events(load(folder))]
    assert found == [
        ("7", "2", EventKind.RATING, 0.0, 100.0),
        ("8", "1", EventKind.RATING, -1.0, 200.0),
        ("7", "1", EventKind.RATING, 1.0, 300.0),
    ]


def test_other_kinds_carry_no_value(tmp_path: Path) -> None:
    items = table(tmp_path / "items.csv", "item_id,title\n1,One\n2,Two\n3,Three\n")
    text = "user,item,kind\nu,1,like\nu,2,seen\nu,3,dislike\n"
    found = list(events(load_tables(items, table(tmp_path / "events.csv", text))))
    assert {(event.kind, event.value) for event in found} == {
        (EventKind.LIKE, None), (EventKind.SEEN, None), (EventKind.DISLIKE, None),
    }  # fmt: skip


def test_ids_name_the_content_and_not_the_file(tmp_path: Path) -> None:
    lines = ["7\t1\t5\t300", "7\t2\t3\t100", "8\t1\t1\t200"]
    first = {event.event_id for event in events(load(original(tmp_path, lines)))}
    items = table(tmp_path / "items.csv", "item_id,title\n3,C\n2,B\n1,A\n")
    rows = "".join(",".join(line.split("\t")) + "\n" for line in reversed(lines))
    ratings = table(tmp_path / "events.csv", "user,item,rating,timestamp\n" + rows)
    assert {event.event_id for event in events(load_tables(items, ratings))} == first
    other = original(tmp_path, ["7\t1\t4\t300", *lines[1:]])
    assert len({event.event_id for event in events(load(other))} & first) == 2


def test_every_rating_of_movielens_has_an_id_of_its_own(shared_data: Callable[[str], Path]) -> None:
    found = list(events(load(shared_data("ml-100k"))))
    assert len({event.event_id for event in found}) == len(found) == 100_000
    assert [event.at for event in found] == sorted(event.at for event in found)
