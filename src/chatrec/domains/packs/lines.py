"""JSON Lines into models, each with its place, so that whatever is wrong is told with file and line."""

import json
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class Place(NamedTuple):
    """A line of a file, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class Problem(NamedTuple):
    """What is wrong at a place, and what would be right."""

    place: Place
    says: str

    def __str__(self) -> str:
        return f"{self.place}: {self.says}"


def read(folder: Traversable, stem: str, model: type[Model], problems: list[Problem]) -> Iterator[tuple[Place, Model]]:
    """Every line of `stem.jsonl` and of `stem-*.jsonl`, files by name. Lines that are not of the model become problems."""
    names = sorted(entry.name.removesuffix(".jsonl") for entry in folder.iterdir() if entry.name.endswith(".jsonl"))
    for name in names:
        if name == stem or name.startswith(f"{stem}-"):
            yield from _lines(folder / f"{name}.jsonl", model, problems)


def _lines(file: Traversable, model: type[Model], problems: list[Problem]) -> Iterator[tuple[Place, Model]]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        bad = 1 + error.object[: error.start].count(b"\n")
        problems.append(Problem(Place(file.name, bad), "is not UTF-8; save the file as UTF-8"))
        return
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        place = Place(file.name, number)
        try:
            json.loads(line, object_pairs_hook=_once)
            yield place, model.model_validate_json(line)
        except ValidationError as error:
            problems.extend(Problem(place, says) for says in _told(error, model))
        except ValueError as error:
            problems.append(Problem(place, f"is not a JSON object on one line: {error}; got {line[:60]!r}"))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object; refused when a key stands there twice, of which JSON would silently keep the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{', '.join(key for key in found if keys.count(key) > 1)} stands there twice")
    return found


def _told(error: ValidationError, model: type[BaseModel]) -> Iterator[str]:
    """Each thing that pydantic found, as a sentence with the value."""
    for found in error.errors(include_url=False):
        where = ".".join(str(part) for part in found["loc"]) or "the line"
        if found["type"] == "extra_forbidden":
            yield f"there is no field {where!r}; known are {', '.join(model.model_fields)}"
        elif found["type"] == "missing":
            yield f"{where} is missing; every line has it"
        elif found["loc"]:
            yield f"{where} is {found['input']!r}: {found['msg'].removeprefix('Value error, ')}"
        else:
            yield found["msg"].removeprefix("Value error, ")


__all__ = ["Place", "Problem", "read"]
