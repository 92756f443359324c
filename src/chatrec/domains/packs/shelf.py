"""A pack of books, music or products as what a catalogue can hold; `bookshelf`, `records` and `products` say how."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Generic, TypeVar

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.domains.base import Known, LabelField
from chatrec.domains.packs.facts import Kind, Pack, load
from chatrec.domains.packs.forms import Fact
from chatrec.domains.packs.sheet import Sheet, folded, spellings

F = TypeVar("F", bound=Fact)

LEAST_COMPARED = 20  # items
LEAST_AGREEING = 0.95  # of those whose id a data set has for one of ours


@dataclass(frozen=True, slots=True)
class Names:
    """What the ids of a pack are called in English; people and series who share a name go by their ids."""

    by_id: Mapping[str, Mapping[str, str]]

    def of(self, name: str, ids: Sequence[str]) -> tuple[str, ...]:
        """The names of these people, themes, countries ...; each once."""
        return tuple(dict.fromkeys(self.by_id[name][one] for one in ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFacts(Generic[F]):
    """A pack, ours unless `root` is another folder of packs, which must not change while we run.

    `fields` are the label fields that it gives to items, `values` of which vocabulary or names each field's values are, `people` the
    fields whose spelling is the catalogue's; `sheet` puts a line into words; `agrees` is whether an item may be a thing
    beside its title or its id, by an author in common or whatever tells things of the domain apart; `named` gives the
    titles by which an item may be meant.
    """

    kind: Kind[F]
    fields: Mapping[str, LabelField]
    values: Mapping[str, str]
    sheet: Callable[[F, Names], Sheet]
    agrees: Callable[[Item, Sheet], bool]
    named: Callable[[Item], tuple[str, ...]]
    people: tuple[str, ...] = ()
    root: Path | None = None

    def worded(self) -> Mapping[str, LabelField]:
        """Cost: 50 ms for the first reading of 350 lines, then 1 ms."""
        pack, names = self._pack(), self._names()
        worded = {name: known for name, known in self.fields.items() if name not in self.values}
        for field, name in self.values.items():
            words = {one.id: one.words() for one in pack.words[name].values()} if name in pack.words else {}
            words |= {one.id: one.words() for one in pack.names.get(name, {}).values()}
            said = {value: words[one] for one, value in names.by_id[name].items()}
            said |= {closed(value): known for value, known in said.items()}
            worded[field] = replace(self.fields[field], values=said)
        return worded

    def known(self, items: Sequence[Item]) -> Known:
        """Cost: 20 ms for 10,000 items."""
        sheets = self.matched(items)
        told = tuple(sheets[item.id].enriched(item) if item.id in sheets else item for item in items)
        triples = (triple for item in items if item.id in sheets for triple in sheets[item.id].triples(item.id))
        return Known(told, len(sheets), tuple(triples))

    def further(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """The pack's things that none of the items is, in the pack's order."""
        sheets = self._sheets(items)
        there = {sheet.id for sheet in self.matched(items).values()} | {item.id for item in items}
        return tuple(sheet.item() for name, sheet in sheets.items() if name not in there)

    def matched(self, items: Sequence[Item]) -> dict[ItemId, Sheet]:
        """The thing that each item is: by our own id, by the id of a data set where its ids are those, else by title. Where the
        ids tell which book is which, another of the same title and author is another edition, of which less is true.
        """
        sheets = self._sheets(items)
        by_id = {item.id: sheets[item.id] for item in items if item.id in sheets}
        for known in sorted((self._by_id(items, sheets, name) for name in self._catalogues()), key=len)[-1:]:
            by_id |= known
        taken = {sheet.id for sheet in by_id.values()}
        left = [sheet for name, sheet in sheets.items() if name not in taken]
        return {**self._by_title([item for item in items if item.id not in by_id], left), **by_id}

    def _by_id(self, items: Sequence[Item], sheets: Mapping[str, Sheet], catalogue: str) -> Mapping[ItemId, Sheet]:
        """Ids are small numbers anywhere; only where they are those of the data set do nearly all of the things agree."""
        listed = {item: sheets[thing.id] for item, thing in self._pack().by_item(catalogue).items()}
        compared = [(item, listed[item.id]) for item in items if item.id in listed]
        agreeing = {item.id: sheet for item, sheet in compared if self.agrees(item, sheet) or self._titled(item, sheet)}
        trusted = len(compared) >= LEAST_COMPARED and len(agreeing) >= LEAST_AGREEING * len(compared)
        return agreeing if trusted else {}

    def _titled(self, item: Item, sheet: Sheet) -> bool:
        return bool(set(map(folded, self.named(item))) & sheet.names())

    def _by_title(self, items: Sequence[Item], sheets: Sequence[Sheet]) -> Mapping[ItemId, Sheet]:
        """The one thing that is called as the item is and agrees; none where two do."""
        called: dict[str, list[Sheet]] = {}
        for sheet in sheets:
            for name in sheet.names():
                called.setdefault(name, []).append(sheet)
        found: dict[ItemId, Sheet] = {}
        for item in items:
            meant = {one.id: one for name in self.named(item) for one in called.get(folded(name), ())}
            agreeing = [one for one in meant.values() if self.agrees(item, one)]
            if len(agreeing) == 1:
                found[item.id] = agreeing[0]
        return found

    def _catalogues(self) -> set[str]:
        return {name for thing in self._pack().things.values() for name in thing.listed()}

    def _sheets(self, items: Sequence[Item]) -> Mapping[str, Sheet]:
        names, spelling = self._names(), spellings(items, self.people)
        sheets = (self.sheet(thing, names) for thing in self._pack().things.values())
        return {sheet.id: sheet.spelt(spelling) if spelling else sheet for sheet in sheets}

    def _names(self) -> Names:
        pack = self._pack()
        words = {name: {one.id: one.en[0] for one in known.values()} for name, known in pack.words.items()}
        for name, known in pack.names.items():
            shared = Counter(one.en for one in known.values())
            words[name] = {one.id: one.en if shared[one.en] == 1 else one.id for one in known.values()}
        return Names(words)

    def _pack(self) -> Pack[F]:
        return read(self.kind, self.root)


@lru_cache(maxsize=8)
def read(kind: Kind[F], root: Path | None = None) -> Pack[F]:
    """A pack, read once; ours without a folder."""
    return load(kind, root)


def closed(name: str) -> str:
    """A name with its initials closed up, as many catalogues have them.

    >>> closed("J. R. R. Tolkien")
    'J.R.R. Tolkien'
    """
    parts = name.split(" ")
    ends = ["" if _initial(one) and _initial(after) else " " for one, after in pairwise(parts)]
    return "".join(part + end for part, end in zip(parts, [*ends, ""], strict=True))


def _initial(part: str) -> bool:
    return len(part) == len("J.") and part.endswith(".")


__all__ = ["Names", "PackFacts", "closed", "read"]
