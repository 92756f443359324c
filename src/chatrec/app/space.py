"""Which settings of a scorer to search: read off its trainer's fields, or given."""

import types
from collections.abc import Mapping, Sequence
from typing import Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chatrec.core.errors import InputError
from chatrec.ports.search import Choice, Range, Space, Value

FURTHER = 100.0  # a positive number without bounds is sought within this factor of where it stands
FURTHER_WHOLE = 4.0  # a whole number often says how much work there is, so it goes less far
EDGE = 0.01  # an end that a field excludes is kept away from by this share of the width


def space_of(trainer: BaseModel, given: Sequence[str] = ()) -> dict[str, Range | Choice]:
    """What to search around a trainer's settings: bounded numbers between their bounds, positive ones on a logarithmic scale,
    switches and named choices over their values. Other fields stay as they are.

    `given` replaces or adds: "l2=10:1000:log", "rank=8:64", "kind=a,b", "l2=300" to leave a field as it is said. Raises
    InputError for a field that there is not or a space that cannot be read.
    """
    fields = type(trainer).model_fields
    # A seed chosen for its luck on validation is no setting.
    found = {name: _read(field, getattr(trainer, name)) for name, field in fields.items() if name != "seed"}
    space = {name: one for name, one in found.items() if one is not None}
    for text in given:
        name, one = _given(text, trainer)
        space[name] = one
    if not space:
        raise InputError(
            f"The settings of {_name(trainer)!r} have nothing to search; say what with --space NAME=LOW:HIGH."
        )
    return space


def _read(field: FieldInfo, value: object) -> Range | Choice | None:
    kind = _plain(field.annotation)
    if kind is bool:
        return Choice((False, True))
    if get_origin(kind) is Literal:
        values = get_args(kind)
        return Choice(values) if len(values) > 1 else None
    if kind not in (int, float) or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return _numbers(field, float(value), whole=kind is int)


def _plain(annotation: object) -> object:
    """The type of a field that may also be None."""
    if get_origin(annotation) in (Union, types.UnionType):
        rest = [one for one in get_args(annotation) if one is not type(None)]
        return rest[0] if len(rest) == 1 else None
    return annotation


def _numbers(field: FieldInfo, value: float, *, whole: bool) -> Range | None:
    low, high = _bound(field, "ge"), _bound(field, "le")
    above, below = _bound(field, "gt"), _bound(field, "lt")
    least = low if low is not None else above
    most = high if high is not None else below
    if least is None or (most is None and value <= 0):
        return None
    if most is None:
        factor = FURTHER_WHOLE if whole else FURTHER
        bottom, top = max(least, value / factor), value * factor
        if whole:
            bottom, top = max(least + (low is None), float(round(bottom))), float(round(top))
        return Range(bottom, top, log=bottom > 0, whole=whole)
    edge = 1.0 if whole else EDGE * (most - least)
    bottom = least if low is not None else least + edge
    top = most if high is not None else most - edge
    return Range(bottom, top, log=bottom > 0 and top / bottom >= FURTHER, whole=whole) if bottom < top else None


def _bound(field: FieldInfo, name: str) -> float | None:
    """What the field says of itself under `ge`, `gt`, `le` or `lt`."""
    found = [getattr(one, name) for one in field.metadata if getattr(one, name, None) is not None]
    return float(found[0]) if found else None


def _given(text: str, trainer: BaseModel) -> tuple[str, Range | Choice]:
    """One "scorer.l2=10:1000:log", "together.l2=...", "scorer.together.l2=..." or "l2=..."."""
    path, separator, spec = text.partition("=")
    *before, name = path.strip().split(".")
    own = _name(trainer)
    if before not in ([], ["scorer"], [own], ["scorer", own]) or not separator or not spec.strip():
        raise InputError(f"--space {text!r} is not of {own!r}; write scorer.l2=10:1000:log.")
    field = type(trainer).model_fields.get(name)
    if field is None:
        known = ", ".join(type(trainer).model_fields)
        raise InputError(f"--space {text!r}: {own!r} has no setting {name!r}; it has: {known}.")
    whole = _plain(field.annotation) is int
    return name, _parsed(spec.strip(), text, whole=whole)


def _parsed(spec: str, text: str, *, whole: bool) -> Range | Choice:
    ends = spec.split(":")
    if len(ends) == 1:
        return Choice(tuple(_value(one.strip()) for one in spec.split(",")))
    try:
        low, high = float(ends[0]), float(ends[1])
    except ValueError:
        low, high = 1.0, 0.0
    log = ends[2:] == ["log"]
    fits = low < high < float("inf") and (ends[2:] == [] or (log and low > 0))
    if not fits or (whole and not (low.is_integer() and high.is_integer())):
        raise InputError(f"--space {text!r} is no range; write LOW:HIGH or, above 0, LOW:HIGH:log with LOW < HIGH.")
    return Range(low, high, log=log, whole=whole)


def _value(text: str) -> Value:
    if text in ("true", "false"):
        return text == "true"
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text


def _name(trainer: BaseModel) -> str:
    return str(getattr(trainer, "name", type(trainer).__name__))


def described(space: Space) -> Mapping[str, str]:
    """The space in the form in which `--space` takes it."""
    found = {}
    for name, one in space.items():
        if isinstance(one, Choice):
            found[name] = ",".join(
                str(value).lower() if isinstance(value, bool) else str(value) for value in one.values
            )
        else:
            found[name] = f"{one.low:g}:{one.high:g}" + (":log" if one.log else "")
    return found


__all__ = ["described", "space_of"]
