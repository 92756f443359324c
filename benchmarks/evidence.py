"""Whether evidence adds up in what is served, what explaining costs, and whether decisions can be made again.

Run: chatrec bench evidence [--home DIR] [--json]     (the home needs a live model; a copy of it is asked)

10,000 items are served to people of the home, five at a time: their terms must sum to the score by which they were ranked, the contrast
of neighbours to its difference, and what the three largest terms add must be more than what three random ones do. 1,000 lists are
recorded, and made again after a restart and after new items came. Times are of the processor, beside those of the wall.
"""

import argparse
import json
import math
import platform
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.random import Generator

from chatrec.app.explained import ContrastOut, contrast_out, explanation_out
from chatrec.app.explaining import LIMITS, Question
from chatrec.app.home import Home, find_home
from chatrec.app.wiring import App, open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.ids import DecisionId, ItemId, UserId
from chatrec.core.query import Query
from chatrec.core.slate import Slate, SlateItem
from chatrec.dialogue import Tools
from chatrec.explain import contrast

SERVED = 10_000
LISTED = 5
REPLAYED = 1_000
EXPLAINED = 1_000
NEW = 50
TOP = 3


def main() -> None:
    """Serve, explain, replay, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--served", type=int, default=SERVED)
    parser.add_argument("--replayed", type=int, default=REPLAYED)
    parser.add_argument("--explained", type=int, default=EXPLAINED)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Home(Path(folder) / "home")
        shutil.copytree(find_home(found.home).existing().folder, copy.folder, ignore=shutil.ignore_patterns("data"))
        with open_app(copy) as app:
            rng = np.random.default_rng(0)
            users = sorted({logged.event.user for logged in app.stores.events.read()})
            result = {**served(app, users, rng, found.served), **explained(app, users, rng, found.explained)}
            decisions = recorded(app, users, found.replayed)
        result |= replayed(copy, decisions)
    result["machine"] = f"{platform.machine()} {platform.python_version()}"
    print(json.dumps(result) if found.json else "\n".join(f"{name:40} {value}" for name, value in result.items()))


def served(app: App, users: list[UserId], rng: Generator, items: int) -> dict[str, object]:
    """The sum law, contrasts and what the largest terms do, over served items."""
    tools = app.live.tools()
    counts = dict.fromkeys(("items", "sum", "contrasts", "contrasts sum", "compared", "top outweighs random"), 0)
    while counts["items"] < items:
        situation = app.explaining.situation(Question(user=users[int(rng.integers(len(users)))], n=LISTED))
        slate = tools.recommender.recommend(situation.query).items
        ranked = tools.recommender.scorer.score_batch([situation.query])[0]
        for place, one in enumerate(slate):
            counts["items"] += 1
            counts["sum"] += _sums(one, float(ranked[one.item]))
            _compare(one, rng, counts)
            if place:
                told = contrast(slate[place - 1], one, limit=12)
                total = math.fsum(difference.value for difference in told.differences)
                counts["contrasts"] += 1
                counts["contrasts sum"] += abs(total - told.difference) <= SUM_TOLERANCE * max(
                    1.0, abs(told.difference)
                )
    return {
        "sum law": f"{counts['sum']}/{counts['items']}",
        "contrasts sum to the difference": f"{counts['contrasts sum']}/{counts['contrasts']}",
        "top three outweigh three at random": f"{counts['top outweighs random']}/{counts['compared']}",
    }


def _sums(one: SlateItem, ranked: float) -> bool:
    """Whether an item's terms are its score, and those of the scorer the score that ranked it before variety was asked for."""
    values = [piece.value for piece in one.evidence]
    plain = [piece.value for piece in one.evidence if piece.term.source != "diversity"]
    near = SUM_TOLERANCE * max(1.0, abs(one.score))
    return abs(math.fsum(values) - one.score) <= near and abs(math.fsum(plain) - ranked) <= near


def _compare(one: SlateItem, rng: Generator, counts: dict[str, int]) -> None:
    """By how much the score falls without the three largest terms of what the user did and wished, and without three others at random."""
    values = np.array([piece.value for piece in one.evidence if piece.term.ref != "base"])
    if len(values) > TOP:
        counts["compared"] += 1
        random = rng.choice(values, TOP, replace=False).sum()
        counts["top outweighs random"] += bool(np.sort(values)[-TOP:].sum() >= random - SUM_TOLERANCE)


def explained(app: App, users: list[UserId], rng: Generator, times: int) -> dict[str, object]:
    """What explanations cost beyond the recommendation: the whole answer, in words, for items that were just served."""
    tools = app.live.tools()
    spent: dict[str, list[tuple[float, float]]] = {name: [] for name in ("explain", "explain in full", "contrast")}
    for _ in range(times):
        query = app.explaining.situation(Question(user=users[int(rng.integers(len(users)))])).query
        slate = tools.recommender.recommend(query)
        first, second = slate.items[:2]
        for name, ask in (
            ("explain", partial(explanation_out, first, query, tools, limit=LIMITS["medium"])),
            ("explain in full", partial(explanation_out, first, query, tools, limit=LIMITS["full"])),
            ("contrast", partial(_contrasted, first, second, slate, query, tools)),
        ):
            spent[name].append(_timed(ask))
    found: dict[str, object] = {}
    for name, seconds in spent.items():
        wall, cpu = (1000 * np.array(column) for column in zip(*seconds, strict=True))
        for unit, values in (("ms", wall), ("cpu_ms", cpu)):
            found |= {f"{name} p{q}_{unit}": round(float(np.percentile(values, q)), 2) for q in (50, 95)}
    return found


def _contrasted(first: SlateItem, second: SlateItem, slate: Slate, query: Query, tools: Tools) -> ContrastOut:
    return contrast_out(contrast(first, second, limit=LIMITS["medium"] or 1), slate, query, tools)


def _timed(ask: Callable[[], object]) -> tuple[float, float]:
    started = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - started[0], time.process_time() - started[1]


def recorded(app: App, users: list[UserId], lists: int) -> list[DecisionId]:
    """Lists of many lengths, recorded as they are served."""
    return [
        DecisionId(app.recommending.recommend(users[number % len(users)], n=1 + number % 10).decision_id)
        for number in range(lists)
    ]


def replayed(home: Home, decisions: list[DecisionId]) -> dict[str, object]:
    """How many come out the same, byte for byte, after a restart, and after new items came as well."""
    found: dict[str, object] = {}
    for when in ("after a restart", "after new items"):
        with open_app(home) as app:
            if when == "after new items":
                known = list(app.live.tools().catalogue)[:NEW]
                app.stores.items.put([replace(item, id=ItemId(f"new-{item.id}")) for item in known])
        with open_app(home) as app:
            same = sum(app.replaying.replay(decision).identical for decision in decisions)
            found[f"replayed {when}"] = f"{same}/{len(decisions)} ({len(app.live.tools().catalogue)} items)"
    return found


if __name__ == "__main__":
    main()
