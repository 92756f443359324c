"""The system's clock."""

import time


class SystemClock:
    """Tells the time of this machine."""

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time()


__all__ = ["SystemClock"]
