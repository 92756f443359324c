"""Whether somebody who looks for an item gives it away: words by which it could be found without any recommending.

A message leaks when it holds the item's id, a whole title by which it is known, two words of one that stand together there,
or one word of one that is no common word: no tenth of a hundred items has it among what is told of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from chatrec.core.catalogue import Catalogue, Item
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.text import HAN, Normaliser, keys

COMMON = 10  # items whose labels hold a word that tells nothing of one title
SHORTEST = 4  # letters of a word that is telling by itself
SHORTEST_HAN = 3  # characters of a Chinese title that tell it


class Leaks:
    """Finds them in messages about one catalogue. Built once, O(labels)."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._normalise = Normaliser()
        self._common: Counter[str] = Counter()
        for item in catalogue:
            labels = {word for values in item.labels.values() for value in values for word in keys(value)}
            self._common.update(labels)

    def leak(self, message: str, item: Item) -> str | None:
        """The words of a message that give the item away; None when none do."""
        said = keys(self._normalise(message))
        names = () if item.id.isdigit() else (item.id,)  # a number may be any number
        for title in (*names, item.title, *item.aliases, *item.titles.values()):
            for telling in self._telling(keys(self._normalise(title))):
                if _within(telling, said):
                    return " ".join(telling)
        return None

    def _telling(self, title: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The shortest stretches of a title that tell it."""
        if not title:
            return
        if any(HAN.match(word) for word in title):
            length = min(SHORTEST_HAN, len(title))
            yield from (title[at : at + length] for at in range(len(title) - length + 1))
            return
        yield title
        yield from (pair for pair in pairwise(title) if any(word not in STOPWORDS for word in pair))
        for word in title:
            rare = self._common[word] < COMMON and word not in STOPWORDS
            if len(word) >= SHORTEST and rare and not word.isdigit():
                yield (word,)


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    return any(tuple(whole[at : at + len(part)]) == tuple(part) for at in range(len(whole) - len(part) + 1))


__all__ = ["Leaks"]
