"""What people think of each item: everybody's word on it, without names, and that of the people whose likes are closest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.events import EventKind
from chatrec.core.profile import Profile, Taste

FEWEST = 5  # people of whom anything is told; of fewer somebody could be guessed
CLOSEST = 30  # people whose likes are closest, at most
ONE_SELF = 1.0 - 1e-9  # the cosine of somebody's likes with their own
SHARED = 0.5  # of those who know an item are the closest, at most; of more nothing new would be told
DISLIKES, TWO, THREE, FOUR, LIKES = 0, 2, 3, 4, 6  # words: stars of five, 1 to 5, or said without stars
CLEAR, UTMOST = 0.5, 0.75  # how far a rating is from the middle of its scale, for one star more or less, and for two


class Verdict(NamedTuple):
    """How many people have a word on an item, how many of them like it (four stars or more) and how many do not (two or
    fewer), and whether all of them gave stars.
    """

    people: int
    liking: int
    disliking: int
    starred: bool


class Closest(NamedTuple):
    """The verdict of the people whose likes are closest to somebody's, and of how many items each of them at least shares the
    liking.
    """

    verdict: Verdict
    least: int


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """Everybody's latest word on every item, item by item: of the item at row i those in `offsets[i]:offsets[i + 1]`.

    offsets (m + 1,); `people` (r,) are rows of persons, ascending for each item, and `words` (r,) what they said. It holds what
    each person said without their name, as personal as the log; `likes` (persons,) count what each likes. 5 bytes a word.
    """

    offsets: IntArray
    people: NDArray[np.int32]
    words: NDArray[np.int8]
    likes: FloatArray = field(init=False)

    def __post_init__(self) -> None:
        n = int(self.people.max()) + 1 if len(self.people) else 0
        liking = np.bincount(self.people[self.words >= FOUR], minlength=n).astype(np.float64)
        object.__setattr__(self, "likes", liking)

    @classmethod
    def of(cls, profiles: Iterable[Profile], catalogue: Catalogue) -> Self:
        """What the profiles say; of those who are not profiled, and what is muted, nothing."""
        every = filter(None, (spoken(profile, catalogue) for profile in profiles))
        rows = (
            number
            for person, said in enumerate(every)
            for item, word in said.items()
            for number in (item, person, word)
        )
        flat = np.fromiter(rows, np.int32).reshape(-1, 3)
        flat = flat[np.lexsort((flat[:, 1], flat[:, 0]))]
        counts = np.bincount(flat[:, 0], minlength=len(catalogue))
        offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(offsets, flat[:, 1].astype(np.int32), flat[:, 2].astype(np.int8))

    def verdict(self, item: int) -> Verdict | None:
        """What people think of the item at a row; None where fewer than five have a word on it."""
        words = self.words[self._of(item)]
        return _verdict(words) if len(words) >= FEWEST else None

    def closest(self, item: int, liked: Iterable[int]) -> Closest | None:
        """The same of up to thirty of them, the half at most: those whose likes are closest to `liked`, by the cosine of both.

        Of people who are as close the lower row comes first; one whose likes are exactly these is taken to be the same
        person and left out. None where those who share a liking at all are fewer than five.
        On ML-100K with a tenth of the ratings held out, this share foretells whether somebody likes an item better than
        everybody's does: area under the curve .727 instead of .704, Brier score .211 instead of .216, of 5,835 ratings. Cost:
        a look at every word on the liked items; 1 ms for 20 of ML-1M.
        """
        mine = [row for row in set(liked) if row != item]
        here = self._of(item)
        people, words = self.people[here], self.words[here]
        shared = self._sharing(mine)[people]
        others = self.likes[people] - (words >= FOUR)
        near = shared / np.sqrt(np.maximum(others, 1.0))
        order = np.lexsort((people, -near))
        if len(order) and near[order[0]] > ONE_SELF * np.sqrt(max(len(mine), 1)):
            order = order[1:]
        order = order[: min(CLOSEST, int(len(people) * SHARED))]
        order = order[shared[order] > 0]
        return Closest(_verdict(words[order]), int(shared[order].min())) if len(order) >= FEWEST else None

    def without(self, said: Mapping[int, int]) -> Self | None:
        """The same without a person who said these words of these rows, see `spoken`: of several such persons any, which is the
        same. Without words it is itself; None where nobody said exactly these.
        """
        if not said:
            return self
        hits = np.zeros(len(self.likes), np.int64)
        for item, word in said.items():
            here = self._of(item)
            hits[self.people[here][self.words[here] == word]] += 1
        found = np.flatnonzero((hits == len(said)) & (np.bincount(self.people, minlength=len(hits)) == len(said)))
        if not len(found):
            return None
        gone = self.people == found[0]
        before = np.concatenate([[0], np.cumsum(gone)])
        people = self.people[~gone]
        people = (people - (people > found[0])).astype(np.int32)
        return type(self)(self.offsets - before[self.offsets], people, self.words[~gone])

    def arrays(self) -> Mapping[str, NDArray[np.generic]]:
        return {"offsets": self.offsets, "people": self.people, "words": self.words}

    def _of(self, item: int) -> slice:
        """Where the words on an item are; nowhere for one that came later."""
        if not 0 <= item < len(self.offsets) - 1:
            return slice(0, 0)
        return slice(int(self.offsets[item]), int(self.offsets[item + 1]))

    def _sharing(self, items: Iterable[int]) -> FloatArray:
        """(persons,) how many of the items each likes."""
        shared = np.zeros(len(self.likes))
        for item in items:
            here = self._of(item)
            shared[self.people[here][self.words[here] >= FOUR]] += 1.0
        return shared


def spoken(profile: Profile, catalogue: Catalogue) -> dict[int, int]:
    """The words of a profile that are opinions, by catalogue row; what was only seen or done is none."""
    if not profile.steering.profiling:
        return {}
    words = ((item, _word(taste)) for item, taste in profile.tastes.items() if not taste.muted)
    return {catalogue.row(item): word for item, word in words if word is not None and catalogue.has(item)}


def _word(taste: Taste) -> int | None:
    match taste.kind:
        case EventKind.LIKE:
            return LIKES
        case EventKind.DISLIKE:
            return DISLIKES
        case EventKind.RATING:
            return _stars(2.0 * taste.weight - 1.0 if taste.weight >= 0 else 2.0 * taste.weight)
        case _:
            return None


def _stars(value: float) -> int:
    """The stars of a rating in [-1, 1]: those of a scale of five as they were given, of another no more praise or blame."""
    far = abs(value)
    steps = 2 if far >= UTMOST else 1 if far >= CLEAR else 0
    return THREE + steps if value > 0 else THREE - steps


def _verdict(words: NDArray[np.int8]) -> Verdict:
    starred = bool(((words > DISLIKES) & (words < LIKES)).all())
    return Verdict(len(words), int((words >= FOUR).sum()), int((words <= TWO).sum()), starred)


__all__ = ["FEWEST", "Closest", "Opinions", "Verdict", "spoken"]
