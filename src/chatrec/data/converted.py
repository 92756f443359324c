"""Files that are no lines of text, as lines of text: Parquet as CSV, an XML product feed as JSON lines.

Both go row by row through the readers of tables, with memory that does not grow with the file. The packages that they need
come with `pip install 'chatrec[io]'` and are imported here alone.
"""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import IO

from chatrec.core.errors import ConfigError, DataError

_ROWS = 2_000
_MOST_VALUES = 200  # of one product


class Lines(io.RawIOBase):
    """Bytes that are made as they are read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # a Buffer that can be assigned to
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._rest = part
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def parquet_as_csv(path: Path) -> IO[bytes]:
    """The rows of a Parquet file as CSV with a header; lists become values separated by "|".

    Raises ConfigError without the package duckdb, DataError (while it is read) for a file that is not Parquet.
    """
    return io.BufferedReader(Lines(_csv_parts(path)))


def feed_as_json_lines(stream: IO[bytes], name: str) -> IO[bytes]:
    """The products of an RSS or Atom feed as JSON objects, one a line, by field without its namespace; a field that occurs
    several times becomes a list.

    Raises ConfigError without the package defusedxml, DataError (while it is read) for XML that is damaged, that declares
    entities, or that holds no product.
    """
    return io.BufferedReader(Lines(_json_parts(stream, name)))


def _csv_parts(path: Path) -> Iterator[bytes]:
    try:
        import duckdb  # noqa: PLC0415 - an extra
    except ImportError:
        raise ConfigError(f"{path} is Parquet; reading it needs duckdb: pip install 'chatrec[io]'.") from None
    try:
        with duckdb.connect(config={"threads": 1}) as database:
            rows = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
            yield _csv([[column[0] for column in rows.description or ()]])
            while batch := rows.fetchmany(_ROWS):
                yield _csv([[_cell(value) for value in row] for row in batch])
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        raise DataError(f"{path} cannot be read as Parquet: {first}. Give a whole Parquet file.") from error


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _cell(value: object) -> str:
    """A value as a table would write it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(map(_cell, value))
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value).lower() if isinstance(value, bool) else str(value)


def _json_parts(stream: IO[bytes], name: str) -> Iterator[bytes]:
    try:
        from defusedxml import ElementTree  # noqa: PLC0415 - an extra
    except ImportError:
        raise ConfigError(f"{name} is XML; reading it needs defusedxml: pip install 'chatrec[io]'.") from None
    found = False
    try:
        path: list[str] = []
        product: dict[str, list[str]] = {}
        for event, element in ElementTree.iterparse(stream, events=("start", "end"), forbid_dtd=False):
            tag = element.tag.rpartition("}")[2]
            if event == "start":
                path.append(tag)
                continue
            path.pop()
            if tag in ("item", "entry"):
                found = True
                yield json.dumps(_flat(product), ensure_ascii=False).encode() + b"\n"
                product = {}
                element.clear()
            elif path and path[-1] in ("item", "entry") and sum(map(len, product.values())) < _MOST_VALUES:
                text = (element.text or element.get("href") or "").strip()
                if text:
                    product.setdefault(tag, []).append(" ".join(text.split()))
            elif not path or ("item" not in path and "entry" not in path):
                element.clear()
    except (ElementTree.ParseError, ValueError, LookupError) as error:  # also an encoding that nobody knows
        raise DataError(f"{name} cannot be read as XML: {error!r}. Give a whole RSS or Atom feed.") from error
    if not found:
        raise DataError(f"{name} holds no product; a feed has an <item> or an <entry> for each.")


def _flat(product: dict[str, list[str]]) -> dict[str, str | list[str]]:
    return {name: values[0] if len(values) == 1 else values for name, values in product.items()}


__all__ = ["feed_as_json_lines", "parquet_as_csv"]
