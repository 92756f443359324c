"""Whether what people liked after "something like X" ranks high: ReDial's requests for things like a film, by a home's model.

Run: chatrec bench likeness --home DIR --data shared/data/redial [--people P] [--features F] [--json]

A request is a seeker's "something like @X" or "similar to @X"; right are the films that the recommender named after it, that nobody
had named before, and that the seeker said they like. One half of the requests is there to choose the strengths on, the other half tells
how good they are. Beside the requests stand what popularity says, and a request taken as "I like X". The home
needs a live model of films, best with `facts = true`: measured with the 1,967 films of ml-latest-small that 12 people rated.
"""

import argparse
import gzip
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple  # a published file's own form

import numpy as np

from chatrec.app.home import find_home
from chatrec.app.wiring import open_app
from chatrec.core.arrays import FloatArray
from chatrec.core.catalogue import Catalogue
from chatrec.core.protocols import BatchScorer
from chatrec.core.query import ALIKE, Interaction, Preference, Query
from chatrec.recommend import Requested, Strengths, layers

FILES = ("train_subset.jsonl.gz", "train_annotated_ievalm.jsonl.gz")
NAMED = r"((?:[ ,]*(?:and |or |the )*@\d+)+)"
ASKED = re.compile(
    r"(?:something|anything|movies?|films?|ones?|more|stuff|things|comed\w+|thrillers?|flicks?)(?:[ ,]+\w+){0,4}? "
    rf"(?:like|similar to|along the lines of|in the vein of){NAMED}|similar to{NAMED}",
    re.IGNORECASE,
)
AT = 10


class Asked(NamedTuple):
    """Rows of the films that others should be like, and of those that were liked then."""

    anchors: tuple[int, ...]
    liked: frozenset[int]


def main() -> None:
    """Ask, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--people", type=float, default=Strengths().people)
    parser.add_argument("--features", type=float, default=Strengths().features)
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args()
    with open_app(find_home(found.home).existing()) as app:
        tools = app.live.tools()
        *_, scorer = layers(tools.recommender.scorer)
        requests = list(asked(found.data, tools.catalogue))
        strengths = Strengths(people=found.people, features=found.features)
        result = measured(requests, scorer, tools.catalogue, strengths)
    print(json.dumps(result) if found.json else "\n".join(f"{name:40} {value}" for name, value in result.items()))


def measured(
    requests: Sequence[Asked], scorer: BatchScorer, catalogue: Catalogue, strengths: Strengths
) -> dict[str, object]:
    """NDCG@10 and recall@10 of each way to hear a request, on both halves."""
    order = np.random.default_rng(0).permutation(len(requests)).tolist()
    halves = {
        "chosen on": [requests[at] for at in order[::2]],
        "measured on": [requests[at] for at in order[1::2]],
    }
    requested = Requested(scorer, catalogue, strengths)
    ways: dict[str, tuple[BatchScorer, Callable[[Asked], Query]]] = {
        "popularity": (scorer, lambda _: Query()),
        "as a like": (scorer, lambda one: Query(history=tuple(Interaction(row, 1.0) for row in one.anchors))),
        "as a request": (
            requested,
            lambda one: Query(preferences=tuple(Preference(ALIKE, catalogue[row].id) for row in one.anchors)),
        ),
    }
    result: dict[str, object] = {"requests": len(requests)}
    for half, some in halves.items():
        for way, (by, query) in ways.items():
            worth = np.mean([_worth(by.score_batch([query(one)])[0], one) for one in some], axis=0)
            result[f"{way}, {half}: ndcg@10, recall@10"] = [round(float(value), 4) for value in worth]
    return result


def _worth(scores: FloatArray, one: Asked) -> tuple[float, float]:
    scores = scores.copy()
    scores[list(one.anchors)] = -np.inf
    order = np.argsort(-scores, kind="stable")[:AT]
    hits = np.isin(order, list(one.liked))
    gains = 1.0 / np.log2(np.arange(2, AT + 2))
    return float(gains[hits].sum() / gains[: len(one.liked)].sum()), float(hits.sum() / len(one.liked))


def asked(folder: Path, catalogue: Catalogue) -> Iterator[Asked]:
    """The requests whose films the catalogue has, one a conversation and set of films."""
    rows: dict[str, int] = {}
    for row, item in enumerate(catalogue):
        for title in (item.title, *item.aliases):
            rows.setdefault(_key(title), row)
    for dialogue in _dialogues(folder):
        liked: dict[tuple[int, ...], set[int]] = {}
        for anchors, then in _turns(dialogue):
            known = tuple(sorted({rows[title] for title in map(_key, anchors) if title in rows}))
            liked.setdefault(known, set()).update(rows[title] for title in map(_key, then) if title in rows)
        for known, good in liked.items():
            if known and good - set(known):
                yield Asked(known, frozenset(good - set(known)))


def _dialogues(folder: Path) -> Iterator[dict[str, Any]]:
    seen: set[str] = set()
    for name in FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as lines:
            for dialogue in map(json.loads, lines):
                if str(dialogue["conversationId"]) not in seen:
                    seen.add(str(dialogue["conversationId"]))
                    yield dialogue


def _turns(dialogue: dict[str, Any]) -> Iterator[tuple[list[str], list[str]]]:
    """(titles of the films that others should be like, titles that were named then and liked), message by message."""
    names, answers = dialogue["movieMentions"] or {}, dialogue["initiatorQuestions"] or {}
    anchors: list[str] = []
    before: set[str] = set()
    for message in dialogue["messages"]:
        films = re.findall(r"@(\d+)", message["text"])
        if message["senderWorkerId"] == dialogue["initiatorWorkerId"]:
            if (request := ASKED.search(message["text"])) is not None:
                anchors = re.findall(r"\d+", request[1] or request[2])
        elif anchors:
            new = [film for film in films if film not in before and film not in anchors]
            liked = [film for film in new if (answers.get(film) or {}).get("liked") == 1]
            suggested = [film for film in liked if answers[film].get("suggested") == 1]
            yield (
                [names[film] for film in anchors if film in names],
                [names[film] for film in suggested if film in names],
            )
        before.update(films)


def _key(title: str) -> str:
    """A title without its year, its article and what is no letter or digit."""
    name = re.sub(r"\s*\(\d{4}\)\s*$", "", title.strip().lower())
    name = re.sub(r"^(.*), (the|a|an)$", r"\2 \1", name)
    return re.sub(r"[^a-z0-9]", "", re.sub(r"^(?:the|a|an) ", "", name))


if __name__ == "__main__":
    main()
