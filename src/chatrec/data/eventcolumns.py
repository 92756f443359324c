"""Many rows of an events file at once, column by column: most rows are plain, and the others go one by one."""

import math
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Final, NamedTuple

from chatrec.core.events import DONE, TEXTS, TIMED, EventKind
from chatrec.data.eventrows import (
    MILLISECONDS_FROM,
    MOST_TIMES,
    SLACK_S,
    EventFields,
    kind_of,
    lasted_of,
    seconds_of,
    times_of,
)
from chatrec.data.rows import Row
from chatrec.data.scale import Scale
from chatrec.ports.staging import Staged

_ODD: Final = object()  # stands for a field that `read_row` has to look at; equal to nothing else
_ANY_RATING: Scale = (-1.7e308, 1.7e308)  # neither nan nor infinite

Column = Sequence[str]


class Batch(NamedTuple):
    """Rows of a file in its order: `plain` are those that may stand as they are, `rest` those that are faulty or seldom."""

    plain: list[Staged]
    rest: Sequence[Row]


@dataclass(frozen=True, slots=True)
class ColumnReader:
    """Says what `read_row` says of most rows, and checks them, in the time that it takes to read them one by one.

    A row is plain when it can be read, is no text, names an item of `known`, and lies in time and on the scale: between
    1970 and a day after `now` (seconds since 1970), and within `scale`, None = any finite rating.
    """

    fields: EventFields
    known: Container[str]
    now: float
    scale: Scale | None

    def read(self, rows: Sequence[Row]) -> Batch:
        """The rows apart. Cost: 2.5 us a row of five fields."""
        if self.fields.item is None or not rows:
            return Batch([], rows)
        columns = self._columns([fields for _, fields in rows], self.fields.item)
        said = zip([line for line, _ in rows], *columns, strict=False)  # what no column tells is said without end
        odd = {at for column in columns if isinstance(column, list) for at, field in enumerate(column) if field is _ODD}
        if not odd:
            return Batch(list(map(Staged._make, said)), ())
        plain = [Staged._make(one) for at, one in enumerate(said) if at not in odd]
        return Batch(plain, [rows[at] for at in sorted(odd)])

    def _columns(self, rows: Sequence[Sequence[str]], item: int) -> tuple[Iterable[object], ...]:
        """The fields of `Staged` after the line, each of every row."""
        fields, known = self.fields, self.known
        columns: list[Column] = list(zip(*rows, strict=True))
        kinds = self._kinds(None if fields.kind is None else columns[fields.kind], len(rows))
        return (
            [user or _ODD for user in map(str.strip, columns[fields.user])],
            [item if item in known else _ODD for item in map(str.strip, columns[item])],
            kinds,
            repeat(0.0) if fields.time is None else _moments(columns[fields.time], self.now),
            repeat(None) if fields.rating is None else self._ratings(columns[fields.rating], kinds),
            repeat(None) if fields.seconds is None else _lasted(columns[fields.seconds], kinds),
            repeat(1) if fields.count is None else _times(columns[fields.count], kinds),
            repeat(None),
        )

    def _kinds(self, column: Column | None, n: int) -> Sequence[object]:
        usual = self._plain(self.fields.usual_kind)
        if column is None:
            return [usual] * n
        meaning = {word: self._meaning(word.strip(), usual) for word in set(column)}
        return [meaning[word] for word in column]

    def _meaning(self, word: str, usual: object) -> object:
        if not word:
            return usual
        try:
            return self._plain(kind_of(word))
        except ValueError:
            return _ODD

    def _plain(self, kind: EventKind) -> object:
        """The kind, where a row of it may be plain."""
        unrated = kind is EventKind.RATING and self.fields.rating is None
        return _ODD if unrated or kind in TEXTS else kind

    def _ratings(self, column: Column, kinds: Sequence[object]) -> list[object]:
        low, high = _ANY_RATING if self.scale is None else self.scale
        rated = zip(_numbers(column, float), kinds, strict=True)
        return [
            None if kind is not EventKind.RATING else value if value is not None and low <= value <= high else _ODD
            for value, kind in rated
        ]


def _numbers(column: Column, parse: Callable[[str], float | None]) -> Sequence[float | None]:
    """What `parse` says of each field, which is most often a number and nothing else; nan where it refuses."""
    try:
        return list(map(float, column))
    except ValueError:
        return [_number(field.strip(), parse) for field in column]


def _number(field: str, parse: Callable[[str], float | None]) -> float | None:
    try:
        return parse(field)
    except ValueError:
        return math.nan


def _moments(column: Column, now: float) -> list[object]:
    until = min(now + SLACK_S, math.nextafter(MILLISECONDS_FROM, 0.0))
    return [at if at is not None and 0.0 <= at <= until else _ODD for at in _numbers(column, seconds_of)]


def _lasted(column: Column, kinds: Sequence[object]) -> list[object]:
    lasted = zip(_numbers(column, lasted_of), kinds, strict=True)
    return [
        None if kind not in TIMED or seconds is None else seconds if 0.0 <= seconds < math.inf else _ODD
        for seconds, kind in lasted
    ]


def _times(column: Column, kinds: Sequence[object]) -> list[object]:
    counted = zip(_numbers(column, times_of), kinds, strict=True)
    return [
        1 if kind not in DONE else int(n) if n is not None and 1 <= n <= MOST_TIMES and n == n // 1 else _ODD
        for n, kind in counted
    ]


__all__ = ["Batch", "ColumnReader"]
