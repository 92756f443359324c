"""The films pack: read, checked whole, and loaded only when nothing is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources import files
from importlib.resources.abc import Traversable

from chatrec.core.errors import DataError
from chatrec.domains.packs.film import Film, Noted
from chatrec.domains.packs.lines import Place, Problem, read
from chatrec.domains.packs.names import Named, Word, merged, vocabulary

SHARED = ("themes", "moods", "countries", "languages")
YEARS_APART = 1
SHOWN = 3


@dataclass(frozen=True, slots=True)
class FilmPack:
    """What we know of films. `words` are the controlled vocabularies by field: themes, moods, countries, languages, awards."""

    films: Mapping[str, Film]
    people: Mapping[str, Named]
    franchises: Mapping[str, Named]
    words: Mapping[str, Mapping[str, Word]]
    noted: tuple[Noted, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)

    def by_item(self, catalogue: str) -> dict[str, Film]:
        """The films of a MovieLens data set, "100k" or "1m", by its item ids."""
        return {
            item: film
            for film in self.films.values()
            for name, items in film.ml.items()
            if name == catalogue
            for item in items
        }


@dataclass(frozen=True, slots=True)
class Films:
    """A pack as it was found, with everything that is wrong with it, in the order of files and lines."""

    pack: FilmPack
    problems: tuple[Problem, ...]


def packs() -> Traversable:
    """The folder of the packs that come with us."""
    return files("chatrec.domains.packs")


def load_films(root: Traversable | None = None, *, years: Mapping[str, int] | None = None) -> FilmPack:
    """The films pack. Raises DataError with file and line when anything is wrong with it.

    `years` are a MovieLens 100K catalogue's own years by item id, which the pack's must be within one of.
    Cost: linear in the lines; 35 ms for 1,170 lines of films, people and words on one core.
    """
    found = examine_films(root, years=years)
    if found.problems:
        more = len(found.problems) - SHOWN
        told = "; ".join(str(problem) for problem in found.problems[:SHOWN])
        raise DataError(f"The films pack cannot be used: {told}{f'; and {more} more' if more > 0 else ''}.")
    return found.pack


def examine_films(root: Traversable | None = None, *, years: Mapping[str, int] | None = None) -> Films:
    """The films pack below a folder of packs, ours without one, and all that is wrong with it; never raises for a bad line."""
    root = root or packs()
    folder = root / "movies"
    problems: list[Problem] = []
    words = {name: vocabulary(read(root, name, Word, problems), problems) for name in SHARED}
    words["awards"] = vocabulary(read(folder, "awards", Word, problems), problems)
    lines = list(read(folder, "films", Film, problems))
    notes = list(read(folder, "noted", Noted, problems))
    pack = FilmPack(
        films={film.id: film for _, film in lines},
        people=merged(read(folder, "people", Named, problems), problems),
        franchises=merged(read(folder, "franchises", Named, problems), problems),
        words=words,
        noted=tuple(one for _, one in notes),
        places={film.id: place for place, film in lines},
    )
    problems.extend(
        Problem(place, f"there is no film {one.film!r} to note it of")
        for place, one in notes
        if one.film not in pack.films
    )
    for place, film in lines:
        problems.extend(Problem(place, says) for says in _unknown(film, pack))
    problems.extend(_twice(lines))
    problems.extend(_other_years(pack, years or {}))
    return Films(pack, tuple(sorted(problems)))


def _unknown(film: Film, pack: FilmPack) -> Iterator[str]:
    """Ids that the film names and nothing explains."""
    fields: dict[str, tuple[tuple[str, ...], Mapping[str, object]]] = {
        "themes": (film.themes, pack.words["themes"]),
        "moods": (film.moods, pack.words["moods"]),
        "countries": (film.countries, pack.words["countries"]),
        "languages": (film.languages, pack.words["languages"]),
        "awards": (film.awards, pack.words["awards"]),
        "people": (tuple(dict.fromkeys(film.people)), pack.people),
        "franchises": ((film.franchise,) if film.franchise else (), pack.franchises),
    }
    for name, (values, known) in fields.items():
        for value in values:
            if value not in known:
                near = get_close_matches(value, known, n=2, cutoff=0.7)
                hint = f"{' or '.join(repr(one) for one in near)}, or " if near else ""
                yield f"{value!r} is not among the {name}; right would be {hint}a line for it in {name}*.jsonl"


def _twice(lines: list[tuple[Place, Film]]) -> Iterator[Problem]:
    """Film ids and MovieLens ids that two lines claim."""
    first: dict[tuple[str, str], Place] = {}
    for place, film in lines:
        claims = [("id", film.id), *((f"ml.{name}", item) for name, items in film.ml.items() for item in items)]
        for claim in claims:
            before = first.setdefault(claim, place)
            if before != place:
                yield Problem(place, f"{claim[0]} {claim[1]!r} is already that of {before}; one film is one line")


def _other_years(pack: FilmPack, years: Mapping[str, int]) -> Iterator[Problem]:
    """Films that the catalogue puts more than a year away, and no note says why."""
    noted = {one.film for one in pack.noted if one.field == "year" and one.source == "ml-100k"}
    for item, film in pack.by_item("100k").items():
        year = years.get(item, film.year)
        if abs(year - film.year) > YEARS_APART and film.id not in noted:
            says = f"year {film.year} disagrees with {year}, the catalogue's for item {item}; mend it, or say why in noted*.jsonl"
            yield Problem(pack.places[film.id], says)


__all__ = ["FilmPack", "Films", "examine_films", "load_films", "packs"]
