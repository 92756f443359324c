"""How well and how fast the graph filter ranks, beside the nearest neighbours and what is popular.

A source with a split of its own (Gowalla as LightGCN has it) is read under `lightgcn`, any other under `holdout`, where
`together` stands beside it. Fits are timed; the memory is the peak of the process after each fit, loading included.

Run: chatrec bench filter [--home DIR]                  the data set gowalla of the home
     python benchmarks/filter.py --data PATH            a folder
     python benchmarks/filter.py --data PATH --validate  how the settings were chosen: a tenth of everybody's training
                                                         items is hidden, and the test part is never looked at
"""

import argparse
import json
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.random import Generator

from chatrec.app.datasets import load_data
from chatrec.app.home import find_home
from chatrec.app.wiring import clock
from chatrec.core.interactions import Dataset
from chatrec.core.protocols import Scorer, Trainer
from chatrec.data import dataset, holdout
from chatrec.evaluation import Report, Study, find_protocol, measured
from chatrec.scorers.filter import FilterTrainer
from chatrec.scorers.neighbours import NeighboursTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.together import DENSE_LIMIT, TogetherTrainer

HIDDEN = 0.1
VALIDATED_USERS = 4000
TRIED: tuple[dict[str, float], ...] = (
    {},
    {"k": 0},
    {"low_pass": 0.1},
    {"low_pass": 0.4},
    {"regression": 0.0},
    {"regression": 0.2},
    {"pair_power": 1.0},
    {"history_power": 0.6, "candidate_power": 0.3},
)


@dataclass(frozen=True, slots=True)
class Timed:
    """A trainer whose fits are timed."""

    trainer: Trainer
    seconds: list[float] = field(default_factory=list)
    peak_gb: list[float] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.trainer.name

    def fit(self, data: Dataset, rng: Generator) -> Scorer:
        started = time.perf_counter()
        scorer = self.trainer.fit(data, rng)
        self.seconds.append(time.perf_counter() - started)
        self.peak_gb.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9)
        return scorer


def main() -> None:
    """Print the table of the test, or of the validation."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--data", default="gowalla", help="a folder, or a data set in the home")
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    loaded = load_data(found.data, find_home(found.home), clock())
    study = Study(data=dataset(loaded), name=Path(found.data).name, held_out=loaded.held_out)
    if found.validate:
        _validate(study)
        return
    small = len(loaded.items) <= DENSE_LIMIT
    trainers: list[Trainer] = [FilterTrainer(), NeighboursTrainer(), PopularityTrainer()]
    models = {one.name: Timed(one) for one in [*trainers, *([TogetherTrainer()] if small else [])]}
    protocol = find_protocol("holdout" if study.held_out is None else "lightgcn")
    report = protocol.run(study, models)
    print(json.dumps(_json(report, models)) if found.json else _text(report, models, protocol.shown))


def _json(report: Report, models: dict[str, Timed]) -> dict[str, object]:
    fits = {name: {"fit_s": np.median(one.seconds), "peak_gb": max(one.peak_gb)} for name, one in models.items()}
    return {**json.loads(report.json()), "fits": fits}


def _text(report: Report, models: dict[str, Timed], shown: tuple[str, ...]) -> str:
    fits = [
        f"{name:12} fit {np.median(one.seconds):7.2f} s, peak of the process so far {max(one.peak_gb):.2f} GB"
        for name, one in models.items()
    ]
    return "\n".join([report.text(shown), "", *fits])


def _validate(study: Study) -> None:
    """One line a setting, as it is measured."""
    rows = study.data.interactions if study.held_out is None else study.own_split()[0]
    train, hidden = holdout(rows, HIDDEN, np.random.default_rng(0))
    some = np.random.default_rng(1).permutation(np.unique(hidden.users))[:VALIDATED_USERS]
    for changes in TRIED:
        trainer = FilterTrainer.model_validate(changes)
        scorer = trainer.fit(study.data.with_interactions(train), np.random.default_rng(0))
        values = measured(scorer, train, hidden.of_users(some), cutoffs=(20,), rng=np.random.default_rng(0))
        recall, ndcg = values["recall@20"], values["ndcg@20"]
        print(f"R@20 {recall.mean:.4f} NDCG@20 {ndcg.mean:.4f}  {changes or 'as set'}", flush=True)


if __name__ == "__main__":
    main()
