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
    """What a source says of the films of a MovieLens data set, by item id; what it does not say is absent.

    `whole` is whether its cast is everybody, else it is the first few: the one confirms an actor, the other asks for one.
    """

    name: str
    whole: bool
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

    def __str__(self) -> str:
        precision, recall = _share("precision", self.confirmed, self.ours), _share("recall", self.made, self.theirs)
        return f"{self.field:10} {self.source:13} {precision:26}   {recall}".rstrip()


def _share(name: str, part: int, whole: int) -> str:
    """A share in words; nothing where nothing was asked."""
    return f"{name} {part / whole:7.2%} of {whole:5}" if whole else ""


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
        yield _text_1m(file, _joined(data))


def _joined(data: Path) -> dict[str, str]:
    """The items of ML-100K by those of ML-1M that have the same title and year; empty where either is not at hand."""
    ours, theirs = data / "ml-100k" / "u.item", data / "ml-1m" / "movies.dat"
    if not (ours.is_file() and theirs.is_file()):
        return {}
    items = {title: item for item, title in titles(ours, "|").items()}
    return {item: items[title] for item, title in titles(theirs, "::").items() if title in items}


def _text_100k(file: Path) -> Source:
    source = Source("ml-100k-text", whole=True)
    for row in json.loads(gzip.decompress(file.read_bytes())):
        _say(source, row["movielens_id"], row["year"], row["directors"], row["cast"])
    return source


def _text_1m(file: Path, items: Mapping[str, str]) -> Source:
    source = Source("ml-1m-text", whole=False)
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
    if (data / "ml-100k-kg").is_dir():
        measures += [_shared_directors(films, data, found), _countries(films, data, found)]
    noted = {(note.film, note.field, note.source) for note in pack.noted}
    return measures, [one for one in found if (one.film.id, one.field, one.source) not in noted]


def _years(films: Mapping[str, Film], source: Source, found: list[Disagreement]) -> Measure:
    both = [(film, source.years[item]) for item, film in films.items() if item in source.years]
    apart = [(film, year) for film, year in both if abs(film.year - year) > YEARS_APART]
    found.extend(Disagreement(film, "year", source.name, f"{film.year}, they say {year}") for film, year in apart)
    right = len(both) - len(apart)
    return Measure("year", source.name, right, len(both), right, len(both))


def _people(pack: FilmPack, films: Mapping[str, Film], source: Source, found: list[Disagreement]) -> Iterator[Measure]:
    for name, theirs in (("directors", source.directors), ("cast", source.cast)):
        confirms, asks = name == "directors" or source.whole, name == "directors" or not source.whole
        counts: Counter[str] = Counter()
        for item, film in films.items():
            ours: tuple[str, ...] = getattr(film, name)
            if not ours or item not in theirs:
                continue
            extra = [one for one in ours if not any(_is(pack, one, other) for other in theirs[item])]
            lacking = [other for other in theirs[item] if not any(_is(pack, one, other) for one in ours)]
            counts.update(ours=len(ours), confirmed=len(ours) - len(extra))
            counts.update(theirs=len(theirs[item]), made=len(theirs[item]) - len(lacking))
            if (confirms and extra) or (lacking and name == "directors"):
                found.append(Disagreement(film, name, source.name, _told(extra, lacking)))
        precision = (counts["confirmed"], counts["ours"]) if confirms else (0, 0)
        recall = (counts["made"], counts["theirs"]) if asks else (0, 0)
        yield Measure(name, source.name, *precision, *recall)


def _told(extra: list[str], lacking: list[str]) -> str:
    said = ", ".join(lacking[:12]) + (" ..." if len(lacking) > 12 else "")
    return f"only we say {', '.join(extra) or 'nobody'}; only they say {said or 'nobody'}"


def _is(pack: FilmPack, person: str, name: str) -> bool:
    """Whether a person of the pack goes by a name, give or take its spelling and the order of its parts."""
    known = pack.people.get(person)
    names = (known.en, *known.aliases) if known else (person,)
    return any(fuzz.token_sort_ratio(_parts(one), _parts(name)) >= SAME_NAME for one in names)


def _parts(name: str) -> str:
    return slug(name).replace("-", " ")


def _graph(data: Path, relation: str) -> dict[str, set[str]]:
    """The entities that a relation links each item of ML-100K to.

    The link file is published for ML-100K, but its item ids are those of ML-1M: by its own graph item 50 is directed as
    The Usual Suspects is, which is 50 there, and not as Star Wars. So items are joined by title.
    """
    folder, items = data / "ml-100k-kg", _joined(data)
    links = [
        line.split("\t") for line in gzip.decompress((folder / "ml-100k.link.gz").read_bytes()).decode().splitlines()
    ]
    item_of = {entity: items[item] for item, entity in links if item in items}
    linked: dict[str, set[str]] = defaultdict(set)
    for line in gzip.decompress((folder / "ml-100k.kg.gz").read_bytes()).decode().splitlines():
        head, name, tail = line.split("\t")
        if name == relation and head in item_of:
            linked[item_of[head]].add(tail)
    return linked


def _shared_directors(films: Mapping[str, Film], data: Path, found: list[Disagreement]) -> Measure:
    """Of the pairs of films that share a director here, those that do in the graph, and the reverse."""
    graph = _graph(data, "film.film.directed_by")
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


def _countries(films: Mapping[str, Film], data: Path, found: list[Disagreement]) -> Measure:
    """Countries against the graph's, whose names are taken to be the code that most often goes with them here."""
    graph = _graph(data, "film.film.country")
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
    return Measure(
        "countries", "ml-100k-kg", counts["confirmed"], counts["ours"], counts["confirmed"], counts["theirs"]
    )


def _overlap(
    entity: str, code: str, together: Counter[tuple[str, str]], said: Counter[str], alone: Counter[str]
) -> float:
    both = together[entity, code]
    return both / (said[entity] + alone[code] - both)
