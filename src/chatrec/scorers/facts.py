"""What is known of each item, from its labels and from the knowledge graph, as facts that items share."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import sparse

from chatrec.core.arrays import BoolArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.knowledge import BACKWARDS, ITEM, Knowledge

IS = ""  # the relation of an item to its own node


class Fact(NamedTuple):
    """What an item may have: a relation to an entity, ("directed_by", "Lana Wachowski")."""

    relation: str
    entity: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`names` (f,) are the facts, each once, in the order in which rows bring them up, so that a growing catalogue only
    adds at the end; `having` (m, f) is 1 where the item has the fact.

    `relation` and `entity` (f,) number what the names name; `relations` are the names of the relations. `joins` (f,) is true
    where the entity is a node of the graph: of a label that the graph does not know, two fields with one word may mean two
    things. `links` (l, 3) are triples between such entities that are no items, as numbers of entity, relation and entity.
    """

    names: tuple[Fact, ...]
    having: "sparse.csr_array[np.float64]"
    relations: tuple[str, ...]
    relation: IntArray
    entity: IntArray
    joins: BoolArray
    links: IntArray


class _Told(NamedTuple):
    """Rows (t,) of items with the numbers of a relation and an entity."""

    rows: IntArray
    relations: IntArray
    entities: IntArray


def facts_of(catalogue: Catalogue) -> Facts:
    """The facts of a catalogue. Cost: 2 µs a label or triple."""
    graph = catalogue.knowledge
    own = np.array([graph.items.get(item.id, -1) for item in catalogue], dtype=np.int64)
    # Relations in the order: its own node, the graph's forwards, the graph's backwards, fields of labels.
    relations = dict.fromkeys((IS, *graph.relations, *(BACKWARDS + name for name in graph.relations)))
    relation_at = {name: at for at, name in enumerate(relations)}
    entity_at = {name: at for at, name in enumerate(_node_names(catalogue, own))}
    told = _of_graph(graph, own)
    labels = _untold(_labels(catalogue, relation_at, entity_at), told, len(entity_at))
    is_told = np.zeros(len(entity_at), dtype=np.bool_)
    is_told[told.entities] = True
    rows = np.flatnonzero(own >= 0)
    rows = rows[is_told[own[rows]]]
    selves = _Told(rows, np.zeros_like(rows), own[rows])
    instances = _Told(*(np.concatenate(columns) for columns in zip(labels, told, selves, strict=True)))
    order = np.argsort(instances.rows, kind="stable")
    row, relation, entity = (column[order] for column in instances)
    _, first, inverse = np.unique(relation * len(entity_at) + entity, return_index=True, return_inverse=True)
    place = np.argsort(np.argsort(first))  # numbered as they come up, and not by their codes
    having = sparse.csr_array((np.ones(len(row)), (row, place[inverse])), shape=(len(catalogue), len(first)))
    having.data[:] = 1.0
    first.sort()
    return Facts(
        _names(relation[first], entity[first], tuple(relation_at), tuple(entity_at)),
        having,
        tuple(relation_at),
        relation[first],
        entity[first],
        is_told[entity[first]],
        _links(graph, own, is_told),
    )


def ranges(first: IntArray, last: IntArray) -> tuple[IntArray, IntArray]:
    """Every number of the ranges first[k]..last[k] - 1, and the k that it belongs to."""
    sizes = last - first
    of = np.repeat(np.arange(len(first)), sizes)
    return np.arange(len(of)) + np.repeat(first - (np.cumsum(sizes) - sizes), sizes), of


def _node_names(catalogue: Catalogue, own: IntArray) -> list[str]:
    """The names of the graph's nodes; one that is an item is called "item:<id>"."""
    names = list(catalogue.knowledge.nodes)
    for item, node in zip(catalogue, own.tolist(), strict=True):
        if node >= 0:
            names[node] = f"{ITEM}{item.id}"
    return names


def _names(
    relation: IntArray, entity: IntArray, relations: tuple[str, ...], entities: tuple[str, ...]
) -> tuple[Fact, ...]:
    pairs = zip(relation.tolist(), entity.tolist(), strict=True)
    return tuple(Fact(relations[via], entities[at]) for via, at in pairs)


def _labels(catalogue: Catalogue, relation_at: dict[str, int], entity_at: dict[str, int]) -> _Told:
    """The labels as facts; names that are new get the next number."""
    found = [
        (row, relation_at.setdefault(name, len(relation_at)), entity_at.setdefault(value, len(entity_at)))
        for row, item in enumerate(catalogue)
        for name, values in item.labels.items()
        for value in dict.fromkeys(values)
    ]
    return _Told(*np.array(found, dtype=np.int64).reshape(-1, 3).T)


def _untold(labels: _Told, told: _Told, size: int) -> _Told:
    """The labels but those whose value the graph ties to the item too: a fact counts once, by the graph's name for it."""
    new = ~np.isin(labels.rows * size + labels.entities, told.rows * size + told.entities)
    return _Told(*(column[new] for column in labels))


def _of_graph(graph: Knowledge, own: IntArray) -> _Told:
    """The triples of items. One that leads from an entity to an item counts, backwards, where none leads from it to the
    same node, as graphs often hold both; one between items is met by the tail's own node.
    """
    heads, via, tails = graph.triples.T
    size = len(graph.nodes)
    from_items = np.isin(heads, own)
    forwards = heads[from_items] * size + tails[from_items]
    backwards = np.isin(tails, own) & ~from_items & ~np.isin(tails * size + heads, forwards)
    nodes = np.concatenate([heads[from_items], tails[backwards]])
    relations = 1 + np.concatenate([via[from_items], via[backwards] + len(graph.relations)])
    entities = np.concatenate([tails[from_items], heads[backwards]])
    by_node = np.argsort(own, kind="stable")
    sorted_own = own[by_node]
    at, of = ranges(np.searchsorted(sorted_own, nodes), np.searchsorted(sorted_own, nodes, side="right"))
    return _Told(by_node[at], relations[of], entities[of])


def _links(graph: Knowledge, own: IntArray, is_told: BoolArray) -> IntArray:
    """(l, 3) the triples between told entities, there and, where nothing leads back, back."""
    heads, via, tails = graph.triples.T
    between = is_told[heads] & is_told[tails] & ~np.isin(heads, own) & ~np.isin(tails, own)
    heads, via, tails = heads[between], via[between], tails[between]
    size = len(graph.nodes)
    alone = ~np.isin(tails * size + heads, heads * size + tails)
    there = np.column_stack([heads, 1 + via, tails])
    back = np.column_stack([tails[alone], 1 + len(graph.relations) + via[alone], heads[alone]])
    return np.vstack([there, back])


__all__ = ["IS", "Fact", "Facts", "facts_of", "ranges"]
