"""Behaviour with a known shape and no owner: catalogues and histories to try a scorer on."""

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset
from chatrec.core.query import Interaction, Preference, Query
from chatrec.data import dataset_of

GENRES = ("Action", "Comedy", "Crime", "Drama", "Horror", "Romance")
COUNTRIES = ("France", "日本")


def synthetic_dataset(rng: Generator, *, users: int = 40, items: int = 60) -> Dataset:
    """Users who choose what they like: each leans to one genre, and some items are liked by everybody.

    Every seventh item has no label and every fifth no year, prices are spread over three orders of magnitude, weights are
    any number in [-1, 1], and one user in ten has a single interaction. Items are rows 0..items in order of their id.
    """
    catalogue = Catalogue(some_items(rng, items))
    liking = _liking(rng, users, catalogue)
    names: list[UserId] = []
    rows: list[int] = []
    weights: list[float] = []
    for user in range(users):
        n = 1 if user % 10 == 9 else int(rng.integers(3, max(4, items // 3)))
        chosen = rng.choice(items, min(n, items), replace=False, p=liking[user])
        names.extend([UserId(f"user-{user:04d}")] * len(chosen))
        rows.extend(chosen.tolist())
        weights.extend(np.clip(rng.normal(0.6, 0.5, len(chosen)), -1.0, 1.0).tolist())
    times = rng.integers(1_600_000_000, 1_700_000_000, len(rows)).astype(np.float64)
    return dataset_of(catalogue, names, [catalogue[row].id for row in rows], np.array(weights), times)


def some_items(rng: Generator, n: int, *, first: int = 0) -> list[Item]:
    """`n` items with ids from item-`first` on, as `synthetic_dataset` has them."""
    return [_item(rng, number) for number in range(first, first + n)]


def some_query(rng: Generator, catalogue: Catalogue, *, most: int = 12) -> Query:
    """A query with a history of up to `most` items in random weights, and up to two wishes."""
    length = int(rng.integers(0, min(most, len(catalogue)) + 1))
    items = rng.choice(len(catalogue), length, replace=False).tolist()
    weights = rng.uniform(-1.0, 1.0, length).tolist()
    wished = rng.choice(GENRES, int(rng.integers(0, 3)), replace=False).tolist()
    leanings = rng.choice((-1.0, 1.0), len(wished)).tolist()
    return Query(
        history=tuple(map(Interaction, items, weights)),
        preferences=tuple(Preference("genre", value, leaning) for value, leaning in zip(wished, leanings, strict=True)),
    )


def _item(rng: Generator, number: int) -> Item:
    labels: dict[str, tuple[str, ...]] = {}
    if number % 7:
        labels["genre"] = tuple(rng.choice(GENRES, int(rng.integers(1, 4)), replace=False).tolist())
        labels["country"] = (str(rng.choice(COUNTRIES)),)
    numbers = {"price": float(np.round(10.0 ** rng.uniform(0, 3), 2))}
    if number % 5:
        numbers["year"] = float(rng.integers(1950, 2025))
    return Item(id=ItemId(f"item-{number:05d}"), title=f"Title {number}", labels=labels, numbers=numbers)


def _liking(rng: Generator, users: int, catalogue: Catalogue) -> FloatArray:
    """(users, items) how likely each user is to choose each item; rows sum to 1."""
    having = np.array([[genre in item.labels.get("genre", ()) for item in catalogue] for genre in GENRES])
    liked = having[rng.integers(0, len(GENRES), users)]
    popular = rng.pareto(2.0, len(catalogue)) + 0.1
    liking = popular * np.where(liked, 5.0, 1.0)
    return np.asarray(liking / liking.sum(axis=1, keepdims=True))


__all__ = ["COUNTRIES", "GENRES", "some_items", "some_query", "synthetic_dataset"]
