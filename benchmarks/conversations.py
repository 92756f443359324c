"""Whether what is said holds: conversations about constraints from a grammar, held in English, in Chinese and in both at once.

Run: chatrec bench conversations [--home DIR] [--json]     (the home needs a live model; conversations go to a copy of it)

Every message goes through the whole of `Chat.turn`, saved as in production, and every list holds ten items. A violation is an
item that what holds forbids; a mismatch is a conversation in which something else was taken to hold than was said (it ends
there). Run as a script, `--talks N` holds fewer conversations, `--seed N` others, `--wrong N` prints what was misunderstood, and
`--alone` tries understanding and memory alone, eight times as fast: lists are whatever fits, and nothing is offered or asked.
"""

import argparse
import json
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from chatrec.app.home import Home, find_home
from chatrec.app.wiring import App, open_app
from chatrec.core.ids import ConversationId, ItemId, UserId
from chatrec.core.query import Query
from chatrec.dialogue import DialogueState, Tools, dump, load, track
from chatrec.dialogue.locale import spoken
from chatrec.dialogue.state import Served
from chatrec.recommend.constraints import ConstraintIndex
from chatrec.testing.conversations import Agreement, Grammar, Heard, Played, Talker, agreement, play

TALKS = 5000
TONGUES = ("en", "zh", "mixed")
LISTED = 10


class Chatting:
    """A conversation of somebody new with the chat of an app; `seconds` and `busy` are what each turn took, of the wall and the processor."""

    def __init__(self, app: App, tools: Tools, times: "Times", user: UserId) -> None:
        self._chat = app.chat
        self._tools = tools
        self._times = times
        started = app.chat.start(user)
        state = replace(load(started.state), n=LISTED)
        self._id: ConversationId = started.id
        app.stores.conversations.put(started._replace(state=dump(state)))

    def say(self, message: str) -> Heard:
        """What comes of a message."""
        began, busy = time.perf_counter(), time.process_time()
        turn = self._chat.turn(self._id, message).turn
        self._times.seconds.append(time.perf_counter() - began)
        self._times.busy.append(time.process_time() - busy)
        state = load(self._chat.get(self._id).state)
        return Heard(
            constraints=state.hard,
            items=tuple(self._tools.catalogue.row(ItemId(card.item_id)) for card in turn.slate),
            offers=tuple((offer.said, offer.relaxation) for offer in state.offering.offers) if state.offering else (),
            choices=tuple((one.said, one.constraint) for one in state.question.choices) if state.question else (),
        )


class Listening:
    """A conversation of somebody new with who understands and remembers and does no more: its lists are the first items that
    fit, in one order for all.
    """

    def __init__(self, tools: Tools, fitting: ConstraintIndex, times: "Times", user: UserId) -> None:
        self._tools, self._fitting, self._times = tools, fitting, times
        self._order = np.random.default_rng(0).permutation(len(tools.catalogue))
        self._state = DialogueState(conversation="alone", user=user)

    def say(self, message: str) -> Heard:
        """What is understood of a message."""
        began, busy = time.perf_counter(), time.process_time()
        before = replace(self._state, locale=spoken(message, self._state.locale))
        state = track(before, self._tools.nlu.parse(message, before))
        self._times.seconds.append(time.perf_counter() - began)
        self._times.busy.append(time.process_time() - busy)
        shown = frozenset(state.shown)
        fits, _ = self._fitting.survivors(Query(constraints=state.hard), shown)
        rows = tuple(self._order[fits[self._order]][:LISTED].tolist())
        self._state = load(
            dump(replace(state, last=Served(Query(constraints=state.hard), shown, rows), shown=(*state.shown, *rows)))
        )
        return Heard(state.hard, rows)


@dataclass(slots=True)
class Times:
    """Seconds of every turn."""

    seconds: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)


def main() -> None:
    """Hold the conversations and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--talks", type=int, default=TALKS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--wrong", type=int, default=0)
    parser.add_argument("--alone", action="store_true")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(find_home(found.home).existing().folder, copy.folder, ignore=shutil.ignore_patterns("data"))
        with open_app(copy) as app:
            result, wrong = measured(app, found.talks, found.seed, alone=found.alone)
    print(json.dumps(result) if found.json else "\n".join(f"{name:34} {value}" for name, value in result.items()))
    for played in wrong[: found.wrong]:
        print(played.told())


def _talkers(app: App, tools: Tools, times: "Times", *, alone: bool) -> Callable[[UserId], Talker]:
    """Whom somebody new talks to."""
    if not alone:
        return lambda user: Chatting(app, tools, times, user)
    fitting = ConstraintIndex(tools.catalogue)
    return lambda user: Listening(tools, fitting, times, user)


def measured(app: App, talks: int, seed: int, *, alone: bool = False) -> tuple[dict[str, object], list[Played]]:
    """The figures of `talks` conversations in each tongue, and those that were misunderstood."""
    tools, times = app.live.tools(), Times()
    talker = _talkers(app, tools, times, alone=alone)
    grammar = Grammar(tools.catalogue, tools.domain)
    held: dict[str, list[Played]] = {tongue: [] for tongue in TONGUES}
    for number in range(seed, seed + talks):
        for tongue in TONGUES:
            conversation = grammar.conversation(np.random.default_rng(number))
            user = UserId(f"talker-{number}-{tongue}")
            held[tongue].append(play(conversation, talker(user), tongue, tools.catalogue))
    every = [played for of_tongue in held.values() for played in of_tongue]
    result: dict[str, object] = {"conversations": talks, "turns": sum(len(played.said) for played in every)}
    result |= {f"{tongue}: understood": _share(of_tongue) for tongue, of_tongue in held.items()}
    wrong = [played for played in every if played.mismatch is not None]
    right = [said for played in every for said in played.said if said.right]
    result |= {
        "violations": sum(len(said.violations) for said in right),
        "violations where misunderstood": sum(played.violations for played in wrong),
        "items shown": sum(len(said.heard.items) for said in right),
        "shown again though more was asked": sum(len(said.again) for said in right),
        "misunderstood by rule": dict(Counter(one.mismatch.line.rule for one in wrong if one.mismatch).most_common()),
        "turns by rule": dict(Counter(said.line.rule for said in right).most_common()),
        **_agreements([agreement(one, other) for one, other in zip(held["en"], held["zh"], strict=True)]),
        **_percentiles(times),
        "machine": f"{platform.machine()} {platform.python_version()}",
    }
    return result, wrong


def _share(played: list[Played]) -> str:
    right = sum(one.mismatch is None for one in played)
    return f"{right}/{len(played)} = {right / len(played):.4f}"


def _agreements(found: list[Agreement]) -> dict[str, object]:
    turns, equal = sum(one.turns for one in found), sum(one.equal for one in found)
    overlap = np.array([value for one in found for value in one.jaccard])
    return {
        "en = zh: constraints": f"{equal}/{turns} = {equal / max(1, turns):.4f}",
        "en = zh: Jaccard of the ten best": round(float(overlap.mean()), 4) if len(overlap) else None,
    }


def _percentiles(times: Times) -> dict[str, object]:
    columns = {"ms": times.seconds, "cpu_ms": times.busy}
    return {
        f"p{q}_{name}": round(1000 * float(np.percentile(values, q)), 2)
        for name, values in columns.items()
        for q in (50, 95, 99)
    }


if __name__ == "__main__":
    main()
