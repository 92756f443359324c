"""Whether what is said of an item is true, and easy to read, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, Sentence
from chatrec.core.events import EventKind
from chatrec.core.ids import ModelVersion, UserId
from chatrec.core.profile import Profile, Taste
from chatrec.core.query import Locale, Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue import Plan, TemplateNlg
from chatrec.dialogue.claiming import named
from chatrec.dialogue.facts import Facts, holds
from chatrec.dialogue.points import Clause, Point, Say, Titles
from chatrec.domains import fitting
from chatrec.evaluation.readability import characters_a_sentence, reading_ease, words_a_sentence
from chatrec.explain import Explainer
from chatrec.llm.grounding import ungrounded
from chatrec.llm.licence import Licences

LOCALES: tuple[Locale, ...] = ("en", "zh")
SENTENCES = ("said", "claims", "grounded", "reading_ease", "words_en", "characters_zh")
BARS = 12  # reasons whose labels are claims too, as a card shows them


@dataclass(frozen=True, slots=True)
class Said:
    """The words for one item in one language: its reason as a reply says it, and the reasons of its bars."""

    sentence: Sentence
    point: Point
    bars: tuple[Claim, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (*self.point.claims, *self.bars)


class Sentences:
    """Words every reason as the house does, over one catalogue in the domain that fits it, or as another explainer would."""

    def __init__(self, catalogue: Catalogue, explainer: Explainer | None = None) -> None:
        domain = fitting(catalogue)
        self._catalogue = catalogue
        self._explainer = explainer or Explainer(catalogue, domain)
        self._nlg = TemplateNlg(catalogue, domain)
        self._licences = Licences(catalogue, domain)

    def measured(self, item: SlateItem, query: Query) -> Mapping[str, float]:
        """`said` = there is a reason that may be said; `claims` = the share of the claims of its sentence and bars that hold, looked up
        in the catalogue, the history and the evidence; `grounded` = of the sentences, those in which nothing is said beside
        facts of their claims, read by the check that language models must pass; and how easily they are read.
        """
        facts = _facts(item, query, self._catalogue)
        both = {locale: self._worded(item, query, locale, facts) for locale in LOCALES}
        claims = [holds(claim, facts) for said in both.values() for claim in said.claims]
        spoken = {locale: said for locale, said in both.items() if said.point.slots["text"] != Clause("")}
        found = {"said": float(len(spoken) == len(both))}
        if claims:
            found["claims"] = float(np.mean(claims))
        if len(spoken) < len(both):
            return MappingProxyType(found)
        english, chinese = [both["en"].sentence.text], [both["zh"].sentence.text]
        return MappingProxyType(
            found
            | {
                "grounded": float(np.mean([self._grounded(said, locale) for locale, said in both.items()])),
                "reading_ease": reading_ease(english),
                "words_en": words_a_sentence(english),
                "characters_zh": characters_a_sentence(chinese),
            }
        )

    def _worded(self, item: SlateItem, query: Query, locale: Locale, facts: Facts) -> Said:
        asked = replace(query, context=replace(query.context, locale=locale))
        reason = self._explainer.reason(item, asked)
        claims = (*named((item.item,), self._catalogue), *reason.claims) if reason.text else ()
        point = Point(Say.REASON_OF_FIRST, {"title": Titles((item.item,)), "text": Clause(reason.text)}, claims)
        (sentence,) = self._nlg.realise(Plan(locale, 1, (point,), facts))
        bars = (claim for bar in self._explainer.reasons(item, asked, limit=BARS) for claim in bar.claims)
        return Said(sentence, point, tuple(bars))

    def _grounded(self, said: Said, locale: Locale) -> bool:
        licence = self._licences.of(said.point, locale)
        return licence is not None and ungrounded(said.sentence.text, licence) is None


def _facts(item: SlateItem, query: Query, catalogue: Catalogue) -> Facts:
    """What a reply about the item may speak of: the history is what its user said."""
    tastes = {catalogue[past.item].id: Taste(past.weight, EventKind.RATING, past.at) for past in query.history}
    profile = Profile(query.user or UserId("somebody"), MappingProxyType(tastes))
    return Facts(catalogue=catalogue, profile=profile, slate=Slate((item,), {}, ModelVersion("measured")))


__all__ = ["SENTENCES", "Sentences"]
