"""A catalogue's labels as vectors: what lists are compared by beside accuracy."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue

MOST_VALUES = 200  # a field of more, such as actors, tells items apart but does not sort them
LEAST_SHARE = 0.5  # of the items must have the field


@dataclass(frozen=True, slots=True)
class Labels:
    """`shares` (I, L) spreads each item evenly over its labels, rows sum to 1; `units` (I, L) has rows of length 1.

    Both rows are empty for an item without labels.
    """

    fields: tuple[str, ...]
    shares: "sparse.csr_array[np.float64]"
    units: "sparse.csr_array[np.float64]"

    @property
    def labelled(self) -> FloatArray:
        """(I,) 1 where an item has a label."""
        return np.diff(self.shares.indptr).clip(max=1).astype(np.float64)


def labels_of(catalogue: Catalogue) -> Labels | None:
    """The labels of the fields that sort the catalogue: at most MOST_VALUES values, on LEAST_SHARE of the items or more.

    None when it has no such field. Cost O(labels): 7 ms for 1,682 films.
    """
    columns: dict[str, list[np.ndarray[tuple[int], np.dtype[np.int64]]]] = {}
    for (field, _), rows in catalogue.label_rows.items():
        columns.setdefault(field, []).append(rows)
    least = LEAST_SHARE * len(catalogue)
    fields = tuple(
        sorted(
            field
            for field, having in columns.items()
            if len(having) <= MOST_VALUES and len(np.unique(np.concatenate(having))) >= least
        )
    )
    if not fields:
        return None
    chosen = [rows for field in fields for rows in columns[field]]
    places = np.repeat(np.arange(len(chosen)), [len(rows) for rows in chosen])
    entries = (np.ones(len(places)), (np.concatenate(chosen), places))
    marks = sparse.csr_array(entries, shape=(len(catalogue), len(chosen)))
    counts = np.asarray(marks.sum(axis=1)).clip(min=1.0)
    return Labels(fields, _scaled(marks, 1.0 / counts), _scaled(marks, 1.0 / np.sqrt(counts)))


def _scaled(matrix: "sparse.csr_array[np.float64]", factors: FloatArray) -> "sparse.csr_array[np.float64]":
    """The matrix with each row times its factor."""
    return sparse.csr_array(sparse.diags_array(factors) @ matrix)


__all__ = ["LEAST_SHARE", "MOST_VALUES", "Labels", "labels_of"]
