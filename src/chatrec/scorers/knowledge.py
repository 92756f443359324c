"""What is known of what a user chose: chains of facts from an item of the history to a candidate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Self

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import Attribution, Kind, Term
from chatrec.core.catalogue import Catalogue
from chatrec.core.heed import Family
from chatrec.core.interactions import Dataset
from chatrec.core.knowledge import ITEM, path_parts, path_ref
from chatrec.core.protocols import Arrays, ScorerPlugin
from chatrec.core.query import Candidates, Query
from chatrec.core.sums import Sums
from chatrec.scorers.chains import LEAST_SHARED, Chains, Shape, chains_of
from chatrec.scorers.facts import Fact, ranges
from chatrec.scorers.matrix import choices, histories
from chatrec.scorers.naming import chain_ref, named_chains

STEPS = 1024  # of what the chains of a user carry to an item
ENTRIES_AT_ONCE = 4_000_000  # 32 MB


@dataclass(frozen=True, slots=True)
class Learned:
    """The weight of each shape, the degrees that facts shared by two or more items had in training, and the settings."""

    weights: Mapping[Shape, float]
    degrees: Mapping[Fact, float]
    hops: int
    rarity: float
    named: int


class KnowledgePaths:
    """Evidence along chains of facts, T·S·Tᵀ: T (m, f) an item's amount of each fact and S (f, f) the learned steps.

    An item says nothing of itself. T is read off the catalogue as it is, so an item that came after the training is scored
    as soon as its facts are there, and every fact that a term names holds.
    """

    name = "knowledge"

    def __init__(self, learned: Learned, catalogue: Catalogue) -> None:
        self._learned = learned
        self._catalogue = catalogue
        chains = chains_of(catalogue, hops=learned.hops, rarity=learned.rarity, learned=learned.degrees)
        weights = np.array([learned.weights.get(shape, 0.0) for shape in chains.shapes])
        known = np.array([fact in learned.degrees for fact in chains.facts.names], dtype=np.bool_)
        self._chains = chains
        self._named = named_chains(chains, weights, known, learned.named)
        carried = chains.amounts @ chains.steps(weights)
        self._carried = sparse.csr_array(carried)
        self._made: dict[int, tuple[Term, ...]] = {}
        self._amounts = chains.amounts
        self._columns = sparse.csr_array(chains.amounts.T)
        self._own = np.asarray(carried.multiply(chains.amounts).sum(axis=1), dtype=np.float64)

    def attribute(self, query: Query, candidates: Candidates) -> Attribution:
        """PATH terms of each item in the query: one for each of its named chains, at most 2·`named`, and one, whose ref is
        the item alone, for all its others, so that the sum is exact.

        values[i, (j, c)] = history_weight[j] * T[j, source] * weight[shape] * T[candidate[i], target]; 0 for the item itself.
        Cost O(n·h·named): 3 ms for 200 candidates and 50 history items of MovieLens 100K with its Freebase
        graph, 643 terms, once the names of the items have been made.
        """
        rows = query.history_items
        if not len(rows):
            return Attribution(candidates.items, (), np.zeros((len(candidates), 0)))
        there = self._amounts[candidates.items]
        at, of = ranges(self._named.starts[rows], self._named.starts[rows + 1])
        chains = self._named.chains[at]
        named = there[:, self._chains.targets[chains]].toarray() * self._named.says[at]
        rest = (there @ sparse.csr_array(self._named.rest[rows].T)).toarray()
        # Each item's named chains and then its others, as `_terms` has them.
        owners = np.append(of, np.arange(len(rows)))
        order = np.argsort(owners, kind="stable")
        owners = owners[order]
        values = np.hstack([named, rest])[:, order] * query.history_weights[owners]
        values[candidates.items[:, None] == rows[owners]] = 0.0
        return Attribution(candidates.items, self._terms(rows), values)

    def score_batch(self, queries: Sequence[Query]) -> FloatArray:
        """(B, I) the sums of the attributions over the whole catalogue."""
        past = histories(queries, len(self._catalogue))
        scores = (past @ self._carried @ self._columns).toarray()
        for row, query in enumerate(queries):
            scores[row, query.history_items] -= query.history_weights * self._own[query.history_items]
        return scores

    def arrays(self) -> Arrays:
        learned = self._learned
        return {
            "shapes": np.array([path_ref(shape) for shape in learned.weights], dtype=np.str_),
            "weights": np.array(list(learned.weights.values()), dtype=np.float64),
            "facts": np.array([path_ref(fact) for fact in learned.degrees], dtype=np.str_),
            "degrees": np.array(list(learned.degrees.values()), dtype=np.float64),
            "settings": np.array([learned.hops, learned.rarity, learned.named], dtype=np.float64),
        }

    @classmethod
    def restored(cls, arrays: Arrays, catalogue: Catalogue) -> Self:
        hops, rarity, named = arrays["settings"].tolist()
        shapes = (tuple(path_parts(ref)) for ref in arrays["shapes"].tolist())
        facts = (Fact(*path_parts(ref)) for ref in arrays["facts"].tolist())
        weights = dict(zip(shapes, arrays["weights"].tolist(), strict=True))
        degrees = dict(zip(facts, arrays["degrees"].tolist(), strict=True))
        return cls(Learned(weights, degrees, int(hops), rarity, int(named)), catalogue)

    def _terms(self, rows: IntArray) -> tuple[Term, ...]:
        """The terms of the items at `rows`, made when an item is first asked about: they take longer than the numbers."""
        found: list[Term] = []
        for row in rows.tolist():
            if row not in self._made:
                chains = self._named.chains[self._named.starts[row] : self._named.starts[row + 1]].tolist()
                refs = [chain_ref(self._chains, chain, row, self._catalogue) for chain in chains]
                refs.append(path_ref([f"{ITEM}{self._catalogue[row].id}"]))
                self._made[row] = tuple(Term(self.name, Kind.PATH, ref) for ref in refs)
            found.extend(self._made[row])
        return tuple(found)


class KnowledgeTrainer(BaseModel):
    """One weight for each shape of chain, by ridge from what a user's chains carry to an item to whether it was chosen.

    z[u, i, p] is what chains of shape p carry to item i from what user u chose, i itself left out, and x[u, i] what u chose.
    w minimises Σ |x[u, i] - a[i] - z[u, i]·w|² + l2|w|² with a free level a[i] an item, so that the weights say what facts do
    for one user more than for another and not that popular items have more facts. Two-hop shapes are a pair of relations
    over one entity, as in metapaths (PathSim, Sun et al., VLDB 2011); three-hop shapes have a triple between two entities.
    The statistics are Σ zzᵀ (p, p), Σ zx (p,), Σ_u z (m, p) and Σ_u x (m,), exact in float64 up to 2^33 in Σ z² as z is in
    steps of 1/1024. Cost O(users·m·p²): 5 s for MovieLens 100K and its Freebase graph. Labels are facts too, so it
    works without a graph.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    l2: float = Field(default=100.0, gt=0, description="Ridge penalty, in squared amounts carried.")
    rarity: float = Field(
        default=0.75, ge=0, le=2, description="Power of how many items share a fact that it is divided by."
    )
    hops: Literal[2, 3] = Field(default=3, description="Longest chain, in facts.")
    least: int = Field(default=50, ge=1, description="Chains from item to item that a shape must have to get a weight.")
    shapes: int = Field(default=48, ge=1, le=500, description="Shapes with a weight, at most; those with most chains.")
    named: int = Field(default=10, ge=0, le=1000, description="Chains of one history item named one by one, at most.")

    @property
    def name(self) -> str:
        return "knowledge"

    def collect(self, data: Dataset) -> Sums:
        chains = self._chains(data.catalogue)
        shapes, n_items = self._chosen(chains), len(data.catalogue)
        chosen = choices(data.interactions)
        size = len(shapes)
        products, responses, levels = np.zeros((size, size)), np.zeros(size), np.zeros((n_items, size))
        for start, carried in _carried(chosen, chains, shapes):
            flat = carried.reshape(size, -1)
            products += flat @ flat.T
            block = chosen[start : start + carried.shape[1]].toarray()
            responses += flat @ block.ravel()
            levels += carried.sum(axis=1).T
        return Sums(
            {
                "products": products,
                "responses": responses,
                "levels": levels,
                "chosen": np.asarray(chosen.sum(axis=0), dtype=np.float64),
                "users": np.array([float(len(np.unique(data.interactions.users)))]),
            }
        )

    def solve(self, sums: Sums, catalogue: Catalogue) -> KnowledgePaths:
        chains = self._chains(catalogue)
        users = max(1.0, float(sums["users"][0]))
        levels = sums["levels"]
        products = sums["products"] - levels.T @ levels / users
        responses = sums["responses"] - levels.T @ sums["chosen"] / users
        penalised = products + self.l2 * np.eye(len(responses))
        weights = linalg.solve(penalised, responses, assume_a="sym") if len(responses) else responses
        shapes = [chains.shapes[kind] for kind in self._chosen(chains).tolist()]
        shared = np.bincount(chains.facts.having.indices, minlength=len(chains.facts.names)) >= LEAST_SHARED
        degrees = {chains.facts.names[at]: float(chains.degrees[at]) for at in np.flatnonzero(shared).tolist()}
        by_shape = dict(zip(shapes, weights.tolist(), strict=True))
        return KnowledgePaths(Learned(by_shape, degrees, self.hops, self.rarity, self.named), catalogue)

    def fit(self, data: Dataset, rng: Generator) -> KnowledgePaths:  # noqa: ARG002 - the solve has no randomness
        return self.solve(self.collect(data), data.catalogue)

    def _chains(self, catalogue: Catalogue) -> Chains:
        return chains_of(catalogue, hops=self.hops, rarity=self.rarity)

    def _chosen(self, chains: Chains) -> IntArray:
        """(p,) the shapes that get a weight."""
        counts = chains.counts()
        most = np.argsort(-counts, kind="stable")[: self.shapes]
        return np.sort(most[counts[most] >= self.least])


def _carried(
    chosen: "sparse.csr_array[np.float64]", chains: Chains, shapes: IntArray
) -> Iterator[tuple[int, FloatArray]]:
    """Blocks of users: the first one's row, and (p, users, m) what the chains of each shape carry to each item, from other
    items, in steps. Every row is summed by itself, so that it does not depend on who is beside it.
    """
    there = sparse.csr_array(chains.amounts.T)
    have = sparse.csr_array(chosen @ chains.amounts)
    steps = [chains.steps((np.arange(len(chains.shapes)) == kind).astype(np.float64)) for kind in shapes.tolist()]
    own: list[FloatArray] = [np.asarray((chains.amounts @ step).multiply(chains.amounts).sum(axis=1)) for step in steps]
    rows = max(1, ENTRIES_AT_ONCE // max(1, len(shapes) * chosen.shape[1]))
    for start in range(0, chosen.shape[0] if len(shapes) else 0, rows):
        block, choice = have[start : start + rows], chosen[start : start + rows]
        carried = np.stack([(block @ step @ there).toarray() for step in steps])
        for at, itself in enumerate(own):
            carried[at] -= (choice @ sparse.diags_array(itself)).toarray()
        yield start, np.round(carried * STEPS) / STEPS


PLUGIN = ScorerPlugin("knowledge", KnowledgeTrainer, KnowledgePaths, content=True, family=Family.FACTS)

__all__ = ["PLUGIN", "KnowledgePaths", "KnowledgeTrainer", "Learned"]
