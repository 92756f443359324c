"""What a bad language model does to replies: a server that fails in every way, and one that lies in every sentence.

Run: chatrec bench unreliable     (in a checkout: the server that fails and the lies are those of the tests)
  or python -m benchmarks.unreliable [--turns 2000] [--replies 5000]
A turn is whole when its list is the list that no model would change, every sentence of it stands, and it came within its deadline.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import structlog
from fastapi.testclient import TestClient

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.dialogue.films import FILMS, film_dataset
from tests.journeys.homes import small_home
from tests.llm.lies import lies
from tests.llm.scripted import Body, Reply, Scripted, said, scripted
from tests.llm.test_degradation import TROUBLES

from chatrec.adapters.llm.openai import OpenAiLanguageModel
from chatrec.app.home import Home
from chatrec.app.language_model import Ledgers, language_model
from chatrec.app.live import tools_of
from chatrec.app.settings import LlmSettings, Settings
from chatrec.app.wiring import App, clock, open_app
from chatrec.app.wording import Wording
from chatrec.core.ids import ConversationId, ModelVersion, UserId
from chatrec.core.profile import Profile
from chatrec.dialogue import DialogueState, take_turn
from chatrec.domains import domain
from chatrec.interfaces.http import create_app
from chatrec.llm import Voice
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T
from chatrec.scorers.popularity import PopularityTrainer

TIMEOUT_S = 0.25
MESSAGES = ("recommend something", "推荐三个", "more", "recommend four", "换一批", "hello")
SAYINGS = (
    "recommend something", "three comedies", "no horror", "I loved {}", "I hated {}", "I've seen {}", "more", "from the 90s", "start over",
    "I love dramas", "westerns before 1950", "推荐三部科幻片", "不要恐怖片", "我喜欢《{}》", "我讨厌《{}》", "看过《{}》", "换一批", "九十年代", "重新开始",
)  # fmt: skip
PLAIN = 0.1  # of the sentences of the liar are ours, in our words


def main() -> None:
    """Run both and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=2000)
    parser.add_argument("--replies", type=int, default=5000)
    given, _ = parser.parse_known_args()
    structlog.configure(processors=[_drop])
    if given.turns:
        print(json.dumps(failing(given.turns), ensure_ascii=False), flush=True)
    if given.replies:
        print(json.dumps(lying(given.replies), ensure_ascii=False), flush=True)


def _drop(*_: object) -> str:
    raise structlog.DropEvent


def failing(turns: int) -> dict[str, object]:
    """Turns over HTTP while the server fails in one way after the other; each is compared with the same turn without a model."""
    wrong: Counter[str] = Counter()
    late, seconds, troubles = 0, [], Counter[str]()
    ways = [reply for reply, _ in TROUBLES.values()]
    with (
        tempfile.TemporaryDirectory() as folder,
        scripted() as server,
        open_app(Home(small_home(Path(folder) / "home"))) as app,
    ):
        server.script = lambda _: ways[len(server.raw) % len(ways)]
        with TestClient(create_app(_speaking(app, server))) as client, TestClient(create_app(app)) as plain:
            plain.post("/v1/conversations", json={"user": "first"})  # loads the model
            for number in range(turns):
                if number % len(MESSAGES) == 0:
                    where, beside = (
                        one.post("/v1/conversations", json={"user": f"u{number}"}).json()["id"]
                        for one in (client, plain)
                    )
                message = {"message": MESSAGES[number % len(MESSAGES)]}
                began = time.monotonic()
                answer = client.post(f"/v1/conversations/{where}/turns", json=message)
                seconds.append(time.monotonic() - began)
                same = plain.post(f"/v1/conversations/{beside}/turns", json=message).json()
                turn = answer.json()
                wrong["status"] += answer.status_code != 200
                wrong["list"] += [card["item_id"] for card in turn["slate"]] != [
                    card["item_id"] for card in same["slate"]
                ]
                wrong["words"] += turn["reply"] != same["reply"]
                troubles[turn["wording"]["trouble"] or "none"] += 1
                late += seconds[-1] > TIMEOUT_S + 1.0
    ordered = sorted(seconds)
    return {
        "turns": turns, "wrong": dict(wrong), "over the deadline by a second": late, "troubles": dict(troubles),
        "median_s": round(ordered[turns // 2], 3), "worst_s": round(ordered[-1], 3),
    }  # fmt: skip


def _speaking(app: App, server: Scripted) -> App:
    settings = LlmSettings(model=server.name(), timeout_s=TIMEOUT_S, attempts=1, failures=10**9)

    def made() -> LanguageModel:
        model = language_model(settings, {}, clock(), Ledgers(app.stores.egress, app.stores.spending))
        assert model is not None
        return model

    voice = Voice(_Forgetful(made), timeout_s=TIMEOUT_S)
    return replace(app, wording=Wording(app.live, app.stores.conversations, voice))


class _Forgetful:
    """A model that remembers no answer, so that the server is asked every time."""

    def __init__(self, made: Callable[[], LanguageModel]) -> None:
        self._made = made
        self.name = made().name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        return self._made().complete(prompt, schema=schema, timeout_s=timeout_s)


def lying(replies: int) -> dict[str, object]:
    """Replies in which every sentence is a lie, or now and then the truth in our words."""
    rng = random.Random(0)  # noqa: S311 - lies are no secrets
    data = film_dataset()
    scorer = PopularityTrainer().fit(data, np.random.default_rng(0))
    tools = tools_of(scorer, data.catalogue, domain("movies"), Settings(), ModelVersion("lies"))
    said_, false, told, asked = Counter[str](), [], 0, 0
    truths: dict[int, str] = {}

    def liar(body: Body) -> Reply:
        locale = "zh" if "Chinese" in body["messages"][0]["content"] else "en"
        truths.clear()
        lines = []
        for line in json.loads(body["messages"][1]["content"]):
            honest = rng.random() < PLAIN
            text = line["text"] if honest else rng.choice(list(lies(line["text"], locale, rng)) or [""])
            truths[line["id"]] = line["text"] if honest else ""
            lines.append({"id": line["id"], "text": text})
        return said({"sentences": lines})

    with scripted() as server:
        server.script = liar
        voice = Voice(OpenAiLanguageModel("m", server.url), timeout_s=20.0)
        state, profile = None, Profile(UserId("u"))
        while asked < replies:
            if state is None or state.turn > 8:
                state = DialogueState(
                    conversation=ConversationId("c"), user=profile.user, locale=rng.choice(("en", "zh"))
                )
            turn = take_turn(rng.choice(SAYINGS).format(rng.choice(FILMS).title), state, profile, tools, at=1.0)
            templates = [sentence.text for sentence in tools.nlg.realise(turn.plan)]
            truths.clear()
            spoken = voice.word(turn.plan, templates, tools)
            state = turn.state
            if spoken.model is None:
                continue
            asked += 1
            honest = sum(bool(text) for text in truths.values())
            told += len(truths)
            said_["true"] += honest
            said_["true said"] += spoken.reworded
            false += [text for text, ours in zip(spoken.sentences, templates, strict=True) if text != ours]
    return {
        "replies": asked, "sentences": told, "false claims that were said": len(false), "true sentences": said_["true"],
        "true sentences blocked": said_["true"] - said_["true said"],
    }  # fmt: skip


if __name__ == "__main__":
    main()
