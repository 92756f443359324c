"""Deeds that say nothing of taste: bursts, bounces and robots. Flagged and left out of training, never out of the log."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from chatrec.core.errors import InputError
from chatrec.core.events import DONE, TIMED, Event, EventKind

CLOCK_FROM = 1e8  # smaller times are places in an order, or not known; nothing is concluded from those


class Noise(StrEnum):
    """Why a deed does not count."""

    BURST = "burst"  # the same deed again within moments, as by a double click or a page that reloads
    BOUNCE = "bounce"  # viewed or played for a moment only
    BOT = "bot"  # of somebody who does more than a person can


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseRules:
    """What counts as noise; 0 turns a rule off, and what it had left out counts again from the next training on."""

    burst_s: float = 2.0
    bounce_s: float = 3.0
    bot_events: int = 200
    bot_window_s: float = 60.0

    def __post_init__(self) -> None:
        if min(self.burst_s, self.bounce_s, self.bot_events, self.bot_window_s) < 0:
            raise InputError(f"A rule of noise is negative: {self!r}; give 0 (off) or more.")


class Deed(Protocol):
    """What is judged: an event, or a row that tells one."""

    @property
    def user(self) -> str: ...
    @property
    def item(self) -> str | None: ...
    @property
    def kind(self) -> EventKind: ...
    @property
    def at(self) -> float: ...
    @property
    def seconds(self) -> float | None: ...


class NoiseDetector:
    """Judges deeds as they come, which must be in the order of their times. Words and texts are never noise.

    Memory: what happened within the longest window, and one entry a robot.
    """

    def __init__(self, rules: NoiseRules) -> None:
        self.bots: dict[str, int] = {}  # who was found to be one, and how many deeds passed before that was known
        self._rules = rules
        self._latest: dict[tuple[str, str | None, EventKind], float] = {}
        self._recent: deque[tuple[float, tuple[str, str | None, EventKind]]] = deque()
        self._window: deque[tuple[float, str]] = deque()
        self._within: dict[str, int] = {}

    def judged(self, event: Deed) -> Noise | None:
        """Why this deed is noise, None when it is none. A robot is known by the deed that is one too many; those before
        it within the window are counted in `bots`.
        """
        kind, at = event.kind, event.at
        if kind not in DONE:
            return None
        user, dated = event.user, at >= CLOCK_FROM
        if dated and self._is_bot(user, at):
            return Noise.BOT
        if kind in TIMED and (seconds := event.seconds) is not None and seconds < self._rules.bounce_s:
            return Noise.BOUNCE
        return Noise.BURST if dated and self._is_burst((user, event.item, kind), at) else None

    def _is_bot(self, user: str, at: float) -> bool:
        rules, window, within = self._rules, self._window, self._within
        if not rules.bot_events or not rules.bot_window_s:
            return False
        if user in self.bots:
            return True
        since = at - rules.bot_window_s
        while window and window[0][0] <= since:
            _, gone = window.popleft()
            if within[gone] == 1:
                del within[gone]
            else:
                within[gone] -= 1
        window.append((at, user))
        within[user] = deeds = within.get(user, 0) + 1
        if deeds <= rules.bot_events:
            return False
        self.bots[user] = deeds - 1
        return True

    def _is_burst(self, deed: tuple[str, str | None, EventKind], at: float) -> bool:
        latest, recent, burst_s = self._latest, self._recent, self._rules.burst_s
        before = latest.get(deed)
        latest[deed] = at
        recent.append((at, deed))
        while recent[0][0] < at - burst_s:
            then, old = recent.popleft()
            if latest.get(old) == then:
                del latest[old]
        return before is not None and burst_s > 0 and at - before <= burst_s


def without_noise(events: Sequence[Event], rules: NoiseRules) -> Sequence[Event]:
    """One user's events without their noise, in the order given. A robot keeps its words and loses every deed."""
    if not any(event.kind in DONE for event in events):
        return events
    detector = NoiseDetector(rules)
    order = sorted(range(len(events)), key=lambda at: events[at].at)
    noise = {at for at in order if detector.judged(events[at]) is not None}
    if detector.bots:
        return [event for event in events if event.kind not in DONE]
    return [event for at, event in enumerate(events) if at not in noise]


__all__ = ["CLOCK_FROM", "Noise", "NoiseDetector", "NoiseRules", "without_noise"]
