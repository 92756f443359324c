"""What a newcomer may say first, made of the catalogue that is there."""

from collections import Counter

from chatrec.app.live import LiveModel
from chatrec.app.replies import Form
from chatrec.core.query import Context, Locale, Query
from chatrec.dialogue import Tools
from chatrec.dialogue.suggestions import LIKE
from chatrec.domains.base import titled
from chatrec.explain.words import WORDS

TELLING = ("category", "genre")  # fields that say what an item is, where a domain has them
NEXT: dict[Locale, str] = {"en": "{liked}. What next?", "zh": "{liked}，还有什么推荐？"}
SOME: dict[Locale, str] = {"en": "Recommend three {noun}", "zh": "推荐三{measure}{noun}"}


class WelcomeOut(Form):
    """The name of the domain, and sentences that a conversation may begin with."""

    domain: str
    examples: tuple[str, ...]


class Welcoming:
    """Answers "what can I say here?" before anything was said."""

    def __init__(self, live: LiveModel) -> None:
        self._live = live

    def welcome(self, locale: Locale = "en") -> WelcomeOut:
        """A wish, a liked title, and how many of what there is. Cost: a list for a stranger."""
        tools = self._live.tools()
        examples = (*_wish(tools, locale), *_liked(tools, locale), _some(tools, locale))
        return WelcomeOut(domain=tools.domain.name, examples=examples)


def _wish(tools: Tools, locale: Locale) -> tuple[str, ...]:
    """Things with the most frequent value of the field that tells best what an item is."""
    known = tools.domain.labels
    field = next((name for name in (*TELLING, *tools.domain.card) if name in known), None)
    if field is None:
        return ()
    counted = Counter(value for item in tools.catalogue for value in item.labels.get(field, ())).most_common(1)
    return tuple(_begun(_several(field, value, tools, locale)) for value, _ in counted)


def _several(field: str, value: str, tools: Tools, locale: Locale) -> str:
    """Things with a value: "phones", "drama films"."""
    said = tools.domain.say_value(field, value, locale)
    many = tools.domain.say_many(field, value)
    return many if locale == "en" and many != said else WORDS[locale].nouns.kind(field, value, tools.domain)


def _liked(tools: Tools, locale: Locale) -> tuple[str, ...]:
    """What is recommended to a stranger first: the title that most newcomers know."""
    slate = tools.recommender.recommend(Query(context=Context(locale), n=1))
    titles = [titled(tools.catalogue[shown.item], locale) for shown in slate.items]
    return tuple(NEXT[locale].format(liked=LIKE[locale].format(title=title)) for title in titles)


def _some(tools: Tools, locale: Locale) -> str:
    noun = tools.domain.noun.en[1] if locale == "en" else tools.domain.noun.say("zh")
    return SOME[locale].format(noun=noun, measure=tools.domain.measure)


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


__all__ = ["WelcomeOut", "Welcoming"]
