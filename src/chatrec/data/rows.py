"""Lines of text as rows of fields; a row that is none is noted and passed over."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple, TextIO

from chatrec.core.errors import DataError
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason

Row = tuple[int, Sequence[str]]  # the line in the file, counted from 1, and the fields
DELIMITERS = ",;\t|"
_HEADER_OBJECTS = 1_000  # so many JSON objects are looked at to learn the columns


class Table(NamedTuple):
    """The columns of a file and its rows; several values in one field are separated by "|"."""

    header: Sequence[str]
    rows: Iterator[Row]


def split_rows(lines: Iterable[str], separator: str, width: int, ledger: Ledger, *, start: int = 1) -> Iterator[Row]:
    """Fields of lines without quoting; `start` is the number of the first line. Blank lines are no rows."""
    for number, line in enumerate(lines, start=start):
        text = line.rstrip("\r\n")
        if not text.strip():
            continue
        ledger.read += 1
        fields = text.split(separator)
        if len(fields) == width:
            yield number, fields
        else:
            ledger.note(Reason.MALFORMED, number, text)


def csv_table(text: TextIO, ledger: Ledger) -> Table:
    """A table whose first line names the columns; the delimiter is the one of DELIMITERS that this line has most of."""
    first = text.readline()
    delimiter = max(DELIMITERS, key=first.count)
    try:
        header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter))]
    except csv.Error as error:
        raise DataError(f"{ledger.file}: line 1 names no columns but starts {first[:60]!r} ({error}).") from error
    return Table(header, _csv_rows(text, delimiter, len(header), ledger))


def _csv_rows(text: TextIO, delimiter: str, width: int, ledger: Ledger) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    done = 0
    while True:
        try:
            fields, fault = next(reader), ""
        except StopIteration:
            return
        except csv.Error as error:
            fields, fault = [], str(error)
        # A quote that nobody closed swallows lines; each of them is a row that was lost.
        line, spanned, done = done + 2, reader.line_num - done, reader.line_num
        if len(fields) == width:
            ledger.read += 1
            yield line, fields
        elif fields or fault:
            ledger.read += spanned
            ledger.note(Reason.MALFORMED, line, fault or delimiter.join(fields), spanned)


def json_table(text: TextIO, ledger: Ledger) -> Table:
    """A table of JSON objects, one a line; the first thousand of them name the columns."""
    objects = _objects(text, ledger)
    first = list(islice(objects, _HEADER_OBJECTS))
    if not first:
        raise DataError(f'{ledger.file} holds no JSON object; each line should be one, such as {{"item_id": "1"}}.')
    header = tuple(dict.fromkeys(name for _, values in first for name in values))
    rows = ((line, [values.get(name, "") for name in header]) for line, values in chain(first, objects))
    return Table(header, rows)


def _objects(text: TextIO, ledger: Ledger) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        ledger.read += 1
        parsed = _parsed(line)
        if isinstance(parsed, dict):
            yield number, {name: _field(value) for name, value in parsed.items()}
        else:
            ledger.note(Reason.MALFORMED, number, line.strip())


def _parsed(line: str) -> object:
    """The JSON value of a line, None when it is none or holds half of a surrogate pair, which no database takes."""
    try:
        parsed: object = json.loads(line)
        if "\\u" in line:
            json.dumps(parsed, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return None
    return parsed


def _field(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_field(part) for part in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


__all__ = ["DELIMITERS", "Row", "Table", "csv_table", "json_table", "split_rows"]
