"""LensKit's side of `peers.py`: EASEScorer."""

from functools import partial

import pandas as pd
from lenskit.data import from_interactions_df
from lenskit.knn.ease import EASEScorer

from _peer import L2, Given, Job, answer


def fit(given: Given, _: int) -> Job:
    """From its own data set, made before the clock starts, to weights; threads are set by the environment."""
    data = from_interactions_df(pd.DataFrame({"user_id": given.users, "item_id": given.items}))
    return partial(EASEScorer(regularization=L2).train, data)


if __name__ == "__main__":
    answer({"ease-fit": fit}, ("lenskit", "torch", "numpy", "scipy"))
