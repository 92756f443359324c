"""Requests that no field holds, in words: what an item shares with one it shall be like, and where it speaks of a topic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from chatrec.core.attribution import Evidence, Term
from chatrec.core.catalogue import Catalogue, Item, written
from chatrec.core.ids import ItemId
from chatrec.core.mentions import speaks
from chatrec.core.pieces import Pieces
from chatrec.core.query import ABOUT, ALIKE, Locale, Query
from chatrec.domains.base import Domain, named
from chatrec.explain.words import WORDS, ReasonWords
from chatrec.recommend import REQUESTS, SHARED

TOLD = 2  # shared features in a sentence
MATTERS = 0.25  # of the evidence of a likeness: what is less is left out of its sentence
LISTS: Mapping[Locale, str] = {"en": " and ", "zh": "、"}


class Asked(NamedTuple):
    """What a request's term is about: a topic, or an item's id with the feature "theme=heist" that it shares, "" = with people."""

    field: str
    value: str
    feature: str = ""


class Told(NamedTuple):
    """A sentence, and the evidence that it rests on."""

    text: str
    pieces: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class RequestWords:
    """Words the evidence of requests in one language."""

    catalogue: Catalogue
    domain: Domain
    locale: Locale

    def label(self, piece: Evidence, query: Query) -> str:
        """A term as a bar carries it."""
        asked = of_term(piece.term)
        if asked.field == ABOUT:
            return self._words.mentions(asked.value)
        title = self._title(asked.value)
        if asked.feature:
            return self._words.shared(self._feature(asked.feature), title)
        weight = next((wish.weight for wish in query.alike if wish.value == asked.value), 1.0)
        return (self._words.kindred if piece.value * weight >= 0 else self._words.unkindred)(title)

    def what(self, field: str, value: str) -> str:
        """What is wished for: "something like Heat"."""
        return self._words.mentioning(value) if field == ABOUT else self._words.like(self._title(value))

    def sentence(self, evidence: Sequence[Evidence], item: Item, query: Query) -> Told | None:
        """Why an item answers the request that adds most to it, and the pieces that say so; None where none adds anything."""
        wished = {(wish.field, wish.value) for wish in query.preferences if wish.weight > 0}
        subjects: dict[tuple[str, str], list[Evidence]] = {}
        for piece in Pieces.of(evidence).of_source(REQUESTS) if wished else ():
            if piece.value > 0 and (asked := of_term(piece.term))[:2] in wished:
                subjects.setdefault((asked.field, asked.value), []).append(piece)
        if not subjects:
            return None
        (field, value), pieces = max(subjects.items(), key=lambda one: sum(piece.value for piece in one[1]))
        if field == ABOUT:
            where = next((part for part, text in written(item) if speaks(text, value)), "")
            say = self._words.mentioned_in
            return Told(say.get(where, say[""])(value), tuple(pieces))
        return self._likeness(self._title(value), pieces)

    def _likeness(self, title: str, pieces: Sequence[Evidence]) -> Told:
        """What is shared and that the same people like it, as far as each matters."""
        people = [piece for piece in pieces if not of_term(piece.term).feature]
        shared = sorted((piece for piece in pieces if piece not in people), key=lambda piece: -piece.value)
        whole = sum(piece.value for piece in pieces)
        liked = sum(piece.value for piece in people) >= MATTERS * whole
        alike = sum(piece.value for piece in shared) >= MATTERS * whole
        told = shared[:TOLD]
        what = LISTS[self.locale].join(self._feature(of_term(piece.term).feature) for piece in told)
        if liked and alike:
            return Told(self._words.people_and(title, what), (*people, *told))
        return (
            Told(self._words.people(title), tuple(people))
            if liked
            else Told(self._words.shares(what, title), tuple(told))
        )

    @property
    def _words(self) -> ReasonWords:
        return WORDS[self.locale]

    def _feature(self, feature: str) -> str:
        field, _, value = feature.partition("=")
        return self.domain.say_value(field, value, self.locale)

    def _title(self, item: str) -> str:
        if not self.catalogue.has(ItemId(item)):
            return item
        return named(self.catalogue[self.catalogue.row(ItemId(item))], self.locale)


def of_term(term: Term) -> Asked:
    """What a term of the source REQUESTS is about."""
    field, _, value = term.ref.partition("=")
    if field == ALIKE and SHARED in value:
        item, _, feature = value.rpartition(SHARED)
        return Asked(field, item, feature)
    return Asked(field, value)


__all__ = ["Asked", "RequestWords", "Told", "of_term"]
