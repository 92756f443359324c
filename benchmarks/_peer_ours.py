"""Chat-Rec's side of `peers.py`."""

import json
import time
from functools import partial

import numpy as np

from _peer import ALPHA, ALS_L2, FACTORS, ITERATIONS, L2, Given, Job, N, answer
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, ModelVersion, UserId
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Query
from chatrec.recommend import BatchRecommender, DiversityReranker, Recommender
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.blend import Blend
from chatrec.scorers.factors import FactorsTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.together import TogetherTrainer
from chatrec.scorers.wishes import WishesTrainer

TOGETHER = TogetherTrainer(l2=L2)
ALS = FactorsTrainer(k=FACTORS, iterations=ITERATIONS, l2=ALS_L2, alpha=ALPHA)
HISTORY = 50
ASKED = 300
DIVERSITY = 0.3


def dataset(given: Given) -> Dataset:
    """The interactions and a catalogue with the labels of each item."""
    items = [
        Item(
            id=ItemId(str(row)),
            title=str(row),
            labels={field: tuple(values) for field, values in json.loads(labels).items()},
        )
        for row, labels in enumerate(given.labels.tolist())
    ]
    rows = Interactions(given.users, given.items, given.weights, given.times, given.n_users, len(items))
    return Dataset(Catalogue(items), rows, tuple(UserId(str(row)) for row in range(given.n_users)), "")


def fit(trainer: Trainer, given: Given, _: int) -> Job:
    """From interactions to a scorer."""
    return partial(trainer.fit, dataset(given), np.random.default_rng(0))


def top(trainer: Trainer, given: Given, _: int) -> Job:
    """From interactions to the best of everybody, without what they know."""
    data = dataset(given)
    scorer = trainer.fit(data, np.random.default_rng(0))
    assert isinstance(scorer, BatchScorer)
    batch = BatchRecommender(data.catalogue, scorer)
    return lambda: batch.recommend_all(data.interactions, n=N)


def queries(given: Given, *, blended: bool) -> Job:
    """Lists of people who come for the first time with a history of 50, one by one, each with all its evidence.

    The blend has the scorers that are there by default, each at weight 1: what weights they are takes no time.
    """
    data = dataset(given)
    rng = np.random.default_rng(0)
    trainers: list[Trainer] = [TOGETHER, AttributesTrainer(), PopularityTrainer(), WishesTrainer()]
    scorers = [trainer.fit(data, rng) for trainer in trainers[: None if blended else 1]]
    known = [scorer for scorer in scorers if isinstance(scorer, BatchScorer)]
    scorer = Blend(known, np.array([0]), np.ones((1, len(known))), np.zeros(1)) if blended else known[0]
    reranker = DiversityReranker(data.catalogue, strength=DIVERSITY)
    recommender = Recommender(data.catalogue, scorer, reranker, model=ModelVersion("bench"))
    pasts = [past[-HISTORY:] for past in data.interactions.histories() if len(past) >= HISTORY][:ASKED]

    def ask() -> dict[str, float]:
        times: list[tuple[float, float]] = []
        for past in pasts:
            started, used = time.perf_counter(), time.process_time()
            recommender.recommend(Query(history=past, n=N))
            times.append((time.perf_counter() - started, time.process_time() - used))
        wall, cpu = np.median(times, axis=0)
        return {"query_ms": 1e3 * float(wall), "query_cpu_ms": 1e3 * float(cpu), "best_ms": 1e3 * float(np.min(times))}

    return ask


if __name__ == "__main__":
    answer(
        {
            "ease-fit": partial(fit, TOGETHER),
            "als-fit": partial(fit, ALS),
            "ease-top": partial(top, TOGETHER),
            "als-top": partial(top, ALS),
            "query-together": lambda given, _: queries(given, blended=False),
            "query-blend": lambda given, _: queries(given, blended=True),
        },
        ("chatrec", "numpy", "scipy"),
    )
