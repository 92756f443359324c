"""What a published form is: how to know it, and how to read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from chatrec.core.errors import DataError
from chatrec.data.utterances.corpus import Corpus

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One file: where it lies and the JSON value in it; the list of its lines' values where it is JSON Lines."""

    path: Path
    content: object

    def parsed(self, form: type[T]) -> T:
        """The content as what it should be. Raises DataError that names the place where it is not."""
        try:
            return TypeAdapter(form).validate_python(self.content)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise DataError(
                f"{self.path}: at {where or 'the top'}, {first['msg']}; got {first['input']!r:.80}."
            ) from error


@dataclass(frozen=True, slots=True)
class Form:
    """A published form: its name, whether a file holds dialogues or tables of it, and how its files become a corpus."""

    name: str
    has: str  # what its files look like, for the message that none was found
    talks: Callable[[object], bool]
    tells: Callable[[object], bool]
    read: Callable[[Sequence[Part], Sequence[Part]], Corpus]


def nothing(_content: object) -> bool:
    """Of a form that has no tables."""
    return False


def a_first(content: object) -> object:
    """The first value of a JSON object or list, None where there is none."""
    if isinstance(content, dict):
        return next(iter(content.values()), None)
    return content[0] if isinstance(content, list) and content else None


__all__ = ["Form", "Part", "a_first", "nothing"]
