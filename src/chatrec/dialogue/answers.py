"""The points that answer questions of fact: every sentence rests on a field, the pack's lore or the graph."""

from collections.abc import Iterator, Sequence

from chatrec.core.acts import Act, AskDesk, AskFact, AskWorks, NoSuchPlace, TheField, TheValue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.query import Locale
from chatrec.dialogue.claiming import labelled, named
from chatrec.dialogue.desk import Desk
from chatrec.dialogue.facts import PLOT
from chatrec.dialogue.nlg.stating import has_phrase
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Amount, Levels, Listed, Named, Point, Say, Slot, Stated, Titles, Traits
from chatrec.dialogue.tools import Tools
from chatrec.domains.base import CURRENCY

MOST_VALUES = 8  # values of a field in one sentence
MOST_WORKS = 8  # titles in one sentence
AGE, YEAR = "age", "year"
GRAVE = 2.0  # a level that parents want to hear of
SUMMED_UP = (
    "director",
    "actor",
    "artist",
    "writer",
    "brand",
    "runtime",
    "level",
    "city",
    "stars",
    "price",
)  # when all of an item is asked for


def answers(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """What was asked for, question by question; that nothing is known, where nothing is."""
    answerer = Answerer(tools, outcome.state.locale)
    for act in outcome.acts:
        yield from answerer.answer(act)
        if isinstance(act, AskDesk):
            yield _of_the_house(act, tools.desk)
        if isinstance(act, NoSuchPlace):
            n = len(outcome.state.last_rows)
            yield Point(Say.NO_PLACE if n else Say.NOTHING_SHOWN, {"text": act.text, "n": n} if n else {})


def _of_the_house(act: AskDesk, desk: Desk | None) -> Point:
    """A passage word for word with its source, or that none answers and who may."""
    if act.passage is not None:
        quote = Claim(ClaimKind.QUOTE, act.passage.source, act.passage.text)
        return Point(Say.QUOTED, {"text": act.passage.text, "source": act.passage.source}, (quote,))
    contact = desk.contact if desk is not None else ""
    return Point(Say.HAND_OVER, {"contact": contact}) if contact else Point(Say.NO_ANSWER)


class Answerer:
    """Looks up and words the facts of items for readers of one language."""

    def __init__(self, tools: Tools, locale: Locale) -> None:
        self._catalogue = tools.catalogue
        self._domain = tools.domain
        self._book = tools.book
        self._locale: Locale = locale

    def answer(self, act: Act) -> Iterator[Point]:
        """The points that answer an act, none for one that asks for no fact."""
        match act:
            case AskFact(target, None):
                yield from self.all_of(target.item)
            case AskFact(target, TheValue(field, value)):
                yield self._whether(target.item, field, value)
            case AskFact(target, TheField(field)):
                yield from self._of_field(target.item, field)
            case AskWorks():
                yield self._works(act)
            case _:
                return

    def all_of(self, row: int) -> Iterator[Point]:
        """The gist of an item: its kinds, who made it, how long it is, what it is about."""
        fields = [name for name in self._catalogue[row].labels if name != CURRENCY]
        title, claims = {"title": Titles((row,))}, named((row,), self._catalogue)
        if not fields:
            yield Point(Say.UNTOLD, title, claims)
        elif not (told := self.gist(row)):
            yield Point(Say.KNOWN, {**title, "traits": Traits(row)}, (*claims, *labelled(row, self._catalogue)))
        else:
            kinds = self._book.field(row, "genre")
            shown = kinds if kinds in fields else fields[0]
            traits = tuple(claim for claim in labelled(row, self._catalogue) if claim.value.startswith(f"{shown}="))
            yield Point(Say.KNOWN, {**title, "traits": Traits(row, (shown,))}, (*claims, *traits))
            yield from told
        if text := self._book.prose(row, self._locale):
            yield Point(Say.SYNOPSIS, {**title, "text": text}, (*claims, self._prose(row, text)))

    def gist(self, row: int) -> tuple[Point, ...]:
        """The facts of an item that sum it up, as sentences that go on about it."""
        return tuple(
            Point(Say.ALSO, {"said": said}, claims)
            for field in dict.fromkeys(self._book.field(row, name) for name in SUMMED_UP)
            if has_phrase(field, self._domain) and (found := self._stated(row, field)) is not None
            for said, claims in (found,)
        )

    def contrast(self, one: int, other: int, fields: Sequence[str]) -> Iterator[Point]:
        """What is known of both items and differs, field by field; one cannot be said in a sentence of its own is left out."""
        slots: dict[str, Slot] = {"title": Titles((one,)), "other": Titles((other,))}
        titles = named((one, other), self._catalogue)
        for field in dict.fromkeys(self._book.field(one, name) for name in fields):
            here, there = self._stated(one, field), self._stated(other, field)
            if here and there and here[0] != there[0] and has_phrase(field, self._domain):
                claims = (*titles, *here[1], *there[1])
                yield Point(Say.VERSUS, {**slots, "said": here[0], "also": there[0]}, claims)

    def _of_field(self, row: int, asked: str) -> Iterator[Point]:
        title, claims = {"title": Titles((row,), dated=asked != YEAR)}, named((row,), self._catalogue)
        text = self._book.prose(row, self._locale) if asked == PLOT else ""
        field = self._book.field(row, asked)
        found = self._stated(row, field)
        if text:
            yield Point(Say.SYNOPSIS, {**title, "text": text}, (*claims, self._prose(row, text)))
        elif found is not None and has_phrase(field, self._domain):
            yield Point(Say.FACT, {**title, "said": found[0]}, (*claims, *found[1]))
        elif found is not None:
            slots: dict[str, Slot] = {**title, "field": Named(TheField(field)), "what": self._bare(found[0])}
            yield Point(Say.FIELD, slots, (*claims, *found[1]))
        elif asked != AGE or not self._levels(row):
            yield self._unknown(row, field)
        if asked == AGE:
            yield from self._grave(row, known=found is not None)

    def _grave(self, row: int, *, known: bool) -> Iterator[Point]:
        """What parents want to know of; all levels where no age is told."""
        levels = tuple((name, level) for name, level in self._levels(row) if level >= GRAVE or not known)
        claims = tuple(self._number(row, name, level) for name, level in levels)
        if levels and known:
            yield Point(Say.ALSO, {"said": Levels(levels)}, claims)
        elif levels:
            slots: dict[str, Slot] = {"title": Titles((row,)), "said": Levels(levels)}
            yield Point(Say.FACT, slots, (*named((row,), self._catalogue), *claims))

    def _levels(self, row: int) -> tuple[tuple[str, float], ...]:
        numbers = self._catalogue[row].numbers
        return tuple(
            (name, numbers[name]) for name, known in self._domain.numbers.items() if known.much and name in numbers
        )

    def _whether(self, row: int, asked: str, value: str) -> Point:
        """Yes or no, and what is the case."""
        field = self._book.field(row, asked)
        found = self._stated(row, field)
        if found is None:
            return self._unknown(row, field)
        age = self._book.number(row, field)
        fits = age <= float(value) if age is not None else value in self._book.values(row, field)
        claims = (*named((row,), self._catalogue), *found[1])
        if age is None:
            truth = self._label(row, field, value) if fits else self._lacking(row, f"{field}={value}")
            claims = tuple(dict.fromkeys((*claims, truth)))
        return Point(Say.YES if fits else Say.NO, {"title": Titles((row,)), "said": found[0]}, claims)

    def _works(self, act: AskWorks) -> Point:
        field, value = act.of.field, act.of.value
        who: dict[str, Slot] = {"who": Named(act.of)}
        rows = [row for row in self._book.of(field, value) if act.beside is None or row != act.beside.item]
        rows = sorted(rows, key=self._year)
        if act.beside is not None and act.when is not None:
            pivot = self._year(act.beside.item)
            before = [row for row in rows if self._year(row) < pivot][-MOST_WORKS:]
            after = [row for row in rows if self._year(row) > pivot][:MOST_WORKS]
            rows, say = (before, Say.WORKS_BEFORE) if act.when == "before" else (after, Say.WORKS_AFTER)
            who = {**who, "title": Titles((act.beside.item,))}
        elif len(rows) > MOST_WORKS:
            who = {**who, "n": len(rows)}
            rows, say = rows[-MOST_WORKS:], Say.WORKS_LATEST
        else:
            say = Say.WORKS
        if not rows:
            return Point(Say.NO_WORKS, {"who": Named(act.of)})
        beside = (act.beside.item,) if act.beside is not None and act.when is not None else ()
        made = (Claim(ClaimKind.LABEL, self._catalogue[row].id, f"{field}={value}") for row in rows)
        return Point(say, {**who, "titles": Titles(tuple(rows))}, (*named((*rows, *beside), self._catalogue), *made))

    def _stated(self, row: int, field: str) -> tuple[Stated, tuple[Claim, ...]] | None:
        """A fact and its claims, None where nothing is known."""
        number = self._book.number(row, field)
        if number is not None:
            return Stated(field, number=number), (self._number(row, field, number),)
        values = self._book.values(row, field)[:MOST_VALUES]
        if not values:
            return None
        said = self._book.said(row, field, self._locale)[:MOST_VALUES]
        return Stated(field, said), tuple(self._label(row, field, value) for value in values)

    def _bare(self, said: Stated) -> Slot:
        return Amount(said.field, said.number) if said.number is not None else Listed(said.values)

    def _unknown(self, row: int, field: str) -> Point:
        slots: dict[str, Slot] = {"title": Titles((row,)), "field": Named(TheField(field))}
        return Point(Say.NO_FACT, slots, (*named((row,), self._catalogue), self._lacking(row, field)))

    def _year(self, row: int) -> float:
        return self._catalogue[row].numbers.get(YEAR, 0.0)

    def _label(self, row: int, field: str, value: str) -> Claim:
        item = self._catalogue[row]
        kind = ClaimKind.LABEL if value in item.labels.get(field, ()) else ClaimKind.TOLD
        return Claim(kind, item.id, f"{field}={value}")

    def _number(self, row: int, field: str, number: float) -> Claim:
        return Claim(ClaimKind.NUMBER, self._catalogue[row].id, f"{field}={number:g}")

    def _lacking(self, row: int, what: str) -> Claim:
        return Claim(ClaimKind.LACKING, self._catalogue[row].id, what)

    def _prose(self, row: int, text: str) -> Claim:
        return Claim(ClaimKind.PROSE, self._catalogue[row].id, text)


__all__ = ["Answerer", "answers"]
