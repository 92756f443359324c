"""How long explanations take, and whether they come true: 1,000 counterfactuals and 1,000 why-not answers.

Run: chatrec bench explanations [--home DIR] [--json]     (the home needs a live model; a copy of it is asked)

Half of the people asked about are those of the home; the other half know one to twelve things, the last that somebody rated,
so that the smallest set can be found by trying all of them. Every answer is tried again as its reader would: through `what_if`.
"""

import argparse
import json
import platform
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.random import Generator

from chatrec.app.explained import CounterfactualOut, WhyNotOut
from chatrec.app.explaining import Question
from chatrec.app.home import Home, find_home
from chatrec.app.wiring import App, open_app
from chatrec.core.events import Event
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.dialogue import Tools
from chatrec.explain import Situation
from chatrec.explain.changes import Mute

ASKED = 1000
FEW = 12
BY_HAND = 8  # actions of which every set is tried where there is said to be none


class Answered(NamedTuple):
    """One answer: seconds, of the wall and of the processor, how many changes (None = there are none), whether it came true, and whether nothing smaller did
    (None = not tried by hand).
    """

    seconds: float
    busy: float
    size: int | None
    true: bool
    smallest: bool | None


def main() -> None:
    """Ask, try, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--asked", type=int, default=ASKED)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(find_home(found.home).existing().folder, copy.folder, ignore=shutil.ignore_patterns("data"))
        with open_app(copy) as app:
            result = measured(app, found.asked)
    print(json.dumps(result) if found.json else "\n".join(f"{name:28} {value}" for name, value in result.items()))


def measured(app: App, asked: int) -> dict[str, object]:
    """The figures of `asked` answers of each kind."""
    rng = np.random.default_rng(0)
    whole, few = _people(app, rng, asked)
    tools = app.live.tools()
    result: dict[str, object] = {"asked": asked}
    for name, ask in (("counterfactual", _counterfactual), ("why_not", _why_not)):
        for whose, users in (("all", whole), ("few", few)):
            answers = [ask(app, tools, user, rng) for user in users]
            result.update({f"{name} {whose}: {what}": value for what, value in _figures(answers)})
    result["machine"] = f"{platform.machine()} {platform.python_version()}"
    return result


def _figures(answers: list[Answered]) -> Iterator[tuple[str, object]]:
    for unit, seconds in (("ms", [one.seconds for one in answers]), ("cpu_ms", [one.busy for one in answers])):
        for q in (50, 95):
            yield f"p{q}_{unit}", round(1000 * float(np.percentile(seconds, q)), 1)
    yield "come true", f"{sum(answer.true for answer in answers)}/{len(answers)}"
    yield "found", sum(answer.size is not None for answer in answers)
    sizes = Counter(answer.size for answer in answers if answer.size is not None)
    yield "sizes", {size: sizes[size] for size in sorted(sizes)}
    checked = [answer.smallest for answer in answers if answer.smallest is not None]
    if checked:
        yield "smallest by hand", f"{sum(checked)}/{len(checked)}"


def _now() -> tuple[float, float]:
    """The wall and the processor time of this process; the latter is what remains on a machine that others use too."""
    return time.perf_counter(), time.process_time()


def _since(started: tuple[float, float]) -> tuple[float, float]:
    now = _now()
    return now[0] - started[0], now[1] - started[1]


def _people(app: App, rng: Generator, asked: int) -> tuple[list[UserId], list[UserId]]:
    """Somebody of the home, and somebody new who knows the last few things that one of them rated; half of each."""
    events: dict[UserId, list[Event]] = {}
    for logged in app.stores.events.read():
        events.setdefault(logged.event.user, []).append(logged.event)
    names = sorted(events)
    chosen = [names[at] for at in rng.integers(len(names), size=asked)]
    copies = []
    for number, user in enumerate(chosen[asked // 2 :]):
        last = events[user][-int(rng.integers(1, FEW + 1)) :]
        copies += [_of(event, UserId(f"few-{number}"), f"few-{number}-{event.event_id}") for event in last]
    app.stores.events.append(copies)
    return chosen[: asked // 2], [UserId(f"few-{number}") for number in range(asked - asked // 2)]


def _of(event: Event, user: UserId, event_id: str) -> Event:
    return Event(
        event_id=EventId(event_id), user=user, item=event.item, kind=event.kind, at=event.at, value=event.value
    )


def _counterfactual(app: App, tools: Tools, user: UserId, rng: Generator) -> Answered:
    """About any of the five that are recommended."""
    question = Question(user=user)
    items = [card.item_id for card in app.recommending.recommend(user).items]
    item = items[int(rng.integers(len(items)))]
    started = _now()
    found = app.explaining.counterfactual(question, ItemId(item))
    took = _since(started)
    if not found.found:
        return Answered(*took, None, True, _none_by_hand(app, tools, found, user))
    tried = app.explaining.what_if(question, found.changes)
    true = tried.after == found.after and item not in [one.item_id for one in tried.after]
    return Answered(*took, len(found.changes), true, _smallest_by_hand(app, tools, found, user))


def _why_not(app: App, tools: Tools, user: UserId, rng: Generator) -> Answered:
    """About any item of the catalogue, or, every second time, about one of the next fifty."""
    question = Question(user=user)
    if rng.random() < 1 / 2:
        cards = app.recommending.recommend(user, n=50).items
        item = cards[int(rng.integers(5, len(cards)))].item_id
    else:
        item = tools.catalogue[int(rng.integers(len(tools.catalogue)))].id
    started = _now()
    found: WhyNotOut = app.explaining.why_not(question, ItemId(item))
    took = _since(started)
    if not found.found:
        return Answered(*took, None, True, None)
    tried = app.explaining.what_if(question, found.changes)
    true = tried.after == found.after and item in [one.item_id for one in tried.after]
    return Answered(*took, len(found.changes), true, None)


def _smallest_by_hand(app: App, tools: Tools, found: CounterfactualOut, user: UserId) -> bool | None:
    """Whether no smaller set takes the item out; not tried beyond twelve actions or three changes."""
    if found.actions > FEW or len(found.changes) > 3:
        return None
    return not _any_leaves(app, tools, found, user, range(1, len(found.changes)))


def _none_by_hand(app: App, tools: Tools, found: CounterfactualOut, user: UserId) -> bool | None:
    if found.actions > BY_HAND:
        return None
    return not _any_leaves(app, tools, found, user, range(1, found.actions + 1))


def _any_leaves(app: App, tools: Tools, found: CounterfactualOut, user: UserId, sizes: range) -> bool:
    """Whether any set of these sizes takes the item out, by recommending after each."""
    history = app.people.profile(user).tastes
    rows = [tools.catalogue.row(ItemId(taste.item_id)) for taste in reversed(history)]
    situation: Situation = app.explaining.situation(Question(user=user))
    item = tools.catalogue.row(ItemId(found.item.item_id))
    for size in sizes:
        for muted in combinations(rows, size):
            then = situation.after([Mute(row) for row in muted])
            slate = tools.recommender.recommend(then.query, shown=then.kept_out)
            if all(one.item != item for one in slate.items):
                return True
    return False


if __name__ == "__main__":
    main()
