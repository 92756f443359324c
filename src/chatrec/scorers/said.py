"""What was said, as numbers: words and pairs of neighbours in hashed columns, the items that were named, older messages less."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple
from zlib import crc32

import numpy as np
import rjieba
from scipy import sparse

from chatrec.core.arrays import IntArray
from chatrec.core.interactions import Dataset, Utterance
from chatrec.core.query import Said
from chatrec.data.stopwords import STOP_WORDS, TALK, TURNING
from chatrec.scorers.matrix import strengths

WIDTH = 2**18  # columns of words: of 2,000 that count, one in 130 shares its column with another
STEPS = 64  # of an amount: sums of products stay exact in float64
MOST_PHRASES = 400  # of one message; what stands behind is not read
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+(?:'[^\W_{_HAN}]+)?")
_ENDS = re.compile(r"[.!?;,:()\"\n…。！？；，、：（）“”]+")


class Fading(NamedTuple):
    """How much a message says by how many came after it: `words` and `items` to the power of that number, and `theirs` times
    the words where they are not the user's own; what lies `reach` messages back says nothing.
    """

    words: float
    items: float
    theirs: float
    reach: int


class Amounts(NamedTuple):
    """How much was said of each phrase and each item (by row), in [0, 1]."""

    words: Mapping[str, float]
    items: Mapping[int, float]


class Lessons(NamedTuple):
    """What was said before choices: said (n, WIDTH + m), chosen (n, m) how much of each item, and users (n,)."""

    said: "sparse.csr_array[np.float64]"
    chosen: "sparse.csr_array[np.float64]"
    users: IntArray


def phrases(text: str) -> tuple[str, ...]:
    """The words of a text that say what is wanted, and pairs of neighbours within a sentence, also with what turns a word ("not
    dark"), each once, in order. Chinese is cut by a dictionary (rjieba).

    >>> phrases("A quiet heist, not too dark")
    ('quiet', 'heist', 'quiet heist', 'dark', 'too dark')
    """
    found: dict[str, None] = {}
    for sentence in _ENDS.split(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")):
        words = list(_words(sentence))
        found |= dict.fromkeys(word for word in words if _tells(word))
        found |= dict.fromkeys(_joined(*pair) for pair in pairwise(words) if _pairs(*pair))
    return tuple(found)[:MOST_PHRASES]


def column(phrase: str) -> int:
    """The column of a phrase: it is hashed, so that columns of different users add up and no word of theirs is stored."""
    return crc32(phrase.encode()) % WIDTH


def amounts(said: Sequence[Said], fading: Fading, read: Callable[[str], tuple[str, ...]] = phrases) -> Amounts:
    """What a conversation says, its newest message last; what was said twice counts as it counts most. `read` finds the phrases of
    a text.
    """
    words: dict[str, float] = {}
    items: dict[int, float] = {}
    for age, message in enumerate(said[: -fading.reach - 1 : -1]):
        own = 1.0 if message.own else fading.theirs
        amount = round(fading.words**age * own * STEPS) / STEPS
        if amount > 0.0:
            for phrase in read(message.text):
                words[phrase] = max(amount, words.get(phrase, 0.0))
        amount = round(fading.items**age * STEPS) / STEPS
        for item in message.items:
            items[item] = max(amount, items.get(item, 0.0))
    return Amounts(words, items)


def lessons(data: Dataset, fading: Fading, *, window_s: float) -> Lessons:
    """One row for each time at which a user chose items after something was said, within `window_s` of it.

    Cost 0.2 ms a row: 3 s for the 14,000 of 3,458 dialogues.
    """
    rows: list[Mapping[int, float]] = []
    chosen: list[Mapping[int, float]] = []
    users: list[int] = []
    read = cache(phrases)  # of this call alone: nobody's words outlive it
    for user, before, items in _choices(data, window_s):
        found = amounts(before, fading, read)
        if found.words or found.items:
            rows.append(hashed(found))
            chosen.append(items)
            users.append(user)
    n_items = len(data.catalogue)
    return Lessons(stacked(rows, WIDTH + n_items), stacked(chosen, n_items), np.array(users, dtype=np.int64))


def hashed(found: Amounts) -> dict[int, float]:
    """The amounts by column; phrases that share one count as the stronger."""
    columns: dict[int, float] = {}
    for phrase, amount in found.words.items():
        at = column(phrase)
        columns[at] = max(amount, columns.get(at, 0.0))
    return columns | {WIDTH + item: amount for item, amount in found.items.items()}


def stacked(rows: Sequence[Mapping[int, float]], width: int) -> "sparse.csr_array[np.float64]":
    """(rows, width) the rows as one matrix; columns beyond are left out."""
    kept = [sorted((at, amount) for at, amount in row.items() if at < width) for row in rows]
    starts = np.cumsum([0, *map(len, kept)])
    indices = np.array([at for row in kept for at, _ in row], dtype=np.int64)
    values = np.array([amount for row in kept for _, amount in row], dtype=np.float64)
    return sparse.csr_array((values, indices, starts), shape=(len(kept), width))


def _choices(data: Dataset, window_s: float) -> Iterator[tuple[int, Sequence[Said], dict[int, float]]]:
    """(user, what was said before, how much of each item was chosen) for each user and time."""
    spoken = {user: list(some) for user, some in groupby(data.said, key=lambda one: one.user)}
    rows = data.interactions
    mine = np.flatnonzero(np.isin(rows.users, list(spoken)))
    told = zip(*(one[mine].tolist() for one in (rows.users, rows.times, rows.items, strengths(rows))), strict=True)
    for (user, at), some in groupby(told, key=lambda row: row[:2]):
        before = _before(spoken[user], at, window_s)
        if before:
            yield user, before, {item: strength for _, _, item, strength in some}


def _before(said: Sequence[Utterance], at: float, window_s: float) -> list[Said]:
    times = [one.at for one in said]
    return [one.said for one in said[bisect_left(times, at - window_s) : bisect_left(times, at)]]


def counted(rows: Iterable[Iterable[int]]) -> Counter[int]:
    """How many of the rows, each without doubles, hold each column."""
    return Counter(at for row in rows for at in row)


def placed(columns: IntArray, among: IntArray) -> IntArray:
    """(c,) where each column stands `among` sorted ones; their number for one that does not."""
    places = np.searchsorted(among, columns)
    return np.where(np.append(among, -1)[places] == columns, places, len(among))


def _words(sentence: str) -> Iterator[str]:
    for run in _RUNS.findall(sentence):
        if "\u3400" <= run[0] <= "\u9fff":
            yield from rjieba.cut(run)
        else:
            yield run


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in STOP_WORDS and word not in TALK


def _pairs(first: str, second: str) -> bool:
    """Whether two neighbours say more together: "big heist", "not dark", but not "a heist"."""
    return _tells(second) and (_tells(first) or first in TURNING)


def _joined(first: str, second: str) -> str:
    """A pair as it is written."""
    return (
        first + second
        if "\u3400" <= first[0] <= "\u9fff" and "\u3400" <= second[0] <= "\u9fff"
        else f"{first} {second}"
    )


__all__ = [
    "WIDTH",
    "Amounts",
    "Fading",
    "Lessons",
    "amounts",
    "column",
    "counted",
    "hashed",
    "lessons",
    "phrases",
    "placed",
    "stacked",
]
