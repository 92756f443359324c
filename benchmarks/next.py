"""How well and how fast the next item is found: `next` alone, beside its peers, and summed with them.

Run: python benchmarks/next.py --data PATH [--strict] [--validation] [--set decays=[0.2] ahead=[1] ...] [--json]
     chatrec bench next     (ML-1M from the data folder of the home)

Every item that the user has not used is ranked and ties count against the scorer. `--strict` keeps the last item but one out of
training, as the literature does; `--validation` looks for that item instead of the last, which settings are chosen by:
then nothing from the last item on is seen. On Amazon Beauty that chose
    --strict --set decays=[0.2] ahead=[1.0] l2=160 reach=40 rarity=0.1
With `--strict` RecTools' SASRec is trained on the same rows and asked for the same items, where `--rectools` names the Python of
an environment that has it: pip install 'rectools[torch]==0.19.0' torch==2.13.0. Its settings stand in `_peer_sasrec.py`.
"""

import argparse
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from chatrec.app.datasets import load_data
from chatrec.app.home import find_home
from chatrec.app.wiring import clock
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import BatchScorer
from chatrec.data import WeightRule, dataset, leave_last
from chatrec.evaluation import Study
from chatrec.evaluation.ranking import Trial, ties_against, values_of
from chatrec.scorers.blend import Blend
from chatrec.scorers.next import NextTrainer
from chatrec.scorers.passages import PassagesTrainer
from chatrec.scorers.popularity import PopularityTrainer
from chatrec.scorers.together import TogetherTrainer

SHARES = (0.005, 0.01, 0.02)  # of `together`, beside a whole `next`
CHOSEN = {"next": 1.0, "passages": 4.15e-4, "together": 0.0573}  # learned by `ordering` on ML-1M's validation items
METRICS = ("hit_rate@10", "ndcg@10")

Rows = dict[str, dict[str, float]]


def main() -> None:
    """Print HR@10, NDCG@10 and the seconds of the fit for every model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="ml-1m")
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--validation", action="store_true")
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=JSON", help="settings of `next`")
    parser.add_argument("--rectools", type=Path, metavar="PYTHON", help="measure RecTools' SASRec too (with --strict)")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    if found.rectools is not None and (not found.strict or found.validation):
        parser.error("--rectools needs --strict and no --validation: that is what its SASRec is trained for.")
    settings = {name: json.loads(value) for name, value in (pair.split("=", 1) for pair in found.set)}
    trainer = NextTrainer.model_validate(settings)
    loaded = load_data(found.data, find_home(found.home), clock(), ordered=True)
    data = dataset(loaded, WeightRule.ALL)
    study = Study(data=data, name=found.data)
    trial = _trial(study.in_order(), strict=found.strict, validation=found.validation)
    rows = _measured(data, trial, trainer)
    if found.rectools is not None:
        rows["SASRec of RecTools"] = _sasrec(found.rectools, study.in_order(), len(trial.users))
    if found.json:
        print(json.dumps({"settings": trainer.model_dump(), "fingerprint": data.fingerprint, "models": rows}))
        return
    print(f"{found.data} (fingerprint {data.fingerprint}), {len(trial.users)} users, {trainer!r}")
    print(f"{'model':28}{'HR@10':>9}{'NDCG@10':>9}{'fit s':>9}")
    for name, row in rows.items():
        more = " ".join(f"{key} {value:.4g}" for key, value in row.items() if key not in (*METRICS, "seconds"))
        print(f"{name:28}{row['hit_rate@10']:9.4f}{row['ndcg@10']:9.4f}{row['seconds']:9.1f}  {more}".rstrip())


def _trial(rows: Interactions, *, strict: bool, validation: bool) -> Trial:
    first = leave_last(rows)
    second = leave_last(rows, validation=True)
    if validation:
        return Trial(second.train, second.train, second.validation)
    return Trial(second.train if strict else first.train, first.train, first.test)


def _measured(data: Dataset, trial: Trial, trainer: NextTrainer) -> Rows:
    rows: Rows = {}
    scorers: dict[str, BatchScorer] = {}
    for part in (trainer, PassagesTrainer(), TogetherTrainer(), PopularityTrainer()):
        started = time.perf_counter()
        scorer = part.fit(data.with_interactions(trial.train), np.random.default_rng(0))
        seconds = time.perf_counter() - started
        scorers[part.name] = scorer
        rows[part.name] = {**_values(scorer, trial), "seconds": seconds}
    sums = {f"next + {share:g} together": {"next": 1.0, "together": share} for share in SHARES}
    for label, weights in {**sums, " + ".join(CHOSEN): CHOSEN}.items():
        parts, scales = [scorers[name] for name in weights], np.array([list(weights.values())])
        blend = Blend(parts, np.zeros(1, np.int64), scales, np.zeros(1))
        seconds = sum(rows[name]["seconds"] for name in weights)
        rows[label] = {**_values(blend, trial), "seconds": seconds}
    return rows


def _sasrec(python: Path, rows: Interactions, n_asked: int) -> dict[str, float]:
    """What RecTools' SASRec finds after training on `rows`, which hold everybody's last two items too, on one thread."""
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    one_thread.pop("PYTHONPATH", None)  # ours would be found before what the environment holds
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "interactions.npz"
        columns = {"users": rows.users, "items": rows.items, "weights": rows.weights, "times": rows.times}
        np.savez(path, labels=np.full(rows.n_items, "{}"), n_users=np.array(rows.n_users), **columns)
        command = [python, "-W", "ignore", Path(__file__).with_name("_peer_sasrec.py"), "next-strict", path, "1"]
        done = subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True, env=one_thread)
    if done.returncode:
        raise SystemExit(f"{python} could not measure SASRec; it needs rectools[torch].")
    answer = json.loads(done.stdout.splitlines()[-1])
    if answer["users"] != n_asked:
        raise SystemExit(f"SASRec was asked for {answer['users']:.0f} users and ours for {n_asked}; users need 3 rows.")
    numbers = {name: value for name, value in answer.items() if isinstance(value, float) and name != "s"}
    return {**numbers, "seconds": answer["s"]}


def _values(scorer: BatchScorer, trial: Trial) -> Mapping[str, float]:
    values = values_of(scorer, trial, (10,), ties_against)
    return {metric: float(values[metric].mean()) for metric in METRICS}


if __name__ == "__main__":
    main()
