"""Somebody who looks for one item, which they would know if they saw it, and talks until it comes up.

They have an agenda: what they remember of it, in an order of their own (a genre, about when it is from, what it feels like and is
about, how long it roughly is, where it is from, perhaps who is in it), one thing a message. Beside that they critique the list on
the table by the same facts ("no horror", where several of the list are and it is not), answer what is asked of them, and ask
for more when they have nothing else to say. They never say a title, and nothing that gives one away (`leaks`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from numpy.random import Generator

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import LawBroken
from chatrec.core.query import Between, Constraint, Excludes, Includes, Locale
from chatrec.dialogue.state import Choice
from chatrec.domains.base import Domain
from chatrec.evaluation.leaks import Leaks

Said = Mapping[Locale, str]
CRITIQUES = 0.3  # of the messages are about the list, where there is something to say of it
OFTEN = 2  # items of a list that are what is not looked for, before somebody says so
ROUND = 15  # minutes to which a running time is remembered
LONG, SHORT = 130, 100  # minutes that are remembered as long, and as short
OPENERS: Said = {"en": "I want to watch {}", "zh": "我想看{}的电影"}
FURTHER: Said = {"en": "I'd like {}", "zh": "要{}的"}
ALSO: Said = {"en": "also {}", "zh": "还要{}的"}
NOT: Said = {"en": "no {}", "zh": "不要{}"}
MORE: Said = {"en": "show me more", "zh": "换一批"}
NEITHER: Said = {"en": "none of these", "zh": "都不是"}
ANYTHING: Said = {"en": "recommend a film", "zh": "推荐电影"}
# How a value is spoken of, by field: {} is its word.
PHRASES: Mapping[str, Said] = {
    "genre": {"en": "{} films", "zh": "{}"},
    "mood": {"en": "something {}", "zh": "{}"},
    "theme": {"en": "films about {}", "zh": "关于{}"},
    "country": {"en": "films from {}", "zh": "{}"},
    "actor": {"en": "films with {}", "zh": "{}主演"},
    "director": {"en": "films directed by {}", "zh": "{}执导"},
}
PEOPLE = frozenset({"actor", "director"})


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is true of the item, as a wish and in words."""

    wish: Constraint
    said: Said


@dataclass(frozen=True, slots=True)
class Seen:
    """What a seeker sees of a reply: the rows of its list and the answers to choose from, where something was asked."""

    rows: tuple[int, ...] = ()
    choices: tuple[Choice, ...] = ()


class Seeker(Protocol):
    """Says things until the item is found."""

    def say(self, seen: Seen) -> str:
        """The next message, after what was seen last; nothing was seen before the first."""
        ...


@dataclass(slots=True)
class Paging:
    """The baseline: asks for a list, and for more of it."""

    locale: Locale
    begun: bool = False

    def say(self, seen: Seen) -> str:  # noqa: ARG002 - whatever is seen, there is only more of it
        said = MORE if self.begun else ANYTHING
        self.begun = True
        return said[self.locale]


@dataclass(slots=True)
class Agenda:
    """A seeker of an item at a catalogue row; `left` are the facts that were not said yet."""

    target: int
    catalogue: Catalogue
    domain: Domain
    locale: Locale
    rng: Generator
    left: list[Fact]
    told: list[Constraint] = field(default_factory=list)

    def say(self, seen: Seen) -> str:
        """An answer to what was asked, else a critique or a fact, else "more"."""
        if seen.choices:
            return self._answer(seen.choices)
        critique = self._critique(seen.rows)
        if critique is not None and (not self.left or self.rng.random() < CRITIQUES):
            self.told.append(critique.wish)
            return critique.said[self.locale]
        if not self.left:
            return (MORE if self.told else ANYTHING)[self.locale]
        fact = self.left.pop(0)
        beside = any(isinstance(one, Includes) and one.field == fact.wish.field for one in self.told)
        form = ALSO if beside else FURTHER if self.told else OPENERS
        self.told.append(fact.wish)
        return form[self.locale].format(fact.said[self.locale])

    def _answer(self, choices: Sequence[Choice]) -> str:
        item = self.catalogue[self.target]
        fitting = [choice for choice in choices if choice.constraint.allows(item)]
        if not fitting:
            return NEITHER[self.locale]
        choice = fitting[int(self.rng.integers(len(fitting)))]
        self.told.append(choice.constraint)
        self.left = [fact for fact in self.left if fact.wish != choice.constraint]
        return choice.said

    def _critique(self, rows: Sequence[int]) -> Fact | None:
        """A genre of several items of the list that is none of the item's."""
        mine = set(self.catalogue[self.target].labels.get("genre", ()))
        shown = [genre for row in rows for genre in self.catalogue[row].labels.get("genre", ())]
        for genre in dict.fromkeys(shown):
            wish = Excludes("genre", (genre,))
            if genre not in mine and shown.count(genre) >= OFTEN and wish not in self.told:
                words: Said = {
                    "en": self.domain.say_many("genre", genre),
                    "zh": self.domain.say_value("genre", genre, "zh"),
                }
                return Fact(wish, {locale: NOT[locale].format(word) for locale, word in words.items()})
        return None


class Memory:
    """What people remember of items: facts with words in both languages that give no title away."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._domain = domain
        self._leaks = Leaks(catalogue)

    def facts(self, row: int, rng: Generator, *, people: bool) -> list[Fact]:
        """What is remembered of an item, in the order in which it comes to mind: a genre first, people last."""
        item = self._catalogue[row]
        known = [fact for fact in self._known(item) if not self._gives_away(fact, item)]
        named = [fact for fact in known if fact.wish.field in PEOPLE]
        genres = [fact for fact in known if fact.wish.field == "genre"]
        rest = [fact for fact in known if fact.wish.field not in PEOPLE | {"genre"}]
        rest += genres[1:]
        shuffled = [rest[at] for at in rng.permutation(len(rest)).tolist()]
        return [*genres[:1], *shuffled, *(named if people else ())]

    def checked(self, message: str, row: int) -> str:
        """The message. Raises LawBroken when it gives the item away."""
        leak = self._leaks.leak(message, self._catalogue[row])
        if leak is not None:
            raise LawBroken(
                f"A seeker of item {self._catalogue[row].id!r} gives it away with {leak!r} in {message!r}; leave that unsaid."
            )
        return message

    def gives_away(self, message: str, row: int) -> bool:
        """Whether a message gives the item away."""
        return self._leaks.leak(message, self._catalogue[row]) is not None

    def _gives_away(self, fact: Fact, item: Item) -> bool:
        return any(self._leaks.leak(said, item) is not None for said in fact.said.values())

    def _known(self, item: Item) -> Iterator[Fact]:
        for name, phrase in PHRASES.items():
            for value in item.labels.get(name, ()):
                known = self._domain.labels[name].values.get(value) if name in self._domain.labels else None
                if known is not None and known.zh:
                    said: Said = {locale: form.format(known.say(locale)) for locale, form in phrase.items()}
                    yield Fact(Includes(name, (value,)), said)
        yield from _numbers(item)


def _numbers(item: Item) -> Iterator[Fact]:
    """About when it is from, and whether it is long or short."""
    if "year" in item.numbers:
        decade = int(item.numbers["year"]) // 10 * 10
        yield Fact(Between("year", decade, decade + 9), {"en": f"films from the {decade}s", "zh": f"{decade}年代"})
    minutes = item.numbers.get("runtime")
    if minutes is not None and minutes <= SHORT:
        most = int(-(-minutes // ROUND) * ROUND)
        said: Said = {"en": f"films of {most} minutes or less", "zh": f"{most}分钟以内"}
        yield Fact(Between("runtime", None, most), said)
    elif minutes is not None and minutes >= LONG:
        least = int(minutes // ROUND * ROUND)
        yield Fact(
            Between("runtime", least, None), {"en": f"films of {least} minutes or more", "zh": f"{least}分钟以上"}
        )


__all__ = ["Agenda", "Fact", "Memory", "Paging", "Seeker", "Seen"]
