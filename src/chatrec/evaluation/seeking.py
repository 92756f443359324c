"""Conversations with people who look for something: how often they find it, and in how many turns.

Each seeker looks for something that they really liked and that nothing was told of: it is taken out of their behaviour before
anything is learned. They speak text, in English or Chinese, and the dialogue answers as it answers everybody, from what is known of
them otherwise. Beside them the same people page through lists without a word (`slate-only`). A turn is a message; whoever has not
found it after ten turns is counted with ten.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray, IntArray
from chatrec.core.errors import DataError
from chatrec.core.ids import ConversationId
from chatrec.core.profile import Profile
from chatrec.core.query import Locale
from chatrec.dialogue import DialogueState, Tools, take_turn
from chatrec.dialogue.state import DEFAULT_N
from chatrec.evaluation.intervals import Estimate, bootstrap
from chatrec.evaluation.paired import Difference, Paired, holm, permutation_p
from chatrec.evaluation.report import Report
from chatrec.evaluation.seekers import Agenda, Memory, Paging, Seeker, Seen

TURNS = 10
AT = (1, 3, 5, 10)
METRICS = (*(f"success@{turn}" for turn in AT), "turns")
BASELINE = "slate-only"


@dataclass(frozen=True, slots=True)
class Sought:
    """Somebody, without what they look for, and its catalogue row."""

    profile: Profile
    target: int


class Speaks(NamedTuple):
    """How an agent talks: in which language, and how many things they remember, people among them or not."""

    locale: Locale
    remembers: int
    people: bool = False


AGENTS: Mapping[str, Speaks] = {
    BASELINE: Speaks("en", 0),
    "seeker": Speaks("en", 99, people=True),
    "seeker, Chinese": Speaks("zh", 99, people=True),
    "seeker of two things": Speaks("en", 2),
}


def seeking(sought: Sequence[Sought], tools: Tools, rng: Generator, *, name: str, fingerprint: str) -> Report:
    """Every agent looks for the same things for the same people; means and intervals over people.

    Raises DataError where there is nobody. Cost: 10 ms a turn, at most ten turns an agent and person.
    """
    if not sought:
        raise DataError("Nobody liked anything of which something can be told, so there is nothing to look for.")
    started = time.perf_counter()
    memory = Memory(tools.catalogue, tools.domain)
    seeds = rng.integers(2**32, size=len(sought)).tolist()
    found = {
        agent: np.array(
            [
                held(
                    one,
                    seeker_of(one, tools, memory, speaks, np.random.default_rng(seed)),
                    tools,
                    memory,
                    speaks.locale,
                )
                for one, seed in zip(sought, seeds, strict=True)
            ]
        )
        for agent, speaks in AGENTS.items()
    }
    values = {agent: values_of(turns) for agent, turns in found.items()}
    return Report(
        protocol="dialogue",
        data=name,
        fingerprint=fingerprint,
        settings={"turns": TURNS, "listed": DEFAULT_N, "people": len(sought)},
        seconds=time.perf_counter() - started,
        models={agent: estimates_of(rows, rng) for agent, rows in values.items()},
        main="success@10",
        paired=_paired(values, rng),
    )


def held(sought: Sought, seeker: Seeker, tools: Tools, memory: Memory, locale: Locale = "en") -> int:
    """The turn in which the item came up; one more than there are turns when it did not.

    Raises LawBroken when the seeker gives the item away.
    """
    state = DialogueState(conversation=ConversationId("seeker"), user=sought.profile.user, locale=locale)
    seen = Seen()
    for turn in range(1, TURNS + 1):
        message = memory.checked(seeker.say(seen), sought.target)
        answer = take_turn(message, state, sought.profile, tools, at=float(turn))
        rows = tuple(item.item for item in answer.slate.items) if answer.slate else ()
        if sought.target in rows:
            return turn
        choices = answer.question.choices if answer.question else ()
        seen = Seen(rows, tuple(one for one in choices if not memory.gives_away(one.said, sought.target)))
        state = answer.state
    return TURNS + 1


def seeker_of(sought: Sought, tools: Tools, memory: Memory, speaks: Speaks, rng: Generator) -> Seeker:
    """Somebody who looks for the item and talks like this agent."""
    if not speaks.remembers:
        return Paging(speaks.locale)
    facts = memory.facts(sought.target, rng, people=speaks.people)[: speaks.remembers]
    return Agenda(sought.target, tools.catalogue, tools.domain, speaks.locale, rng, facts)


def values_of(turns: IntArray) -> FloatArray:
    """(people, metrics) of the turn in which each found it."""
    success = [(turns <= at).astype(np.float64) for at in AT]
    return np.column_stack([*success, np.minimum(turns, TURNS).astype(np.float64)])


def estimates_of(values: FloatArray, rng: Generator) -> dict[str, Estimate]:
    """The means of such values over people, with their intervals."""
    return dict(zip(METRICS, bootstrap(values, rng), strict=True))


def _paired(values: Mapping[str, FloatArray], rng: Generator) -> Paired:
    """Every agent against the one who only pages, person by person."""
    others = [agent for agent in values if agent != BASELINE]
    differences = {agent: values[agent] - values[BASELINE] for agent in others}
    ps = {agent: permutation_p(differences[agent], rng) for agent in others}
    estimates = {agent: bootstrap(differences[agent], rng) for agent in others}
    found: dict[str, dict[str, Difference]] = {agent: {} for agent in others}
    for at, metric in enumerate(METRICS):
        adjusted = holm([float(ps[agent][at]) for agent in others])
        for agent, p in zip(others, adjusted, strict=True):
            found[agent][metric] = Difference(estimates[agent][at], float(ps[agent][at]), p)
    return Paired(BASELINE, found)


__all__ = [
    "AGENTS",
    "BASELINE",
    "METRICS",
    "TURNS",
    "Sought",
    "Speaks",
    "estimates_of",
    "held",
    "seeker_of",
    "seeking",
    "values_of",
]
