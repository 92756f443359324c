"""The data of the attribute-asking game: items with attributes, and which items are looked for (SCPR, UNICORN, MCMIPL).

A folder of JSON files, gzipped or not: `item_dict.json`, {item: {"feature_index": [attribute, ...]}}, and
`review_dict_test.json`, {user: [item, ...]}.
"""

import gzip
import hashlib
import json
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from chatrec.core.arrays import IntArray
from chatrec.core.errors import DataError

ITEMS, SOUGHT = "item_dict.json", "review_dict_test.json"
T = TypeVar("T")
MOST_ATTRIBUTES = 1_000_000  # a number beyond is a mistake; so large a table would not fit into memory


class _Item(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    feature_index: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AttributeGame:
    """`attributes` (i,) are the attributes of each item, sorted, empty where an item has none; `sought` (s,) the item of each
    session, in the order of the file, without those that have no attribute to begin with.
    """

    attributes: tuple[tuple[int, ...], ...]
    sought: IntArray
    fingerprint: str


def read_attribute_game(folder: Path) -> AttributeGame:
    """The game in a folder. Raises DataError for a file that is missing or of another form."""
    items, one = _read(folder, ITEMS, dict[int, _Item])
    users, other = _read(folder, SOUGHT, dict[str, tuple[int, ...]])
    if not items or min(items) < 0 or max(items) > MOST_ATTRIBUTES:
        raise DataError(f"{folder / ITEMS}: items are numbers from 0 to {MOST_ATTRIBUTES}; got {sorted(items)[:1]!r}.")
    attributes: list[tuple[int, ...]] = [()] * (max(items) + 1)
    for number, item in items.items():
        if any(not 0 <= one <= MOST_ATTRIBUTES for one in item.feature_index):
            raise DataError(f"{folder / ITEMS}: item {number} has an attribute outside 0 to {MOST_ATTRIBUTES}.")
        attributes[number] = tuple(sorted(set(item.feature_index)))
    unknown = [item for wanted in users.values() for item in wanted if item not in items]
    if unknown:
        raise DataError(f"{folder / SOUGHT}: item {unknown[0]!r} is not in {ITEMS}.")
    sought = [item for wanted in users.values() for item in wanted if attributes[item]]
    digest = hashlib.sha256(one + other).hexdigest()[:16]
    return AttributeGame(tuple(attributes), np.array(sought, dtype=np.int64), digest)


def _read(folder: Path, name: str, form: type[T]) -> tuple[T, bytes]:
    packed = folder / f"{name}.gz"
    path = packed if packed.exists() else folder / name
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path == packed else content
        return TypeAdapter(form).validate_python(json.loads(content)), content
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(f"{path} cannot be read: {error}. The game needs {ITEMS} and {SOUGHT}, .gz or not.") from error
    except (ValueError, ValidationError) as error:
        raise DataError(f"{path} is not of the form that the game's data has: {str(error).splitlines()[0]}.") from error


__all__ = ["AttributeGame", "read_attribute_game"]
