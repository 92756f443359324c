"""The books pack as what a catalogue can hold."""

import re

from chatrec.core.catalogue import Item
from chatrec.domains.base import LabelField, Words
from chatrec.domains.packs.book import Book
from chatrec.domains.packs.facts import BOOKS
from chatrec.domains.packs.sheet import Sheet, folded
from chatrec.domains.packs.shelf import Names, PackFacts
from chatrec.domains.packs.telling import FIELDS as OF_FILMS

FIELDS = {
    "author": LabelField(Words(en=("author", "authors", "writer", "writers"), zh=("作者", "作家", "著者")), open=True),
    "series": LabelField(Words(en=("series",), zh=("系列", "丛书")), open=True),
    **{name: OF_FILMS[name] for name in ("country", "language", "theme", "mood", "pace")},
}
VALUES = {
    "author": "people",
    "series": "series",
    "country": "countries",
    "language": "languages",
    "theme": "themes",
    "mood": "moods",
}
# As Goodreads writes them, whose codes the domain has words for; another language goes by its English name.
CODES = {
    "en": "eng", "zh": "zho", "ja": "jpn", "ko": "kor", "fr": "fre", "de": "ger", "es": "spa", "it": "ita", "pt": "por",
    "ru": "rus", "ar": "ara", "id": "ind", "fa": "per", "pl": "pol", "no": "nor", "da": "dan", "sv": "swe", "nl": "nl",
    "tr": "tur", "vi": "vie",
}  # fmt: skip
_NUMBER_IN_SERIES = re.compile(r"\s*\([^()]*\)\s*$")


def _sheet(book: Book, names: Names) -> Sheet:
    authors, themes = names.of("people", book.authors), names.of("themes", book.themes)
    countries, series = names.of("countries", book.countries), names.of("series", (book.series,) if book.series else ())
    language = (CODES.get(book.language) or names.of("languages", (book.language,))[0],) if book.language else ()
    return Sheet(
        id=book.id,
        title=book.english,
        title_zh=book.title_zh,
        called=(book.title, *book.aliases),
        labels={
            "genre": tuple(book.genres),
            "form": (book.form,),
            "author": authors,
            "country": countries,
            "language": language,
            "theme": themes,
            "mood": names.of("moods", book.moods),
            "pace": (book.pace,) if book.pace else (),
            "series": series,
        },
        numbers={} if book.year is None else {"year": float(book.year)},
        text=book.about_en or "",
        text_zh=book.about_zh or "",
        ties={"author": authors, "country": countries, "theme": themes, "series": series},
        story=book.english,
    )


def _agrees(item: Item, sheet: Sheet) -> bool:
    """By an author in common; a book whose authors are not told is known by our own id alone."""
    return bool(set(map(folded, item.labels.get("author", ()))) & set(map(folded, sheet.labels["author"])))


def _named(item: Item) -> tuple[str, ...]:
    """Its titles, without the series that Goodreads adds: "The Hobbit (Middle-Earth, #0)"."""
    return tuple(_NUMBER_IN_SERIES.sub("", title) for title in (item.title, *item.aliases))


FACTS = PackFacts(
    kind=BOOKS, fields=FIELDS, values=VALUES, sheet=_sheet, agrees=_agrees, named=_named, people=("author", "series")
)

__all__ = ["FACTS"]
