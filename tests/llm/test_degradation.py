"""A language model that is slow, down, rate-limited, cut short, over budget or off: the list and plain words all the same."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from tests.journeys.homes import small_home
from tests.llm.scripted import Body, Reply, Scripted, said

from chatrec.adapters.llm.breaking import BreakingModel
from chatrec.app.home import Home
from chatrec.app.language_model import Ledgers, language_model
from chatrec.app.settings import LlmSettings
from chatrec.app.wiring import App, clock, open_app
from chatrec.app.wording import Wording
from chatrec.interfaces.http import create_app
from chatrec.llm import Voice
from chatrec.ports.language_model import LanguageModel

TIMEOUT_S = 0.25
SLACK_S = 2.0  # a machine that does other things too
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> Iterator[App]:
    """A small home without a language model, ready to answer."""
    with open_app(Home(small_home(tmp_path_factory.mktemp("llm") / "home"))) as app:
        app.live.tools()
        yield app


@pytest.fixture
def speaking(plain: App, server: Scripted) -> Callable[..., TestClient]:
    """A client of the same home with a model at the scripted server."""

    def with_settings(*, wrapped: Callable[[LanguageModel], LanguageModel] | None = None, **more: object) -> TestClient:
        named = {"model": server.name(), "timeout_s": TIMEOUT_S, "attempts": 1, "failures": 1000, **more}
        settings = LlmSettings.model_validate(named)
        model = language_model(settings, {}, clock(), Ledgers(plain.stores.egress, plain.stores.spending))
        model = wrapped(model) if wrapped else model
        wording = Wording(plain.live, plain.stores.conversations, Voice(model, timeout_s=settings.timeout_s))
        return TestClient(create_app(replace(plain, wording=wording, language_model=model)))

    return with_settings


def echo(body: Body) -> Reply:
    """Our own words back, which hold."""
    return said({"sentences": json.loads(body["messages"][1]["content"])})


def turn(client: TestClient, message: str = "recommend something") -> dict:
    where = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
    began = time.monotonic()
    answer = client.post(f"/v1/conversations/{where}/turns", json={"message": message})
    assert time.monotonic() - began < TIMEOUT_S + SLACK_S
    assert answer.status_code == 200, answer.text
    stored = client.get(f"/v1/conversations/{where}").json()["turns"][0]["turn"]
    assert stored["reply"] == answer.json()["reply"]
    return answer.json()


WHOLE = said({"sentences": [{"id": 0, "text": "Here are 5 items."}]}).content
TROUBLES = {
    "stalls": (Reply(WHOLE, pause_s=9), "slow"),
    "trickles": (Reply(WHOLE, pause_s=0.01, piece=1), "slow"),
    "cuts mid-JSON": (said('{"sentences": [{"id": 0, "te', finish="length"), "garbled"),
    "cuts its JSON and says nothing": (said('{"sentences": [{"id": 0, "te'), "garbled"),
    "closes mid-stream": (Reply(WHOLE, cut=40), "down"),
    "429": (Reply(b"", 429, {"Retry-After": "3600"}), "limited"),
    "500": (Reply(b"oops", 500), "down"),
    "wrong key": (Reply(b"{}", 401), "refused"),
    "garbage": (Reply(b"\x00\xff garbage"), "garbled"),
    "200 kB": (said("a" * 200_000), "garbled"),
    "200 kB of sentences": (said({"sentences": [{"id": 0, "text": "a" * 200_000}]}), None),
    "another schema": (said({"text": "Here you go"}), "garbled"),
    "an empty answer": (said(""), "garbled"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_whatever_a_model_does_the_turn_is_whole_and_says_so(name: str, speaking, server: Scripted) -> None:
    reply, trouble = TROUBLES[name]
    server.script = lambda _: reply
    client = speaking()
    answer = turn(client)
    assert len(answer["slate"]) == 5
    assert answer["reply"].startswith(("Here are 5", "I found 5"))
    assert (answer["wording"]["by"], answer["wording"]["trouble"]) == ("template", trouble)
    assert server.asked
    metrics = client.get("/metrics").text
    assert f'chatrec_wordings_total{{by="template",trouble="{trouble or "none"}"}} 1.0' in metrics
    if name == "200 kB of sentences":
        assert answer["wording"]["blocked"] == 1
        assert "chatrec_blocked_sentences_total 1.0" in metrics


def test_a_model_that_keeps_to_the_facts_words_the_reply(speaking, server: Scripted) -> None:
    server.script = echo
    client = speaking()
    answer = turn(client)
    assert answer["wording"]["by"] in ("model", "both")
    assert answer["wording"]["model"] == server.name()
    assert answer["wording"]["tokens"] == 15
    metrics = client.get("/metrics").text
    assert "chatrec_language_model_tokens_total 15.0" in metrics
    assert float(re.search(r'chatrec_language_model_today\{of="tokens"\} (\S+)', metrics)[1]) >= 15
    again = turn(client, "recommend something")
    assert again["wording"]["tokens"] == 0  # remembered
    assert len(server.asked) == 1


def test_it_recovers_by_itself(speaking, server: Scripted) -> None:
    server.script = lambda _: Reply(b"", 500)
    at = [0.0]
    client = speaking(wrapped=lambda model: BreakingModel(model, failures=2, rest_s=30.0, now=lambda: at[0]))
    assert [turn(client)["wording"]["trouble"] for _ in range(3)] == ["down", "down", "resting"]
    asked = len(server.asked)
    server.script = echo
    assert turn(client)["wording"]["trouble"] == "resting"
    at[0] = 30.0
    assert turn(client)["wording"]["trouble"] is None
    assert len(server.asked) == asked + 1


def test_over_budget_it_is_not_asked(speaking, server: Scripted) -> None:
    server.script = echo
    client = speaking(tokens_a_day=10)
    answer = turn(client)
    assert answer["wording"]["trouble"] == "over_budget"
    assert answer["notice"] == "The language model has used up what it may take today; it is asked again tomorrow."
    assert server.asked == []


def test_without_a_model_nothing_is_said_of_one(plain: App) -> None:
    answer = turn(TestClient(create_app(plain)))
    assert answer["notice"] == ""
    assert answer["wording"] == {
        "by": "template", "model": None, "trouble": None, "reworded": 0, "blocked": 0, "tokens": 0, "cost": 0.0
    }  # fmt: skip


def test_a_press_is_worded_too(speaking, server: Scripted) -> None:
    server.script = echo
    client = speaking()
    where = client.post("/v1/conversations", json={"user": "ben"}).json()["id"]
    item = client.get("/v1/items").json()["items"][0]["item_id"]
    press = {"event_id": "1", "user": "ben", "item_id": item, "kind": "like", "conversation": where}
    assert client.post("/v1/feedback", json=press).json()["turn"]["turn"]["wording"]["by"] in ("model", "both")


def test_a_stream_ends_in_the_words_that_were_said(speaking, server: Scripted) -> None:
    server.script = lambda body: said(
        {
            "sentences": [
                {**line, "text": "Okay! " + line["text"]} for line in json.loads(body["messages"][1]["content"])
            ]
        }
    )
    client = speaking()
    where = client.post("/v1/conversations", json={"user": "eve"}).json()["id"]
    text = client.post(f"/v1/conversations/{where}/turns", json={"message": "recommend something"}, headers=STREAM).text
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    events = [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in blocks]
    assert events[0][0] == "slate"
    assert events[0][1]["reply"] == ""
    sentences = [event["text"] for name, event in events if name == "sentence"]
    assert sentences[0].startswith("Okay! ")
    assert events[-1][1]["reply"] == " ".join(sentences)


SELF = (
    "my name is Zaphod Canary", "I loved Canary, mail canary@example.com", "call 415-555-0134", "我叫金丝雀，手机13800138000", "something like Canary",
    "推荐几部，身份证11010519491231002X", "no canary",
)  # fmt: skip


@pytest.mark.parametrize("mode", ["none", "redacted"])
def test_nothing_that_users_say_of_themselves_leaves(mode: str, speaking, plain: App, server: Scripted) -> None:
    server.script = echo
    client = speaking(egress=mode)
    before = plain.stores.egress.total()
    where = client.post("/v1/conversations", json={"user": "canary-user"}).json()["id"]
    for message in SELF:
        wording = client.post(f"/v1/conversations/{where}/turns", json={"message": message}).json()["wording"]
        assert wording["trouble"] == ("withheld" if wording["model"] and mode == "none" else None)
    left = b"".join(server.raw).lower()
    assert [word for word in (b"canary", b"0134", b"1380013", "金丝雀".encode(), b"002x") if word in left] == []
    requests, size = plain.stores.egress.total()
    assert (requests - before[0], size - before[1]) == (len(server.raw), len(left))
    assert (mode == "none") == (left == b"")


def test_many_turns_with_every_trouble_are_all_whole(speaking, server: Scripted) -> None:
    replies = [reply for reply, _ in TROUBLES.values()] + [None]
    server.script = lambda body: replies[len(server.asked) % len(replies)] or echo(body)
    client = speaking(at_once=64, timeout_s=0.05)
    for number in range(len(replies)):
        n = number + 2  # another prompt each time, so that none is answered from memory
        answer = turn(client, f"recommend {n}" if number % 2 else f"推荐{n}部")
        assert len(answer["slate"]) == n
        assert answer["reply"]
    assert len(server.asked) == len(replies)
