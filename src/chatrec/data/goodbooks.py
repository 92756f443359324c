"""Goodbooks-10k in both of its versions: books with their authors, and ratings."""

from collections.abc import Iterable, Iterator
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.form import Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import csv_table
from chatrec.data.tables import table_events

SCALE = (1.0, 5.0)
_TELLING = frozenset({"authors", "work_id", "best_book_id", "original_publication_year"})


def is_goodbooks(header: Iterable[str]) -> bool:
    """Whether these are the columns of its `books.csv`."""
    return set(header) >= _TELLING


def _items(text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
    """The books under the numbers that the ratings use, 1 to 10,000.

    A trap: what `ratings.csv` calls book_id is `id` in the first version of `books.csv`, whose own book_id is Goodreads';
    the second version calls the latter goodreads_book_id, and then book_id is ours.
    """
    header, rows = csv_table(text, ledger)
    number = "book_id" if "goodreads_book_id" in header else "id"
    for line, fields in rows:
        book = {name: field.strip() for name, field in zip(header, fields, strict=True)}
        if book.get(number) and book.get("title"):
            yield NumberedItem(line, _book(book[number], book))
        else:
            ledger.note(Reason.MALFORMED, line, ", ".join(fields))


def _book(number: str, book: dict[str, str]) -> Item:
    original = book.get("original_title", "")
    labels = {
        "author": tuple(dict.fromkeys(name for part in book["authors"].split(",") if (name := part.strip()))),
        "language": tuple(filter(None, [book.get("language_code", "")])),
    }
    try:
        year = {"year": float(book["original_publication_year"])}
    except ValueError:
        year = {}
    return Item(
        id=ItemId(number),
        title=book["title"],
        aliases=(original,) if original and original != book["title"] else (),
        labels={name: values for name, values in labels.items() if values},
        numbers=year,
    )


GOODBOOKS = Form("goodbooks-10k", _items, table_events)

__all__ = ["GOODBOOKS", "SCALE", "is_goodbooks"]
