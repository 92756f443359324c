"""A process that appends: `python appender.py NAME COUNT DATABASE...`.

It waits for a line on its standard input, then opens each database in turn, appends COUNT events one at a time and
prints the id of each as soon as the append has returned.
"""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from chatrec.adapters.sqlite import open_sqlite
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId


def event(name: str, number: int) -> Event:
    return Event(event_id=EventId(f"{name}:{number}"), user=UserId(name), item=ItemId("i"), kind=EventKind.LIKE, at=0.0)


def started(name: str, count: int, databases: Sequence[Path]) -> subprocess.Popen[str]:
    """The process, waiting for `go`."""
    return subprocess.Popen(
        [sys.executable, __file__, name, str(count), *map(str, databases)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def main(name: str, count: str, *databases: str) -> None:
    sys.stdin.readline()
    for database in databases:
        stores = open_sqlite(Path(database), timeout_s=30.0)
        for number in range(int(count)):
            stores.events.append([event(name, number)])
            print(f"{name}:{number}", flush=True)
        stores.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
