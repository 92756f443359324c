"""A domain beside the catalogue at hand: words for its columns that the domain does not know, and its own spelling of values."""

import json
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files

from chatrec.core.catalogue import Catalogue
from chatrec.data.usual import HAN
from chatrec.data.usual import spoken as field_said
from chatrec.domains.base import Domain, LabelField, NumberField, Words
from chatrec.domains.common import MONTHS

YES, NO = "yes", "no"
VOCABULARIES: Mapping[str, str] = {"country": "countries", "language": "languages"}  # of the packs, by field
UNITS: Mapping[str, Words] = {
    "kg": Words(en=("kg", "kilos", "kilograms"), zh=("公斤", "千克", "kg")),
    "g": Words(en=("g", "grams"), zh=("克",)),
    "km": Words(en=("km", "kilometres", "kilometers"), zh=("公里", "千米", "km")),
    "m": Words(en=("m", "metres", "meters"), zh=("米",)),
    "cm": Words(en=("cm", "centimetres"), zh=("厘米", "cm")),
}


def suited(domain: Domain, catalogue: Catalogue) -> Domain:
    """The domain with words for what the catalogue has beyond it: columns of yes and no ("with a certificate"), numbers whose name
    ends in a unit ("weight_kg"), and values that it spells otherwise ("入门" is "beginner"). Of a domain without a pack, what the
    catalogue lacks is left out: its words would stand for nothing.
    """
    there: dict[str, set[str]] = {}
    for field, value in catalogue.label_rows:
        there.setdefault(field, set()).add(value)
    bare = domain.facts is None
    labels = {name: known for name, known in domain.labels.items() if name in there or not bare}
    for field, values in there.items():
        known = labels.get(field)
        if values <= {YES, NO} and not (known is not None and known.values):
            labels[field] = _whether(field, known)
        elif known is None:
            labels[field] = LabelField(Words(en=_names(field)), open=True, named=True)
        elif not known.names:
            labels[field] = _spelt(field, known, values, bare=bare)
    if "season" in there and "month" not in there and bare:
        labels["season"] = _with_months(labels["season"])
    measured = {
        field: _measured(field)
        for field in catalogue.fields
        if field not in there and field not in domain.numbers and field_said(field) != field
    }
    return replace(domain, labels=labels, numbers={**domain.numbers, **measured})


def _whether(field: str, known: LabelField | None) -> LabelField:
    """A field of yes and no: "with a certificate", "with free cancellation"."""
    words = known.words if known is not None else NAMED.get(field_said(field), Words(en=_names(field)))
    a_name = ARTICLED.get(words.en[0], words.en[0])
    zh = words.zh or tuple(name for name in words.en if HAN.search(name))
    held = tuple(f"{verb}{one}" for one in zh for verb in ("有", "带", "含", "提供", "支持", "可", "能", "可以", ""))
    allowed = tuple(f"可{one}" for one in zh if one.startswith(ALLOWED))
    lacks = tuple(f"{verb}{one}" for one in zh for verb in ("没有", "无", "不带", "不含", "不可"))
    with_it = dict.fromkeys((a_name, *(f"with {one}" for one in (a_name, *words.en)), *words.en))
    return LabelField(
        Words(en=words.en, zh=zh),
        {
            YES: Words(en=tuple(with_it), zh=tuple(dict.fromkeys((*allowed, *held)))),
            NO: Words(en=(f"no {words.en[0]}", f"without {a_name}"), zh=lacks),
        },
        behind=Words(en=("with {what}",), zh=("{what}",)),
        whether=True,
    )


def _with_months(season: LabelField) -> LabelField:
    """Seasons that are meant by their months too, "in May", as they are north of the equator."""
    values = {}
    for value, words in season.values.items():
        months = MONTHS_OF.get(next((name for name in MONTHS_OF if name in words.en), ""), ())
        named = [MONTHS[month] for month in months]
        en, zh = (name for one in named for name in one.en), (name for one in named for name in one.zh)
        values[value] = replace(words, en=(*words.en, *en), zh=(*words.zh, *zh))
    return replace(season, values=values)


NAMED: Mapping[str, Words] = {
    "certificate": Words(en=("certificate", "certification", "diploma"), zh=("证书", "结业证书", "文凭")),
    "免费取消": Words(en=("free cancellation",), zh=("免费取消",)),
    "free cancellation": Words(en=("free cancellation",), zh=("免费取消",)),
    "breakfast": Words(en=("breakfast",), zh=("早餐", "早")),
    "早餐": Words(en=("breakfast",), zh=("早餐", "早")),
}  # fmt: skip
ALLOWED = ("免费", "取消", "退", "改", "带", "携")  # what may be done: "可免费取消"
ARTICLED: Mapping[str, str] = {"certificate": "a certificate"}
MONTHS_OF: Mapping[str, tuple[str, ...]] = {
    "spring": ("March", "April", "May"),
    "summer": ("June", "July", "August"),
    "autumn": ("September", "October", "November"),
    "winter": ("December", "January", "February"),
}


def _names(field: str) -> tuple[str, ...]:
    said = field_said(field)
    return (said,) if said == field else (said, field)


def _measured(field: str) -> NumberField:
    """A number by the name and the unit of its column."""
    base, _, unit = field.rpartition("_")
    known = UNITS.get(unit)
    if known is None or not base:
        return NumberField(Words(en=_names(field)))
    return NumberField(Words(en=_names(base)), known)


def _spelt(field: str, known: LabelField, values: set[str], *, bare: bool) -> LabelField:
    """The field with the values of the catalogue by its own spelling, which is said first; of a `bare` one with those alone."""
    words = {**known.values, **_vocabulary(field)}
    called = {name.casefold(): value for value, one in reversed(words.items()) for name in (*one.en, *one.zh, value)}
    meant = {value: called[value.casefold()] for value in sorted(values) if value.casefold() in called}
    spelt = {value: _first(value, words[other]) for value, other in meant.items() if value not in known.values}
    kept = {value: one for value, one in known.values.items() if value in values or not bare}
    order = (
        tuple(value for step in known.order for value in sorted(meant) if meant[value] == step) if bare else known.order
    )
    return replace(known, values={**kept, **spelt}, order=order)


def _first(value: str, words: Words) -> Words:
    """The words of a value as it is written here, first in its language."""
    names = words.en if value.isascii() else words.zh
    same = [name for name in names if name.casefold() == value.casefold()] or [value]
    ordered = (*same, *(name for name in names if name not in same))
    return replace(words, en=ordered) if value.isascii() else replace(words, zh=ordered)


def _vocabulary(field: str) -> Mapping[str, Words]:
    """The words of the packs for countries and languages; nothing for other fields. Cost 2 ms."""
    stem = VOCABULARIES.get(field)
    if stem is None:
        return {}
    lines = (files("chatrec.domains") / "packs" / f"{stem}.jsonl").read_text(encoding="utf-8").splitlines()
    return {known["id"]: Words(en=tuple(known["en"]), zh=tuple(known["zh"])) for known in map(json.loads, lines)}


__all__ = ["NO", "YES", "suited"]
