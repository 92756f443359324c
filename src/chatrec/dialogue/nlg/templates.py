"""Replies from templates: English and Chinese, deterministic, no language model."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from chatrec.core.acts import TheField, TheValue
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.claims import Sentence
from chatrec.core.ids import ItemId
from chatrec.core.query import Constraint, Excludes, Includes, Locale
from chatrec.dialogue.nlg.en import ENGLISH
from chatrec.dialogue.nlg.language import Language
from chatrec.dialogue.nlg.personal import personal
from chatrec.dialogue.nlg.stating import field_name, stated
from chatrec.dialogue.nlg.zh import CHINESE
from chatrec.dialogue.points import (
    Amount,
    Clause,
    Companion,
    Counted,
    Fields,
    Known,
    Levels,
    Listed,
    Named,
    Plan,
    Point,
    Say,
    Slot,
    Stated,
    Things,
    Titles,
    Traits,
    Wish,
    Wishes,
)
from chatrec.domains.base import Domain, entitled, named

ITEM = "item"  # the pseudo-field by which single items are excluded
LANGUAGES: Mapping[Locale, Language] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})


class TemplateNlg:
    """Words every point with a template of its language; variants alternate with the number of the turn."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._domain = domain

    def realise(self, plan: Plan) -> Iterator[Sentence]:
        """One sentence a point, with exactly the claims of the point."""
        language = LANGUAGES[plan.locale]
        for point in plan.points:
            yield Sentence(self._worded(point, language, plan.number), point.claims)

    def _worded(self, point: Point, language: Language, number: int) -> str:
        variants = language.templates[point.say]
        noun = self._domain.noun
        words = {
            "noun": noun.say(language.locale),
            "a_noun": f"{'an' if noun.en[0][:1] in 'aeiou' else 'a'} {noun.en[0]}",
            "plural": noun.en[1],
            "measure": self._domain.measure,
        }
        offered = point.say in {Say.DID_YOU_MEAN, Say.WHICH, Say.WHICH_OF_THEM}
        slots = {name: self._filled(slot, language, offered=offered) for name, slot in point.slots.items()}
        return variants[number % len(variants)].format_map({**words, **slots})

    def _filled(self, slot: Slot, language: Language, *, offered: bool) -> str:
        match slot:
            case str() | int():
                return str(slot)
            case Titles(rows, dated):
                names = [_named(self._catalogue[row], language.locale, dated=dated) for row in rows]
                return language.alternatives(names) if offered else language.listed(names)
            case Things(constraints, many):
                return language.things(
                    [_titled(wish, language.locale, self._catalogue) for wish in constraints], many, self._domain
                )
            case Named(target):
                return self._called(target, language.locale)
            case Wish() | Wishes():
                return self._wished(slot, language)
            case Traits(row, fields):
                return language.listed([*self._traits(row, fields, language.locale)])
            case Companion() | Known() | Counted() | Stated() | Levels() | Amount():
                return _told(slot, language, self._domain)
            case Clause(text):
                return language.clause(text)
            case Fields() | Listed():
                said = [self._domain.say_field(name, language.locale) for name in slot.names]
                return language.listed(said if isinstance(slot, Fields) else slot.names)

    def _wished(self, slot: Wish | Wishes, language: Language) -> str:
        wishes = (slot.constraint,) if isinstance(slot, Wish) else slot.constraints
        said = [wording(one, language, self._catalogue, self._domain) for one in wishes]
        choose = isinstance(slot, Wishes) and slot.choose
        return (language.alternatives if choose else language.listed)(said)

    def _traits(self, row: int, fields: Sequence[str], locale: Locale) -> Iterator[str]:
        for field, values in self._catalogue[row].labels.items():
            if fields and field not in fields:
                continue
            yield from (self._domain.say_value(field, value, locale) for value in values)

    def _called(self, target: TheValue | TheField, locale: Locale) -> str:
        if isinstance(target, TheField):
            return field_name(target.field, locale, self._domain)
        if target.field == ITEM:
            return titled_in(ItemId(target.value), locale, self._catalogue)
        return self._domain.say_value(target.field, target.value, locale)


def _told(slot: Companion | Known | Counted | Stated | Levels | Amount, language: Language, domain: Domain) -> str:
    match slot:
        case Companion() | Known() | Counted():
            return personal(slot, language, domain)
        case _:
            return stated(slot, language, domain)


def _named(item: Item, locale: Locale, *, dated: bool) -> str:
    if dated:
        return named(item, locale)
    return entitled(item, locale)


def _titled(constraint: Constraint, locale: Locale, catalogue: Catalogue) -> Constraint:
    """The constraint with titles for ids, where it is about single items."""
    if not isinstance(constraint, Includes | Excludes) or constraint.field != ITEM:
        return constraint
    return type(constraint)(ITEM, tuple(titled_in(ItemId(value), locale, catalogue) for value in constraint.values))


def titled_in(item: ItemId, locale: Locale, catalogue: Catalogue) -> str:
    """The title of an item as the language writes it; its id where the catalogue holds it no more."""
    if not catalogue.has(item):
        return item
    return entitled(catalogue[catalogue.row(item)], locale)


def wording(constraint: Constraint, language: Language, catalogue: Catalogue, domain: Domain) -> str:
    """One constraint by itself, single items by their titles: "no horror", "no Batman Forever"."""
    return language.wish(_titled(constraint, language.locale, catalogue), domain)


__all__ = ["LANGUAGES", "TemplateNlg", "titled_in", "wording"]
