"""A home whose recommender knows no tastes, and models behind HTTP that know them, or letters."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
from tests.llm.scripted import Body, Reply, guessed, said

from chatrec.app.home import Home
from chatrec.app.training import Training
from chatrec.app.wiring import clock, open_app
from chatrec.core.catalogue import Item
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId

KINDS = ("Comedy", "War")
LINE = re.compile(r"^([A-T])\. (.*)$", re.MULTILINE)
SETTINGS = 'scorers = ["popularity", "wishes"]\ndomain = "movies"\ndiversity = 0\n'


def tasteful_home(folder: Path) -> Path:
    """Thirty people, each of whom likes 25 of the forty films of one kind; the model goes by popularity alone."""
    home = Home(folder).made()
    (folder / "chatrec.toml").write_text(SETTINGS)
    rng = np.random.default_rng(3)
    items = [
        Item(id=ItemId(f"i{at}"), title=f"Film {at}", labels={"genre": (KINDS[at % 2],)}, numbers={})
        for at in range(80)
    ]
    liked = [
        Event(
            event_id=EventId(f"{user}-{row}"),
            user=UserId(f"u{user}"),
            item=items[row].id,
            kind=EventKind.LIKE,
            at=1_000.0 + place,
        )
        for user in range(30)
        for place, row in enumerate((2 * rng.choice(40, 25, replace=False) + user % 2).tolist())
    ]
    with open_app(home) as app:
        app.stores.items.put(items)
        app.stores.events.append(liked)
        assert Training(app.stores.items, app.stores.events, app.models, clock()).train(app.settings).verdict.promoted
    return folder


def judging(body: Body) -> bool:
    """Whether a request asks for a judgement."""
    return "You know the taste of a person" in body["messages"][0]["content"]


def knowing(body: Body) -> Reply:
    """Likes what is of the kind of the first title it is told of."""
    return _lettered(body, lambda told, letter, line: 4.0 * (KINDS[int(told) % 2] in line))  # noqa: ARG005 - a liking


def lettering(body: Body) -> Reply:
    """Likes the first letters of the alphabet."""
    return _lettered(body, lambda told, letter, line: -0.2 * ord(letter))  # noqa: ARG005 - a liking


def _lettered(body: Body, liking: Callable[[str, str, str], float]) -> Reply:
    """The odds of letters, by a liking of (number of a liked film, letter, line); our own words back where words are asked for."""
    told = body["messages"][1]["content"]
    if not judging(body):
        return said({"sentences": json.loads(told)})
    number = re.search(r"Film (\d+)", told)
    liked = {letter: liking(number[1] if number else "0", letter, line) for letter, line in LINE.findall(told)}
    norm = np.log(sum(np.exp(value) for value in liked.values()))
    return guessed({letter: value - norm for letter, value in liked.items()})


__all__ = ["KINDS", "SETTINGS", "judging", "knowing", "lettering", "tasteful_home"]
