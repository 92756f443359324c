"""Hard constraints as a person types them: "year>1999", "genre=Drama|Crime", "genre!=Horror", "year=1980..1989"."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside
from chatrec.domains.base import Domain

FORM = re.compile(r"\s*([^<>=!]+?)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*")
RANGE = re.compile(r"(.*?)\s*\.\.\s*(.*)")
HOW = "write FIELD=VALUE, FIELD!=VALUE, FIELD>NUMBER or FIELD=LOW..HIGH, as in year>1999 or genre=Drama|Crime"
SHOWN = 12  # names in a sentence


def constraints(texts: Sequence[str], catalogue: Catalogue, domain: Domain) -> tuple[Constraint, ...]:
    """What the texts ask of items. Fields and values go by their own names or by the domain's words in either language.

    A value of several words of the catalogue stands for all of them, and "|" means any of several. Raises InputError, one
    sentence, for what cannot be read, for a field or a value that the catalogue has not, and for words where a number is due.
    """
    return tuple(_constraint(text, catalogue, domain) for text in texts)


def _constraint(text: str, catalogue: Catalogue, domain: Domain) -> Constraint:
    found = FORM.fullmatch(text)
    if not found or not found[3]:
        raise InputError(f"{text!r} restricts nothing; {HOW}.")
    field, sign, value = _field(found[1], catalogue, domain), found[2], found[3]
    numbers = [item.numbers[field] for item in catalogue if field in item.numbers]
    if numbers:
        return _of_numbers(text, field, sign, value, whole=all(number.is_integer() for number in numbers))
    if sign not in ("=", "!="):
        raise InputError(
            f"{text!r} compares {field!r}, which has no numbers; write {field}={value} or {field}!={value}."
        )
    values = tuple(
        dict.fromkeys(one for part in value.split("|") for one in _values(part.strip(), field, catalogue, domain))
    )
    return Includes(field, values) if sign == "=" else Excludes(field, values)


def _field(name: str, catalogue: Catalogue, domain: Domain) -> str:
    """A field by its name, else by one of its words."""
    numbers = {field: shape.words for field, shape in domain.numbers.items() if field in catalogue.fields}
    labels = {field: shape.words for field, shape in domain.labels.items() if field in catalogue.fields}
    words = {word.casefold(): field for field, said in (numbers | labels).items() for word in (*said.en, *said.zh)}
    known = words | {field.casefold(): field for field in catalogue.fields}
    if name.casefold() not in known:
        raise InputError(f"There is no field {name!r}; the catalogue has {_some(catalogue.fields, name)}.")
    return known[name.casefold()]


def _values(word: str, field: str, catalogue: Catalogue, domain: Domain) -> tuple[str, ...]:
    """The values of a label field that a word names."""
    there = dict(_called(field, catalogue, domain))
    found = tuple(value for value, words in there.items() if word.casefold() in words)
    if not found:
        raise InputError(f"No item has {word!r} as its {field}; there is {_some(tuple(there), word)}.")
    return found


def _called(field: str, catalogue: Catalogue, domain: Domain) -> Iterator[tuple[str, set[str]]]:
    """Each value of a field with what it is called, in small letters."""
    shape = domain.labels.get(field)
    for name, value in catalogue.label_rows:
        if name == field:
            words = shape.values.get(value) if shape else None
            said = (value, *((*words.en, *words.zh, words.many) if words else ()))
            yield value, {word.casefold() for word in said if word}


def _some(names: Sequence[str], near: str) -> str:
    """The names most like a word, else the first of them."""
    small: Mapping[str, str] = {name.casefold(): name for name in names}
    alike = [small[name] for name in get_close_matches(near.casefold(), small, n=3, cutoff=0.6)]
    more = "" if alike or len(names) <= SHOWN else " and more"
    return ", ".join(alike or sorted(names)[:SHOWN]) + more


def _of_numbers(text: str, field: str, sign: str, value: str, *, whole: bool) -> Constraint:
    """A range. Of a field whose numbers are whole, "more than 1999" begins with 2000, else right behind it."""
    ends = RANGE.fullmatch(value)
    if sign in ("=", "!="):
        low, high = (_number(text, end) for end in ends.groups()) if ends else (_number(text, value),) * 2
        if low is not None and high is not None and low > high:
            raise InputError(f"{text!r} lets nothing through: {low:g} is more than {high:g}.")
        if low is None and high is None:
            raise InputError(f"{text!r} restricts nothing; {HOW}.")
        if sign == "=":
            return Between(field, low, high)
        return Outside(field, -math.inf if low is None else low, math.inf if high is None else high)
    number = _number(text, value)
    if number is None:
        raise InputError(f"{text!r} restricts nothing; {HOW}.")
    if sign in (">=", "<="):
        return Between(field, number, None) if sign == ">=" else Between(field, None, number)
    up = sign == ">"
    if whole:
        beside = math.floor(number) + 1.0 if up else math.ceil(number) - 1.0
    else:
        beside = math.nextafter(number, math.inf if up else -math.inf)
    return Between(field, beside, None) if up else Between(field, None, beside)


def _number(text: str, value: str) -> float | None:
    """A number; None where there is nothing. Raises InputError for anything else."""
    if not value:
        return None
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise InputError(f"{text!r} asks for {value!r} where a number is due, as in year>1999.")
    return number


__all__ = ["constraints"]
