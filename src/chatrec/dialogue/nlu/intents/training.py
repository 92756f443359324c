"""Trains `IntentModel`: a logistic regression for each intent, by scikit-learn (extra `understanding`)."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from chatrec.core.errors import ConfigError
from chatrec.dialogue.nlu.intents.features import IN_DIALOGUE, Blocks
from chatrec.dialogue.nlu.intents.model import IntentModel, Vocabulary

if TYPE_CHECKING:
    from chatrec.core.arrays import FloatArray

STRENGTH = 3.0  # inverse of the regularisation
LEAST = 2  # utterances that must have a feature, or an intent


def trained(
    said: Sequence[Blocks],
    intents: Sequence[Collection[str]],
    *,
    vocabulary: Vocabulary | None = None,
    strength: float = STRENGTH,
    least: int = LEAST,
) -> IntentModel:
    """The model of utterances and the intents that each has. An intent that few have weighs more, by the root of how many
    times fewer have it than not. The vocabulary is that of the utterances, weighed as in a dialogue, where none is given. Cost: an intent takes 0.1 s for 10,000 utterances. The same input gives the same weights.

    Raises ConfigError when scikit-learn is not there.
    """
    try:
        from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - takes 0.8 s to import, and serving needs it not
    except ImportError as error:
        raise ConfigError("Training needs scikit-learn; install chatrec[understanding].") from error
    often = Counter(intent for those in intents for intent in set(those))
    names = tuple(sorted(intent for intent, n in often.items() if n >= least))
    vocabulary = vocabulary or Vocabulary.of(said, IN_DIALOGUE, least=least)
    vectors = matrix(said, vocabulary)
    slopes: list[FloatArray] = []
    bias: list[float] = []
    for intent in names:
        has = np.array([intent in those for those in intents])
        if has.all():
            slopes.append(np.zeros(vectors.shape[1]))
            bias.append(np.inf)
            continue
        scale = float(np.sqrt((len(has) - has.sum()) / has.sum()))
        found = LogisticRegression(
            C=strength, solver="liblinear", dual=True, class_weight={False: 1.0, True: max(scale, 1.0)}, random_state=0
        ).fit(vectors, has)
        slopes.append(found.coef_[0])
        bias.append(float(found.intercept_[0]))
    return IntentModel(names, vocabulary, np.array(slopes).T, np.array(bias))


def matrix(said: Sequence[Blocks], vocabulary: Vocabulary) -> sparse.csr_matrix:
    """(n, f) the vectors of utterances."""
    rows = [vocabulary.vector(one) for one in said]
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)]).astype(np.int32)
    columns = np.concatenate([columns for columns, _ in rows]).astype(np.int32)
    values = np.concatenate([values for _, values in rows])
    return sparse.csr_matrix((values, columns, ends), shape=(len(rows), vocabulary.size))


__all__ = ["LEAST", "STRENGTH", "matrix", "trained"]
