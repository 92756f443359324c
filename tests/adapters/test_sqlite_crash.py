"""kill -9 at any moment: what was acknowledged is there, once."""

import os
import random
import signal
from pathlib import Path

import pytest
from tests.adapters.appender import event, go, started

from chatrec.adapters.sqlite import open_sqlite

ROUNDS = int(os.environ.get("CHATREC_TEST_CRASH_ROUNDS", "5"))


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_every_acknowledged_event_survives_kill_9(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "chatrec.db"
    acknowledged_before_the_kill = random.Random(seed).randrange(300)
    with started("ada", 100_000, [path]) as process:
        assert process.stdout
        go(process)
        acknowledged = [process.stdout.readline().strip() for _ in range(acknowledged_before_the_kill)]
        process.send_signal(signal.SIGKILL)
        # read() and not communicate(), which passes over what readline() had taken into its buffer
        acknowledged += process.stdout.read().split("\n")[:-1]  # the last line may have been cut off
    assert process.returncode == -signal.SIGKILL

    stores = open_sqlite(path)
    kept = [entry.event for entry in stores.events.read()]
    assert kept[: len(acknowledged)] == [event("ada", number) for number in range(len(acknowledged))]
    assert len(kept) - len(acknowledged) in (0, 1)  # one append may have committed and not been acknowledged any more
    assert stores.events.append(kept) == 0
    assert stores.events.append([event("ada", len(kept))]) == 1
    stores.close()
