"""Protocols by name: each splits and measures as its publication does, so that its figures may stand beside theirs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from chatrec.core.errors import DataError, InputError
from chatrec.core.interactions import Interactions
from chatrec.core.protocols import Trainer
from chatrec.data import holdout as per_user
from chatrec.data import leave_last, random_rows
from chatrec.evaluation.cold import SHOWN, cold_items, cold_users
from chatrec.evaluation.comparing import Plan, reported
from chatrec.evaluation.explanations import explanations
from chatrec.evaluation.holdout import Holdout, holdout
from chatrec.evaluation.ranking import Reading, Trial, ties_against, top_of_list
from chatrec.evaluation.ratings import ratings
from chatrec.evaluation.report import Report
from chatrec.evaluation.study import Study

Trainers = Mapping[str, Trainer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """How to run it, what its publication reports, whether it asks what came after what, whether ratings are predicted
    as they are instead of each counting as positive, and whether it asks how people go on who have just begun.
    """

    run: Callable[[Study, Trainers], Report]
    shown: tuple[str, ...]
    ordered: bool = False
    graded: bool = False
    beginnings: bool = False


def holdout_all_positive(study: Study, trainers: Trainers) -> Report:
    """`holdout`: 20 % of each user's rows at random for the test, cutoffs 5 and 10."""
    return holdout(study.data, trainers, Holdout(seeds=study.seeds), name=study.name, course=study.course)


def stratified_75_25(study: Study, trainers: Trainers) -> Report:
    """`stratified-75-25`: a quarter of each user's rows at random for the test, k = 10, as Microsoft's Recommenders
    compares its algorithms on MovieLens 100K (Graham et al., RecSys 2019; examples/06_benchmarks/movielens.ipynb).

    Its `python_stratified_split` rounds as ours does: round(.75 n) of n rows stay, half a row going to the even number.
    Every rating is positive; whatever a user has in training is not ranked; users without a test row are left out.
    """
    return _random(study, trainers, "stratified-75-25", per_user, 0.25)


def neurec(study: Study, trainers: Trainers) -> Report:
    """`neurec`: 20 % of all rows at random for the test, k = 10, as NeuRec was measured on MovieLens 1M (Zhang et al.,
    IJCAI 2018) and measured again by Ferrari Dacrema et al. (ACM TOIS 39(2), 2021, appendix).

    Every rating is positive. The NDCG here is the standard one; that of the table is normalised in its own way.
    """
    return _random(study, trainers, "neurec", random_rows, 0.2)


def next_item(study: Study, trainers: Trainers) -> Report:
    """`next`: each user's last item is looked for among all that they have not used; what came before trains.

    Ties are counted against the scorer, k = 10: HR@10 is hit_rate@10. Users with one row are not tested.
    """
    return _next(study, trainers, "next", strict=False)


def next_item_strict(study: Study, trainers: Trainers) -> Report:
    """`next-strict`: as `next`, and the last item but one trains nothing either: it is for validation, and belongs to
    the history of the test query only (Kang & McAuley, SASRec, ICDM 2018, section IV-A; every item ranked as in Petrov &
    Macdonald, gSASRec, RecSys 2023).
    """
    return _next(study, trainers, "next-strict", strict=True)


def lightgcn(study: Study, trainers: Trainers) -> Report:
    """`lightgcn`: the source's own split, every item ranked but the user's training items, k = 20 (He et al., LightGCN,
    SIGIR 2020, section 4.1).

    Recall is hits over all test items of the user, NDCG is over the best possible list of 20, as `code/utils.py` of
    LightGCN-PyTorch computes them; means are over the users with a test item.
    """
    train, test = study.own_split()
    plan = _Plan("lightgcn", 20, {"train": len(train), "test": len(test)})
    return _report(study, trainers, plan, [Trial(train, train, test)])


PROTOCOLS: Mapping[str, Protocol] = MappingProxyType(
    {
        "holdout": Protocol(
            run=holdout_all_positive, shown=("precision@5", "recall@5", "ndcg@5", "ndcg@10", "hit_rate@10")
        ),
        "stratified-75-25": Protocol(run=stratified_75_25, shown=("ndcg@10", "precision@10", "recall@10", "map@10")),
        "neurec": Protocol(run=neurec, shown=("precision@10", "recall@10", "ndcg@10")),
        "next": Protocol(run=next_item, shown=("hit_rate@10", "ndcg@10", "mrr"), ordered=True),
        "next-strict": Protocol(run=next_item_strict, shown=("hit_rate@10", "ndcg@10", "mrr"), ordered=True),
        "lightgcn": Protocol(run=lightgcn, shown=("recall@20", "ndcg@20")),
        "cold-items": Protocol(run=cold_items, shown=("ndcg@10", "precision@10", "recall@10", "hit_rate@10")),
        "cold-users": Protocol(
            run=cold_users, shown=tuple(f"ndcg@10 after {shown}" for shown in SHOWN), beginnings=True
        ),
        "explanations": Protocol(
            run=explanations,
            shown=(
                "fidelity",
                "stronger",
                "deletion",
                "insertion",
                "come_true",
                "changes",
                "sparsity",
                "claims",
                "reading_ease",
            ),
        ),
        "ratings": Protocol(run=ratings, shown=("rmse", "mae"), graded=True),
    }
)


def find_protocol(name: str) -> Protocol:
    """The protocol of a name. Raises InputError that lists the known names."""
    if name not in PROTOCOLS:
        raise InputError(f"There is no protocol {name!r}; known are: {', '.join(PROTOCOLS)}.")
    return PROTOCOLS[name]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a report states of a protocol, and how it reads a ranking."""

    protocol: str
    cutoff: int
    stated: Mapping[str, object]
    reading: Reading = top_of_list
    trials: int = 1


_Split = Callable[[Interactions, float, Generator], tuple[Interactions, Interactions]]


def _random(study: Study, trainers: Trainers, protocol: str, split: _Split, share: float) -> Report:
    rows = study.data.interactions
    parts = (split(rows, share, np.random.default_rng(seed)) for seed in range(study.seeds))
    trials = (Trial(train, train, test) for train, test in parts)
    plan = _Plan(protocol, 10, {"share": share, "seeds": study.seeds}, trials=study.seeds)
    return _report(study, trainers, plan, trials)


def _next(study: Study, trainers: Trainers, protocol: str, *, strict: bool) -> Report:
    rows = study.in_order()
    past, _, last = leave_last(rows)
    train = leave_last(rows, validation=True).train if strict else past
    plan = _Plan(protocol, 10, {"strict": strict, "ties": "against"}, ties_against)
    return _report(study, trainers, plan, [Trial(train, past, last)])


def _report(study: Study, trainers: Trainers, plan: _Plan, trials: Iterable[Trial]) -> Report:
    whole = Plan(
        protocol=plan.protocol,
        cutoffs=(plan.cutoff,),
        stated={**plan.stated, "cutoffs": [plan.cutoff], "ranking": "full"},
        reading=plan.reading,
        trials=plan.trials,
    )
    report = reported(study, trainers, trials, whole)
    if report is None:
        raise DataError(f"No user of {study.name!r} has anything to find under {plan.protocol!r}; give more behaviour.")
    return report


__all__ = [
    "PROTOCOLS",
    "Protocol",
    "cold_items",
    "cold_users",
    "explanations",
    "find_protocol",
    "holdout_all_positive",
    "lightgcn",
    "neurec",
    "next_item",
    "next_item_strict",
    "ratings",
    "stratified_75_25",
]
