"""`[words]` of a home's settings: what its things, fields and values are called, where no domain of ours says it rightly."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, Field

from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError
from chatrec.domains.base import Domain, LabelField, NumberField, Words

Names = tuple[str, ...]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WordsForm(_Form):
    """What something is called, by language; the first word of each is how we say it, all of them are understood."""

    en: Names = ()
    zh: Names = ()

    def words(self, before: Words) -> Words:
        """The words, and those of `before` in a language where none are given."""
        return replace(before, en=self.en or before.en, zh=self.zh or before.zh)


class FieldForm(WordsForm):
    """One of `[words.fields]`: the names of a field, and of its values; `unit` of a number, `order` of values from little to much with
    what has much (`more`) and little of it (`less`), and `phrase`, how values stand behind an English noun and before a Chinese one:
    "in {what}".
    """

    values: dict[str, WordsForm] = {}
    unit: WordsForm | None = None
    order: Names = ()
    more: WordsForm = WordsForm()
    less: WordsForm = WordsForm()
    phrase: WordsForm | None = None


class WordsSettings(_Form):
    """`[words]`: what an item is called, en = [singular, plural, further words ...]; `measure` is the Chinese word between a number
    and the noun, `card` the fields that a card shows, in this order.
    """

    noun: WordsForm = WordsForm()
    measure: str = Field(default="", max_length=4)
    card: Names = ()
    fields: dict[str, FieldForm] = {}

    def spoken(self, domain: Domain, catalogue: Catalogue) -> Domain:
        """The domain with these words. Raises ConfigError for a field that the catalogue lacks, and where one is no number or none of
        labels, as its words say.
        """
        if len(self.noun.en) == 1:
            raise ConfigError(f"words.noun.en = {list(self.noun.en)!r} lacks the plural; write ['course', 'courses'].")
        for name in (*self.fields, *self.card):
            if catalogue.fields and name not in catalogue.fields:
                raise ConfigError(f"words: the catalogue has no field {name!r}; it has {', '.join(catalogue.fields)}.")
        numeric = {name for item in catalogue for name in item.numbers}
        labels = {name: _label(name, form, domain) for name, form in self.fields.items() if name not in numeric}
        numbers = {name: _number(name, form, domain) for name, form in self.fields.items() if name in numeric}
        return replace(
            domain,
            noun=self.noun.words(domain.noun),
            measure=self.measure or domain.measure,
            card=self.card or domain.card,
            labels={**domain.labels, **labels},
            numbers={**domain.numbers, **numbers},
        )


def _label(name: str, form: FieldForm, domain: Domain) -> LabelField:
    known = domain.labels.get(name, LabelField(Words(en=(name,)), open=True))
    if form.unit is not None:
        raise ConfigError(f"words.fields.{name}.unit is for numbers, and {name!r} holds labels; leave it out.")
    values = {value: words.words(known.values.get(value, Words(en=(value,)))) for value, words in form.values.items()}
    return replace(
        known,
        words=form.words(known.words),
        values={**known.values, **values},
        order=form.order or known.order,
        more=form.more.words(known.more),
        less=form.less.words(known.less),
        behind=known.behind if form.phrase is None else _phrase(name, form.phrase),
        named=False,
    )


def _number(name: str, form: FieldForm, domain: Domain) -> NumberField:
    known = domain.numbers.get(name, NumberField(Words(en=(name,))))
    unit = known.unit if form.unit is None else form.unit.words(known.unit or Words(en=()))
    if unit is not None and not unit.en:
        raise ConfigError(
            f"words.fields.{name}.unit lacks its English word; write unit = {{ en = ['hours', 'hour'] }}."
        )
    _refuse_of_labels(name, form)
    return replace(known, words=form.words(known.words), unit=unit)


def _refuse_of_labels(name: str, form: FieldForm) -> None:
    given: Mapping[str, object] = {"values": form.values, "order": form.order, "phrase": form.phrase}
    wrong = _first(what for what, there in given.items() if there)
    if wrong:
        raise ConfigError(f"words.fields.{name}.{wrong} is for labels, and {name!r} holds numbers; leave it out.")


def _phrase(name: str, form: WordsForm) -> Words:
    for said in (*form.en, *form.zh):
        if "{what}" not in said or said.replace("{what}", "").strip("{}") != said.replace("{what}", ""):
            raise ConfigError(
                f"words.fields.{name}.phrase = {said!r} does not say where the value stands; write 'in {{what}}'."
            )
    return Words(en=form.en or ("{what}",), zh=form.zh or ("{what}",))


def _first(names: Iterable[str]) -> str:
    return next(iter(names), "")


__all__ = ["WordsSettings"]
