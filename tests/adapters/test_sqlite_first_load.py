"""kill -9 in the middle of a first load: the log is as empty as before, and takes the load when it comes again."""

import signal
import subprocess
import sys
from pathlib import Path

from chatrec.adapters.sqlite import open_sqlite
from chatrec.core.events import EventKind
from chatrec.core.ids import EventId
from chatrec.ports.first_load import Told

INDEXES = "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'events' ORDER BY name"


def told(number: int) -> Told:
    return Told(EventId(f"e:{number}"), "u", "i", EventKind.LIKE, float(number))


def load(path: Path) -> None:
    """Store more than the cache holds, then say so and wait to be killed before the end."""
    stores = open_sqlite(path)
    with stores.transactions.begin():
        stores.first_load.load([[told(number) for number in range(20_000)]])
        print("loaded", flush=True)
        sys.stdin.readline()


def test_a_killed_first_load_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "chatrec.db"
    stores = open_sqlite(path)
    with stores.transactions.reading() as connection:
        before = connection.exec_driver_sql(INDEXES).all()
    command = [sys.executable, __file__, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "loaded\n"
        assert list(stores.events.read()) == []
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    with stores.transactions.reading() as connection:
        assert connection.exec_driver_sql(INDEXES).all() == before
    assert list(stores.events.read()) == []
    assert stores.first_load.load([[told(number) for number in range(3)]]) == 3
    stores.close()


if __name__ == "__main__":
    load(Path(sys.argv[1]))
