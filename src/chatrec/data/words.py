"""What columns are usually called, and what we call the fields they become."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from chatrec.core.errors import DataError
from chatrec.data.scale import Scale

_OUR_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "genres": "genre",
        "release_year": "year",
        "publication_year": "year",
        "original_publication_year": "year",
    }
)
_USUAL: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "item_id": ("itemid", "item", "movieid", "bookid", "productid", "songid", "trackid", "asin", "sku", "id"),
        "title": ("title", "name", "movietitle", "itemname", "booktitle", "productname"),
        "description": ("description", "text", "plot", "summary", "synopsis", "overview", "abstract", "blurb"),
        "aliases": ("aliases", "alias", "alsoknownas", "aka"),
        "user_id": ("userid", "user", "customerid", "reviewerid", "visitorid"),
        "rating": ("rating", "score", "stars", "overall"),
        "timestamp": ("timestamp", "time", "datetime", "date", "ts", "createdat"),
        "kind": ("kind", "event", "eventtype", "action", "behavior", "behaviour", "behaviortype"),
        "text": ("text", "query", "searchquery", "comment", "reviewtext"),
        "seconds": ("seconds", "duration", "durationseconds", "dwelltime", "watchtime", "playtime"),
        "count": ("count", "plays", "playcount", "listens", "listeningcount"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which columns of a table mean what; None = recognise it by the usual names (movieId, user, score, ...).

    `description` is prose about an item, `text` what was searched for or commented; `event_item_id` is the items' column in the events file, where it has another name than in
    the items file; `ignore` names columns of the items file that become neither labels nor numbers; `scale` is the lowest
    and the highest rating that can be given, None = find out.
    """

    item_id: str | None = None
    title: str | None = None
    description: str | None = None
    aliases: str | None = None
    user_id: str | None = None
    event_item_id: str | None = None
    rating: str | None = None
    timestamp: str | None = None
    kind: str | None = None
    text: str | None = None
    seconds: str | None = None
    count: str | None = None
    ignore: tuple[str, ...] = ()
    scale: Scale | None = None


def find(header: Sequence[str], meaning: str, column: str | None, *, file: str) -> int | None:
    """Where the column of a meaning ("item_id", "rating", ...) stands: the one called `column`, else one with a usual
    name, else None. Raises DataError when `column` is given and not there.
    """
    if column is not None:
        if column in header:
            return header.index(column)
        raise DataError(
            f"{file} has no column {column!r} for {meaning}; its columns are {', '.join(header)}.",
            zh=f"{file} 没有表示 {meaning} 的 {column!r} 列；它的列是 {'、'.join(header)}。",
        )
    plain = ["".join(letter for letter in name.lower() if letter.isalnum()) for name in header]
    return next((plain.index(usual) for usual in _USUAL[meaning] if usual in plain), None)


def find_needed(header: Sequence[str], meaning: str, column: str | None, *, file: str) -> int:
    """As `find`; raises DataError also when there is none."""
    position = find(header, meaning, column, file=file)
    if position is None:
        raise DataError(
            f"{file} has no column for {meaning}; its columns are {', '.join(header)}. Call one of them "
            f"{meaning!r}, or say which one it is.",
            zh=f"{file} 没有表示 {meaning} 的列；它的列是 {'、'.join(header)}。请把其中一列命名为 {meaning!r}，或说明是哪一列。",
        )
    return position


def field_name(column: str) -> str:
    """What we call the field of a column: "genres" is our "genre"."""
    return _OUR_FIELDS.get(column.strip().lower(), column.strip())


__all__ = ["Columns", "field_name", "find", "find_needed"]
