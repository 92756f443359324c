"""The packs of books, music and shop: read, checked whole, and loaded only when nothing is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Generic, TypeVar

from chatrec.core.errors import DataError
from chatrec.domains.packs.book import Book
from chatrec.domains.packs.films import SHARED, SHOWN, packs
from chatrec.domains.packs.forms import Fact
from chatrec.domains.packs.lines import Place, Problem, read
from chatrec.domains.packs.names import Named, Word, merged, vocabulary
from chatrec.domains.packs.product import Product
from chatrec.domains.packs.record import Record

F = TypeVar("F", bound=Fact)
F_co = TypeVar("F_co", bound=Fact, covariant=True)


@dataclass(frozen=True, slots=True)
class Kind(Generic[F_co]):
    """A pack: its folder, the stem of its files and the form of their lines; `names` are the stems of its files of names."""

    folder: str
    stem: str
    form: type[F_co]
    names: tuple[str, ...] = ()


BOOKS = Kind("books", "books", Book, names=("people", "series"))
MUSIC = Kind("music", "records", Record, names=("people",))
SHOP = Kind("shop", "products", Product)
KINDS: tuple[Kind[Fact], ...] = (BOOKS, MUSIC, SHOP)


@dataclass(frozen=True, slots=True)
class Pack(Generic[F_co]):
    """What we know of a domain's things. `names` are people and series by kind and id; `words` the vocabularies that all packs
    share, by name; `places` say where each thing stands.
    """

    things: Mapping[str, F_co]
    names: Mapping[str, Mapping[str, Named]]
    words: Mapping[str, Mapping[str, Word]]
    places: Mapping[str, Place]

    def by_item(self, catalogue: str) -> dict[str, F_co]:
        """The things of a data set, "goodbooks" or "hetrec", by its item ids."""
        return {item: thing for thing in self.things.values() for item in thing.listed().get(catalogue, ())}


@dataclass(frozen=True, slots=True)
class Found(Generic[F_co]):
    """A pack as it was found, with everything that is wrong with it, in the order of files and lines."""

    pack: Pack[F_co]
    problems: tuple[Problem, ...]


def load(kind: Kind[F], root: Traversable | None = None) -> Pack[F]:
    """A pack of facts. Raises DataError with file and line when anything is wrong with it. Cost: linear in the lines."""
    found = examine(kind, root)
    if found.problems:
        more = len(found.problems) - SHOWN
        told = "; ".join(str(problem) for problem in found.problems[:SHOWN])
        raise DataError(f"The {kind.folder} pack cannot be used: {told}{f'; and {more} more' if more > 0 else ''}.")
    return found.pack


def examine(kind: Kind[F], root: Traversable | None = None) -> Found[F]:
    """A pack below a folder of packs, ours without one, and all that is wrong with it; never raises for a bad line."""
    root = root or packs()
    folder = root / kind.folder
    problems: list[Problem] = []
    words = {name: vocabulary(read(root, name, Word, problems), problems) for name in SHARED}
    lines = list(read(folder, kind.stem, kind.form, problems))
    pack = Pack(
        things={thing.id: thing for _, thing in lines},
        names={name: merged(read(folder, name, Named, problems), problems) for name in kind.names},
        words=words,
        places={thing.id: place for place, thing in lines},
    )
    for place, thing in lines:
        problems.extend(Problem(place, says) for says in _unknown(thing, pack))
    problems.extend(_twice(lines))
    return Found(pack, tuple(sorted(problems)))


def _unknown(thing: Fact, pack: Pack[F]) -> Iterator[str]:
    """Ids that a line names and nothing explains."""
    known: dict[str, Mapping[str, object]] = {**pack.words, **pack.names}
    for name, values in thing.refers().items():
        for value in values:
            if value not in known[name]:
                near = get_close_matches(value, known[name], n=2, cutoff=0.7)
                hint = f"{' or '.join(repr(one) for one in near)}, or " if near else ""
                yield f"{value!r} is not among the {name}; right would be {hint}a line for it in {name}*.jsonl"


def _twice(lines: list[tuple[Place, F]]) -> Iterator[Problem]:
    """Ids, and data sets' item ids, that two lines claim."""
    first: dict[tuple[str, str], Place] = {}
    for place, thing in lines:
        listed = [(f"listed_as.{name}", item) for name, items in thing.listed().items() for item in items]
        for claim in [("id", thing.id), *listed]:
            before = first.setdefault(claim, place)
            if before != place:
                yield Problem(place, f"{claim[0]} {claim[1]!r} is already that of {before}; one thing is one line")


__all__ = ["BOOKS", "KINDS", "MUSIC", "SHOP", "Found", "Kind", "Pack", "examine", "load"]
