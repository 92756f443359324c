"""Which form a folder, a file or an archive has, and its load."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from chatrec.core.catalogue import Item
from chatrec.core.errors import DataError
from chatrec.core.ids import ItemId
from chatrec.data.behaviour import Checks
from chatrec.data.goodbooks import GOODBOOKS, is_goodbooks
from chatrec.data.goodbooks import SCALE as GOODBOOKS_SCALE
from chatrec.data.hetrec import hetrec
from chatrec.data.ledger import Ledger
from chatrec.data.listing import files_at, files_beside, find_named, plain_name
from chatrec.data.loaded import Loaded
from chatrec.data.movielens import ITEMS_ENCODING, MOVIELENS, SCALE
from chatrec.data.movielens_1m import MOVIELENS_1M, films
from chatrec.data.own_split import with_own_split
from chatrec.data.recbole import RECBOLE
from chatrec.data.sequences import SEQUENCES, holds_sequences
from chatrec.data.source import FormSource, Source, SplitSource
from chatrec.data.tables import is_table, tables
from chatrec.data.textfile import TextFile
from chatrec.data.triples import is_knowledge

FORMS = (
    "MovieLens 100K (u.item and u.data)",
    "MovieLens 1M (movies.dat and ratings.dat)",
    "RecBole atomic files (X.item and X.inter)",
    "a LightGCN split (train.txt and test.txt)",
    "HetRec Last.fm (artists.dat and user_artists.dat)",
    "goodbooks-10k (books.csv and ratings.csv)",
    "tables (items, movies, books or products, and events or ratings, as .csv, .tsv, .jsonl, .parquet or .xml, or .gz)",
    "sequences (a .txt of lines `user item item ...` in whole numbers, the oldest item first)",
)
_ITEM_TABLES = ("items", "movies", "books", "products")
_EVENT_TABLES = ("events", "ratings")


def load(path: Path, *, now: float = math.inf, ordered: bool = False) -> Loaded:
    """Everything in what `find_source` finds, at once."""
    return find_source(path, now=now, ordered=ordered).read()


def find_source(path: Path, *, now: float = math.inf, ordered: bool = False) -> Source:
    """The items and the behaviour in a folder, in a zip, or beside a file that is one of the pair.

    MovieLens 1M may lie in a folder in several files. The first of `ratings*.dat` and `ratings*.csv` by name is read, or
    with `ordered` the first that tells the order: sequences, then .dat. The path of one of them chooses that one. An `X.kg`
    or a table called "knowledge" beside them comes along as the knowledge graph.
    Times later than `now` (seconds since 1970) are left out. Raises DataError, naming the known forms when none fits.
    """
    if not path.exists():
        raise DataError(
            f"{path} does not exist; give a folder, a file or a zip of one of: {'; '.join(FORMS)}.",
            zh=f"{path} 不存在；请给出文件夹、文件或 zip，形式为其中之一：{'; '.join(FORMS)}。",
        )
    files, near = files_at(path), files_beside(path)
    found = (
        _with_items(files, now)
        or _split(files, near)
        or _hetrec(files, near, now)
        or (_sequences(files, near, now) if ordered else None)
        or _movielens_1m(files, near, now, ordered=ordered)
        or _sequences(files, near, now)
    )
    if found is None:
        names = ", ".join(sorted(file.name for file in files)[:8]) or "nothing"
        raise DataError(
            f"{path} holds {names}, which is none of the known forms: {'; '.join(FORMS)}.",
            zh=f"{path} 里是 {names}，不属于任何已知形式：{'; '.join(FORMS)}。",
        )
    graph = next((file.path for file in files if file.member is None and is_knowledge(file.path.name)), None)
    return found if graph is None else replace(found, graph=graph)


def _with_items(files: Sequence[TextFile], now: float) -> Source | None:
    """The forms that are pairs of an items file and an events file."""
    movielens = _pair(files, "u.item", "u.data")
    if movielens is not None:
        items, events = movielens
        checks = Checks(SCALE, now)
        return FormSource(
            MOVIELENS,
            replace(items, encoding=ITEMS_ENCODING),
            events,
            checks,
            finished=partial(with_own_split, files=files),
        )
    recbole = _pair(files, ".item", ".inter")
    if recbole is not None:
        return FormSource(RECBOLE, *recbole, Checks(None, now))
    return _tables(files, now)


def _movielens_1m(files: Sequence[TextFile], near: Sequence[TextFile], now: float, *, ordered: bool) -> Source | None:
    movies = _movies(near)
    ratings = [file for file in files if plain_name(file).startswith("ratings") and _ending(file) in (".dat", ".csv")]
    if movies is None or not ratings:
        return None
    # "ratings.dat" itself sorts before every other name; with `ordered`, files with times come first.
    chosen = min(ratings, key=lambda file: (ordered and _ending(file) != ".dat", plain_name(file)))
    return FormSource(MOVIELENS_1M, movies, chosen, Checks(SCALE, now))


def _hetrec(files: Sequence[TextFile], near: Sequence[TextFile], now: float) -> Source | None:
    artists, plays = find_named(near, "artists.dat"), find_named(near, "user_artists.dat")
    if artists is None or plays is None or not {artists, plays} & set(files):
        return None
    tags = find_named(near, "tags.dat")
    latin = None if tags is None else replace(tags, encoding=ITEMS_ENCODING)
    form = hetrec(latin, find_named(near, "user_taggedartists.dat"))
    return FormSource(form, artists, plays, Checks(None, now))


def _split(files: Sequence[TextFile], near: Sequence[TextFile]) -> Source | None:
    train, test = find_named(near, "train.txt"), find_named(near, "test.txt")
    return None if train is None or test is None or not {train, test} & set(files) else SplitSource(train, test)


def _sequences(files: Sequence[TextFile], near: Sequence[TextFile], now: float) -> Source | None:
    """Sequences, whose items are described by a `movies.dat` beside them."""
    found = next((file for file in files if _ending(file) == ".txt" and holds_sequences(file)), None)
    if found is None:
        return None
    return FormSource(SEQUENCES, found, found, Checks(None, now), partial(_described, _movies(near)))


def _described(movies: TextFile | None) -> Mapping[ItemId, Item]:
    if movies is None:
        return {}
    with movies.opened() as text:
        return {item.id: item for _, item in films(text, Ledger(movies.name))}


def _movies(files: Sequence[TextFile]) -> TextFile | None:
    movies = find_named(files, "movies.dat")
    return None if movies is None else replace(movies, encoding=ITEMS_ENCODING)


def _ending(file: TextFile) -> str:
    return Path(plain_name(file)).suffix


def _pair(files: Sequence[TextFile], items: str, events: str) -> tuple[TextFile, TextFile] | None:
    """The first file whose name ends in `items` and its companion, which differs in the ending alone."""
    by_place = {str(file.member or file.path): file for file in files}
    for place, file in by_place.items():
        companion = by_place.get(place.removesuffix(items) + events)
        if place.endswith(items) and companion is not None:
            return file, companion
    return None


def _tables(files: Sequence[TextFile], now: float) -> Source | None:
    """The tables of items and of events, told by their names; those of goodbooks-10k have a meaning of their own."""
    found = {plain_name(file).split(".")[0]: file for file in files if is_table(plain_name(file))}
    items = next((found[name] for name in _ITEM_TABLES if name in found), None)
    events = next((found[name] for name in _EVENT_TABLES if name in found), None)
    if events is None or items is None:
        return None
    if is_goodbooks(_first_words(items)):
        return FormSource(GOODBOOKS, items, events, Checks(GOODBOOKS_SCALE, now))
    return tables(items, events, now=now)


def _first_words(file: TextFile) -> Sequence[str]:
    """The columns of a CSV file; none of any other."""
    if _ending(file) != ".csv":
        return ()
    with file.opened() as text:
        return text.readline().strip().split(",")


__all__ = ["FORMS", "find_source", "load"]
