"""How long a turn takes inside the process: 500 scripted turns in English and Chinese, everything saved as in production.

Run: chatrec bench turn [--home DIR] [--json]     (the home needs a live model; conversations go to a copy of it)

`cpu` is the time of this process on the processors, which is what remains of a figure where others use the machine too. The
people are a stranger and those at the quartiles of how much is known of somebody, the most of all included: whoever has said
more than anybody else holds a sixth of the conversations here. `usual` leaves them out. `disk` is how long this disk takes to
bring 40 kB to safety, which every saved turn waits for once, whatever it computes. `chatrec bench crowd` lets a hundred
people talk at once over HTTP.
"""

import argparse
import json
import os
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from chatrec.app.chat import Chat
from chatrec.app.home import Home, find_home
from chatrec.app.wiring import App, open_app
from chatrec.core.arrays import FloatArray
from chatrec.core.ids import UserId
from chatrec.core.query import Locale

TURNS = 500
SCRIPTS: dict[Locale, tuple[str, ...]] = {
    "en": (
        "hi",
        "recommend three sci-fi films from the 90s",
        "I loved The Godfather and Alien",
        "why the second one?",
        "no horror please",
        "more",
        "I've seen Fargo",
        "something before 1980",
        "any year is fine",
        "thanks",
    ),
    "zh": (
        "你好",
        "推荐五部90年代的科幻片",
        "我喜欢《Alien》和《Fargo》",
        "为什么推荐第二部？",
        "不要恐怖片",
        "换一批",
        "我看过《The Godfather》",
        "1980年以前的",
        "年代无所谓",
        "谢谢",
    ),
}
# A stranger, and people at the quartiles of how much is known of them (20, 33, 65, 148 and 737 ratings).
QUANTILES = (0.0, 0.25, 0.5, 0.75, 1.0)


def main() -> None:
    """Run the script and print the percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(find_home(found.home).existing().folder, copy.folder, ignore=shutil.ignore_patterns("data"))
        with open_app(copy) as app:
            app.live.tools()
            users = ["nobody", *_people(app)]
            taken = np.array(list(_timed(app.chat, users))) * 1000
        disk = np.array(list(_brought_to_disk(copy.folder / "disk"))) * 1000
    usual = taken[np.arange(len(taken)) // len(SCRIPTS["en"]) % len(users) != len(users) - 1]
    result: dict[str, object] = {
        "turns": len(taken),
        **_percentiles("", taken),
        **_percentiles("usual_", usual),
        "max_ms": round(float(taken[:, 0].max()), 3),
        **{f"disk_p{q}_ms": round(float(np.percentile(disk, q)), 3) for q in (50, 95)},
        "machine": f"{platform.machine()} {platform.python_version()}",
    }
    print(json.dumps(result) if found.json else "\n".join(f"{name:16} {value}" for name, value in result.items()))


def _percentiles(of: str, taken: FloatArray) -> dict[str, float]:
    """The percentiles of turns (n, 2), of the wall and of the processor, in milliseconds."""
    return {
        f"{of}p{q}_{unit}": round(float(np.percentile(column, q)), 3)
        for unit, column in zip(("ms", "cpu_ms"), taken.T, strict=True)
        for q in (50, 95, 99)
    }


def users_of(app: App) -> list[str]:
    """Everybody of whom there are events, who has most last."""
    counts = Counter(logged.event.user for logged in app.stores.events.read())
    return sorted(counts, key=lambda user: (counts[user], user))


def _people(app: App) -> list[str]:
    """The users at the quantiles of how many events they have."""
    ordered = users_of(app)
    return [ordered[round(quantile * (len(ordered) - 1))] for quantile in QUANTILES]


def _timed(chat: Chat, users: Sequence[str]) -> Iterator[tuple[float, float]]:
    """Seconds of each turn, of the wall and of the processor; a script is one conversation."""
    conversations = TURNS // len(SCRIPTS["en"])
    for number in range(conversations):
        locale: Locale = "zh" if (number // len(users)) % 2 else "en"
        conversation = chat.start(UserId(users[number % len(users)]), locale)
        for message in SCRIPTS[locale]:
            started, busy = time.perf_counter(), time.process_time()
            chat.turn(conversation.id, message)
            yield time.perf_counter() - started, time.process_time() - busy


def _brought_to_disk(path: Path) -> Iterator[float]:
    """Seconds of writing 40 kB over what a file holds and waiting until they are on the disk, as a commit does."""
    written = b"x" * 40_000
    with path.open("wb", buffering=0) as file:
        for _ in range(100):
            file.seek(0)
            file.write(written)
            started = time.perf_counter()
            os.fsync(file.fileno())
            yield time.perf_counter() - started


if __name__ == "__main__":
    main()
