"""The recommender as OpenAI's own client sees it."""

import json
import shutil
import uuid
from collections.abc import Iterator

import openai
import pytest
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.ids import UserId
from chatrec.interfaces.http import create_app
from chatrec.interfaces.http.completions import inert

MODEL = "chatrec-movies"


@pytest.fixture(scope="module")
def app(app: App, tmp_path_factory) -> Iterator[App]:
    """A home of its own: what is written here is nobody else's."""
    with open_app(Home(shutil.copytree(app.home.folder, tmp_path_factory.mktemp("talks") / "home"))) as own:
        yield own


@pytest.fixture(scope="module")
def sdk(app: App) -> openai.OpenAI:
    """The real client, over the application in this process."""
    http = TestClient(create_app(app), base_url="http://127.0.0.1/v1")
    client = openai.OpenAI(api_key="none", base_url="http://127.0.0.1/v1", http_client=http, max_retries=0)
    client.models.list()  # the client loads itself piece by piece
    return client


def user(text: str) -> dict[str, str]:
    return {"role": "user", "content": text}


def titles(turn: dict) -> list[str]:
    return [card["title"] for card in turn["slate"]]


def test_the_models_are_listed(sdk: openai.OpenAI) -> None:
    assert [model.id for model in sdk.models.list()] == [MODEL]
    assert sdk.models.retrieve(MODEL).owned_by == "chatrec"
    with pytest.raises(openai.NotFoundError, match="There is no model 'gpt-4'"):
        sdk.models.retrieve("gpt-4")


@pytest.mark.parametrize("name", ["chatrec", MODEL])
def test_an_answer_is_text_and_the_whole_turn(name: str, sdk: openai.OpenAI) -> None:
    completion = sdk.chat.completions.create(
        model=name,
        messages=[{"role": "system", "content": "You are a pirate."}, user("recommend three")],
        temperature=1.5,
        user="ada",
    )
    turn = completion.model_extra["chatrec"]
    text = completion.choices[0].message.content
    assert completion.choices[0].finish_reason == "stop"
    assert len(turn["slate"]) == 3
    assert text.startswith("1. " + titles(turn)[0])
    assert text.endswith(turn["reply"])
    for card in turn["slate"]:
        assert abs(sum(bar["value"] for bar in card["evidence"]) - card["score"]) <= SUM_TOLERANCE * max(
            1, card["score"]
        )


@pytest.mark.parametrize("message", ["recommend three", "推荐三个"])
def test_a_stream_says_the_same_with_the_slate_first(message: str, sdk: openai.OpenAI) -> None:
    whole = sdk.chat.completions.create(model="chatrec", messages=[user(message)])
    chunks = list(sdk.chat.completions.create(model="chatrec", messages=[user(message)], stream=True))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert text == whole.choices[0].message.content
    assert chunks[0].choices[0].delta.role == "assistant"
    assert titles(chunks[0].model_extra["chatrec"]) == titles(whole.model_extra["chatrec"])
    assert chunks[0].model_extra["chatrec"]["reply"] == ""
    assert chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].model_extra["chatrec"]["reply"] == whole.model_extra["chatrec"]["reply"]
    assert len({chunk.id for chunk in chunks}) == 1


def talk(sdk: openai.OpenAI, messages: list[dict[str, str]], said: str, **more: object) -> dict:
    """Say something more in a talk; the turn."""
    messages.append(user(said))
    completion = sdk.chat.completions.create(model="chatrec", messages=messages, **more)
    messages.append({"role": "assistant", "content": completion.choices[0].message.content})
    return completion.model_extra["chatrec"]


def test_a_talk_goes_on_and_what_was_shown_is_not_shown_again(sdk: openai.OpenAI, app: App) -> None:
    name = uuid.uuid4().hex
    messages: list[dict[str, str]] = []
    first = talk(sdk, messages, "recommend three", user=name)
    second = talk(sdk, messages, "more", metadata={"user": name})
    assert (first["number"], second["number"]) == (1, 2)
    assert not set(titles(first)) & set(titles(second))
    assert len(app.chat.of_user(UserId(name))) == 1


def test_a_talk_that_is_not_remembered_is_gone_through_again_and_nothing_is_logged_twice(
    sdk: openai.OpenAI, app: App
) -> None:
    name = uuid.uuid4().hex
    messages: list[dict[str, str]] = []
    first = talk(sdk, messages, "recommend three", user=name)
    talk(sdk, messages, f"I loved {titles(first)[0]}", user=name)
    events = list(app.stores.events.read(user=UserId(name)))
    assert len(events) == 1
    other = [message for message in messages if message["role"] == "user"]
    again = talk(sdk, [{"role": "user", "content": "hello"}, *other], "more", user=name)
    assert again["number"] == 4
    assert not set(titles(first)) & set(titles(again))
    assert list(app.stores.events.read(user=UserId(name))) == events


def test_who_gives_no_name_is_a_guest_of_their_own(sdk: openai.OpenAI, app: App) -> None:
    before = app.stores.events.users()
    messages: list[dict[str, str]] = []
    first = talk(sdk, messages, "recommend three")
    liked = talk(sdk, messages, f"I loved {titles(first)[0]}")
    assert liked["number"] == 2
    assert app.stores.events.users() == before + 1
    back = talk(sdk, messages[:2], "more")  # somebody goes back and says something else
    assert back["number"] == 2
    assert not set(titles(first)) & set(titles(back))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"messages": [user("hi"), {"role": "assistant", "content": "hi"}]}, "last message has the role 'assistant'"),
        ({"messages": [user(" ")]}, "The message is empty"),
        ({"messages": [user("a" * 5000)]}, "at most 4000 are read"),
        ({"messages": [{"role": "wizard", "content": "hi"}]}, "role"),
        ({"messages": []}, "messages"),
        ({"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}, "only text"),
        ({"messages": [user("hi")], "n": 2}, "leave `n` out"),
        ({"messages": [user("hi")], "response_format": {"type": "json_schema"}}, "cannot be filled"),
        ({"messages": [user("hi")], "metadata": {"user": 7}}, "no user's id"),
        ({"messages": [user("hi")], "user": "a\x00"}, "control characters"),
    ],
)  # fmt: skip
def test_bad_requests_are_refused_in_a_sentence(body: dict, sentence: str, sdk: openai.OpenAI) -> None:
    with pytest.raises(openai.UnprocessableEntityError, match=sentence):
        sdk.chat.completions.create(**{"model": "chatrec", **body})


def test_parts_of_text_are_one_message_and_an_empty_answer_of_ours_is_passed_over(sdk: openai.OpenAI) -> None:
    parts = [{"type": "text", "text": "recommend"}, {"type": "text", "text": "three"}]
    messages = [{"role": "assistant", "content": None}, {"role": "user", "content": parts}]
    assert len(sdk.chat.completions.create(model="chatrec", messages=messages).model_extra["chatrec"]["slate"]) == 3


def test_a_talk_may_be_long_but_not_endless(app: App) -> None:
    client = TestClient(create_app(app))
    long = [user("recommend three"), {"role": "assistant", "content": "x" * 200_000}, user("more")]
    assert client.post("/v1/chat/completions", json={"model": "chatrec", "messages": long}).status_code == 200
    endless = json.dumps({"model": "chatrec", "messages": [user("a" * 10_000_000)]})
    refused = client.post("/v1/chat/completions", content=endless)
    assert refused.status_code == 413
    assert "1048576 bytes" in refused.json()["error"]["message"]


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "</p>", "<!-- x -->", "![free](https://evil.example)", "[x][y]", "[y]: https://evil.example"],
)  # fmt: skip
def test_what_a_client_would_render_is_inert_and_reads_the_same(text: str) -> None:
    assert MarkdownIt("commonmark").render(text) != MarkdownIt("commonmark").render(inert(text))
    (paragraph,) = [token for token in MarkdownIt("commonmark").parse(inert(text)) if token.type == "inline"]
    assert {child.type for child in paragraph.children} <= {"text", "softbreak"}
    assert inert(text).replace("\u200b", "") == text


@pytest.mark.parametrize(
    "text", ["[REC] (2007)", "I <3 you", "1. Heat (1995) · Because you like Alien", "a < b", "《盗火线》"]
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert inert(text) == text
