"""Chooses the hyper-parameters of the scorers on validation splits of ML-100K: the test parts of `evaluate holdout` are
never looked at. For each of five seeds the training part of that seed's holdout is split once more, and every setting
is fitted on the inner training part and measured on the inner held-out part.

Run: chatrec bench validation [--home DIR]
"""

import argparse
import itertools
from pathlib import Path

import numpy as np

from chatrec.app.datasets import load_data
from chatrec.app.home import find_home
from chatrec.app.wiring import clock
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Trainer
from chatrec.data import dataset, holdout
from chatrec.evaluation import Holdout
from chatrec.evaluation import holdout as evaluate
from chatrec.scorers.attributes import AttributesTrainer
from chatrec.scorers.together import TogetherTrainer

SEEDS = 5
SHARE = 0.2


def main() -> None:
    """Print the validation table, best NDCG@10 first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true", help="accepted and ignored: the table is the result")
    found = parser.parse_args()
    data = dataset(load_data("ml-100k", find_home(found.home), clock()))
    totals: dict[str, list[float]] = {}
    for seed in range(SEEDS):
        train, _ = holdout(data.interactions, SHARE, np.random.default_rng(seed))
        for name, value in _measured(data.with_interactions(train)).items():
            totals.setdefault(name, []).append(value)
    for name, values in sorted(totals.items(), key=lambda pair: -float(np.mean(pair[1]))):
        print(f"{np.mean(values):.4f} ± {np.std(values) / np.sqrt(SEEDS):.4f}  {name}")


def _measured(train: Dataset) -> dict[str, float]:
    report = evaluate(train, dict(_settings()), Holdout(share=SHARE, seeds=1), name="validation")
    return {name: metrics["ndcg@10"].mean for name, metrics in report.models.items()}


def _settings() -> list[tuple[str, Trainer]]:
    together = itertools.product((100.0, 200.0, 300.0, 400.0, 500.0), (0.0, 0.2, 0.33, 0.5, 0.6, 0.7))
    attributes = (30.0, 100.0, 300.0, 1000.0, 3000.0)
    return [
        *((f"together l2={l2:g} dropout={drop:g}", TogetherTrainer(l2=l2, dropout=drop)) for l2, drop in together),
        *((f"attributes l2={l2:g}", AttributesTrainer(l2=l2)) for l2 in attributes),
    ]


if __name__ == "__main__":
    main()
