"""Recommending in real dialogues: what the recommender named next, as ReDial and INSPIRED are used (Li et al. 2018, Hayati et
al. 2020), repeats removed (He et al. 2023, "Large Language Models as Zero-Shot Conversational Recommenders", section 3).

For every turn of the recommender, each film that is named there and was not named before is to be found by what both sides
said before. All films of the training and test files are candidates but those named before; equal scores count against us. Recall
is over the films to be found, its interval by resampling dialogues. Beside it stand recalls where repeats count, for which films named
before are candidates too: there a copy of the context scores, and knows nothing.

Parameters are chosen one after the other by mean reciprocal rank on a tenth of the training dialogues, or on several tenths in turn where
one holds few; the test dialogues are read once.
"""

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ConfigError, DataError
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset, Utterance
from chatrec.core.protocols import BatchScorer, Scorer, SumTrainer
from chatrec.core.query import Query, Said
from chatrec.core.sums import Sums
from chatrec.data import dataset_of
from chatrec.data.dialogues import Dialogue, Dialogues, Form, shared
from chatrec.evaluation.intervals import DRAWS, Estimate, interval, multinomials
from chatrec.evaluation.report import Report

FORMS: tuple[Form, ...] = ("redial", "inspired")
CUTOFFS = (1, 10, 50)
REPEATS = ", repeats kept"
SHOWN_METRICS = tuple(f"recall@{k}{kept}" for kept in ("", REPEATS) for k in CUTOFFS)
VALIDATED = 10  # one of so many training dialogues is for choosing parameters
LEAST_VALIDATED = 100  # dialogues that parameters are chosen on, by further tenths in turn, where there are so many
WORDS, POPULARITY, COPY = "words", "popularity", "copy-history"
SCORED_AT_ONCE = 200


class Asked(NamedTuple):
    """One turn of a recommender: which dialogue it is of, what was said before, and the rows of the films named in it."""

    dialogue: int
    query: Query
    named: tuple[int, ...]

    @property
    def known(self) -> set[int]:
        """The rows of the films that were named before."""
        return {item for one in self.query.said for item in one.items}

    @property
    def fresh(self) -> list[int]:
        """The rows of the films that are named now and were not before."""
        known = self.known
        return [item for item in self.named if item not in known]


@dataclass(frozen=True, slots=True)
class Talks:
    """What is trained and tested on: `beside` are dialogues of other data that are summed in; `form` is the protocol's name."""

    form: Form
    train: Dialogues
    test: Dialogues
    beside: tuple[Dialogues, ...] = ()

    def items(self) -> list[Item]:
        """Every film of any file, sorted by key, with the year that its title names."""
        films = {key: title for part in (*self.beside, self.test, self.train) for key, title in part.films.items()}
        return [_item(key, title) for key, title in sorted(films.items())]

    def foreign(self, catalogue: Catalogue) -> IntArray:
        """The rows of films that only dialogues beside name: they are no candidates."""
        own = self.train.films.keys() | self.test.films.keys()
        return np.array([row for row, item in enumerate(catalogue) if item.id not in own], dtype=np.int64)


Making = Callable[[Mapping[str, float]], SumTrainer]  # a trainer from the parameters that are chosen; all collect alike


class Choosing(NamedTuple):
    """What is chosen on validation dialogues: how a trainer is made, and for each parameter in turn where it starts and what is
    tried.
    """

    making: Making
    tried: Mapping[str, Sequence[float]]


def refuse_unfit(talks: Talks) -> None:
    """Raises DataError where training and test share dialogues, or where there is nothing to learn or to find."""
    for part in (talks.train, *talks.beside):
        if leaked := shared(talks.test, part):
            raise DataError(
                f"{len(leaked)} of the {len(talks.test.dialogues)} test dialogues are in the training too, {leaked[0]!r} "
                "the first; give parts that share none."
            )
    for name, part in (("training", talks.train), ("test", talks.test)):
        if not any(turn.films for one in part.dialogues for turn in one.turns):
            raise DataError(f"No dialogue of the {name} part names a film; give dialogues in which films are named.")
    if len(talks.train.dialogues) < 2 * VALIDATED:
        raise DataError(
            f"{len(talks.train.dialogues)} training dialogues leave no tenth to choose parameters on; give {2 * VALIDATED} or more."
        )


def recommending(talks: Talks, catalogue: Catalogue, choosing: Choosing, rng: Generator, *, name: str) -> Report:
    """Choose parameters, fit with them and measure beside popularity and a copy; `refuse_unfit` comes before.

    Cost: one solve for each value that is tried and each tenth, and one at the end; 3 s each for ReDial.
    """
    started = time.perf_counter()
    parts = _tenths(talks.train.dialogues)
    first = {parameter: values[0] for parameter, values in choosing.tried.items()}
    one = choosing.making(first)
    sums = [one.collect(taught(part, catalogue)) for part in parts]
    whole = sum((one.collect(taught(other.dialogues, catalogue)) for other in talks.beside), sum(sums[1:], sums[0]))
    foreign = talks.foreign(catalogue)
    exams = [
        _Exam(whole - left, asked(part, catalogue), foreign)
        for left, part in zip(sums, parts[: _asked_of(parts)], strict=False)
    ]
    chosen, found = _chosen(choosing, exams, catalogue)
    scorer = _ranking(choosing.making(chosen).solve(whole, catalogue))
    return Report(
        protocol=talks.form,
        data=name,
        fingerprint=hashlib.sha256(
            "".join(part.fingerprint for part in (talks.train, talks.test, *talks.beside)).encode()
        ).hexdigest()[:16],
        settings={
            "train": len(talks.train.dialogues),
            "validated on": sum(len(part) for part in parts[: len(exams)]),
            "test": len(talks.test.dialogues),
            "beside": [len(part.dialogues) for part in talks.beside],
            "candidates": len(catalogue) - len(foreign),
            "chosen": chosen,
            "validation mrr": found,
        },
        seconds=time.perf_counter() - started,
        models=_measured(scorer, talks, catalogue, rng),
        main="recall@10",
    )


def report_text(report: Report) -> str:
    """The report as a table for people."""
    return (
        report.text(SHOWN_METRICS)
        .replace(" users with ", " films to be found, with ")
        .replace("over users.", "over dialogues.")
    )


def taught(dialogues: Sequence[Dialogue], catalogue: Catalogue) -> Dataset:
    """Dialogues as behaviour: each is a user, who chooses a film where either side names it first, by the clock of turns."""
    users: list[UserId] = []
    items: list[ItemId] = []
    times: list[float] = []
    for one in dialogues:
        first: dict[str, int] = {}
        for at, turn in enumerate(one.turns):
            for film in turn.films:
                first.setdefault(film, at + 1)
        users += [UserId(one.id)] * len(first)
        items += map(ItemId, first)
        times += map(float, first.values())
    data = dataset_of(catalogue, users, items, np.ones(len(items)), np.array(times))
    rows = {user: row for row, user in enumerate(data.users)}
    said = [
        Utterance(rows[UserId(one.id)], at + 1.0, message)
        for one in dialogues
        if UserId(one.id) in rows
        for at, message in enumerate(_messages(one, catalogue))
    ]
    return data.with_said(sorted(said, key=lambda one: one[:2]))


def asked(dialogues: Sequence[Dialogue], catalogue: Catalogue) -> list[Asked]:
    """Every turn of a recommender that names films, with what was said before."""
    return [
        Asked(number, Query(said=messages[:at]), messages[at].items)
        for number, one in enumerate(dialogues)
        for messages in [_messages(one, catalogue)]
        for at, turn in enumerate(one.turns)
        if turn.films and not turn.seeker
    ]


def ranks(scores: FloatArray, wanted: Sequence[int], barred: Sequence[int]) -> list[int]:
    """The place of each of the `wanted` columns of scores (I,), from 1 on, behind all that score the same; `barred` ones are
    no candidates.
    """
    left = scores.copy()
    left[list(barred)] = -np.inf
    return [int(np.count_nonzero(left >= left[item])) for item in wanted]


class _Exam(NamedTuple):
    """What is known and what is asked on validation dialogues, and the rows that are no candidates."""

    known: Sums
    questions: Sequence[Asked]
    foreign: IntArray


def _chosen(
    choosing: Choosing, exams: Sequence[_Exam], catalogue: Catalogue
) -> tuple[dict[str, float], dict[str, float]]:
    """The best value of each parameter in turn, the others as they are by then; and what all that was tried reads."""
    best = {parameter: values[0] for parameter, values in choosing.tried.items()}
    if not best:
        return {}, {}
    found = {_said(best): round(_mrr(choosing.making(best), exams, catalogue), 4)}
    for parameter, values in choosing.tried.items():
        for tried in [best | {parameter: value} for value in values]:
            if _said(tried) not in found:
                found[_said(tried)] = round(_mrr(choosing.making(tried), exams, catalogue), 4)
            if found[_said(tried)] > found[_said(best)]:
                best = tried
    return best, found


def _said(chosen: Mapping[str, float]) -> str:
    return ", ".join(f"{name} = {value:g}" for name, value in chosen.items())


def _measured(
    scorer: BatchScorer, talks: Talks, catalogue: Catalogue, rng: Generator
) -> dict[str, dict[str, Estimate]]:
    questions = asked(talks.test.dialogues, catalogue)
    popular, foreign = _popularity(talks.train.dialogues, catalogue), talks.foreign(catalogue)
    models = {}
    for model in (WORDS, POPULARITY, COPY):
        fresh, every = _Hits(len(talks.test.dialogues)), _Hits(len(talks.test.dialogues))
        for start in range(0, len(questions), SCORED_AT_ONCE):
            block = questions[start : start + SCORED_AT_ONCE]
            scores = _scores(model, block, scorer, popular)
            scores[:, foreign] = -np.inf
            for question, row in zip(block, scores, strict=True):
                fresh.add(question.dialogue, ranks(row, question.fresh, [*question.known]))
                every.add(question.dialogue, ranks(row, question.named, ()))
        models[model] = fresh.estimates(rng) | {f"{k}{REPEATS}": v for k, v in every.estimates(rng).items()}
    return models


def _ranking(scorer: Scorer) -> BatchScorer:
    if not isinstance(scorer, BatchScorer):
        raise ConfigError(f"{scorer.name!r} cannot rank films; a scorer that does has `score_batch`.")
    return scorer


def _scores(model: str, block: Sequence[Asked], scorer: BatchScorer, popular: FloatArray) -> FloatArray:
    """(B, I) what a model gives every film."""
    if model == WORDS:
        return scorer.score_batch([question.query for question in block])
    scores = np.tile(popular if model == POPULARITY else np.zeros(len(popular)), (len(block), 1))
    if model == COPY:
        for row, question in enumerate(block):
            for at, message in enumerate(question.query.said, start=1):
                scores[row, list(message.items)] = at
    return scores


class _Hits:
    """Hits and films to be found, by dialogue."""

    def __init__(self, n: int) -> None:
        self._hits = np.zeros((n, len(CUTOFFS)))
        self._wanted = np.zeros(n)

    def add(self, dialogue: int, places: Sequence[int]) -> None:
        self._hits[dialogue] += [sum(place <= k for place in places) for k in CUTOFFS]
        self._wanted[dialogue] += len(places)

    def estimates(self, rng: Generator) -> dict[str, Estimate]:
        """Recall at each cutoff; its interval is of the ratio of both sums over resampled dialogues."""
        wanted = float(self._wanted.sum())
        drawn = [
            (times @ self._hits) / np.maximum(times @ self._wanted, 1.0)[:, None]
            for times in multinomials(len(self._wanted), rng, DRAWS)
        ]
        low, high = interval(np.vstack(drawn))
        means = self._hits.sum(axis=0) / max(wanted, 1.0)
        return {
            f"recall@{k}": Estimate(float(means[at]), float(low[at]), float(high[at]), int(wanted))
            for at, k in enumerate(CUTOFFS)
        }


def _mrr(trainer: SumTrainer, exams: Sequence[_Exam], catalogue: Catalogue) -> float:
    """The mean of 1 / rank of what was not named before, over all exams: it sees every depth, the first places most."""
    places: list[int] = []
    for known, questions, foreign in exams:
        scorer = _ranking(trainer.solve(known, catalogue))
        for start in range(0, len(questions), SCORED_AT_ONCE):
            block = questions[start : start + SCORED_AT_ONCE]
            scores = scorer.score_batch([one.query for one in block])
            scores[:, foreign] = -np.inf
            for question, row in zip(block, scores, strict=True):
                places += ranks(row, question.fresh, [*question.known])
    return float(np.mean(1.0 / np.array(places))) if places else 0.0


def _popularity(dialogues: Sequence[Dialogue], catalogue: Catalogue) -> FloatArray:
    """(I,) in how many training dialogues each film is named."""
    counts = np.zeros(len(catalogue))
    for one in dialogues:
        for film in {film for turn in one.turns for film in turn.films}:
            counts[catalogue.row(ItemId(film))] += 1.0
    return counts


def _messages(dialogue: Dialogue, catalogue: Catalogue) -> tuple[Said, ...]:
    return tuple(
        Said(turn.text, tuple(catalogue.row(ItemId(film)) for film in turn.films), turn.seeker)
        for turn in dialogue.turns
    )


def _tenths(dialogues: Sequence[Dialogue]) -> list[list[Dialogue]]:
    """Ten parts by the hash of the id, whatever else is in the data."""
    order = sorted(dialogues, key=lambda one: hashlib.sha256(one.id.encode()).digest())
    return [order[part::VALIDATED] for part in range(VALIDATED)]


def _asked_of(parts: Sequence[Sequence[Dialogue]]) -> int:
    """How many parts hold so many dialogues that a choice can rest on them."""
    return next((n for n in range(1, len(parts)) if sum(map(len, parts[:n])) >= LEAST_VALIDATED), len(parts))


def _item(key: str, title: str) -> Item:
    name, _, year = key.rpartition("|")
    plain = title[: title.rfind("(")].strip() if year else title.strip()
    return Item(id=ItemId(key), title=plain or name, numbers={"year": float(year)} if year else {})


__all__ = [
    "FORMS",
    "SHOWN_METRICS",
    "Asked",
    "Choosing",
    "Making",
    "Talks",
    "asked",
    "ranks",
    "recommending",
    "refuse_unfit",
    "report_text",
    "taught",
]
