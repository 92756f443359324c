"""Thompson sampling of suggestions: what is taken more comes more, and every choice says how likely it was."""

import numpy as np
import pytest

from chatrec.dialogue import ByExpectation, Prompt, Shown
from chatrec.learning import Thompson
from chatrec.ports.prompts import Tally

OPTIONS = (Prompt("Why?", "why", 0.3), Prompt("More", "more", 0.3), Prompt("Surprise me", "surprise", 0.1))


def test_the_same_luck_draws_the_same() -> None:
    first, second = (Thompson({}, np.random.default_rng(4)).chosen(OPTIONS, 2) for _ in range(2))
    assert first == second
    assert len({shown.kind for shown in first}) == 2


@pytest.mark.parametrize("n", [1, 2])
def test_propensities_are_how_often_each_is_shown(n: int) -> None:
    tallies = {"why": Tally(40, 8), "more": Tally(40, 10), "surprise": Tally(40, 6)}
    rng = np.random.default_rng(0)
    times: dict[str, int] = {}
    said: dict[str, list[float]] = {}
    for _ in range(400):
        for shown in Thompson(tallies, rng).chosen(OPTIONS, n):
            times[shown.kind] = times.get(shown.kind, 0) + 1
            said.setdefault(shown.kind, []).append(shown.propensity)
    for kind, count in times.items():
        assert count / 400 == pytest.approx(np.mean(said[kind]), abs=0.08)
    assert sum(times.values()) == 400 * n


def test_what_is_taken_comes_to_be_shown() -> None:
    """A kind that one in two takes, of which little was expected, against two that nobody takes."""
    rng = np.random.default_rng(1)
    tallies: dict[str, Tally] = {}
    late = 0
    for step in range(300):
        (shown,) = Thompson(tallies, rng).chosen(OPTIONS, 1)
        former = tallies.get(shown.kind, Tally())
        taken = shown.kind == "surprise" and rng.random() < 0.5
        tallies[shown.kind] = Tally(former.shown + 1, former.taken + taken)
        late += step >= 200 and shown.kind == "surprise"
    assert late > 80


def test_bounds() -> None:
    thompson = Thompson({"why": Tally(0, 5)}, np.random.default_rng(0))
    assert thompson.chosen((), 3) == thompson.chosen(OPTIONS, 0) == ()
    assert {shown.propensity for shown in thompson.chosen(OPTIONS, 9)} == {1.0}
    assert ByExpectation().chosen(OPTIONS, 1) == (Shown("Why?", "why"),)
