"""Column by column says what row by row says, of the rows that it calls plain."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.events import TEXTS, EventKind
from chatrec.data.eventcolumns import ColumnReader
from chatrec.data.eventrows import EventFields, read_row
from chatrec.data.scale import COMMON_SCALES, ScaleWatch, observed_scale

KNOWN = {"i1", "i2"}
NOW = 1.8e9
USERS = st.sampled_from(["u", " v ", "", "i1"])
ITEMS = st.sampled_from(["i1", " i2", "", "i9"])
KINDS = st.sampled_from(["view", "Add to cart", "rating", "like", "search", "shrug", "", " play "])
TIMES = st.sampled_from(
    ["", "1700000000", "-1", "-0.0", "1e11", "1700000000000", "nan", "inf", "2023-11-14", "soon", "4e9"]
)
NUMBERS = st.sampled_from(["", "1", "2.5", " 3 ", "nan", "inf", "-1", "0", "x", "1e10", "99"])
ROWS = st.lists(st.tuples(USERS, ITEMS, KINDS, TIMES, NUMBERS, NUMBERS, NUMBERS), max_size=12)
PLACES = st.sets(st.sampled_from(["kind", "time", "rating", "seconds", "count"]))
AT = {"kind": 2, "time": 3, "rating": 4, "seconds": 5, "count": 6}


@given(ROWS, PLACES, st.none() | st.just((1.0, 5.0)))
def test_plain_rows_say_what_they_say_alone(
    rows: list[tuple[str, ...]], places: set[str], scale: tuple[float, float] | None
) -> None:
    fields = EventFields(user=0, item=1, **{name: AT[name] for name in places})
    numbered = list(enumerate(rows, start=2))
    found = ColumnReader(fields, KNOWN, NOW, scale).read(numbered)
    rest = {line for line, _ in found.rest}
    assert [one.line for one in found.plain] == [line for line, _ in numbered if line not in rest]
    for one in found.plain:
        row = rows[one.line - 2]
        alone = read_row(one.line, row, fields)
        assert one == alone
        assert [type(part) for part in one] == [type(part) for part in alone]
    for line, row in found.rest:
        assert is_odd(line, row, fields, scale)


def is_odd(line: int, row: tuple[str, ...], fields: EventFields, scale: tuple[float, float] | None) -> bool:
    """Whether a row needs to be looked at: faulty or seldom, or beside one that is the reason why a field is not read."""
    try:
        said = read_row(line, row, fields)
    except ValueError:
        return True
    low, high = scale or (-1e308, 1e308)
    unrated = said.kind is EventKind.RATING and not (said.value is not None and low <= said.value <= high)
    return said.kind in TEXTS or said.item not in KNOWN or not 0.0 <= said.at <= NOW + 86_400 or unrated


def test_a_file_without_items_has_no_plain_rows() -> None:
    rows = [(2, ("u", "boots"))]
    assert ColumnReader(EventFields(user=0, item=None, text=1), KNOWN, NOW, None).read(rows) == ([], rows)


@given(
    st.lists(st.lists(st.sampled_from([0.0, 0.5, 1.0, 3.0, 5.0, 7.0, 10.0, 99.0, -1.0, 2e6]), max_size=6), max_size=6)
)
def test_the_scale_seen_in_batches_is_that_of_all(batches: list[list[float]]) -> None:
    watch, line = ScaleWatch(2), 1
    for batch in batches:
        watch.saw(np.array(batch), np.arange(line, line + len(batch)))
        line += len(batch)
    values = np.array([value for batch in batches for value in batch])
    scale = watch.scale()
    assert scale == observed_scale(values)
    outside = [(at, value) for at, value in enumerate(values.tolist(), 1) if not scale[0] <= value <= scale[1]]
    assert watch.outside(scale) == ((len(outside), outside[:2]) if scale in COMMON_SCALES else (0, []))
