"""What can be recommended: items with titles, labels and numbers, each at a row that never changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import InputError, NotFoundError
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Knowledge
from chatrec.core.mentions import Mentions

_NO_LABELS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_NO_NUMBERS: Mapping[str, float] = MappingProxyType({})
_NO_WORDS: Mapping[str, str] = MappingProxyType({})
SUBJECTS = ("theme", "subject", "topic", "keyword", "tag", "feature")  # fields whose values are words about an item


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that can be recommended.

    `labels` maps a categorical field to its values, `{"genre": ("Drama", "Crime")}`; `numbers` maps a numeric field to
    its value in the domain's unit, `{"year": 1994.0}`. A field that is not known is absent, never empty or NaN. `text` is
    prose about the item, such as a plot; empty where there is none. `titles` are what readers of a language know it by,
    by locale, where that is not `title`; `texts` are its prose in other languages than that of `text`.
    """

    id: ItemId
    title: str
    aliases: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_LABELS)
    numbers: Mapping[str, float] = field(default_factory=lambda: _NO_NUMBERS)
    text: str = ""
    titles: Mapping[str, str] = field(default_factory=lambda: _NO_WORDS)
    texts: Mapping[str, str] = field(default_factory=lambda: _NO_WORDS)


class Labelled(NamedTuple):
    """Who has which values of one label field: the `values`, sorted, and the places of those of item i, values[starts[i]:starts[i + 1]]
    of `having`.
    """

    values: tuple[str, ...]
    starts: IntArray
    having: IntArray

    def at(self, rows: IntArray) -> tuple[IntArray, IntArray]:
        """Every value of the items at `rows` (n,): the place in `rows` of who has it, and its place in `values`."""
        counts = self.starts[rows + 1] - self.starts[rows]
        places = np.repeat(np.arange(len(rows)), counts)
        within = np.arange(len(places)) - np.repeat(np.cumsum(counts) - counts, counts)
        return places, self.having[self.starts[rows][places] + within]


class Catalogue:
    """Items by row. Rows are append-only: a row number never changes its meaning while the home lives.

    `knowledge` is the graph of what is known of them beside their fields; empty where there is none.
    """

    def __init__(self, items: Sequence[Item], knowledge: Knowledge | None = None) -> None:
        """Raise InputError when two items share an id."""
        self._items = tuple(items)
        self.knowledge = knowledge or Knowledge()
        self._rows: dict[ItemId, int] = {}
        self._labelled: dict[str, Labelled] = {}
        self._numbers: dict[str, FloatArray] = {}
        for row, item in enumerate(self._items):
            if self._rows.setdefault(item.id, row) != row:
                raise InputError(f"Item id {item.id!r} occurs twice in the catalogue; ids must be unique.")

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __getitem__(self, row: int) -> Item:
        return self._items[row]

    def has(self, item_id: ItemId) -> bool:
        """Whether an item of this id is known."""
        return item_id in self._rows

    def row(self, item_id: ItemId) -> int:
        """The row of an id; NotFoundError names the id when there is none."""
        try:
            return self._rows[item_id]
        except KeyError:
            raise NotFoundError(
                f"Item {item_id!r} is not in the catalogue of {len(self)} items; GET /v1/items lists the ids.",
                zh=f"目录里没有编号为 {item_id!r} 的条目，请从列表或搜索结果中选择。",
            ) from None

    def rows(self, item_ids: Iterable[ItemId]) -> Iterator[int | None]:
        """The row of each id, None where there is none."""
        return map(self._rows.get, item_ids)

    def first(self, n: int) -> "Catalogue":
        """The catalogue as it was when it had `n` items; its knowledge is that of now."""
        return self if n == len(self) else Catalogue(self._items[:n], self.knowledge)

    @cached_property
    def fingerprint(self) -> str:
        """Names the content, items and knowledge: equal catalogues have equal ones. Cost 5 µs an item, once."""
        digest = sha256()
        for item in self._items:
            facts = (sorted(item.labels.items()), sorted(item.numbers.items()), item.text, sorted(item.titles.items()))
            digest.update(repr((item.id, item.title, item.aliases, *facts)).encode("utf-8", "backslashreplace"))
        for part in (self.knowledge.nodes, self.knowledge.relations, sorted(self.knowledge.items.items())):
            digest.update(repr(part).encode("utf-8", "backslashreplace"))
        digest.update(self.knowledge.triples.tobytes())
        return digest.hexdigest()[:16]

    @cached_property
    def label_rows(self) -> Mapping[tuple[str, str], IntArray]:
        """The rows of the items that have each label, ascending, by (field, value)."""
        rows: dict[tuple[str, str], list[int]] = {}
        for row, item in enumerate(self._items):
            for name, values in item.labels.items():
                for value in dict.fromkeys(values):
                    rows.setdefault((name, value), []).append(row)
        return MappingProxyType({label: np.array(having, dtype=np.int64) for label, having in rows.items()})

    def labelled(self, name: str) -> Labelled:
        """A label field as columns, made when first asked for."""
        if name not in self._labelled:
            of_items = [sorted(set(item.labels.get(name, ()))) for item in self._items]
            values = tuple(sorted({value for of_item in of_items for value in of_item}))
            place = {value: at for at, value in enumerate(values)}
            starts = np.cumsum([0, *map(len, of_items)])
            having = np.array([place[value] for of_item in of_items for value in of_item], dtype=np.int64)
            self._labelled[name] = Labelled(values, starts, having)
        return self._labelled[name]

    def numbers(self, name: str) -> FloatArray:
        """(n,) a number field of every item, NaN where one has none; read-only, made when first asked for."""
        if name not in self._numbers:
            numbers = np.array([item.numbers.get(name, np.nan) for item in self._items], dtype=np.float64)
            numbers.flags.writeable = False
            self._numbers[name] = numbers
        return self._numbers[name]

    @cached_property
    def mentions(self) -> Mentions:
        """What is written of every item, to be searched: prose and subjects in every language that it has, and where none of these
        speaks of a topic the titles.
        """
        parts = [list(written(item)) for item in self._items]
        names = Mentions([[text for part, text in some if part == "title"] for some in parts])
        return Mentions([[text for part, text in some if part != "title"] for some in parts], names)

    @cached_property
    def tells(self) -> bool:
        """Whether there is prose of any item."""
        return any(item.text or item.texts for item in self._items)

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Every label and number field that at least one item has, sorted."""
        names: set[str] = set()
        for item in self._items:
            names.update(item.labels, item.numbers)
        return tuple(sorted(names))


def written(item: Item) -> Iterator[tuple[str, str]]:
    """What is written of an item, part by part: its "text", the values of fields of subjects, and last its "title": "Reservoir
    Dogs" is about no dogs.
    """
    for text in filter(None, (item.text, *item.texts.values())):
        yield "text", text
    for name in SUBJECTS:
        for value in item.labels.get(name, ()):
            yield name, value
    for title in (item.title, *item.aliases, *item.titles.values()):
        yield "title", title


def decade(year: float) -> str:
    """The decade of a year, as features and reasons name it: 1994 is of the "1990s"."""
    return f"{int(year) // 10 * 10}s"


__all__ = ["Catalogue", "Item", "Labelled", "decade", "written"]
