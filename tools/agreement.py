"""How far the films pack agrees with independent sources: names, years and countries that others wrote down.

Sources, each optional, in a folder of data sets: ml-100k-text and ml-1m-text (names and years; the latter joined by the
titles of ml-100k and ml-1m), ml-100k-kg (a graph without names: who shares a director, who shares a country).
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz

from chatrec.domains.packs import Film, FilmPack, slug

SAME_NAME = 85.0
YEARS_APART = 1
MISSING = {"", "N/A"}


@dataclass(frozen=True)
class Source:
    """What a source says of the films of a MovieLens data set, by item id; what it does not say is absent."""

    name: str
    years: dict[str, int] = field(default_factory=dict)
    directors: dict[str, list[str]] = field(default_factory=dict)
    cast: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Measure:
    """How many of our statements a source confirms, of how many (precision), and of its own, how many we make (recall)."""

    field: str
    source: str
    confirmed: int
    ours: int
    made: int
    theirs: int

    @property
    def precision(self) -> float:
        return self.confirmed / self.ours if self.ours else 1.0

    @property
    def recall(self) -> float:
        return self.made / self.theirs if self.theirs else 1.0

    def __str__(self) -> str:
        precision = f"precision {self.precision:7.2%} of {self.ours:5}"
        return f"{self.field:10} {self.source:13} {precision}   recall {self.recall:7.2%} of {self.theirs:5}"


@dataclass(frozen=True)
class Disagreement:
    """A film of which a source says something else."""

    film: Film
    field: str
    source: str
    says: str


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
    """The sources with names that are at hand, keyed by the items of ML-100K."""
    file = data / "ml-100k-text" / "items_info.json.gz"
    if file.is_file():
        yield _text_100k(file)
    file = data / "ml-1m-text" / "movies_extrainfos.dat.gz"
    if file.is_file():
        ours, theirs = titles(data / "ml-100k" / "u.item", "|"), titles(data / "ml-1m" / "movies.dat", "::")
        items = {title: item for item, title in ours.items()}
        yield _text_1m(file, {item: items[title] for item, title in theirs.items() if title in items})


def _text_100k(file: Path) -> Source:
    source = Source("ml-100k-text")
    for row in json.loads(gzip.decompress(file.read_bytes())):
        _say(source, row["movielens_id"], row["year"], row["directors"], row["cast"])
    return source


def _text_1m(file: Path, items: Mapping[str, str]) -> Source:
    source = Source("ml-1m-text")
    for line in gzip.decompress(file.read_bytes()).decode().splitlines():
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


def compared(pack: FilmPack, data: Path) -> tuple[list[Measure], list[Disagreement]]:
    """Every measure that the data at hand allows, and each disagreement that no note of the pack explains."""
    measures: list[Measure] = []
    found: list[Disagreement] = []
    films = pack.by_item("100k")
    for source in sources(data):
        measures += [_years(films, source, found), *_people(pack, films, source, found)]
    graph = data / "ml-100k-kg"
    if graph.is_dir():
        measures += [_shared_directors(films, graph, found), _countries(films, graph, found)]
    noted = {(note.film, note.field, note.source) for note in pack.noted}
    return measures, [one for one in found if (one.film.id, one.field, one.source) not in noted]


def _years(films: Mapping[str, Film], source: Source, found: list[Disagreement]) -> Measure:
    both = [(film, source.years[item]) for item, film in films.items() if item in source.years]
    apart = [(film, year) for film, year in both if abs(film.year - year) > YEARS_APART]
    found.extend(Disagreement(film, "year", source.name, f"{film.year}, they say {year}") for film, year in apart)
    right = len(both) - len(apart)
    return Measure("year", source.name, right, len(both), right, len(both))


def _people(
    pack: FilmPack, films: Mapping[str, Film], source: Source, found: list[Disagreement]
) -> Iterator[Measure]:
    for name, theirs in (("directors", source.directors), ("cast", source.cast)):
        counts: Counter[str] = Counter()
        for item, film in films.items():
            ours: tuple[str, ...] = getattr(film, name)
            if not ours or item not in theirs:
                continue
            extra = [one for one in ours if not any(_is(pack, one, other) for other in theirs[item])]
            lacking = [other for other in theirs[item] if not any(_is(pack, one, other) for one in ours)]
            counts += Counter(ours=len(ours), confirmed=len(ours) - len(extra), theirs=len(theirs[item]))
            counts["made"] += len(theirs[item]) - len(lacking)
            if extra or (lacking and name == "directors"):
                says = f"{', '.join(ours)}; they say {', '.join(theirs[item][:12])}; not theirs: {', '.join(extra) or 'none'}"
                found.append(Disagreement(film, name, source.name, says))
        yield Measure(name, source.name, counts["confirmed"], counts["ours"], counts["made"], counts["theirs"])


def _is(pack: FilmPack, person: str, name: str) -> bool:
    """Whether a person of the pack goes by a name, give or take its spelling."""
    known = pack.people.get(person)
    names = (known.en, *known.aliases) if known else (person,)
    return any(fuzz.ratio(slug(one), slug(name)) >= SAME_NAME for one in names)


def _graph(folder: Path, relation: str) -> dict[str, set[str]]:
    """The entities that a relation links each item of ML-100K to."""
    links = [line.split("\t") for line in gzip.decompress((folder / "ml-100k.link.gz").read_bytes()).decode().splitlines()]
    item_of = {entity: item for item, entity in links}
    linked: dict[str, set[str]] = defaultdict(set)
    for line in gzip.decompress((folder / "ml-100k.kg.gz").read_bytes()).decode().splitlines():
        head, name, tail = line.split("\t")
        if name == relation and head in item_of:
            linked[item_of[head]].add(tail)
    return linked


def _shared_directors(films: Mapping[str, Film], folder: Path, found: list[Disagreement]) -> Measure:
    """Of the pairs of films that share a director here, those that do in the graph, and the reverse."""
    graph = _graph(folder, "film.film.directed_by")
    items = [item for item, film in films.items() if film.directors and graph.get(item)]
    ours = set(_pairs(items, lambda item: films[item].directors))
    theirs = set(_pairs(items, graph.__getitem__))
    for one, other in sorted(ours ^ theirs):
        where = "here only" if (one, other) in ours else "in the graph only"
        says = f"shares a director with {films[other].id} {where}"
        found.append(Disagreement(films[one], "directors", "ml-100k-kg", says))
    return Measure("directors", "ml-100k-kg", len(ours & theirs), len(ours), len(ours & theirs), len(theirs))


def _pairs(items: Iterable[str], of: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for value in of(item):
            groups[value].append(item)
    for group in groups.values():
        yield from combinations(group, 2)


def _countries(films: Mapping[str, Film], folder: Path, found: list[Disagreement]) -> Measure:
    """Countries against the graph's, whose names are taken to be the code that most often goes with them here."""
    graph = _graph(folder, "film.film.country")
    items = [item for item, film in films.items() if film.countries and graph.get(item)]
    together = Counter((entity, code) for item in items for entity in graph[item] for code in films[item].countries)
    alone = Counter(code for item in items for code in films[item].countries)
    said = Counter(entity for item in items for entity in graph[item])
    codes: dict[str, str] = {}
    for (entity, code), n in together.items():
        best = codes.setdefault(entity, code)
        if n / (said[entity] + alone[code] - n) > _overlap(entity, best, together, said, alone):
            codes[entity] = code
    counts: Counter[str] = Counter()
    for item in items:
        ours, theirs = set(films[item].countries), {codes[entity] for entity in graph[item] if entity in codes}
        counts += Counter(confirmed=len(ours & theirs), ours=len(ours), theirs=len(theirs))
        if not ours & theirs:
            says = f"{', '.join(sorted(ours))}, they say {', '.join(sorted(theirs))}"
            found.append(Disagreement(films[item], "countries", "ml-100k-kg", says))
    return Measure("countries", "ml-100k-kg", counts["confirmed"], counts["ours"], counts["confirmed"], counts["theirs"])


def _overlap(
    entity: str, code: str, together: Counter[tuple[str, str]], said: Counter[str], alone: Counter[str]
) -> float:
    both = together[entity, code]
    return both / (said[entity] + alone[code] - both)
