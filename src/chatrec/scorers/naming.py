"""Which of an item's chains are named one by one, and what the others add up to."""

from typing import NamedTuple

import numpy as np
from scipy import sparse

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.knowledge import ITEM, path_ref
from chatrec.scorers.chains import Chains
from chatrec.scorers.facts import ranges


class Named(NamedTuple):
    """The named chains of every item: row j owns starts[j]:starts[j + 1] of `chains`, positions in `Chains`, and `says`, what
    they carry to a candidate's amount of the target. `rest` (m, f) is what the item's other chains carry together.
    """

    starts: IntArray
    chains: IntArray
    says: FloatArray
    rest: "sparse.csr_array[np.float64]"


def named_chains(chains: Chains, weights: FloatArray, known: BoolArray, most: int) -> Named:
    """The `most` strongest chains of each item that lead to another item over facts shared in training (`known`, (f,)),
    and as many of those over facts that came to be shared since, oldest first.

    So what is named of an item depends on no other item, and growth of the catalogue only adds names.
    """
    amounts = chains.amounts
    first, last = np.searchsorted(chains.sources, [amounts.indices, amounts.indices + 1])
    chosen, has = ranges(first, last)
    rows = np.repeat(np.arange(amounts.shape[0]), np.diff(amounts.indptr))[has]
    says = amounts.data[has] * weights[chains.kinds[chosen]]
    targets = chains.targets[chosen]
    kept = (says != 0) & _leads_elsewhere(chains, rows, targets)
    rows, chosen, says, targets = rows[kept], chosen[kept], says[kept], targets[kept]
    fresh = ~known[targets]
    strength = np.where(fresh, 0.0, np.abs(says) * chains.factors[targets])
    order = np.lexsort((chosen, -strength, fresh, rows))
    group = rows[order] * 2 + fresh[order]
    place = np.arange(len(order)) - np.searchsorted(group, group)
    named, others = order[place < most], order[place >= most]
    starts = np.searchsorted(rows[named], np.arange(amounts.shape[0] + 1))
    rest = sparse.csr_array((says[others], (rows[others], targets[others])), shape=amounts.shape)
    rest.sum_duplicates()
    return Named(starts, chosen[named], says[named], rest)


def chain_ref(chains: Chains, chain: int, row: int, catalogue: Catalogue) -> str:
    """The ref of a chain that starts at the item of a row.

    "item:603>directed_by>Lana Wachowski" where the candidate has the same fact; with the candidate's relation after it
    where that is another ("item:603>actor>Clint Eastwood>directed_by"), which is empty where the candidate is the entity
    itself; with the relation and the entity between them where the chain has three hops.
    """
    names = chains.facts.names
    source, target = names[chains.sources[chain]], names[chains.targets[chain]]
    parts = [f"{ITEM}{catalogue[row].id}", *source]
    match chains.shapes[chains.kinds[chain]]:
        case (_, via, _):
            parts += [via, target.entity, target.relation]
        case _ if source != target:
            parts.append(target.relation)
    return path_ref(parts)


def _leads_elsewhere(chains: Chains, rows: IntArray, targets: IntArray) -> BoolArray:
    """Whether an item other than that of `rows` has the fact `targets`."""
    having = chains.facts.having
    width = having.shape[1]
    held = np.repeat(np.arange(having.shape[0]), np.diff(having.indptr)) * width + having.indices
    own = np.isin(rows * width + targets, held)
    return np.asarray(np.bincount(having.indices, minlength=width)[targets] > own)


__all__ = ["Named", "chain_ref", "named_chains"]
