"""The `explanations` protocol: whether evidence is what moves the score, and whether what is said comes true."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import DataError
from chatrec.core.ids import ModelVersion
from chatrec.core.protocols import BatchScorer, Trainer
from chatrec.core.query import Candidates, Interaction, Query
from chatrec.core.slate import SlateItem
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.report import Report
from chatrec.evaluation.sentences import SENTENCES, Sentences
from chatrec.evaluation.study import Study
from chatrec.explain import Situation, counterfactual
from chatrec.explain.counterfactual import helping
from chatrec.explain.local import local
from chatrec.recommend import DiversityReranker, Recommender

USERS = 100  # that are asked about, at random
LISTED = 5
LEAST = 4  # items of a history from which on removing some of them says something
STEPS = 5  # of a deletion or insertion curve
TOP = 3
MOST_OF_IT = 0.8  # of the absolute evidence, for sparsity
METRICS = (
    "fidelity",
    "deletion",
    "deletion_popular",
    "insertion",
    "stronger",
    "counterfactual",
    "come_true",
    "changes",
    "sparsity",
    "stability",
    "occlusion",
    "local_fit",
    *SENTENCES,
)


def explanations(study: Study, trainers: Mapping[str, Trainer]) -> Report:
    """`explanations`: every model is fitted on all behaviour and its best item for each of 100 random users is explained.

    Items of the history are muted in the order of their evidence, in a random order and by popularity, and the model is
    asked again: `deletion`, `deletion_popular` and `insertion` are areas between those curves, as shares of what the history adds
    (Petsiuk et al., RISE, BMVC 2018, for recommendations); `stronger` is the share of users for whom the three
    largest terms lower the score more than three random ones. Counterfactuals are executed. `occlusion` is how
    far leaving each item out agrees with what the terms say of it, `local_fit` the R² of the linear picture of `explain.local`.
    Every sentence is worded in both languages and checked claim by claim. Seed 0; no variety is asked for.
    """
    started = time.perf_counter()
    rng = np.random.default_rng(0)
    histories = study.data.interactions.histories()
    long_enough = [at for at, history in enumerate(histories) if len(history) >= LEAST]
    if not long_enough:
        raise DataError(f"No user of {study.name!r} has {LEAST} items, so none can be taken away; give more behaviour.")
    asked = rng.permutation(long_enough)[:USERS]
    chosen = np.bincount(study.data.interactions.items, minlength=study.data.interactions.n_items)
    models: dict[str, dict[str, Estimate]] = {}
    for name, trainer in trainers.items():
        fitted = trainer.fit(study.data, np.random.default_rng(0))
        if isinstance(fitted, BatchScorer):
            models[name] = _measured(fitted, study.data.catalogue, [histories[at] for at in asked], chosen)
    settings = {"users": len(asked), "listed": LISTED, "steps": STEPS, "seed": 0}
    seconds = time.perf_counter() - started
    return Report("explanations", study.name, study.data.fingerprint, settings, seconds, models)


def _measured(
    scorer: BatchScorer, catalogue: Catalogue, histories: Sequence[tuple[Interaction, ...]], chosen: IntArray
) -> dict[str, Estimate]:
    house = Recommender(catalogue, scorer, DiversityReranker(catalogue, strength=0.0), model=ModelVersion("measured"))
    rng, words = np.random.default_rng(1), Sentences(catalogue)
    values = np.full((len(histories), len(METRICS)), np.nan)
    for row, history in enumerate(histories):
        query = Query(history=history, n=LISTED)
        listed = house.recommend(query).items
        if listed:
            found = {**_of_evidence(listed[0], scorer, query), **_of_changes(house, query, listed[0].item)}
            found |= _Perturbed(house, query, listed[0].item, chosen).measured(rng)
            found |= words.measured(listed[0], query)
            values[row] = [found.get(metric, np.nan) for metric in METRICS]
    return dict(zip(METRICS, bootstrap(values, np.random.default_rng(2)), strict=True))


def _of_evidence(best: SlateItem, scorer: BatchScorer, query: Query) -> dict[str, float]:
    """Whether the terms sum to what the model ranks by, and how many of them hold four fifths of the evidence."""
    ranked = float(scorer.score_batch([query])[0, best.item])
    total = sum(piece.value for piece in best.evidence)
    sizes = np.sort([abs(piece.value) for piece in best.evidence])[::-1]
    held = np.cumsum(sizes) >= MOST_OF_IT * sizes.sum()
    exact = abs(total - ranked) <= SUM_TOLERANCE * max(1.0, abs(ranked))
    return {"fidelity": float(exact), **({"sparsity": float(np.argmax(held)) + 1.0} if len(sizes) else {})}


def _of_changes(house: Recommender, query: Query, item: int) -> dict[str, float]:
    """Whether there is a counterfactual, whether it comes true, and its size."""
    situation = Situation(query)
    found = counterfactual(house, situation, item).found.changes
    if found is None:
        return {"counterfactual": 0.0}
    then = house.recommend(situation.after(found).query).items
    gone = all(one.item != item for one in then)
    return {"counterfactual": 1.0, "come_true": float(gone), "changes": float(len(found))}


@dataclass(frozen=True, slots=True)
class _Perturbed:
    """One item, asked about again with parts of the history muted."""

    house: Recommender
    query: Query
    item: int
    chosen: IntArray

    def measured(self, rng: Generator) -> dict[str, float]:
        """The areas between the curves, and how the largest terms compare and hold; nothing where no term names an item."""
        helps = self._helps(self.query)
        if not helps.any():
            return {}
        orders = {
            "evidence": np.argsort(-helps, kind="stable"),
            "random": rng.permutation(len(helps)),
            "popular": np.argsort(-self.chosen[self.query.history_items], kind="stable"),
        }
        fewer = {name: self._curve(order) for name, order in orders.items()}
        more = {name: self._curve(order[::-1])[::-1] for name, order in orders.items()}
        whole = fewer["random"][0] - fewer["random"][-1]
        found = {"stability": self._stability(orders["evidence"], rng), **self._of_local(helps)}
        top = min(TOP, len(helps))
        after = self._scores([self._muting(orders[name][:top]) for name in ("evidence", "random")])
        found["stronger"] = float(after[0] <= after[1])
        if whole > 0:
            found["deletion"] = float((fewer["random"] - fewer["evidence"]).mean() / whole)
            found["deletion_popular"] = float((fewer["popular"] - fewer["evidence"]).mean() / whole)
            found["insertion"] = float((more["evidence"] - more["random"]).mean() / whole)
        return found

    def _curve(self, order: IntArray) -> FloatArray:
        """(STEPS + 1,) the item's score with ever more of the history muted, in the order given."""
        cuts = np.round(np.linspace(0, len(order), STEPS + 1)).astype(np.int64)
        return self._scores([self._muting(order[:cut]) for cut in cuts.tolist()])

    def _of_local(self, helps: FloatArray) -> dict[str, float]:
        """One less the share of the evidence by which occlusion differs from it, and the fit of the local picture."""
        seen = local(self.house.scorer, self.query, self.item, np.random.default_rng(3))
        place = {item: at for at, item in enumerate(self.query.history_items.tolist())}
        told = helps[[place[item] for item in seen.items.tolist()]]
        size, off = float(np.abs(told).sum()), float(np.abs(told - seen.occluded).sum())
        return {
            **({"occlusion": 1.0 - off / size} if size else {}),
            **({} if seen.fit is None else {"local_fit": seen.fit}),
        }

    def _stability(self, order: IntArray, rng: Generator) -> float:
        """How many of the three largest terms stay among them when one other item of the history is muted."""
        top = set(order[:TOP].tolist())
        others = [at for at in range(len(order)) if at not in top]
        if not others:
            return float("nan")
        muted = self._muting(np.array([others[int(rng.integers(len(others)))]]))
        again = np.argsort(-self._helps(muted), kind="stable")[:TOP]
        return len(top & set(again.tolist())) / len(top)

    def _helps(self, query: Query) -> FloatArray:
        """(h,) what each item of the history says for the item."""
        attribution = self.house.scorer.attribute(query, Candidates(np.array([self.item], dtype=np.int64)))
        return helping(attribution, self.house.catalogue)[query.history_items]

    def _muting(self, places: IntArray) -> Query:
        quiet = set(places.tolist())
        history = (past._replace(weight=0.0) if at in quiet else past for at, past in enumerate(self.query.history))
        return replace(self.query, history=tuple(history))

    def _scores(self, queries: Sequence[Query]) -> FloatArray:
        return self.house.scorer.score_batch(queries)[:, self.item]


__all__ = ["METRICS", "USERS", "explanations"]
