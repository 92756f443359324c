"""One sentence for a request that does not have the form it should have."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Self

LONGEST = 80  # characters of a wrong value that are said back

# What would be right, by the validator's name for what is wrong; its limits fill the braces.
_RIGHT: Mapping[str, str] = MappingProxyType(
    {
        "string_type": "a text",
        "string_unicode": "a text in valid Unicode",
        "string_too_short": "a text of {min_length} or more characters",
        "string_too_long": "a text of at most {max_length} characters",
        "int_type": "a whole number",
        "int_parsing": "a whole number",
        "int_parsing_size": "a smaller whole number",
        "int_from_float": "a whole number",
        "float_type": "a number",
        "float_parsing": "a number",
        "finite_number": "a finite number",
        "greater_than_equal": "{ge} or more",
        "less_than_equal": "{le} or less",
        "literal_error": "{expected}",
        "enum": "{expected}",
        "value_error": "{error}",
        "model_attributes_type": "a JSON object, sent with Content-Type: application/json",
    }
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """One finding of the validator: its kind, where, the value, its words and the limits that were broken."""

    kind: str
    where: tuple[str | int, ...]
    value: object
    words: str
    limits: Mapping[str, object]

    @classmethod
    def of(cls, found: Mapping[str, Any]) -> Self:  # Any: pydantic gives its findings as plain dictionaries
        """A finding in the form of pydantic."""
        return cls(found["type"], tuple(found["loc"]), found["input"], found["msg"], found.get("ctx") or {})

    @property
    def status(self) -> HTTPStatus:
        """Bad JSON is no request at all (400); anything else is one that cannot be used (422)."""
        return HTTPStatus.BAD_REQUEST if self.kind == "json_invalid" else HTTPStatus.UNPROCESSABLE_ENTITY


def complaint(wrong: Wrong) -> str:
    """What was wrong, the value, and what would be right."""
    name = _name(wrong.where)
    match wrong.kind:
        case "json_invalid":
            return f"The body is not JSON: {wrong.limits['error']} at character {wrong.where[-1]}."
        case "missing":
            return f"{name} is missing; /docs says what belongs there."
        case "extra_forbidden":
            return f"{name} is not known here (its value is {_said(wrong.value)}); leave it out."
        case kind if kind in _RIGHT:
            return f"{name} is {_said(wrong.value)}; it must be {_RIGHT[kind].format(**wrong.limits)}."
        case _:
            return f"{name} is {_said(wrong.value)}, which cannot be used: {wrong.words}."


def _name(where: tuple[str | int, ...]) -> str:
    part, *path = where
    if not path:
        return f"The {part}"
    return f"{'.'.join(map(str, path))!r} in the {part}"


def _said(value: object) -> str:
    said = repr(value)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}..."


__all__ = ["LONGEST", "Wrong", "complaint"]
