"""How far the films pack agrees with independent sources, and where not.

Our statements of a film, its year, its directors, its actors, its countries, are held against what a source answers. The answers
come from the sources themselves (`answered`) or from the file that is kept of them (`kept.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz
from sources import Linked, Source, graph, sources

from chatrec.domains.packs import Film, FilmPack, slug

SAME_NAME = 85.0
YEARS_APART = 1
TOLD = 12
DIGITS = 5


@dataclass(frozen=True)
class Question:
    """A field that a source speaks of. `confirms` = whoever it leaves out is none, so that we can be wrong; `asks` = whoever
    it names is worth naming, so that we can lack something. The cast of ml-100k-text is everybody and confirms an
    actor, that of ml-1m-text is the first few and asks for them. `least` is the precision that a pack is published with.
    """

    field: str
    source: str
    confirms: bool = True
    asks: bool = True
    least: float = 0.0

    @property
    def name(self) -> str:
        return f"{self.field} {self.source}"

    def worth_a_look(self, ours: int, both: int, theirs: int) -> bool:
        """Whether a person should look at a film of which only we say so much, both say so much, and only they."""
        if self.field == "countries":  # of those that joined in a film, each source lists as many as it likes
            return ours > 0 and both == 0
        return self.confirms and (ours > 0 or (self.asks and theirs > 0))


QUESTIONS = (
    Question("year", "ml-100k-text", least=0.995),
    Question("directors", "ml-100k-text", least=0.99),
    Question("cast", "ml-100k-text", asks=False, least=0.97),
    Question("year", "ml-1m-text", least=0.99),
    Question("directors", "ml-1m-text", least=0.99),
    Question("cast", "ml-1m-text", confirms=False),
    Question("directors", "ml-100k-kg", least=0.99),  # who shares a director with whom: it has no names
    Question("countries", "ml-100k-kg", least=0.97),
)
GRAPH = "ml-100k-kg"
RELATIONS = {"film.film.directed_by": "directors", "film.film.country": "countries"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source says of a film: the digests of our statements that it makes too, how many of its own we make, and
    what else it says, in its words.
    """

    agreeing: frozenset[str]
    made: int
    further: tuple[str, ...] = ()


Answers = Mapping[Question, Mapping[str, Answer]]  # by the item id of ML-100K


@dataclass(frozen=True)
class Measure:
    """How many of our statements a source confirms, of how many (precision), and of its own, how many we make (recall)."""

    question: Question
    confirmed: int
    ours: int
    made: int
    theirs: int

    @property
    def precision(self) -> float:
        return self.confirmed / self.ours if self.ours else 1.0

    def __str__(self) -> str:
        precision = _share("precision", self.confirmed, self.ours) if self.question.confirms else ""
        recall = _share("recall", self.made, self.theirs) if self.question.asks else ""
        return f"{self.question.field:10} {self.question.source:13} {precision:26}   {recall}".rstrip()


def _share(name: str, part: int, whole: int) -> str:
    """A share in words; nothing where nothing was asked."""
    return f"{name} {part / whole:7.2%} of {whole:5}" if whole else ""


@dataclass(frozen=True)
class Disagreement:
    """A film of which a source says something else."""

    film: Film
    question: Question
    says: str


def compared(pack: FilmPack, answers: Answers) -> tuple[list[Measure], list[Disagreement]]:
    """Every measure that the answers allow, and each disagreement that no note of the pack explains."""
    films = pack.by_item("100k")
    noted = {(note.film, f"{note.field} {note.source}") for note in pack.noted}
    measures: list[Measure] = []
    found: list[Disagreement] = []
    for question, said in answers.items():
        counts: Counter[str] = Counter()
        for item, ours in statements(films, question, said).items():
            answer = said[item]
            both = [one for one in ours if digest(question, item, one) in answer.agreeing]
            extra = [one for one in ours if one not in both]
            made = max(0, answer.made - (len(answer.agreeing) - len(both)))
            lacking = (*answer.further, *("something that we no longer say",) * (answer.made - made))
            counts.update(confirmed=len(both), ours=len(ours), made=made, theirs=made + len(lacking))
            unexplained = (films[item].id, question.name) not in noted
            if unexplained and question.worth_a_look(len(extra), len(both), len(lacking)):
                found.append(Disagreement(films[item], question, _told(extra, lacking)))
        measures.append(Measure(question, counts["confirmed"], counts["ours"], counts["made"], counts["theirs"]))
    return measures, found


def _told(extra: Sequence[str], lacking: Sequence[str]) -> str:
    said = ", ".join(lacking[:TOLD]) + (" ..." if len(lacking) > TOLD else "")
    return f"only we say {', '.join(extra) or 'nothing'}; only they say {said or 'nothing'}"


def digest(question: Question, item: str, statement: str) -> str:
    """A statement as it is kept: twenty bits of its hash, so that one wrong statement in a million passes for another."""
    return sha256(f"{question.field} {item} {statement}".encode()).hexdigest()[:DIGITS]


def statements(films: Mapping[str, Film], question: Question, items: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What we say of these items."""
    known = [item for item in items if item in films]
    if question.field == "year":
        return {item: (str(films[item].year),) for item in known}
    if question.name == f"directors {GRAPH}":
        pairs: dict[str, tuple[str, ...]] = dict.fromkeys(known, ())
        for one, other in sorted(_pairs(known, lambda item: films[item].directors)):
            pairs[one] += (_named(films, other),)
        return pairs
    return {item: getattr(films[item], question.field) for item in known}


def _pairs(items: Iterable[str], of: Callable[[str], Iterable[str]]) -> set[tuple[str, str]]:
    """The items that share something, the smaller number first."""
    groups: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=int):
        for value in of(item):
            groups[value].append(item)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def _named(films: Mapping[str, Film], item: str) -> str:
    return f"{films[item].id} ({item})"


def answered(pack: FilmPack, data: Path) -> dict[Question, dict[str, Answer]]:
    """What the sources at hand answer, of the films of which we say something."""
    films = pack.by_item("100k")
    found: dict[Question, dict[str, Answer]] = {}
    for source in sources(data):
        for question in QUESTIONS:
            if question.source == source.name:
                found[question] = dict(_of_source(pack, films, source, question))
    for relation, linked in graph(data, RELATIONS).items():
        question = next(one for one in QUESTIONS if one.name == f"{RELATIONS[relation]} {GRAPH}")
        found[question] = dict((_shared if question.field == "directors" else _countries)(films, linked, question))
    return found


def _of_source(
    pack: FilmPack, films: Mapping[str, Film], source: Source, question: Question
) -> Iterator[tuple[str, Answer]]:
    for item, film in films.items():
        if question.field == "year":
            if item in source.years:
                near = abs(film.year - source.years[item]) <= YEARS_APART
                yield item, _answer(question, item, [str(film.year)] * near, [] if near else [str(source.years[item])])
            continue
        ours: tuple[str, ...] = getattr(film, question.field)
        theirs: Sequence[str] = getattr(source, question.field).get(item, ())
        if ours and theirs:
            both = [one for one in ours if _is(pack, one, theirs)]
            lacking = (
                [name for name in theirs if not any(_is(pack, one, [name]) for one in ours)] if question.asks else []
            )
            made = len(theirs) - len(lacking) if question.asks else len(both)
            yield item, _answer(question, item, both, lacking, made)


def _answer(
    question: Question, item: str, both: Sequence[str], further: Sequence[str], made: int | None = None
) -> Answer:
    digests = frozenset(digest(question, item, one) for one in both)
    return Answer(digests, len(both) if made is None else made, tuple(further))


def _is(pack: FilmPack, person: str, names: Sequence[str]) -> bool:
    """Whether a person of the pack goes by one of the names, give or take its spelling and the order of its parts."""
    known = pack.people.get(person)
    ours = [_parts(name) for name in ((known.en, *known.aliases) if known else (person,))]
    theirs = [_parts(name) for name in names]
    return any(one == other or fuzz.ratio(one, other) >= SAME_NAME for one in ours for other in theirs)


@cache
def _parts(name: str) -> str:
    return " ".join(sorted(slug(name).split("-")))


def _shared(films: Mapping[str, Film], linked: Linked, question: Question) -> Iterator[tuple[str, Answer]]:
    """Of the pairs of films that share a director here, those that do in the graph, and the reverse."""
    items = [item for item, film in films.items() if film.directors and linked.get(item)]
    ours = statements(films, question, items)
    theirs: dict[str, list[str]] = {item: [] for item in items}
    for one, other in sorted(_pairs(items, linked.__getitem__)):
        theirs[one].append(_named(films, other))
    for item in items:
        both = [one for one in ours[item] if one in theirs[item]]
        yield item, _answer(question, item, both, [one for one in theirs[item] if one not in both])


def _countries(films: Mapping[str, Film], linked: Linked, question: Question) -> Iterator[tuple[str, Answer]]:
    """Countries against the graph's, whose names are taken to be the code that most often goes with them here."""
    items = [item for item, film in films.items() if film.countries and linked.get(item)]
    together = Counter((entity, code) for item in items for entity in linked[item] for code in films[item].countries)
    alone = Counter(code for item in items for code in films[item].countries)
    said = Counter(entity for item in items for entity in linked[item])
    best: dict[str, tuple[float, str]] = {}
    for (entity, code), both in together.items():
        overlap = both / (said[entity] + alone[code] - both)
        if overlap > best.get(entity, (0.0, ""))[0]:
            best[entity] = (overlap, code)
    for item in items:
        theirs = sorted({best[entity][1] for entity in linked[item] if entity in best})
        both_say = [code for code in films[item].countries if code in theirs]
        yield item, _answer(question, item, both_say, [code for code in theirs if code not in both_say])


__all__ = [
    "DIGITS",
    "QUESTIONS",
    "Answer",
    "Answers",
    "Disagreement",
    "Measure",
    "Question",
    "answered",
    "compared",
    "digest",
]
