"""Which items speak of what: a search for words in everything that is written of them, both languages at once."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import numpy as np

from chatrec.core.arrays import IntArray

REMEMBERED = 64  # searches
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_IRREGULAR = (
    "man men", "woman women", "child children", "person people", "mouse mice", "foot feet", "tooth teeth", "goose geese",
    "wolf wolves", "thief thieves", "knife knives", "wife wives", "life lives", "hero heroes", "volcano volcanoes",
)  # fmt: skip
_PAIRS = {one: frozenset(pair.split()) for pair in _IRREGULAR for one in pair.split()}


class Mentions:
    """The texts of many items as one, to be searched for words.

    A word stands for its singular and plural, and only where it stands alone: "chess" is not in "duchess". Chinese
    is found wherever its characters stand. Of several words all must be there. Cost of making 1 µs an item, of a search
    1 ms for 1,700 items with 150 characters each; the latest searches are remembered.
    """

    def __init__(self, texts: Sequence[Iterable[str]], names: "Mentions | None" = None) -> None:
        """`texts` (I,) holds what is written of each item; `names` are looked through where no text speaks of a topic."""
        self._names = names
        joined = ["\n".join(parts).lower() for parts in texts]
        self._starts = [0, *accumulate(len(text) + 1 for text in joined)]
        self._text = "\0".join(joined)
        self._found: dict[str, IntArray] = {}

    def rows(self, topic: str) -> IntArray:
        """(n,) the rows of the items that speak of all words of a topic, ascending; none where it has no words."""
        found = self._found.get(topic)
        if found is None:
            if len(self._found) >= REMEMBERED:
                self._found.clear()
            sets = [self._speaking(word) for word in topic.lower().split()]
            found = np.array(sorted(set.intersection(*sets)) if sets else [], dtype=np.int64)
            if not len(found) and self._names is not None:
                found = self._names.rows(topic).copy()
            found.flags.writeable = False
            self._found[topic] = found
        return found

    def _speaking(self, word: str) -> set[int]:
        return {bisect_right(self._starts, at) - 1 for at in _places(word, self._text)}


def speaks(text: str, topic: str) -> bool:
    """Whether a text holds all words of a topic."""
    words = topic.lower().split()
    return bool(words) and all(next(_places(word, text.lower()), None) is not None for word in words)


def forms(word: str) -> frozenset[str]:
    """An English noun in the singular and in the plural, whichever it is in."""
    if word in _PAIRS:
        return _PAIRS[word]
    singular = {word}
    if word.endswith("ies") and len(word) > 4:
        singular |= {f"{word[:-3]}y"}
    elif word.endswith(("ches", "shes", "sses", "xes", "zes")):
        singular |= {word[:-2]}
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        singular |= {word[:-1]}
    return frozenset(form for one in singular for form in (one, _plural(one)))


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands in a text in small letters."""
    alone = HAN.search(word) is None
    for form in forms(word) if alone else (word,):
        at = text.find(form)
        while at >= 0:
            end = at + len(form)
            # A letter of the same word may stand on neither side; Chinese stands beside Latin words without a space.
            if not alone or not (_latin(text[at - 1 : at]) or _latin(text[end : end + 1])):
                yield at
            at = text.find(form, end)


def _latin(letter: str) -> bool:
    return letter.isalnum() and HAN.match(letter) is None


__all__ = ["Mentions", "forms", "speaks"]
