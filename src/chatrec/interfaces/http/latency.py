"""How long the turns of the last hour took."""

import threading
import time
from collections import deque
from collections.abc import Callable

import numpy as np

from chatrec.app.replies import Form

HOUR_S = 3_600.0
MOST = 4_096  # turns; beyond that the latest count


class LatencyOut(Form):
    """Turns that this process answered in the last hour, at most the last 4,096, and quantiles of how long they took until
    the list was there, in milliseconds; None where there were none. Words of a language model come after that.
    """

    turns: int
    p50_ms: float | None
    p95_ms: float | None


class Latency:
    """Keeps the times of the last turns. `now` is in seconds of a clock that never goes back."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._taken: deque[tuple[float, float]] = deque(maxlen=MOST)

    def add(self, seconds: float) -> None:
        """A turn took this long, just now."""
        with self._lock:
            self._taken.append((self._now(), seconds))

    def read(self) -> LatencyOut:
        """The quantiles of the last hour."""
        since = self._now() - HOUR_S
        with self._lock:
            recent = [1_000.0 * seconds for at, seconds in self._taken if at > since]
        if not recent:
            return LatencyOut(turns=0, p50_ms=None, p95_ms=None)
        p50, p95 = np.quantile(recent, [0.5, 0.95]).tolist()
        return LatencyOut(turns=len(recent), p50_ms=p50, p95_ms=p95)


__all__ = ["HOUR_S", "MOST", "Latency", "LatencyOut"]
