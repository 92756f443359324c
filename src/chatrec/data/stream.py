"""An events file as events with memory that does not grow: first every row is checked and staged, then each is a fact."""

import math
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from operator import attrgetter

import numpy as np

from chatrec.core.events import DONE, LONGEST_TEXT, TEXTS, EventKind
from chatrec.data.behaviour import Checks
from chatrec.data.eventcolumns import ColumnReader
from chatrec.data.eventrows import MILLISECONDS_FROM, SLACK_S, EventFields, read_row
from chatrec.data.facts import hashed
from chatrec.data.form import Events
from chatrec.data.ledger import Ledger
from chatrec.data.noise import Noise, NoiseDetector, NoiseRules
from chatrec.data.report import SHOWN, Reason
from chatrec.data.rows import Row
from chatrec.data.scale import Scale, ScaleWatch, checked_scale
from chatrec.ports.first_load import Told
from chatrec.ports.staging import Staged

BATCH = 5_000  # rows read at once

_REASON_OF = {Noise.BURST: Reason.BURST, Noise.BOUNCE: Reason.BOUNCE, Noise.BOT: Reason.BOT}


@dataclass(slots=True)
class EventStream:
    """The rows of one events file on their way to the log. Both passes note in the ledger what they find."""

    ledger: Ledger
    checks: Checks
    rules: NoiseRules
    _watch: ScaleWatch = field(default_factory=lambda: ScaleWatch(SHOWN))
    _scale: Scale = (0.0, 1.0)

    def checked(self, events: Events, known: Container[str]) -> Iterator[list[Staged]]:
        """First pass: the rows that can be read, name a known item and lie in time, in batches."""
        reader = ColumnReader(events.fields, known, self.checks.now, self.checks.scale)
        rows = iter(events.rows)
        while batch := list(islice(rows, BATCH)):
            said, rest = reader.read(batch)
            if rest:
                said = sorted((*said, *self._one_by_one(rest, events.fields, known)), key=attrgetter("line"))
            if self.checks.scale is None:
                rated = [(one.value, one.line) for one in said if one.value is not None]
                self._watch.saw(
                    np.array([value for value, _ in rated]), np.array([line for _, line in rated], np.int64)
                )
            yield said

    def _one_by_one(self, rows: Iterable[Row], fields: EventFields, known: Container[str]) -> Iterator[Staged]:
        for line, row in rows:
            try:
                said = read_row(line, row, fields)
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

    def facts(self, ordered: Iterable[Staged], detector: NoiseDetector) -> Iterator[Told]:
        """Second pass: each staged row as an event, in the order of time; noise is reported and stays.

        The id of an event is a hash of its content. The same row again is left out where it tells the time; where it
        does not, a deed counts each time.
        """
        scale = low, high = self._scale
        before = _Repeats().before
        for said in ordered:
            if said.value is not None and not low <= said.value <= high:
                continue
            again = before(said)
            if again and (said.at or said.kind not in DONE):
                self.ledger.note(Reason.DUPLICATE_EVENT, said.line, f"{said.user}, {said.item}")
                continue
            if (noise := detector.judged(said)) is not None:
                self._note_noise(noise, said)
            yield _told(said, scale, again)

    def _note_noise(self, noise: Noise, said: Staged) -> None:
        if noise is Noise.BOT:
            self.ledger.note(Reason.BOT, said.line, said.user, 0)
        else:
            self.ledger.note(_REASON_OF[noise], said.line, f"{said.user}, {said.item}")

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


def _told(said: Staged, scale: Scale, before: int) -> Told:
    """The event that a row tells, which is the same as one that was told `before` times."""
    _, user, item, kind, at, value, seconds, times, text = said
    grade = None
    if value is not None:
        low, high = scale
        grade = max(-1.0, min(1.0, 2.0 * (value - low) / (high - low) - 1.0))
    content = f"{user}\x1f{item}\x1f{kind!s}\x1f{grade!r}\x1f{at!r}"  # as `content_id` has it, in a third of its time
    if kind in DONE or kind in TEXTS:
        content += f"\x1f{seconds!r}\x1f{times!r}\x1f{text}\x1f{before!r}"
    return Told(hashed(content), user, item, kind, at, grade, text, seconds, times)


__all__ = ["EventStream"]
