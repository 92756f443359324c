"""What accuracy does not say of a list: how new, how varied, how popular, how fitting and how surprising it is.

A list may be shorter than asked for, where little is left to rank; what stands at a place without an item counts for
nothing. A value is NaN for a user of whom the metric says nothing, such as the diversity of a list of one item.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.special import rel_entr

from chatrec.core.arrays import BoolArray, FloatArray, IntArray
from chatrec.evaluation.labels import Labels

MIXED_IN = 0.01  # Steck's alpha: so much of the past goes into the list, which keeps the divergence finite


class Lists(NamedTuple):
    """The lists of some users: `items` (B, k) catalogue rows, best first, and where there is one, `shown` (B, k)."""

    items: IntArray
    shown: BoolArray

    def marks(self, n_items: int) -> "sparse.csr_array[np.float64]":
        """(B, I) 1 where a list has an item."""
        rows = np.nonzero(self.shown)[0]
        entries = (np.ones(len(rows)), (rows, self.items[self.shown]))
        return sparse.csr_array(entries, shape=(len(self.items), n_items))


def popularity(lists: Lists, chosen: FloatArray, n_users: int) -> FloatArray:
    """The mean share of the users in training who chose the listed items: the average recommendation popularity of Yin,
    Cui, Li, Yao & Chen (VLDB 2012). High where a scorer keeps to what everybody knows. chosen (I,) counts users.
    """
    return _mean(chosen[lists.items] / n_users, lists.shown)


def novelty(lists: Lists, chosen: FloatArray, n_users: int) -> FloatArray:
    """The mean self-information of the listed items in bits, log2(users / users who chose the item) (Zhou et al., PNAS
    107(10), 2010; Vargas & Castells, RecSys 2011). An item that nobody chose counts as chosen once.
    """
    return _mean(np.log2(n_users / chosen.clip(min=1.0))[lists.items], lists.shown)


def diversity(lists: Lists, labels: Labels) -> FloatArray:
    """1 - the mean cosine of the labels over all pairs of listed items that have any (Ziegler, McNee, Konstan & Lausen,
    WWW 2005; Smyth & McClave, ICCBR 2001). NaN where fewer than two have.

    The sum over pairs is read off the length of the sum of the vectors, so the cost is that of one sparse product.
    """
    marks = lists.marks(labels.units.shape[0])
    n = np.asarray(marks @ labels.labelled)
    squares = np.square((marks @ labels.units).toarray()).sum(axis=1)
    pairs = n * (n - 1.0)
    return np.where(pairs > 0, 1.0 - (squares - n) / pairs.clip(min=1.0), np.nan)


def calibration(lists: Lists, labels: Labels, tastes: FloatArray) -> FloatArray:
    """The Kullback-Leibler divergence of the list's labels from those of the past, in nats; 0 = the list has what the
    user has always chosen, in the same shares (Steck, RecSys 2018, sections 3 and 3.1, alpha = MIXED_IN).

    tastes (B, L) are how often the past had each label, in any unit. NaN where list or past has no label.
    """
    listed = (lists.marks(labels.shares.shape[0]) @ labels.shares).toarray()
    known = (tastes.sum(axis=1) > 0) & (listed.sum(axis=1) > 0)
    wanted, found = _distributions(tastes), _distributions(listed)
    divergence = rel_entr(wanted, (1.0 - MIXED_IN) * found + MIXED_IN * wanted).sum(axis=1)
    return np.where(known, divergence, np.nan)


def serendipity(hits: FloatArray, expected: BoolArray) -> FloatArray:
    """The share of the k places with an item that is relevant and not `expected` (B, k), which are the items that the
    most popular ones would have filled the same list with (Ge, Delgado-Battenfeld & Jannach, RecSys 2010).
    """
    return np.asarray((hits * ~expected).mean(axis=1))


def coverage(exposure: FloatArray) -> float:
    """The share of the catalogue that is in at least one list (Ge et al., RecSys 2010). exposure (I,) counts lists."""
    return float(np.mean(exposure > 0))


def gini(exposure: FloatArray) -> float:
    """How unevenly the places of all lists go to the items: 0 = every item is shown as often, near 1 = one item takes
    all (Fleder & Hosanagar, Management Science 55(5), 2009). 0 when nothing was shown.
    """
    n, total = len(exposure), exposure.sum()
    if not total:
        return 0.0
    ranks = 2.0 * np.arange(1, n + 1) - n - 1.0
    return float(ranks @ np.sort(exposure) / (n * total))


def _mean(values: FloatArray, shown: BoolArray) -> FloatArray:
    """(B,) the mean of (B, k) values where something is shown, NaN in rows where nothing is."""
    n = shown.sum(axis=1)
    return np.where(n > 0, (values * shown).sum(axis=1) / n.clip(min=1), np.nan)


def _distributions(amounts: FloatArray) -> FloatArray:
    """Rows that sum to 1; rows of zeros stay."""
    totals = amounts.sum(axis=1, keepdims=True)
    return np.asarray(amounts / np.where(totals > 0, totals, 1.0))


__all__ = [
    "MIXED_IN",
    "Lists",
    "calibration",
    "coverage",
    "diversity",
    "gini",
    "novelty",
    "popularity",
    "serendipity",
]
