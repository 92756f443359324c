"""Behaviour with a known shape and no owner: catalogues and histories to try a scorer on."""

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset, Utterance
from chatrec.core.query import Interaction, Preference, Query, Said
from chatrec.data import dataset_of

GENRES = ("Action", "Comedy", "Crime", "Drama", "Horror", "Romance")
COUNTRIES = ("France", "日本")
SAYINGS = ("something with {}, not too dark", "a quiet {} story", "来点 {} 的电影", "{}!")


def synthetic_dataset(rng: Generator, *, users: int = 40, items: int = 60) -> Dataset:
    """Users who choose what they like: each leans to one genre, and some items are liked by everybody.

    Every seventh item has no label and every fifth no year, prices are spread over three orders of magnitude, weights are
    any number in [-1, 1], and one user in ten has a single interaction. Items are rows 0..items in order of their id. Two
    users of three said now and then what they were about to choose, or were told so, and some items were named.
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
    data = dataset_of(catalogue, names, [catalogue[row].id for row in rows], np.array(weights), times)
    return data.with_said(_sayings(rng.spawn(1)[0], data))  # of its own numbers, so that the behaviour is what it was


def some_items(rng: Generator, n: int, *, first: int = 0) -> list[Item]:
    """`n` items with ids from item-`first` on, as `synthetic_dataset` has them."""
    return [_item(rng, number) for number in range(first, first + n)]


def some_query(rng: Generator, catalogue: Catalogue, *, most: int = 12) -> Query:
    """A query with a history of up to `most` items in random weights, up to two wishes and up to three messages."""
    talk = rng.spawn(1)[0]
    length = int(rng.integers(0, min(most, len(catalogue)) + 1))
    items = rng.choice(len(catalogue), length, replace=False).tolist()
    weights = rng.uniform(-1.0, 1.0, length).tolist()
    wished = rng.choice(GENRES, int(rng.integers(0, 3)), replace=False).tolist()
    leanings = rng.choice((-1.0, 1.0), len(wished)).tolist()
    return Query(
        history=tuple(map(Interaction, items, weights)),
        preferences=tuple(Preference("genre", value, leaning) for value, leaning in zip(wished, leanings, strict=True)),
        said=tuple(_said(talk, str(talk.choice(GENRES)), len(catalogue)) for _ in range(int(talk.integers(0, 4)))),
    )


def _sayings(rng: Generator, data: Dataset) -> list[Utterance]:
    """A message in the minute before some of the choices, mostly of a kind that the chosen item is."""
    said: list[Utterance] = []
    rows = data.interactions
    for user, item, at in zip(rows.users.tolist(), rows.items.tolist(), rows.times.tolist(), strict=True):
        if user % 3 and rng.random() < 0.5:
            about = data.catalogue[item].labels.get("genre", GENRES)[0]
            said.append(Utterance(user, at - float(rng.integers(1, 60)), _said(rng, about, len(data.catalogue))))
    return sorted(said, key=lambda one: one[:2])


def _said(rng: Generator, about: str, n_items: int) -> Said:
    named = tuple(rng.choice(n_items, int(rng.integers(0, 3)), replace=False).tolist()) if n_items > 1 else ()
    return Said(str(rng.choice(SAYINGS)).format(about), named, bool(rng.random() < 0.7))


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
