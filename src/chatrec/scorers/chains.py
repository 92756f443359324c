"""Chains of facts from item to item: what may be walked, and how much it carries before anything is learned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.scorers.facts import IS, Fact, Facts, facts_of

Shape = tuple[str, ...]  # the relations of a chain: (r, s) over one entity, (r, t, s) over two
LEAST_SHARED = 2.0  # items that share a fact, at least


@dataclass(frozen=True, slots=True)
class Chains:
    """Chain c leads from an item with fact `sources[c]` to the items with fact `targets[c]` and has shape
    `shapes[kinds[c]]`; chains are sorted by their source.

    `amounts` (m, f) is how much of a fact an item has, degree^(-rarity/2) / sqrt(its facts of that relation): a chain over
    one fact carries degree^-rarity, and one actor of many carries less than the director. `degrees` (f,) are at least 2.
    """

    facts: Facts
    amounts: "sparse.csr_array[np.float64]"
    degrees: FloatArray
    factors: FloatArray
    shapes: tuple[Shape, ...]
    sources: IntArray
    targets: IntArray
    kinds: IntArray

    def steps(self, weights: FloatArray) -> "sparse.csr_array[np.float64]":
        """(f, f) what each fact of a history says of each fact of a candidate, given the weight (p,) of each shape."""
        size = self.amounts.shape[1]
        carried = weights[self.kinds]
        spoken = carried != 0
        places = (self.sources[spoken], self.targets[spoken])
        return sparse.csr_array((carried[spoken], places), shape=(size, size))

    def counts(self) -> FloatArray:
        """(p,) how many chains of each shape lead from an item to an item, its own included."""
        having = np.bincount(self.facts.having.indices, minlength=len(self.facts.names)).astype(np.float64)
        pairs = having[self.sources] * having[self.targets]
        return np.bincount(self.kinds, pairs, minlength=len(self.shapes)).astype(np.float64)


def chains_of(catalogue: Catalogue, *, hops: int, rarity: float, learned: Mapping[Fact, float] | None = None) -> Chains:
    """The chains of a catalogue. `learned` are degrees of facts as they were in training, 2 where it lacks one, so that
    old items say what they said while the catalogue grows; None takes them from the catalogue. Cost: 5 µs a fact.
    """
    facts = facts_of(catalogue)
    found = sorted((*_over_one(facts), *(_over_two(facts) if hops > 2 else ())))
    sources = np.array([source for source, _, _ in found], dtype=np.int64)
    targets = np.array([target for _, target, _ in found], dtype=np.int64)
    shapes = {shape: at for at, shape in enumerate(sorted({shape for _, _, shape in found}))}
    kinds = np.array([shapes[shape] for _, _, shape in found], dtype=np.int64)
    if learned is None:
        degrees = np.bincount(facts.having.indices, minlength=len(facts.names)).astype(np.float64)
    else:
        degrees = np.array([learned.get(fact, LEAST_SHARED) for fact in facts.names], dtype=np.float64)
    degrees = np.maximum(degrees, LEAST_SHARED)
    factors = degrees ** (-rarity / 2.0)
    return Chains(facts, _amounts(facts, factors), degrees, factors, tuple(shapes), sources, targets, kinds)


def _amounts(facts: Facts, factors: FloatArray) -> "sparse.csr_array[np.float64]":
    """(m, f) the factors of an item's facts, each divided by the root of how many of its relation the item has."""
    having = facts.having
    relations = {name: at for at, name in enumerate(dict.fromkeys(fact.relation for fact in facts.names))}
    relation = np.array([relations[fact.relation] for fact in facts.names], dtype=np.int64)
    rows = np.repeat(np.arange(having.shape[0]), np.diff(having.indptr))
    same = rows * max(1, len(relations)) + relation[having.indices]
    data = factors[having.indices] / np.sqrt(np.bincount(same)[same])
    return sparse.csr_array((data, having.indices, having.indptr), shape=having.shape)


def _over_one(facts: Facts) -> Iterator[tuple[int, int, Shape]]:
    """A fact to itself, and to the other facts about the same entity."""
    for at, fact in enumerate(facts.names):
        if fact.relation != IS:
            yield at, at, (fact.relation, fact.relation)
    for places in facts.meeting.values():
        for source in places:
            for target in places:
                if source != target:
                    yield source, target, (facts.names[source].relation, facts.names[target].relation)


def _over_two(facts: Facts) -> Iterator[tuple[int, int, Shape]]:
    """A fact to the facts about an entity that its own is linked to."""
    for link in facts.links:
        for source in facts.meeting[link.source]:
            for target in facts.meeting[link.target]:
                yield source, target, (facts.names[source].relation, link.relation, facts.names[target].relation)


__all__ = ["LEAST_SHARED", "Chains", "Shape", "chains_of"]
