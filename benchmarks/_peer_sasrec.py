"""RecTools' side of `next.py`: SASRecModel, trained on the processor.

The last item of each user is for the test, the one before for validation, and neither is ever a target of training. After each
epoch the model looks for the validation items, and training ends when NDCG@10 has not risen for PATIENCE epochs, or with the
epoch in which MOST_CPU_S seconds of the processor are over; the weights of the best epoch look for the test items, knowing the
validation items as history. Every item that the user has not used is ranked, and ties count against the model.
"""

import copy
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np
import pandas as pd
import torch
from pytorch_lightning import Trainer, seed_everything
from rectools import Columns
from rectools.dataset import Dataset
from rectools.models import SASRecModel

from _peer import Given, Job, N, answer

FACTORS, BLOCKS, HEADS, LENGTH, DROPOUT = 64, 2, 2, 20, 0.2
LOSS, NEGATIVES = "sampled_softmax", 128  # over all 12,101 items of Beauty an epoch takes five times as long
BATCH, LEARNING_RATE = 64, 1e-3
PATIENCE, MOST_CPU_S = 3, 900.0


class Parts(NamedTuple):
    """The rows of training, and each user's item before the last and last (user -> item)."""

    train: pd.DataFrame
    known: pd.DataFrame  # training and validation: what a test query knows
    validation: "pd.Series[int]"
    test: "pd.Series[int]"


class Found(NamedTuple):
    """HR@10 and NDCG@10."""

    hit_rate: float
    ndcg: float


def parts(given: Given) -> Parts:
    """The rows of `given`, which lie in the order of the users and of their times, apart."""
    rows = pd.DataFrame({Columns.User: given.users, Columns.Item: given.items, Columns.Weight: 1.0})
    rows[Columns.Datetime] = pd.Timestamp("2000-01-01") + pd.to_timedelta(np.arange(len(rows)), unit="s")
    left = rows.groupby(Columns.User).cumcount(ascending=False)
    asked = [rows[left == back].set_index(Columns.User)[Columns.Item] for back in (1, 0)]
    return Parts(rows[left >= 2], rows[left >= 1], *asked)


def values(model: SASRecModel, known: pd.DataFrame, wanted: "pd.Series[int]") -> Found:
    """How well `model` finds each user's wanted item after what is `known` of them. One place more than asked for tells
    which ties reach over the last.
    """
    found = model.recommend(
        wanted.index.to_numpy(), Dataset.construct(known), k=N + 1, filter_viewed=True, on_unsupported_targets="ignore"
    )
    target = found[Columns.User].map(wanted)
    right = found[found[Columns.Item] == target].set_index(Columns.User)[Columns.Score]
    at_least = found[found[Columns.Score] >= found[Columns.User].map(right)]
    places = at_least.groupby(Columns.User).size().to_numpy()
    places = places[places <= N]
    return Found(len(places) / len(wanted), float((1.0 / np.log2(places + 1.0)).sum()) / len(wanted))


def trained(given: Given, threads: int) -> Job:
    """Everything: training, validation and the test."""
    torch.set_num_threads(threads)
    seed_everything(0)
    return partial(_run, parts(given))


def _trainer() -> Trainer:
    return Trainer(
        max_epochs=1,
        min_epochs=1,
        accelerator="cpu",
        logger=False,
        enable_progress_bar=False,
        enable_model_summary=False,
        enable_checkpointing=False,
    )


def _run(data: Parts) -> dict[str, float]:
    model = SASRecModel(
        n_blocks=BLOCKS,
        n_heads=HEADS,
        n_factors=FACTORS,
        dropout_rate=DROPOUT,
        session_max_len=LENGTH,
        loss=LOSS,
        n_negatives=NEGATIVES,
        batch_size=BATCH,
        lr=LEARNING_RATE,
        get_trainer_func=_trainer,
        recommend_torch_device="cpu",
    )
    train = Dataset.construct(data.train)
    best, best_epoch, loss, weights, epoch = Found(0.0, -1.0), 0, np.nan, {}, 0
    began = started = time.process_time()
    while not epoch or (epoch < best_epoch + PATIENCE and started - began < MOST_CPU_S):
        model.fit_partial(train, min_epochs=1, max_epochs=1)
        epoch += 1
        lost = float(model.fit_trainer.callback_metrics[model.lightning_model.train_loss_name])
        now = values(model, data.train, data.validation)
        started = time.process_time()
        told = f"epoch {epoch}: loss {lost:.4f}, validation {now}, {started - began:.0f} s of the processor"
        print(told, file=sys.stderr, flush=True)
        if now.ndcg > best.ndcg:
            best, best_epoch, loss = now, epoch, lost
            weights = copy.deepcopy(model.torch_model.state_dict())
    model.torch_model.load_state_dict(weights)
    test = values(model, data.known, data.test)
    return {
        "hit_rate@10": test.hit_rate,
        "ndcg@10": test.ndcg,
        "validation_hit_rate@10": best.hit_rate,
        "validation_ndcg@10": best.ndcg,
        "loss": loss,
        "epochs": float(best_epoch),
        "epochs_run": float(epoch),
        "users": float(len(data.test)),
    }


JOBS: dict[str, Callable[[Given, int], Job]] = {"next-strict": trained}

if __name__ == "__main__":
    answer(JOBS, ("rectools", "torch", "numpy"))
