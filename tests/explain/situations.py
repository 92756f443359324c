"""Random situations: histories, wishes and constraints over a small catalogue."""

from dataclasses import replace

from numpy.random import Generator

from chatrec.core.catalogue import Catalogue
from chatrec.core.query import Excludes, Includes, Interaction, Query
from chatrec.explain.changes import Situation
from chatrec.testing.synthetic import GENRES, some_query


def some_situation(rng: Generator, catalogue: Catalogue, *, most: int = 8, n: int = 4) -> Situation:
    """Up to `most` actions, up to two wishes, a constraint in two of five cases, something shown in one of three."""
    query = some_query(rng, catalogue, most=most)
    ways = rng.random()
    genre = str(rng.choice(GENRES))
    constraints = (Excludes("genre", (genre,)),) if ways < 0.2 else (Includes("genre", (genre,)),) if ways < 0.4 else ()
    shown = frozenset(rng.choice(len(catalogue), 3).tolist()) if rng.random() < 1 / 3 else frozenset()
    return Situation(replace(query, constraints=constraints, n=n), shown - set(query.history_items.tolist()))


def long_situation(rng: Generator, catalogue: Catalogue, *, actions: int, n: int = 4) -> Situation:
    """`actions` likes and dislikes."""
    items = rng.choice(len(catalogue), actions, replace=False).tolist()
    history = tuple(Interaction(item, weight) for item, weight in zip(items, rng.uniform(-1, 1, actions), strict=True))
    return Situation(Query(history=history, n=n))


__all__ = ["long_situation", "some_situation"]
