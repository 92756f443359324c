"""What is known of things beside their labels: a graph of typed triples in which some nodes are items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import IntArray
from chatrec.core.errors import LawBroken
from chatrec.core.ids import ItemId

ITEM = "item:"  # before an item's id, as the name of its node and in the refs of evidence
STEP = ">"  # between the parts of a path
BACKWARDS = "^"  # before a relation that is walked from tail to head, as in SPARQL's property paths
_NO_ITEMS: Mapping[ItemId, int] = MappingProxyType({})


class Triple(NamedTuple):
    """One fact: `head` has `relation` to `tail`, ("item:603", "directed_by", "Lana Wachowski")."""

    head: str
    relation: str
    tail: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """A graph of typed triples.

    `nodes` (k,) and `relations` (r,) are names, each once; `triples` (t, 3) are positions of head, relation and tail,
    no row twice; `items` is the node of each item that has one, "item:<id>" unless the source links it to another name.
    """

    nodes: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    triples: IntArray = field(default_factory=lambda: np.zeros((0, 3), np.int64))
    items: Mapping[ItemId, int] = field(default_factory=lambda: _NO_ITEMS)

    def __post_init__(self) -> None:
        if self.triples.ndim != 2 or self.triples.shape[1] != 3:
            raise LawBroken(f"Triples are rows of head, relation and tail; got an array of shape {self.triples.shape}.")

    def __len__(self) -> int:
        return len(self.triples)

    def named(self) -> Iterable[Triple]:
        """Every triple in names, in order."""
        nodes, relations = self.nodes, self.relations
        return (Triple(nodes[head], relations[via], nodes[tail]) for head, via, tail in self.triples.tolist())


def knowledge(triples: Iterable[Triple], links: Mapping[ItemId, str] | None = None) -> Knowledge:
    """The graph of the triples, each counted once; `links` names the node of an item that is not called "item:<id>".

    Several items may have the same node. Cost: 2 µs a triple.
    """
    distinct = dict.fromkeys(triples)
    nodes: dict[str, int] = {}
    relations: dict[str, int] = {}
    rows = [
        (
            nodes.setdefault(head, len(nodes)),
            relations.setdefault(via, len(relations)),
            nodes.setdefault(tail, len(nodes)),
        )
        for head, via, tail in distinct
    ]
    items = {ItemId(name.removeprefix(ITEM)): at for name, at in nodes.items() if name.startswith(ITEM)}
    items.update({item: nodes[name] for item, name in (links or {}).items() if name in nodes})
    array = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return Knowledge(tuple(nodes), tuple(relations), array, MappingProxyType(items))


def path_ref(parts: Sequence[str]) -> str:
    """The parts of a path as the ref of a term, "item:603>directed_by>Lana Wachowski".

    >>> path_ref(["item:603", "rated", ">12"])
    'item:603>rated>%3E12'
    """
    return STEP.join(part.replace("%", "%25").replace(STEP, "%3E") for part in parts)


def path_parts(ref: str) -> list[str]:
    """The parts that `path_ref` joined."""
    return [part.replace("%3E", STEP).replace("%25", "%") for part in ref.split(STEP)]


__all__ = ["BACKWARDS", "ITEM", "STEP", "Knowledge", "Triple", "knowledge", "path_parts", "path_ref"]
