"""RecTools' side of `peers.py`: EASEModel."""

from functools import partial

import numpy as np
import pandas as pd
from rectools import Columns
from rectools.dataset import Dataset
from rectools.models import EASEModel

from _peer import L2, Given, Job, N, answer


def dataset(given: Given) -> Dataset:
    """Its own data set, made before the clock starts."""
    columns = {Columns.User: given.users, Columns.Item: given.items, Columns.Weight: given.chosen}
    return Dataset.construct(pd.DataFrame(columns | {Columns.Datetime: pd.Timestamp("2000-01-01")}))


def fit(given: Given, threads: int) -> Job:
    """From the data set to weights."""
    model = EASEModel(regularization=L2, recommend_n_threads=threads)
    return partial(model.fit, dataset(given))


def top(given: Given, threads: int) -> Job:
    """The best of everybody without what they chose."""
    data = dataset(given)
    model = EASEModel(regularization=L2, recommend_n_threads=threads).fit(data)
    return partial(model.recommend, users=np.unique(given.users), dataset=data, k=N, filter_viewed=True)


if __name__ == "__main__":
    answer({"ease-fit": fit, "ease-top": top}, ("rectools", "numpy", "scipy"))
