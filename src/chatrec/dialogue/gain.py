"""What an answer is expected to tell: mutual information with the item that is looked for, in bits.

The item looked for, T, is one of n candidates; `belief` (n,) is its distribution. An answer, A, is one of a, told by
`answers` (n, a): the row of an item is the distribution of what is answered when that item is looked for. Then

    I(T; A) = H(A) - sum over i of belief[i] * H(A | T = i)        (Cover & Thomas 2006, section 2.4),

which is by how much the answer is expected to lower the entropy of T. A list is a question too: it is answered by one of its
items, or by none of them.
"""

import numpy as np

from chatrec.core.arrays import FloatArray, IntArray

NAT = float(np.log(2.0))


def entropy(shares: FloatArray) -> float:
    """The entropy of a distribution, in bits."""
    return float(entropies(shares))


def entropies(shares: FloatArray) -> FloatArray:
    """(...) the entropies of distributions (..., a), in bits."""
    return np.asarray(_entropies(shares).sum(axis=-1) / NAT)


def _entropies(shares: FloatArray) -> FloatArray:
    """-p·ln p of each share, 0 at 0. By hand: SciPy's `entr` costs a quarter of a second to import, at every start."""
    found: FloatArray = -shares * np.log(np.where(shares > 0.0, shares, 1.0))
    return found


def belief(scores: FloatArray) -> FloatArray:
    """(n,) how likely each candidate is what is looked for, by its score in log-odds: their softmax."""
    odds = np.exp(scores - scores.max(initial=-np.inf))
    shares: FloatArray = odds / odds.sum()
    return shares


def answer_gain(belief: FloatArray, answers: FloatArray) -> float:
    """What the answer to a question is expected to tell, in bits. Cost O(n·a)."""
    return max(0.0, entropy(belief @ answers) - float(belief @ _entropies(answers).sum(axis=1)) / NAT)


def binary_gain(shares: FloatArray) -> FloatArray:
    """(a,) what the answer to each of a yes-or-no questions is expected to tell, in bits; `shares` (a,) is how much of the
    belief answers yes.
    """
    gains: FloatArray = (_entropies(shares) + _entropies(1.0 - shares)) / NAT
    return gains


def slate_gain(belief: FloatArray, shown: IntArray) -> float:
    """What a list of the candidates at `shown` is expected to tell, in bits: which of them it is, or that it is none."""
    chosen = belief[shown]
    return entropy(np.append(chosen, max(0.0, 1.0 - float(chosen.sum()))))


__all__ = ["answer_gain", "belief", "binary_gain", "entropies", "entropy", "slate_gain"]
