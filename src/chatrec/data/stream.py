"""An events file as events with memory that does not grow: first every row is checked and staged, then each is a fact."""

import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from chatrec.core.events import DONE, LONGEST_TEXT, TEXTS, Event, EventKind
from chatrec.core.ids import ItemId, UserId
from chatrec.data.behaviour import Checks
from chatrec.data.eventrows import MILLISECONDS_FROM, SLACK_S, read_row
from chatrec.data.facts import content_id
from chatrec.data.form import Events
from chatrec.data.ledger import Ledger
from chatrec.data.noise import Noise, NoiseDetector, NoiseRules
from chatrec.data.report import SHOWN, Reason
from chatrec.data.scale import Scale, ScaleWatch, checked_scale
from chatrec.ports.staging import Staged

_REASON_OF = {Noise.BURST: Reason.BURST, Noise.BOUNCE: Reason.BOUNCE, Noise.BOT: Reason.BOT}


class Fact(NamedTuple):
    """An event and the line of the file that tells it."""

    line: int
    event: Event


@dataclass(slots=True)
class EventStream:
    """The rows of one events file on their way to the log. Both passes note in the ledger what they find."""

    ledger: Ledger
    checks: Checks
    rules: NoiseRules
    _watch: ScaleWatch = field(default_factory=lambda: ScaleWatch(SHOWN))
    _scale: Scale = (0.0, 1.0)

    def checked(self, events: Events, known: Container[str]) -> Iterator[Staged]:
        """First pass: the rows that can be read, name a known item and lie in time."""
        for line, row in events.rows:
            try:
                said = read_row(line, row, events.fields)
            except ValueError:
                self.ledger.note(Reason.MALFORMED, line, ", ".join(row))
                continue
            if said.item and said.item not in known:
                self.ledger.note(Reason.UNKNOWN_ITEM, line, said.item)
                continue
            timely = self._in_time(said)
            if timely is not None and self._rated(timely):
                yield self._cut(timely)

    def settle(self) -> Scale:
        """Between the passes: the scale of the ratings. Raises DataError when the file cannot be used; nothing was
        stored by then.
        """
        given = self.checks.scale
        self._scale = self._watch.scale() if given is None else checked_scale(given)
        if given is None:
            count, first = self._watch.outside(self._scale)
            for line, value in first:
                self.ledger.note(Reason.RATING_RANGE, line, f"{value:g}", 0)
            self.ledger.note_more(Reason.RATING_RANGE, count)
        self.ledger.refuse_hopeless()
        return self._scale

    def facts(self, ordered: Iterable[Staged], detector: NoiseDetector) -> Iterator[Fact]:
        """Second pass: each staged row as an event, in the order of time; noise is reported and stays.

        The id of an event is a hash of its content. The same row again is left out where it tells the time; where it
        does not, a deed counts each time.
        """
        low, high = self._scale
        repeats = _Repeats()
        for said in ordered:
            if said.value is not None and not low <= said.value <= high:
                continue
            before = repeats.before(said)
            if before and (said.at or said.kind not in DONE):
                self.ledger.note(Reason.DUPLICATE_EVENT, said.line, f"{said.user}, {said.item}")
                continue
            event = _event(said, low, high, before)
            noise = detector.judged(event)
            if noise is not None and noise is not Noise.BOT:
                self.ledger.note(_REASON_OF[noise], said.line, f"{said.user}, {said.item}")
            elif noise is Noise.BOT:
                self.ledger.note(Reason.BOT, said.line, said.user, 0)
            yield Fact(said.line, event)

    def _in_time(self, said: Staged) -> Staged | None:
        """With its time in seconds; None when that lies in the future or before 1970."""
        at = said.at
        if MILLISECONDS_FROM <= at < 1000.0 * MILLISECONDS_FROM:
            self.ledger.note(Reason.MILLISECONDS, said.line, f"{at:.0f}")
            said = said._replace(at=at / 1000.0)
        if 0.0 <= said.at <= min(self.checks.now + SLACK_S, MILLISECONDS_FROM):
            return said
        reason = Reason.TIME_EARLY if said.at < 0.0 else Reason.TIME_FUTURE
        self.ledger.note(reason, said.line, f"{at:.0f}")
        return None

    def _rated(self, said: Staged) -> bool:
        """Whether the rating, if it is one, may stand; one that is off an unknown scale is found out later."""
        if said.kind is not EventKind.RATING:
            return True
        value, scale = said.value if said.value is not None else math.nan, self.checks.scale
        if math.isfinite(value) and (scale is None or scale[0] <= value <= scale[1]):
            if scale is None:
                self._watch.saw(value, said.line)
            return True
        self.ledger.note(Reason.RATING_RANGE, said.line, f"{value:g}")
        return False

    def _cut(self, said: Staged) -> Staged:
        if said.text is None or len(said.text) <= LONGEST_TEXT:
            return said
        self.ledger.note(Reason.TEXT_CUT, said.line, said.text)
        return said._replace(text=said.text[:LONGEST_TEXT])


class _Repeats:
    """Counts equal rows, which lie together in the order of time, user and item."""

    def __init__(self) -> None:
        self._last: Staged | None = None
        self._again: Counter[tuple[object, ...]] = Counter()

    def before(self, said: Staged) -> int:
        """How many rows before this one say the same."""
        last, self._last = self._last, said
        # Most rows are alone in their moment, and are not worth a dictionary.
        if last is None or said.at != last.at or said.user != last.user or said.item != last.item:
            if self._again:
                self._again.clear()
            return 0
        if not self._again:
            self._again[last[3:]] = 1
        content = said[3:]
        self._again[content] += 1
        return self._again[content] - 1


def _event(said: Staged, low: float, high: float, before: int) -> Event:
    """The event that a row tells, which is the same as one that was told `before` times."""
    grade = None
    if said.value is not None:
        grade = max(-1.0, min(1.0, 2.0 * (said.value - low) / (high - low) - 1.0))
    more: tuple[str | float | None, ...] = ()
    if said.kind in DONE or said.kind in TEXTS:
        more = (said.seconds, said.times, said.text, before)
    return Event(
        event_id=content_id(said.user, said.item, said.kind, grade, said.at, *more),
        user=UserId(said.user),
        item=ItemId(said.item) if said.item else None,
        kind=said.kind,
        at=said.at,
        value=grade,
        text=said.text,
        seconds=said.seconds,
        count=said.times,
    )


__all__ = ["EventStream", "Fact"]
