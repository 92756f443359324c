"""The system's clock tells the system's time."""

import time

from chatrec.adapters.clock import SystemClock
from chatrec.testing.fakes import FixedClock


def test_the_system_clock_tells_the_systems_time() -> None:
    before = time.time()
    now = SystemClock().now()
    assert before <= now <= time.time()


def test_the_fixed_clock_moves_only_when_told() -> None:
    clock = FixedClock(5.0)
    assert (clock.now(), clock.now()) == (5.0, 5.0)
    clock.advance(1.5)
    assert clock.now() == 6.5
