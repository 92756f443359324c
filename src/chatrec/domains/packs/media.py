"""Films, books and music in one catalogue, each told more of by its own pack, and what leads from one to the other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Triple
from chatrec.domains import fitting
from chatrec.domains.base import Known, LabelField, Words
from chatrec.domains.packs import bookshelf, records
from chatrec.domains.packs.book import Book
from chatrec.domains.packs.facts import BOOKS
from chatrec.domains.packs.record import Record
from chatrec.domains.packs.sheet import Sheet, folded
from chatrec.domains.packs.shelf import PackFacts, read
from chatrec.domains.packs.telling import AFTER_WORK_BY, FIELDS, FilmFacts
from chatrec.domains.packs.trusted import read_films

KIND, STORY, WORLD = "kind", "story", "franchise"
FILM, BOOK, ARTIST, ALBUM = "film", "book", "artist", "album"
KINDS: Mapping[str, Words] = {
    FILM: Words(en=("film", "films", "movie", "movies"), zh=("电影", "影片", "片子"), many="films"),
    BOOK: Words(en=("book", "books", "novel", "novels"), zh=("书", "图书", "书籍", "小说"), many="books"),
    ARTIST: Words(en=("artist", "band", "bands", "singer", "singers"), zh=("音乐人", "歌手", "乐队"), many="artists"),
    ALBUM: Words(en=("album", "record", "records"), zh=("专辑", "唱片"), many="albums"),
}
WORDS = {word: kind for kind, words in KINDS.items() for word in (*words.en, *words.zh)}
PACKS: Mapping[str, FilmFacts | PackFacts[Book] | PackFacts[Record]] = {
    FILM: FilmFacts(),
    BOOK: bookshelf.FACTS,
    ARTIST: records.FACTS,
    ALBUM: records.FACTS,
}
PARTS = (FILM, BOOK, ARTIST)  # a kind for each pack
KIND_OF_DOMAIN = {"movies": FILM, "books": BOOK, "music": ARTIST}
OWN = {
    KIND: LabelField(Words(en=("kind", "medium"), zh=("种类", "媒介")), KINDS),
    STORY: LabelField(Words(en=("story",), zh=("故事",)), open=True),
}


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the packs of films, books and music know. Beside the themes that all of them share, a film and a book meet in the
    story that both tell and in its author. For both they are one tie of one name, and that of a series is theirs too, so that
    what was learned of films, that people like a second one after a work of Stephen King or of one series, holds for books.
    """

    @property
    def fields(self) -> Mapping[str, LabelField]:
        return {**records.FIELDS, **bookshelf.FIELDS, **FIELDS, **OWN}

    def worded(self) -> Mapping[str, LabelField]:
        """Cost: 0.2 s at first, to read three packs."""
        fields = dict(self.fields)
        for part in PARTS:
            for name, told in PACKS[part].worded().items():
                fields[name] = replace(fields[name], values={**told.values, **fields[name].values})
        stories = {book.english: _titles(book) for book in read(BOOKS).things.values()}
        return {**fields, STORY: replace(OWN[STORY], values=stories)}

    def known(self, items: Sequence[Item]) -> Known:
        """Every item by the pack of its kind. Items that do not tell theirs are all of one, of which the labels are."""
        kinds = _kinds(items)
        told: dict[ItemId, Item] = {}
        triples: list[Triple] = []
        enriched = 0
        for part in PARTS:
            group = _of(part, items, kinds)
            sheets = PACKS[part].matched(group)
            enriched += len(sheets)
            told |= {item.id: _completed(item, kinds[item.id], sheets.get(item.id)) for item in group}
            for name, sheet in sheets.items():
                triples += replace(sheet, ties=_ties(kinds[name], sheet)).triples(name)
        return Known(tuple(told.get(item.id, item) for item in items), enriched, tuple(triples))

    def further(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """What the catalogue lacks of films, books and music."""
        kinds = _kinds(items)
        found: list[Item] = []
        for part in PARTS:
            new = PACKS[part].further(_of(part, items, kinds))
            sheets = PACKS[part].matched(new)
            found += [_completed(item, part, sheets.get(item.id)) for item in new]
        return tuple(found)


def _of(part: str, items: Sequence[Item], kinds: Mapping[ItemId, str]) -> list[Item]:
    """The items that one pack speaks of."""
    return [item for item in items if item.id in kinds and PACKS[kinds[item.id]] is PACKS[part]]


def _kinds(items: Sequence[Item]) -> Mapping[ItemId, str]:
    """What each item is: by its label, else by the domain that fits all that have none."""
    said = {
        item.id: WORDS[word] for item in items for word in map(str.casefold, item.labels.get(KIND, ())) if word in WORDS
    }
    silent = [item for item in items if KIND not in item.labels]
    kind = KIND_OF_DOMAIN.get(fitting(Catalogue(silent)).name) if silent else None
    return said | ({item.id: kind for item in silent} if kind else {})


def _completed(item: Item, kind: str, sheet: Sheet | None) -> Item:
    made = sheet.enriched(item) if sheet else item
    labels = {KIND: (kind,), **made.labels}
    if sheet and (story := _story(kind, sheet)):
        labels = {**labels, STORY: (story,)}
    return replace(made, labels=labels)


def _ties(kind: str, sheet: Sheet) -> Mapping[str, tuple[str, ...]]:
    """The ties of a thing, those of its story under the names that films have for theirs."""
    ties = {name: whom for name, whom in sheet.ties.items() if name not in ("author", "series")}
    worlds = (*sheet.ties.get(WORLD, ()), *sheet.ties.get("series", ()), _story(kind, sheet))
    ties[WORLD] = tuple(dict.fromkeys(world for world in worlds if world))
    if kind == BOOK:
        sources = _source_authors()
        ties[AFTER_WORK_BY] = tuple(sources.get(folded(author), author) for author in sheet.labels["author"])
    return ties


def _story(kind: str, sheet: Sheet) -> str:
    """The title of the story, as our books pack has it where it is a book of ours, by title and author."""
    if kind != FILM or not sheet.story:
        return sheet.story
    title, authors = _books().get(folded(sheet.story), (sheet.story, frozenset()))
    return title if not authors or authors & set(map(folded, sheet.ties[AFTER_WORK_BY])) else ""


@cache
def _books() -> Mapping[str, tuple[str, frozenset[str]]]:
    """The books of our pack: their titles as we spell them, and their authors, by the folded title."""
    pack = read(BOOKS)
    people = pack.names["people"]
    return {
        folded(book.english): (book.english, frozenset(folded(people[one].en) for one in book.authors))
        for book in pack.things.values()
    }


@cache
def _source_authors() -> Mapping[str, str]:
    """Whose works the films are after, as the films pack spells them."""
    return {folded(name): name for film in read_films() if film.based_on for name in film.based_on.by}


def _titles(book: Book) -> Words:
    return Words(en=(book.english,), zh=(book.title_zh,) if book.title_zh else ())


FACTS = MediaFacts()

__all__ = ["FACTS", "KIND", "OWN", "WORLD", "MediaFacts"]
