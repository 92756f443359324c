"""What items say as vectors: found in the catalogue's own words, or given by an embedding model and read back into words."""

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import LanguageModelError
from chatrec.ports.embeddings import Embedder
from chatrec.scorers.lexicon import Lexicon, prose
from chatrec.scorers.spectrum import RowGram, leading

FAINT = 1e-6  # of the largest singular value: directions below are rounding
SHRINKAGE = 0.1  # ridge penalty of words that imitate an embedding model, in texts


@dataclass(frozen=True, slots=True)
class Meaning:
    """`amounts` (m, v) of each lexicon entry in each item, `vectors` (v, k) of the entries and `features` (m, k) of the items.

    In the catalogue's own words, features = amounts·vectors; of an embedding model's vectors, that is the part which
    words account for, and all that is known of items that came later.
    """

    lexicon: Lexicon
    amounts: "sparse.csr_array[np.float64]"
    vectors: FloatArray
    features: FloatArray


def understood(catalogue: Catalogue, embedder: Embedder | None, *, size: int, most: int) -> Meaning:
    """Every item in at most `size` numbers, over a lexicon of at most `most` entries.

    Without a model: truncated SVD of TF-IDF (latent semantic analysis, Deerwester et al. 1990). With one: its vectors, scaled
    to length 1 and turned to their leading directions. Cost: 1 s and 2 s a thousand items of 60 words, without a model.
    """
    texts = [prose(item) for item in catalogue]
    lexicon = Lexicon.fitted(texts, most=most)
    amounts = lexicon.matrix(texts)
    vectors = _semantic(amounts, size)
    features = np.asarray(amounts @ vectors)
    if embedder is None:
        return Meaning(lexicon, amounts, vectors, features)
    given = _turned(_checked(embedder.embed(texts), len(texts)), size)
    gram = features.T @ features + SHRINKAGE * np.eye(features.shape[1])
    imitation = np.asarray(linalg.solve(gram, features.T @ given, assume_a="pos"))
    return Meaning(lexicon, amounts, vectors @ imitation, given)


def _semantic(amounts: "sparse.csr_array[np.float64]", size: int) -> FloatArray:
    """(v, k) the right singular vectors of the largest singular values."""
    values, left = leading(RowGram(amounts), min(size, *amounts.shape), np.random.default_rng(0))
    spread = np.sqrt(np.maximum(values, 0.0))
    kept = spread > FAINT * spread.max(initial=0.0)
    return np.asarray(amounts.T @ left[:, kept] / spread[kept])


def _turned(vectors: FloatArray, size: int) -> FloatArray:
    """(m, k) rows of length 1 in the leading directions of them all."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0)
    if rows.shape[1] <= size:
        return np.asarray(rows)
    _, directions = linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(rows @ directions[:, ::-1][:, :size])


def _checked(vectors: FloatArray, n: int) -> FloatArray:
    if vectors.ndim != 2 or len(vectors) != n or not np.isfinite(vectors).all():
        raise LanguageModelError(
            f"The embedding model answered {n} texts with an array of shape {vectors.shape}, or with numbers that are not "
            "finite; one finite vector a text is needed."
        )
    return vectors


__all__ = ["Meaning", "understood"]
