"""Labels and sentences for evidence: each says what the term says, and claims no more."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, islice
from types import MappingProxyType
from typing import assert_never

import numpy as np

from chatrec.core.advice import SOURCE as ADVICE
from chatrec.core.advice import called
from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.claims import Claim, ClaimKind, Sentence
from chatrec.core.heed import Family
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM
from chatrec.core.pieces import Pieces
from chatrec.core.profile import LIKED
from chatrec.core.query import ABOUT, ALIKE, Locale, Query
from chatrec.core.slate import SlateItem
from chatrec.domains.base import Domain, named
from chatrec.explain.dial import dial_label
from chatrec.explain.features import DECADE, YEAR, feature_claim, having
from chatrec.explain.paths import PathLabels
from chatrec.explain.reasons import FAINT, Reason, folded
from chatrec.explain.requests import RequestWords
from chatrec.explain.words import WORDS
from chatrec.recommend import NOVELTY, REQUESTS

WORD = "word="
SAID = "words"  # the source whose evidence is what was said in the conversation
SPOKEN_OF = "spoken-of"
TRENDING = "trending"
AFTER = "path"  # the source whose evidence is what people choose after what
# What can be a bar but not yet the one reason in a sentence: folded terms, moves of the list, and what is not in words.
UNSPOKEN = frozenset({Kind.REST, Kind.DIVERSITY, Kind.TEXT, Kind.PATH, Kind.MODEL})
NAMED_TITLES = 2  # titles in a one-sentence reason


class Explainer:
    """Puts the evidence of one catalogue and domain into words."""

    def __init__(
        self, catalogue: Catalogue, domain: Domain, families: Mapping[str, Family | None] = MappingProxyType({})
    ) -> None:
        """`families` tells which slider turns the evidence of each source."""
        self._families = families
        self._catalogue = catalogue
        self._domain = domain
        self._having = having(catalogue)

    def reasons(self, item: SlateItem, query: Query, *, limit: int = 8, faint: float = FAINT) -> tuple[Reason, ...]:
        """The `limit` largest terms in words and the others folded, as is what is smaller than `faint` of the largest; the
        values sum to the item's score.
        """
        shown = self._catalogue[item.item].id
        return tuple(
            Reason(piece.term, piece.value, self.label(piece, query), _claims(piece, shown))
            for piece in folded(item.evidence, limit, faint=faint)
        )

    def reason(self, item: SlateItem, query: Query) -> Sentence:
        """The main reason in one sentence: whichever adds most of the liked items, wishes, tastes and popularity.

        Empty when nothing but the base speaks for the item: then there is no reason to give.
        """
        words = WORDS[query.context.locale]
        shown = self._catalogue[item.item].id
        asked = RequestWords(self._catalogue, self._domain, query.context.locale).sentence(
            item.evidence, self._catalogue[item.item], query
        )
        speaking = filter(partial(self._speaks, item=item, query=query), _strongest_first(item))
        first = next(speaking, None)
        if asked is not None and (first is None or sum(piece.value for piece in asked.pieces) >= first.value):
            return Sentence(asked.text, tuple(chain.from_iterable(_claims(piece, shown) for piece in asked.pieces)))
        if first is None:
            return Sentence("")
        if first.term.source == SAID:
            label = self._label_of_the_said(first.term, query.context.locale)
            return Sentence(words.said_sentence(label), _claims(first, shown))
        if first.term.kind in (Kind.HISTORY, Kind.PRIOR):
            return self._reason_of_likes(
                first, list(islice(_likes(chain((first,), speaking)), NAMED_TITLES)), item, query
            )
        what = self.what(first.term.ref, query.context.locale)
        feature = feature_claim(self._catalogue[item.item], first.term.ref)
        if first.term.kind is Kind.MOOD:
            suits = words.moody(self._value(first.term.ref, query.context.locale))
            return Sentence(suits, (*([feature] if feature else []), *_claims(first, shown)))
        if first.term.kind is Kind.WISH:
            return Sentence(words.wished(what), _claims(first, shown))
        return Sentence(words.tasteful(what), (*([feature] if feature else []), *_claims(first, shown)))

    def _reason_of_likes(self, first: Evidence, likes: list[Evidence], item: SlateItem, query: Query) -> Sentence:
        """Because of liked items, because it is popular, or both; the larger comes first."""
        words = WORDS[query.context.locale]
        shown = self._catalogue[item.item].id
        popular = first.term.kind is Kind.PRIOR
        if not likes:
            return Sentence(words.popular_sentence, _claims(first, shown))
        titles = [self._title(piece.term, query.context.locale) for piece in likes]
        named_titles = titles[0] if len(titles) == 1 else words.both(*titles)
        text = words.popular_and(named_titles) if popular else words.because(named_titles)
        claims = (claim for piece in likes for claim in self._liked_claims(piece, shown))
        return Sentence(text, (*(_claims(first, shown) if popular else ()), *claims))

    def label(self, piece: Evidence, query: Query) -> str:
        """A term in the words of the query's language, as a bar carries them; where the user turned it up or down, it says so."""
        label = self._label(piece, query)
        heed = query.context.heed
        weight = heed.weight(self._families.get(piece.term.source)) if heed.weights else 1.0
        if weight == 1.0:
            return label
        words = WORDS[query.context.locale]
        return (words.turned_up if weight > 1.0 else words.turned_down)(label)

    def _label(self, piece: Evidence, query: Query) -> str:
        locale = query.context.locale
        words, term = WORDS[locale], piece.term
        match term.kind:
            case Kind.HISTORY:
                return self._label_of_history(piece, query)
            case Kind.ATTRIBUTE:
                return words.taste(self.what(term.ref, locale))
            case Kind.TEXT | Kind.PATH | Kind.MODEL:
                return self._label_of_the_learned(term, locale)
            case Kind.WISH:
                return self._label_of_a_wish(piece, query)
            case Kind.MOOD:
                return (words.mood if piece.value >= 0 else words.unmood)(self._value(term.ref, locale))
            case Kind.PRIOR:
                return self._label_of_everybody(piece, locale)
            case Kind.DIVERSITY:
                return words.similar(self._title(term, locale))
            case Kind.REST:
                kind, _, count = term.ref.partition(":")
                said = term.source == SAID and kind == Kind.TEXT
                return (words.said_rest if said else words.rest[Kind(kind)])(count)
            case _:
                assert_never(term.kind)

    def _label_of_a_wish(self, piece: Evidence, query: Query) -> str:
        """A turn of the dial, a request that no field holds, or a wish for a value."""
        locale, term = query.context.locale, piece.term
        if term.source == NOVELTY:
            return dial_label(piece, locale, self._domain)
        if term.source == REQUESTS:
            return RequestWords(self._catalogue, self._domain, locale).label(piece, query)
        words = WORDS[locale]
        return (words.wish if piece.value >= 0 else words.unwish)(self.what(term.ref, locale))

    def title(self, row: int, query: Query) -> str:
        """An item by its title in the query's language."""
        return named(self._catalogue[row], query.context.locale)

    def _label_of_history(self, piece: Evidence, query: Query) -> str:
        """What the user said of the item, or what people choose after it."""
        words, title = WORDS[query.context.locale], self._title(piece.term, query.context.locale)
        weight = self._opinion(piece.term, query)
        if piece.term.source == AFTER and weight > 0:
            return (words.after if piece.value > 0 else words.seldom_after)(title)
        phrase = words.disliked if weight < 0 else words.liked if weight >= LIKED else words.known
        return phrase(title)

    def _label_of_everybody(self, piece: Evidence, locale: Locale) -> str:
        """Where every item starts, and what is chosen by many, of late or ever."""
        words, speaks_for = WORDS[locale], piece.value >= 0
        if piece.term.ref == "base":
            return words.base(self._domain.noun.say(locale))
        if piece.term.ref == SPOKEN_OF:
            return words.spoken_of if speaks_for else words.unspoken_of
        if piece.term.ref == TRENDING:
            return words.trending if speaks_for else words.untrending
        return words.popular if speaks_for else words.unpopular

    def _label_of_the_learned(self, term: Term, locale: Locale) -> str:
        """Shared words, a chain of facts, or a black box by its name."""
        words = WORDS[locale]
        if term.kind is Kind.TEXT and term.source == SAID:
            return self._label_of_the_said(term, locale)
        if term.kind is Kind.TEXT:
            return words.text(term.ref.removeprefix(WORD))
        if term.kind is Kind.MODEL:
            return words.advice(called(term.ref)) if term.source == ADVICE else words.model(term.ref)
        return PathLabels(self._catalogue, self._domain, locale).label(term.ref)

    def _label_of_the_said(self, term: Term, locale: Locale) -> str:
        """A word or an item of the conversation."""
        words = WORDS[locale]
        if term.ref.startswith(ITEM):
            return words.mentioned(self._title(term, locale))
        return words.said(term.ref.removeprefix(WORD))

    def _title(self, term: Term, locale: Locale) -> str:
        return named(self._item(term), locale)

    def _item(self, term: Term) -> Item:
        return self._catalogue[self._row(term)]

    def _row(self, term: Term) -> int:
        return self._catalogue.row(ItemId(term.ref.removeprefix(ITEM)))

    def _opinion(self, term: Term, query: Query) -> float:
        """The weight of the history item that a term names."""
        return query.opinions.get(self._row(term), 0.0)

    def _speaks(self, piece: Evidence, item: SlateItem, query: Query) -> bool:
        """Whether a term may stand as the reason: it adds, and its words ("you liked", "your taste") are true."""
        term = piece.term
        if piece.value > 0 and term.source == SAID and term.kind is Kind.TEXT:
            return True
        if (
            piece.value <= 0
            or term.kind in UNSPOKEN
            or term.source in (NOVELTY, REQUESTS)
            or term.ref in ("base", SPOKEN_OF, TRENDING)
        ):
            return False
        if term.kind is Kind.HISTORY:
            return self._opinion(term, query) >= LIKED
        return term.kind is not Kind.ATTRIBUTE or self._is_taste(piece, item, query)

    def what(self, ref: str, locale: Locale) -> str:
        """A feature in words: "genre=Comedy" is "comedy films" or "喜剧片", "price=10..25" is "films of price 10 to 25"."""
        field, _, value = ref.partition("=")
        nouns = WORDS[locale].nouns
        if field in (ALIKE, ABOUT):
            return RequestWords(self._catalogue, self._domain, locale).what(field, value)
        if field == DECADE:
            return nouns.decade(value, self._domain)
        if field == YEAR:
            return nouns.year(value, self._domain)
        if field in self._domain.labels:
            return nouns.kind(field, value, self._domain)
        return nouns.other(self._domain.say_field(field, locale), value, self._domain)

    def _value(self, ref: str, locale: Locale) -> str:
        """The value of a feature in words: "mood=warm" is "warm" or "温暖"."""
        field, _, value = ref.partition("=")
        return self._domain.say_value(field, value, locale)

    def _is_taste(self, piece: Evidence, item: SlateItem, query: Query) -> bool:
        """Whether "it fits your taste in X" is true of an attribute's evidence: the item is an X and the user leans to X.

        Evidence alone does not say so: disliking horror also speaks for films that are none.
        """
        ref = piece.term.ref
        if feature_claim(self._catalogue[item.item], ref) is None:
            return False
        alike = np.isin(query.history_items, self._having[ref], assume_unique=True)
        return float(query.history_weights[alike].sum()) > 0

    def _liked_claims(self, piece: Evidence, shown: ItemId) -> Iterator[Claim]:
        liked = self._item(piece.term)
        yield Claim(ClaimKind.TITLE, liked.id, liked.title)
        yield Claim(ClaimKind.OPINION, liked.id, "liked")
        yield from _claims(piece, shown)


def _strongest_first(item: SlateItem) -> Iterator[Evidence]:
    """What speaks for the item, then what speaks against it; mostly one of the first is enough."""
    pieces = Pieces.of(item.evidence)
    return map(pieces.__getitem__, np.argsort(-pieces.values, kind="stable").tolist())


def _likes(speaking: Iterable[Evidence]) -> Iterator[Evidence]:
    """The first piece of each history item: several scorers may speak of the same one."""
    spoken: set[str] = set()
    for piece in speaking:
        if piece.term.kind is Kind.HISTORY and piece.term.ref not in spoken:
            spoken.add(piece.term.ref)
            yield piece


def _claims(piece: Evidence, shown: ItemId) -> tuple[Claim, ...]:
    """That the term ranked the shown item up or down; folded terms claim nothing by name."""
    term = piece.term
    if term.kind is Kind.REST or not piece.value:
        return ()
    sign = "+" if piece.value > 0 else "-"
    return (Claim(ClaimKind.EVIDENCE, shown, f"{term.source}|{term.kind.value}|{term.ref}|{sign}"),)


__all__ = ["Explainer"]
