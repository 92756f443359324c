"""What evidence is called: the name of one piece of it, the kinds that there are, and the names of many together."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from chatrec.core.arrays import IntArray


class Kind(StrEnum):
    """What a piece of evidence rests on."""

    HISTORY = "history"  # one item the user interacted with
    ATTRIBUTE = "attribute"  # an attribute that the user's items share
    TEXT = "text"  # words that the user's items share; its ref is "word=heist"
    PATH = "path"  # a chain of facts from one of the user's items, "item:603>directed_by>person"
    WISH = "wish"  # a preference the user stated
    MOOD = "mood"  # how the user feels; its ref is the mood of the item, "mood=warm"
    PRIOR = "prior"  # what holds for everybody: popularity, the base rate
    MODEL = "model"  # what a black box adds and does not break down; its ref is the model's name
    DIVERSITY = "diversity"  # a move of the reranker
    REST = "rest"  # smaller terms of one source, folded together; its ref is "kind:count", as in "history:88"


class Term(NamedTuple):
    """The name of one piece of evidence, ("together", HISTORY, "item:603"); `source` is part of the identity."""

    source: str
    kind: Kind
    ref: str


Name = tuple[str, str, str]  # a term, or what was written down of one


class Evidence(NamedTuple):
    """One term and what it adds to one item's score, in log-odds of a positive response."""

    term: Term
    value: float


class Groups(NamedTuple):
    """The sources and kinds (g,) of terms, each pair once, and `of` (m,) which of them each term belongs to."""

    pairs: tuple[tuple[str, Kind], ...]
    of: IntArray


class Terms(tuple[Term, ...]):  # noqa: SLOT001 - what is read off them needs a place
    """Many terms, one a column of values. All that is made of these values shares them, so that what is read off the
    terms is read once and lives as long as they do.
    """

    @cached_property
    def columns(self) -> Mapping[Name, int]:
        """Where each term stands; of equal ones the last."""
        columns: dict[Name, int] = dict(zip(self, range(len(self)), strict=True))
        return MappingProxyType(columns)

    @cached_property
    def groups(self) -> Groups:
        """Which source and kind each term is of."""
        each: list[tuple[str, Kind]] = list(map(itemgetter(0, 1), self))
        pairs = tuple(dict.fromkeys(each))
        number = dict(zip(pairs, range(len(pairs)), strict=True))
        return Groups(pairs, np.fromiter(map(number.__getitem__, each), np.int64, len(each)))


__all__ = ["Evidence", "Groups", "Kind", "Name", "Term", "Terms"]
