"""What holds in a conversation, in a word or two, and what a person would say to take it back."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.query import ABOUT, ALIKE, Between, Constraint, Excludes, Includes, Locale, Outside, Preference
from chatrec.dialogue.nlg.templates import LANGUAGES, titled_in, wording
from chatrec.domains.base import Domain


class Holding(NamedTuple):
    """What holds ("shorter than 120 minutes"), and the sentence that takes it back ("Any running time is fine")."""

    label: str
    drop: str


class _Words(NamedTuple):
    any_will_do: str
    forget: str
    unlike: str
    quoted: str
    more: str
    fewer: str
    mood: Holding


_WORDS: Mapping[Locale, _Words] = MappingProxyType(
    {
        "en": _Words(
            any_will_do="Any {what} is fine",
            forget="Forget {what}",
            unlike="unlike {what}",
            quoted="“{what}”",
            more="more {what}",
            fewer="fewer {what}",
            mood=Holding("how you feel", "Never mind my mood"),
        ),
        "zh": _Words(
            any_will_do="{what}不限",
            forget="取消{what}",
            unlike="不像{what}那样",
            quoted="“{what}”",
            more="多些{what}",
            fewer="少些{what}",
            mood=Holding("你的心情", "别管我的心情"),
        ),
    }
)


def holding_constraint(
    constraint: Constraint, locale: Locale, catalogue: Catalogue, domain: Domain, *, alone: bool = True
) -> Holding:
    """A rule, the only one of its field where it is `alone`. What is ruled out is forgotten by its name: "Forget horror", not
    "Forget no horror".
    """
    words, language = _WORDS[locale], LANGUAGES[locale]
    label = wording(constraint, language, catalogue, domain)
    match constraint:
        case Between() | Outside() if not alone:
            return Holding(label, words.forget.format(what=words.quoted.format(what=label)))
        case Between(field=field) | Outside(field=field):
            return Holding(label, words.any_will_do.format(what=domain.say_field(field, locale)))
        case Excludes(field=field, values=values) if field == ALIKE:
            titles = language.listed([titled_in(ItemId(value), locale, catalogue) for value in values])
            return Holding(label, words.forget.format(what=titles))
        case Includes(field=field, values=values) | Excludes(field=field, values=values):
            wanted = wording(Includes(field, values), language, catalogue, domain)
            return Holding(label, words.forget.format(what=wanted))


def holding_preference(wish: Preference, locale: Locale, catalogue: Catalogue, domain: Domain) -> Holding:
    """A soft wish: for things like an item, things that speak of something, or more or fewer of a kind."""
    words, language, liked = _WORDS[locale], LANGUAGES[locale], wish.weight > 0
    if wish.field == ALIKE:
        title = titled_in(ItemId(wish.value), locale, catalogue)
        like = wording(Includes(ALIKE, (wish.value,)), language, catalogue, domain)
        return Holding(like if liked else words.unlike.format(what=title), words.forget.format(what=title))
    kind = Includes if liked else Excludes
    if wish.field == ABOUT:
        label = wording(kind(ABOUT, (wish.value,)), language, catalogue, domain)
        return Holding(label, words.forget.format(what=words.quoted.format(what=wish.value)))
    things = language.things([Includes(wish.field, (wish.value,))], True, domain)
    label = (words.more if liked else words.fewer).format(what=things)
    return Holding(label, words.forget.format(what=domain.say_value(wish.field, wish.value, locale)))


def holding_mood(locale: Locale) -> Holding:
    """How the user feels."""
    return _WORDS[locale].mood


__all__ = ["Holding", "holding_constraint", "holding_mood", "holding_preference"]
