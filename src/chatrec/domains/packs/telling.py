"""The films pack as what a catalogue can hold: labels, numbers, titles, prose and triples."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.domains.base import Known, LabelField, Words
from chatrec.domains.packs.film import Film
from chatrec.domains.packs.matching import matched
from chatrec.domains.packs.names import Word
from chatrec.domains.packs.sheet import Sheet
from chatrec.domains.packs.trusted import Names, read_films, read_names

PACES = {
    "slow": Words(
        en=("slow", "slow-paced", "slow-moving", "draggy", "plodding"),
        zh=(
            "慢节奏",
            "节奏慢",
            "节奏缓慢",
            "缓慢",
            "慢悠悠",
            "慢吞吞",
            "拖沓",
            "拖拉",
            "磨叽",
            "慢热",
            "节奏慢点",
            "节奏慢一点",
            "慢一点的",
            "慢点的",
        ),
    ),
    "medium": Words(en=("medium-paced",), zh=("节奏适中",)),
    "fast": Words(
        en=("fast-paced", "fast", "fast-moving", "faster", "faster-paced", "quicker", "snappy"),
        zh=(
            "快节奏",
            "节奏快",
            "节奏紧凑",
            "紧凑",
            "节奏快点",
            "节奏快一点",
            "节奏快一些",
            "快一点的",
            "快点的",
            "快一些的",
            "不拖沓",
            "不拖泥带水",
        ),
    ),
}
# The order decides what a word that several fields know means: "Japanese" is a country before it is a language.
FIELDS: Mapping[str, LabelField] = MappingProxyType(
    {
        "director": LabelField(
            Words(en=("director", "directors"), zh=("导演",)),
            names=True,
            cues=Words(en=("by", "directed", "director"), zh=("执导", "导演", "导的", "拍")),
            either=True,
        ),
        "actor": LabelField(
            Words(en=("actor", "actors", "cast"), zh=("演员", "主演")),
            names=True,
            cues=Words(
                en=("with", "starring", "featuring", "stars"), zh=("主演", "出演", "参演", "演的", "一起演", "合演")
            ),
            either=True,
        ),
        "country": LabelField(
            Words(
                en=(
                    "country",
                    "countries",
                    "where it is from",
                    "where its from",
                    "where they are from",
                    "where theyre from",
                ),
                zh=("国家", "地区", "哪国", "哪个国家"),
            )
        ),
        "language": LabelField(Words(en=("language", "languages"), zh=("语言",)), cues=Words(en=("in",), zh=("对白",))),
        "theme": LabelField(Words(en=("theme", "themes", "subject"), zh=("主题",)), either=True),
        "mood": LabelField(Words(en=("mood", "moods", "tone"), zh=("氛围", "基调"))),
        "pace": LabelField(Words(en=("pace", "pacing"), zh=("节奏",)), PACES),
        "franchise": LabelField(Words(en=("franchise", "series"), zh=("系列",))),
        "award": LabelField(Words(en=("award", "awards"), zh=("奖项",)), either=True),
    }
)
VOCABULARIES = {"country": "countries", "language": "languages", "theme": "themes", "mood": "moods", "award": "awards"}
# What the graph calls the ties that are labels too, and the one that is no label.
RELATIONS = {
    "director": "directed_by",
    "actor": "starring",
    "country": "country",
    "language": "language",
    "theme": "theme",
    "franchise": "franchise",
    "award": "award_won",
}
WRITTEN_BY, AFTER_WORK_BY = "written_by", "based_on_work_by"


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """The films pack, ours unless `root` is another folder of packs. Values are English names, told apart by the id where
    two people share one, so that they stand beside those of a catalogue's own columns and can be read anywhere.
    """

    root: Path | None = None

    @property
    def fields(self) -> Mapping[str, LabelField]:
        return FIELDS

    def worded(self) -> Mapping[str, LabelField]:
        """Cost: 60 ms for 8,000 names."""
        teller = _Teller(read_names(self.root))
        return {name: replace(known, values=known.values or teller.words(name)) for name, known in FIELDS.items()}

    def known(self, items: Sequence[Item]) -> Known:
        """Cost: 0.3 s for 2,000 films on one core, mostly for reading the pack."""
        sheets = self.matched(items)
        told = tuple(sheets[item.id].enriched(item) if item.id in sheets else item for item in items)
        triples = (triple for item in items if item.id in sheets for triple in sheets[item.id].triples(item.id))
        return Known(told, len(sheets), tuple(triples))

    def matched(self, items: Sequence[Item]) -> dict[ItemId, Sheet]:
        """The film that each item is, by our own id, the ids of MovieLens, or title and year."""
        teller = _Teller(read_names(self.root))
        return {item: teller.sheet(film) for item, film in matched(items, read_films(self.root)).items()}

    def further(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """The pack's films that none of the items is and that no MovieLens catalogue of these ids has, by year."""
        films = read_films(self.root)
        there = {film.id for film in matched(items, films).values()}
        taken = {item.id for item in items}
        teller = _Teller(read_names(self.root))
        new = sorted((film for film in films if film.id not in there | taken), key=lambda film: (film.year, film.id))
        return tuple(teller.sheet(film).item() for film in new)


class _Teller:
    """Puts lines of the pack into the words of a catalogue."""

    def __init__(self, names: Names) -> None:
        self._names = names
        shared = Counter(one.en for one in names.people.values())
        self._people = {one.id: one.en if shared[one.en] == 1 else one.id for one in names.people.values()}
        self._franchises = {one.id: one.en for one in names.franchises.values()}

    def words(self, field: str) -> Mapping[str, Words]:
        """The words of every value of a field."""
        if FIELDS[field].names:
            return {self._people[one.id]: one.words() for one in self._names.people.values()}
        if field in VOCABULARIES:
            told = {_value(word): word.words() for word in self._names.words[VOCABULARIES[field]].values()}
            return {value: _as_language(words) for value, words in told.items()} if field == "language" else told
        return {one.en: one.words() for one in self._names.franchises.values()}

    def sheet(self, film: Film) -> Sheet:
        """What the line says."""
        labels = dict(self._labels(film))
        ties = {RELATIONS[field]: values for field, values in labels.items() if field in RELATIONS}
        ties[WRITTEN_BY] = tuple(self._people[one] for one in film.writers)
        ties[AFTER_WORK_BY] = film.based_on.by if film.based_on else ()
        return Sheet(
            id=film.id,
            title=film.english,
            title_zh=film.title_zh,
            called=(film.title, *film.aliases),
            labels=labels,
            numbers=dict(_numbers(film)),
            text=film.synopsis_en or "",
            text_zh=film.synopsis_zh or "",
            ties=ties,
            story=(film.based_on.title or "") if film.based_on else "",
        )

    def _labels(self, film: Film) -> Iterator[tuple[str, tuple[str, ...]]]:
        yield "genre", tuple(film.genres)
        yield "director", tuple(self._people[one] for one in film.directors)
        yield "actor", tuple(self._people[one] for one in film.cast)
        ids = {"country": film.countries, "language": film.languages, "theme": film.themes, "mood": film.moods}
        for field, values in (*ids.items(), ("award", film.awards)):
            known = self._names.words[VOCABULARIES[field]]
            yield field, tuple(dict.fromkeys(_value(known[one]) for one in values))
        yield "pace", (film.pace,) if film.pace else ()
        yield "franchise", (self._franchises[film.franchise],) if film.franchise else ()


def _as_language(words: Words) -> Words:
    """With what tells a language from a country of the same word: "French-language films"."""
    return replace(words, en=(*words.en, *(f"{word}-language" for word in words.en)))


def _value(word: Word) -> str:
    return word.en[0]


def _numbers(film: Film) -> Iterator[tuple[str, float]]:
    yield from ((name, float(value)) for name, value in _counts(film) if value is not None)


def _counts(film: Film) -> Iterator[tuple[str, int | None]]:
    levels = film.content
    yield "year", film.year
    yield "runtime", film.runtime_min
    yield "age", film.suitable_age
    yield "violence", levels.violence
    yield "sex", levels.sex
    yield "profanity", levels.language
    yield "fright", levels.fright
    yield "drugs", levels.drugs


__all__ = ["FilmFacts"]
