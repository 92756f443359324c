"""A backup is a home of its own: of one moment, whole or not at all, and made while others write."""

import shutil
import threading
from pathlib import Path

import pytest
from tests.journeys.homes import small_home

from chatrec.adapters.sqlite import copy_database
from chatrec.app.home import Home
from chatrec.app.wiring import App, backed_up, open_app
from chatrec.core.errors import ConflictError, InputError, StorageError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import ConversationId, EventId, UserId


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_home(tmp_path_factory.mktemp("trained") / "home")


@pytest.fixture
def home(trained: Path, tmp_path: Path) -> Home:
    return Home(shutil.copytree(trained, tmp_path / "home"))


def like(number: int) -> Event:
    return Event(
        event_id=EventId(f"like-{number}"), user=UserId("ann"), item=f"i{number % 30}", kind=EventKind.LIKE, at=1.0
    )


def talked(app: App) -> tuple[ConversationId, str]:
    conversation = app.chat.start(UserId("ann")).id
    answer = app.chat.turn(conversation, "recommend three")
    assert answer.turn.decision_id is not None
    return conversation, answer.turn.decision_id


def test_the_copy_goes_on_where_the_home_was(home: Home, tmp_path: Path) -> None:
    (home.folder / "chatrec.toml").write_text("diversity = 0.5\n")
    home.desk.mkdir()
    (home.desk / "returns.md").write_text("# Returns\nWithin 30 days.\n")
    (home.models / ".unfinished-1").mkdir()
    home.evaluations.mkdir()
    with open_app(home) as app:
        conversation, decision = talked(app)
        key = app.operator_key()
        made = backed_up(home, tmp_path / "kept" / "monday")
        assert app.chat.turn(conversation, "more").turn.number == 2
    copy = Home(tmp_path / "kept" / "monday")
    assert (made.folder, made.versions) == (str(copy.folder), 1)
    assert made.bytes == sum(path.stat().st_size for path in copy.folder.rglob("*") if path.is_file())
    assert sorted(path.name for path in copy.folder.iterdir()) == ["chatrec.db", "chatrec.toml", "desk", "models"]
    assert [path.name for path in copy.models.glob(".*")] == []
    assert copy.folder.stat().st_mode & 0o777 == 0o700
    with open_app(copy) as app:
        assert app.settings.diversity == 0.5
        assert [turn.number for turn in app.chat.turns(conversation)] == [1]
        assert app.replaying.replay(decision).identical
        assert app.chat.turn(conversation, "more").turn.number == 2
        assert app.operator_key() != key


def test_a_copy_made_while_others_write_holds_one_moment(home: Home, tmp_path: Path) -> None:
    """Transactions of ten events: a copy holds each whole or not at all, and in the order in which they came."""
    done = threading.Event()

    def write() -> None:
        with open_app(home) as app:
            for batch in range(400):
                app.stores.events.append([like(10 * batch + one) for one in range(10)])
                if done.is_set():
                    return

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for copies in range(5):
            backed_up(home, tmp_path / f"copy-{copies}")
    finally:
        done.set()
        writer.join()
    held = []
    for copies in range(5):
        with open_app(Home(tmp_path / f"copy-{copies}")) as app:
            events = [logged.event.event_id for logged in app.stores.events.read(user=UserId("ann"))]
        assert events == [f"like-{number}" for number in range(len(events))]
        assert len(events) % 10 == 0
        held.append(len(events))
    assert held == sorted(held)
    assert held[-1] > held[0]


def test_nothing_is_overwritten_and_nothing_half_made(home: Home, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(
        ConflictError, match=r"'.*there' is already there, and a backup never overwrites one; name a new folder"
    ):
        backed_up(home, there)
    with pytest.raises(InputError, match="lies within the home"):
        backed_up(home, home.folder / "copies" / "one")
    (home.models / "v0001" / "arrays.npz").unlink()
    (home.models / "v0001" / "arrays.npz").symlink_to(tmp_path / "gone")
    with pytest.raises(StorageError, match=r"The folder '.*copy' cannot be written"):
        backed_up(home, tmp_path / "copy")
    with pytest.raises(StorageError, match=r"The folder .* cannot be written: Not a directory"):
        backed_up(home, file / "copy")
    file.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "there"]


def test_what_cannot_be_read_is_not_kept(tmp_path: Path) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 100)
    with pytest.raises(StorageError, match="is not a database"):
        copy_database(broken, tmp_path / "copy.db")
    with pytest.raises(StorageError, match="cannot be opened"):
        copy_database(tmp_path / "none.db", tmp_path / "copy2.db")
