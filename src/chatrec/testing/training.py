"""The laws of a trainer, and of one whose model is a solve over sums."""

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import IntArray
from chatrec.core.attribution import Attribution, Kind
from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset, Interactions
from chatrec.core.protocols import Storable, SumTrainer, Trainer
from chatrec.core.query import Candidates
from chatrec.core.sums import Sums
from chatrec.testing.checking import close, demand, ranking, same_arrays, same_sums
from chatrec.testing.evidence import some_cases
from chatrec.testing.storing import GROWTH
from chatrec.testing.synthetic import some_items, some_query

RETRAIN_TOLERANCE = 1e-10
ASKED = 3  # questions about new items
FORGOTTEN = 3  # users that `check_sums` forgets, one after the other


def learns_the_same_from_the_same_seed(trainer: Trainer, data: Dataset, seed: int) -> None:
    """Same data, settings and seed, same model: bit for bit in the arrays, or in the scores where there are none."""
    first, second = (ranking(trainer.fit(data, np.random.default_rng(seed))) for _ in range(2))
    query = some_query(np.random.default_rng(seed), data.catalogue)
    same = np.array_equal(first.score_batch([query]), second.score_batch([query]))
    demand(same, f"the same seed {seed} gives the same scores")
    if isinstance(first, Storable) and isinstance(second, Storable):
        same_arrays(first.arrays(), second.arrays(), "the same seed gives the same arrays")


def leaves_its_data_alone(trainer: Trainer, data: Dataset, seed: int) -> None:
    """Training changes no array of the data set."""
    columns = (data.interactions.users, data.interactions.items, data.interactions.weights, data.interactions.times)
    before = [column.copy() for column in columns]
    trainer.fit(data, np.random.default_rng(seed))
    same = all(np.array_equal(column, kept) for column, kept in zip(columns, before, strict=True))
    demand(same, "training leaves the interactions as they are")


def check_sums(trainer: SumTrainer, data: Dataset, rng: Generator) -> None:
    """Every law of a model that is a solve over sums, forgetting a few users in turn."""
    fit_solves_the_sums(trainer, data, rng)
    sums_add_up_over_users(trainer, data, rng)
    sums_ignore_the_order_of_users(trainer, data, rng)
    for user in rng.choice(np.unique(data.interactions.users), FORGOTTEN, replace=False).tolist():
        forgets_a_user(trainer, data, user, rng)


def fit_solves_the_sums(trainer: SumTrainer, data: Dataset, rng: Generator) -> None:
    """A fit is solve(collect(data)), to the last bit; solving leaves the sums as they were."""
    sums = trainer.collect(data)
    kept = Sums(
        {name: array.copy() for name, array in sums.arrays.items()},
        {name: matrix.copy() for name, matrix in sums.sparse.items()},
    )
    solved, fitted = ranking(trainer.solve(sums, data.catalogue)), ranking(trainer.fit(data, rng))
    same_sums(sums, kept, "solving changes no sum")
    for case in some_cases(solved, data.catalogue, rng):
        same = np.array_equal(solved.score_batch([case.query]), fitted.score_batch([case.query]))
        demand(same, "fit gives the scores of solve(collect(data))")


def sums_add_up_over_users(trainer: SumTrainer, data: Dataset, rng: Generator) -> None:
    """The sums of three disjoint groups of users add up to the sums of all, exactly."""
    groups = np.array_split(rng.permutation(data.interactions.n_users), 3)
    first, second, third = (trainer.collect(_of_users(data, group)) for group in groups)
    whole = trainer.collect(data)
    same_sums(third + (first + second), whole, "sums of disjoint users add up")


def sums_ignore_the_order_of_users(trainer: SumTrainer, data: Dataset, rng: Generator) -> None:
    """The same users in other rows have the same sums, exactly."""
    rows = data.interactions
    places = rng.permutation(rows.n_users)
    moved = places[rows.users]
    order = np.lexsort((rows.times, moved))
    shuffled = Interactions(
        moved[order], rows.items[order], rows.weights[order], rows.times[order], rows.n_users, rows.n_items
    )
    said = sorted((one._replace(user=int(places[one.user])) for one in data.said), key=lambda one: one[:2])
    got, wanted = trainer.collect(data.with_interactions(shuffled).with_said(said)), trainer.collect(data)
    same_sums(got, wanted, "sums do not depend on the order of the users")


def forgets_a_user(trainer: SumTrainer, data: Dataset, user: int, rng: Generator) -> None:
    """Subtracting a user leaves, bit for bit, the sums of a training that never saw them, and their scores to 1e-10."""
    everybody = np.arange(data.interactions.n_users)
    rest = _of_users(data, everybody[everybody != user])
    left = trainer.collect(data) - trainer.collect(_of_users(data, np.array([user])))
    same_sums(left, trainer.collect(rest), f"without user {user} the sums are those of the others")
    forgotten, never = ranking(trainer.solve(left, data.catalogue)), ranking(trainer.fit(rest, rng))
    queries = [some_query(rng, data.catalogue) for _ in range(3)]
    wanted = never.score_batch(queries)
    close(forgotten.score_batch(queries), wanted, "forgetting equals a retrain", tolerance=RETRAIN_TOLERANCE)


def says_nothing_of_new_items(trainer: Trainer, data: Dataset, rng: Generator) -> None:
    """What is learned from behaviour alone cannot tell one new item from another; only wishes do. A predictor of ratings
    gives all of them what it expects of any item.
    """
    for answer in _of_new_items(trainer, data, rng):
        learned = [at for at, term in enumerate(answer.terms) if term.kind is not Kind.WISH]
        values = answer.values[:, learned]
        same = bool((values == values[:1]).all())
        demand(same, f"items that came after the training all have the same learned evidence; got {values}")


def speaks_of_new_items(trainer: Trainer, data: Dataset, rng: Generator) -> None:
    """What knows items by what they are has evidence on items that came after the training."""
    spoken = [answer.values.any(axis=1) for answer in _of_new_items(trainer, data, rng)]
    demand(not spoken or bool(np.any(spoken)), "items that came after the training have evidence by what they are")


def _of_new_items(trainer: Trainer, data: Dataset, rng: Generator) -> Iterator[Attribution]:
    """What a scorer says of items that came after its training, to a few users; nothing where it cannot be stored."""
    scorer = trainer.fit(data, rng)
    if isinstance(scorer, Storable):
        n = len(data.catalogue)
        grown = Catalogue([*data.catalogue, *some_items(rng, GROWTH, first=n)], data.catalogue.knowledge)
        later = ranking(type(scorer).restored(scorer.arrays(), grown))
        for _ in range(ASKED):
            yield later.attribute(some_query(rng, data.catalogue), Candidates(np.arange(n, n + GROWTH)))


def _of_users(data: Dataset, users: IntArray) -> Dataset:
    return data.with_interactions(data.interactions.of_users(users))


__all__ = [
    "check_sums",
    "fit_solves_the_sums",
    "forgets_a_user",
    "learns_the_same_from_the_same_seed",
    "leaves_its_data_alone",
    "says_nothing_of_new_items",
    "speaks_of_new_items",
    "sums_add_up_over_users",
    "sums_ignore_the_order_of_users",
]
