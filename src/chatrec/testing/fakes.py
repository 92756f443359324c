"""Stand-ins for the outside world that a test can steer."""

from dataclasses import dataclass


@dataclass(slots=True)
class FixedClock:
    """A clock that shows what it was set to, and moves only when told."""

    at: float = 1_700_000_000.0

    def now(self) -> float:
        """Seconds since 1970."""
        return self.at

    def advance(self, seconds: float) -> None:
        """Move on, or back when negative."""
        self.at += seconds


__all__ = ["FixedClock"]
