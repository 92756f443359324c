"""How fast `factors` is trained beside implicit's own ALS, on the same matrix in the same process, and how fast it is asked.

Both are fitted in turn, with BLAS held to one thread as implicit asks for; a ratio is the median of the rounds'. Ours
includes making the matrix of the interactions, which implicit is given. A cold query is the first list of a person who
was not in the training: folded in, with every item of the history named, for 200 candidates and for all.

Run: chatrec bench factors [--home DIR]               ML-1M from the data folder of the home
     python benchmarks/factors.py --data PATH [--rounds 5] [--json]
"""

import argparse
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from scipy import sparse
from threadpoolctl import threadpool_limits

from chatrec.app.datasets import load_data
from chatrec.app.home import find_home
from chatrec.app.wiring import clock
from chatrec.core.interactions import Dataset
from chatrec.core.query import Candidates, Query
from chatrec.data import WeightRule, dataset
from chatrec.scorers.factors import Factors, FactorsTrainer
from chatrec.scorers.matrix import choices

ASKED = 100  # queries that are timed one by one
FEW = 200  # candidates


def main() -> None:
    """Print the seconds of both fits, their ratio, and the milliseconds of a query."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--data", default="ml-1m", help="a folder, or a data set in the home")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    data = dataset(load_data(found.data, find_home(found.home), clock()), WeightRule.ALL)
    trainer = FactorsTrainer()
    result = {"fingerprint": data.fingerprint, **trainer.model_dump(), **_fits(data, trainer, found.rounds)}
    result |= _queries(data, trainer.fit(data, np.random.default_rng(0)))
    print(json.dumps(result) if found.json else "\n".join(f"{name:16} {value}" for name, value in result.items()))


def _fits(data: Dataset, trainer: FactorsTrainer, rounds: int) -> dict[str, float]:
    chosen = choices(data.interactions)
    chosen.data = 1.0 + trainer.alpha * chosen.data
    matrix = sparse.csr_matrix(chosen, dtype=np.float32)

    def theirs() -> None:
        with threadpool_limits(1, "blas"):
            model = AlternatingLeastSquares(
                factors=trainer.k, regularization=trainer.l2, iterations=trainer.iterations, random_state=0
            )
            model.fit(matrix, show_progress=False)

    def ours() -> None:
        trainer.fit(data, np.random.default_rng(0))

    theirs()  # starts the threads of both
    times = np.array([[_seconds(ours), _seconds(theirs)] for _ in range(rounds)])
    found: dict[str, float] = {}
    for unit, seconds in (("s", times[:, :, 0]), ("cpu_s", times[:, :, 1])):
        mine, peer = np.median(seconds, axis=0)
        found[f"fit_{unit}"] = round(float(mine), 3)
        found[f"implicit_fit_{unit}"] = round(float(peer), 3)
        found[f"ratio_{unit}"] = round(float(np.median(seconds[:, 0] / seconds[:, 1])), 3)
    return found


def _queries(data: Dataset, scorer: Factors) -> dict[str, float]:
    rng = np.random.default_rng(0)
    histories = [past for past in data.interactions.histories() if past]
    asked = [histories[at] for at in rng.integers(0, len(histories), ASKED)]
    everything, few = np.arange(len(data.catalogue)), rng.permutation(len(data.catalogue))[:FEW]
    found = {"history": float(np.median([len(past) for past in asked]))}
    for name, items in (("query_few_ms", few), ("query_all_ms", everything)):
        ask = partial(scorer.attribute, candidates=Candidates(items))
        times = [_seconds(partial(ask, Query(history=past)))[0] for past in asked]
        found[name] = round(1e3 * float(np.median(times)), 2)
    return found


def _seconds(call: Callable[[], object]) -> tuple[float, float]:
    """By the wall's clock and of the processor, over all threads: on a busy machine only the second is steady."""
    started, used = time.perf_counter(), time.process_time()
    call()
    return time.perf_counter() - started, time.process_time() - used


if __name__ == "__main__":
    main()
