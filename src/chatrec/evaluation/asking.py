"""The attribute-asking game (Lei et al. 2020, "Interactive Path Reasoning on Graph", section 5.1), binary questions.

A person looks for one item. They begin by naming one of its attributes; then in each turn the system either asks "does it have
this attribute?", which is answered by the item looked for, or shows ten items, and wins when it is among them. The
person's opening counts as the first turn, so that 14 are left of 15. Games that are lost count 15 turns.

The policy is that of the dialogue, with a uniform belief over the items that fit what was said: it asks the question whose
answer is expected to tell most where that is more than a list would tell, else it shows the list. `gain` takes a "no" to rule
out what has the attribute, which is what the answer says; `yes-only` lets it rule out nothing, as published agents do, so
that the figures can be told apart from theirs.
"""

import time
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from scipy import sparse

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import DataError
from chatrec.data.attribute_game import AttributeGame
from chatrec.dialogue.gain import binary_gain, slate_gain
from chatrec.evaluation.intervals import bootstrap
from chatrec.evaluation.report import Report

TURNS = 15
SHOWN = 10
GAMES = 400  # a seed, on items drawn from those that are looked for; all of them where there are fewer
SHOWN_METRICS = ("success@15", "turns")
AGENTS = {"gain": True, "yes-only": False}  # by whether a "no" rules out what has the attribute


class Ended(NamedTuple):
    """Whether the item was found, and in which turn."""

    found: bool
    turns: int


class Game:
    """Items and their attributes, to be played on many times; `rng` draws the order in which equal items are shown, so
    that numbers that happen to be low help nobody.
    """

    def __init__(self, data: AttributeGame, rng: Generator) -> None:
        counts = [len(attributes) for attributes in data.attributes]
        rows = np.repeat(np.arange(len(counts)), counts)
        columns = np.array([one for attributes in data.attributes for one in attributes], dtype=np.int64)
        width = int(columns.max(initial=0)) + 1
        self._has = sparse.csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(counts), width))
        self._having = self._has.tocsc()
        self._attributes = data.attributes
        self._place = rng.permutation(len(counts))

    def played(self, sought: int, opening: int, *, believes_no: bool) -> Ended:
        """One game for an item, opened with one of its attributes. Cost O(turns · attributes of the candidates)."""
        left = self._with(opening)
        asked = [opening]
        for turn in range(2, TURNS + 1):
            belief = np.full(len(left), 1.0 / len(left))
            gains = binary_gain(self._shares(left, belief))
            gains[asked] = 0.0
            best = int(np.argmax(gains))
            if turn == TURNS or gains[best] <= slate_gain(belief, np.arange(min(SHOWN, len(left)))):
                if sought in left[:SHOWN]:
                    return Ended(True, turn)
                left = left[SHOWN:]
                continue
            asked.append(best)
            yes = best in self._attributes[sought]
            if yes or believes_no:
                left = left[np.isin(left, self._with(best), assume_unique=True) == yes]
        return Ended(False, TURNS)

    def _with(self, attribute: int) -> IntArray:
        """The items that have an attribute, in the order in which they would be shown."""
        start, end = self._having.indptr[attribute : attribute + 2]
        found = self._having.indices[start:end].astype(np.int64)
        return found[np.argsort(self._place[found])]

    def _shares(self, left: IntArray, belief: FloatArray) -> FloatArray:
        """(attributes,) how much of the belief has each attribute."""
        shares: FloatArray = np.asarray(self._has[left].T @ belief)
        return np.minimum(shares, 1.0)


def asking(data: AttributeGame, rng: Generator, *, name: str, seeds: int = 1) -> Report:
    """Play `GAMES` games a seed with every agent, on the same items and openings; means and intervals over games.

    Raises DataError when there is no item to look for. Cost 2 ms a turn on LastFM*.
    """
    if not len(data.sought):
        raise DataError("No item of the test part has an attribute, so there is nothing to ask for.")
    started = time.perf_counter()
    game = Game(data, rng)
    drawn = [
        (int(item), int(rng.choice(data.attributes[item])))
        for _ in range(seeds)
        for item in rng.permutation(data.sought)[:GAMES]
    ]
    models = {}
    for agent, believes_no in AGENTS.items():
        ended = [game.played(item, opening, believes_no=believes_no) for item, opening in drawn]
        success, turns = bootstrap(np.array(ended, dtype=np.float64), rng)
        models[agent] = {"success@15": success, "turns": turns}
    return Report(
        protocol="asking",
        data=name,
        fingerprint=data.fingerprint,
        settings={"questions": "binary", "turns": TURNS, "shown": SHOWN, "games": len(drawn), "belief": "uniform"},
        seconds=time.perf_counter() - started,
        models=models,
        main="success@15",
    )


__all__ = ["AGENTS", "SHOWN_METRICS", "Ended", "Game", "asking"]
