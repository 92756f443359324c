"""What independent sources say of films: names, years and countries that others wrote down.

Each optional, in a folder of data sets: ml-100k-text and ml-1m-text (names and years), and ml-100k-kg (a graph without names).
The latter two are joined to ML-100K by the titles of ml-100k and ml-1m. DBpedia's names in ml-1m-kg are not asked: its links
take one film in twelve for another of the same title, "The Godfather" for one of 1991.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

MISSING = {"", "N/A"}
Linked = Mapping[str, set[str]]  # entities by item


@dataclass(frozen=True)
class Source:
    """What a source says of the films of ML-100K, by item id; what it does not say is absent."""

    name: str
    years: dict[str, int] = field(default_factory=dict)
    directors: dict[str, list[str]] = field(default_factory=dict)
    cast: dict[str, list[str]] = field(default_factory=dict)


def titles(file: Path, separator: str) -> dict[str, str]:
    """Titles with their years, as MovieLens writes them, by item id."""
    lines = file.read_text(encoding="latin-1").splitlines()
    return {line.split(separator)[0]: line.split(separator)[1] for line in lines if separator in line}


def years(data: Path) -> dict[str, int]:
    """The years in the titles of ML-100K by item id; empty where the data set is not at hand."""
    file = data / "ml-100k" / "u.item"
    known = titles(file, "|") if file.is_file() else {}
    return {item: int(found[1]) for item, title in known.items() if (found := re.search(r"\((\d{4})\)\s*$", title))}


def ratings(data: Path) -> Counter[str]:
    """How many ratings each item of ML-100K has."""
    return Counter(line.split("\t")[1] for line in (data / "ml-100k" / "u.data").read_text().splitlines())


def sources(data: Path) -> Iterator[Source]:
    """The sources with names that are at hand."""
    file = data / "ml-100k-text" / "items_info.json.gz"
    if file.is_file():
        yield _text_100k(file)
    file = data / "ml-1m-text" / "movies_extrainfos.dat.gz"
    if file.is_file():
        yield _text_1m(file, _joined(data))


def graph(data: Path, relations: Iterable[str]) -> dict[str, Linked]:
    """The entities to which each relation of ml-100k-kg links the items of ML-100K; empty where the graph is not at hand.

    Its link file is published for ML-100K, but its item ids are those of ML-1M: by its own graph item 50 is directed as
    The Usual Suspects is, which is 50 there, and not as Star Wars. So items are joined by title.
    """
    folder, items = data / "ml-100k-kg", _joined(data)
    if not folder.is_dir():
        return {}
    links = [line.split("\t") for line in _lines(folder / "ml-100k.link.gz")]
    item_of = {entity: items[item] for item, entity in links if item in items}
    linked: dict[str, defaultdict[str, set[str]]] = {relation: defaultdict(set) for relation in relations}
    for line in _lines(folder / "ml-100k.kg.gz"):
        head, name, tail = line.split("\t")
        if name in linked and head in item_of:
            linked[name][item_of[head]].add(tail)
    return {relation: dict(of) for relation, of in linked.items()}


def _joined(data: Path) -> dict[str, str]:
    """The items of ML-100K by those of ML-1M that have the same title and year; empty where either is not at hand."""
    ours, theirs = data / "ml-100k" / "u.item", data / "ml-1m" / "movies.dat"
    if not (ours.is_file() and theirs.is_file()):
        return {}
    items = {title: item for item, title in titles(ours, "|").items()}
    return {item: items[title] for item, title in titles(theirs, "::").items() if title in items}


def _lines(file: Path) -> list[str]:
    return gzip.decompress(file.read_bytes()).decode().splitlines()


def _text_100k(file: Path) -> Source:
    source = Source("ml-100k-text")
    for row in json.loads(gzip.decompress(file.read_bytes())):
        _say(source, row["movielens_id"], row["year"], row["directors"], row["cast"])
    return source


def _text_1m(file: Path, items: Mapping[str, str]) -> Source:
    source = Source("ml-1m-text")
    for line in _lines(file):
        row = line.split("::")
        if row[0] in items:
            _say(source, items[row[0]], row[2], row[6], row[8])
    return source


def _say(source: Source, item: str, year: str | None, directors: str | None, cast: str | None) -> None:
    if year and (found := re.match(r"\d{4}", year)):
        source.years[item] = int(found[0])
    for kept, names in ((source.directors, directors), (source.cast, cast)):
        if names and names not in MISSING:
            kept[item] = [re.sub(r"\s*\(.*?\)", "", name).strip() for name in names.split(", ")]


__all__ = ["Linked", "Source", "graph", "ratings", "sources", "titles", "years"]
