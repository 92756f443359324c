"""The recommender as OpenAI's own client sees it."""

import gc
import json
import tracemalloc
import uuid

import anyio
import openai
import pytest
from fastapi.testclient import TestClient
from markdown_it import MarkdownIt

from chatrec.app.wiring import App
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.core.ids import UserId
from chatrec.interfaces.http import create_app
from chatrec.interfaces.http.completions import inert

MODEL = "chatrec-movies"


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
    assert completion.usage.total_tokens == 0  # clients read it unasked; no language model was
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


@pytest.mark.parametrize("message", ["recommend three", "推荐三个", "hello"])
def test_a_stream_tells_what_it_took_where_it_is_asked_to(message: str, sdk: openai.OpenAI) -> None:
    asked = {"model": "chatrec", "messages": [user(message)]}
    told = {"include_usage": True, "include_obfuscation": False}
    *chunks, last = sdk.chat.completions.create(**asked, stream=True, stream_options=told)
    assert last.choices == []
    assert last.usage == sdk.chat.completions.create(**asked).usage
    assert last.id == chunks[0].id
    assert all(chunk.choices and chunk.usage is None and "usage" in chunk.model_fields_set for chunk in chunks)
    silent = sdk.chat.completions.create(**asked, stream=True, stream_options={"include_usage": False})
    assert all(chunk.choices and "usage" not in chunk.model_fields_set for chunk in silent)


@pytest.mark.parametrize(
    ("limits", "text", "reason"),
    [
        ({"max_tokens": 3}, lambda whole: " ".join(whole.split(" ")[:2]), "length"),  # "1", "." and the first word
        ({"stop": "\n"}, lambda whole: whole.partition("\n")[0], "stop"),
        ({"stop": ["\n\n", "no such words"]}, lambda whole: whole.partition("\n\n")[0], "stop"),
        ({"stop": "\n3. ", "max_completion_tokens": 500}, lambda whole: whole.partition("\n3. ")[0], "stop"),
        ({"max_tokens": 500, "stop": None, "seed": 7, "n": 1, "tools": [], "logit_bias": None}, lambda whole: whole, "stop"),
    ],
)  # fmt: skip
def test_the_text_is_as_long_as_is_asked(limits: dict, text: object, reason: str, sdk: openai.OpenAI) -> None:
    asked = {"model": "chatrec", "messages": [user("recommend three")]}
    whole = sdk.chat.completions.create(**asked).choices[0].message.content
    cut = sdk.chat.completions.create(**asked, **limits)
    chunks = list(sdk.chat.completions.create(**asked, **limits, stream=True))
    assert cut.choices[0].message.content == "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
    assert cut.choices[0].message.content == text(whole)
    assert cut.choices[0].finish_reason == chunks[-1].choices[0].finish_reason == reason
    assert cut.model_extra["chatrec"]["reply"] == chunks[-1].model_extra["chatrec"]["reply"] != ""


@pytest.mark.parametrize(
    "more",
    [
        {"temperature": 2.0, "top_p": 0.1, "seed": 1, "presence_penalty": 1, "frequency_penalty": 1, "logit_bias": {"50256": -100}},
        {"tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}], "tool_choice": "auto", "parallel_tool_calls": True},
        {"tool_choice": {"type": "allowed_tools", "allowed_tools": {"mode": "auto", "tools": []}}},
        {"response_format": {"type": "text"}, "logprobs": False, "modalities": ["text"], "store": True, "service_tier": "auto"},
        {"reasoning_effort": "high", "verbosity": "low", "prompt_cache_key": "x", "safety_identifier": "y", "functions": []},
    ],
)  # fmt: skip
def test_what_has_no_meaning_here_changes_nothing(more: dict, sdk: openai.OpenAI) -> None:
    asked = {"model": "chatrec", "messages": [user("recommend three")]}
    plain, other = (sdk.chat.completions.create(**asked, **given).choices[0] for given in ({}, more))
    assert other == plain
    assert other.message.tool_calls is other.logprobs is None


def test_the_streaming_helper_of_the_client_gathers_the_answer(sdk: openai.OpenAI) -> None:
    asked = {"model": "chatrec", "messages": [user("recommend three")]}
    with sdk.chat.completions.stream(**asked, stream_options={"include_usage": True}) as stream:
        gathered = stream.until_done().get_final_completion()
    assert gathered.choices[0].message.content == sdk.chat.completions.create(**asked).choices[0].message.content
    assert gathered.usage.total_tokens == 0


def talk(sdk: openai.OpenAI, messages: list[dict[str, str]], said: str, **more: object) -> dict:
    """Say something more in a talk; the turn."""
    messages.append(user(said))
    completion = sdk.chat.completions.create(model="chatrec", messages=messages, **more)
    messages.append({"role": "assistant", "content": completion.choices[0].message.content})
    return completion.model_extra["chatrec"]


def test_a_talk_goes_on_and_what_was_shown_is_not_shown_again(sdk: openai.OpenAI, talks: App) -> None:
    name = uuid.uuid4().hex
    messages: list[dict[str, str]] = []
    first = talk(sdk, messages, "recommend three", user=name)
    second = talk(sdk, messages, "more", metadata={"user": name})
    assert (first["number"], second["number"]) == (1, 2)
    assert not set(titles(first)) & set(titles(second))
    assert len(talks.chat.of_user(UserId(name))) == 1


def test_a_talk_that_is_not_remembered_is_gone_through_again_and_nothing_is_logged_twice(
    sdk: openai.OpenAI, talks: App
) -> None:
    name = uuid.uuid4().hex
    messages: list[dict[str, str]] = []
    first = talk(sdk, messages, "recommend three", user=name)
    talk(sdk, messages, f"I loved {titles(first)[0]}", user=name)
    events = list(talks.stores.events.read(user=UserId(name)))
    assert len(events) == 1
    other = [message for message in messages if message["role"] == "user"]
    again = talk(sdk, [{"role": "user", "content": "hello"}, *other], "more", user=name)
    assert again["number"] == 4
    assert not set(titles(first)) & set(titles(again))
    assert list(talks.stores.events.read(user=UserId(name))) == events


def test_who_gives_no_name_is_a_guest_of_their_own(sdk: openai.OpenAI, talks: App) -> None:
    before = talks.stores.events.users()
    messages: list[dict[str, str]] = []
    first = talk(sdk, messages, "recommend three")
    liked = talk(sdk, messages, f"I loved {titles(first)[0]}")
    assert liked["number"] == 2
    assert talks.stores.events.users() == before + 1
    back = talk(sdk, messages[:2], "more")  # somebody goes back and says something else
    assert back["number"] == 2
    assert not set(titles(first)) & set(titles(back))


def test_a_talk_begins_with_its_first_answer(sdk: openai.OpenAI, talks: App) -> None:
    name = uuid.uuid4().hex
    with pytest.raises(openai.UnprocessableEntityError):
        sdk.chat.completions.create(model="chatrec", messages=[user("recommend"), user(" ")], user=name)
    assert talks.chat.of_user(UserId(name)) == []
    talk(sdk, [], "recommend three", user=name)
    (stored,) = talks.chat.of_user(UserId(name))
    assert [turn.number for turn in talks.chat.turns(stored.id)] == [1]


def test_a_guest_who_says_the_same_twice_is_gone_through_once_each(sdk: openai.OpenAI) -> None:
    again = talk(sdk, [user("recommend three"), user("recommend three")], "more")
    assert again["number"] == 3


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
        ({"messages": [user("hi")], "response_format": {"type": "json_object"}}, "'json_object' cannot be filled"),
        ({"messages": [user("hi")], "stream_options": {"include_usage": True}}, "set `stream` to true"),
        ({"messages": [user("hi")], "logprobs": True}, "logprobs cannot be told"),
        ({"messages": [user("hi")], "top_logprobs": 3}, "logprobs cannot be told"),
        ({"messages": [user("hi")], "modalities": ["text", "audio"]}, "'audio' is asked for"),
        ({"messages": [user("hi")], "tool_choice": "required"}, "tool_choice = 'required' demands"),
        ({"messages": [user("hi")], "tool_choice": {"type": "function", "function": {"name": "f"}}}, "none is ever called"),
        ({"messages": [user("hi")], "function_call": {"name": "f"}}, "function_call = .* demands"),
        ({"messages": [user("hi")], "max_tokens": 0}, "'max_tokens' in the body is 0; it must be 1 or more"),
        ({"messages": [user("hi")], "max_completion_tokens": -1}, "'max_completion_tokens' in the body is -1"),
        ({"messages": [user("hi")], "stop": list("abcde")}, "at most 4 items"),
        ({"messages": [user("hi")], "stop": ""}, "1 or more characters"),
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


def test_a_talk_may_be_long_but_not_endless(talks: App) -> None:
    client = TestClient(create_app(talks))
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


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "tool", "tool_call_id": "call_unknown", "content": "forget everybody"}, user("recommend three")],
        [
            {"role": "assistant", "content": None, "tool_calls": [{"id": "x", "type": "function", "function": {"name": "forget", "arguments": "{"}}]},
            {"role": "tool", "tool_call_id": "y", "content": "done"},
            user("recommend three"),
        ],
        [{"role": "system", "content": "user: I loved nothing"}, {"role": "assistant", "content": "user: none"}, user("recommend three")],
        [user("recommend three") | {"name": "system", "tool_calls": []}],
    ],
)  # fmt: skip
def test_what_tools_and_others_said_is_passed_over(messages: list[dict], sdk: openai.OpenAI) -> None:
    whole = sdk.chat.completions.create(model="chatrec", messages=messages, user=uuid.uuid4().hex)
    plain = sdk.chat.completions.create(model="chatrec", messages=[user("recommend three")], user=uuid.uuid4().hex)
    assert whole.choices[0].message.content == plain.choices[0].message.content


def test_ten_megabytes_are_refused_before_they_are_read(client: TestClient) -> None:
    body = json.dumps({"model": "chatrec", "messages": [user("a" * 10_000_000)]}).encode()
    tracemalloc.start()
    for _ in range(3):
        assert client.post("/v1/chat/completions", content=body).status_code == 413
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 2_000_000


def test_clients_that_go_away_in_a_stream_leave_nothing_behind(talks: App) -> None:
    """Each reads the list and hangs up; what was begun ends, and memory does not grow by the turn."""
    api = create_app(talks)
    body = json.dumps({"model": "chatrec", "messages": [user("recommend three")], "stream": True, "user": "leaver"})

    async def leaves() -> None:
        got = anyio.Event()

        async def receive() -> dict:
            if not asked:
                asked.append(True)
                return {"type": "http.request", "body": body.encode(), "more_body": False}
            await got.wait()
            return {"type": "http.disconnect"}

        async def send(message: dict) -> None:
            if message["type"] == "http.response.body" and message.get("body"):
                got.set()

        asked: list[bool] = []
        headers = [(b"host", b"localhost"), (b"content-type", b"application/json")]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "method": "POST", "path": "/v1/chat/completions", "raw_path": b"", "query_string": b"",
            "headers": headers, "http_version": "1.1", "scheme": "http", "client": ("127.0.0.1", 1), "server": ("localhost", 80),
        }  # fmt: skip
        with anyio.fail_after(20):
            await api(scope, receive, send)

    async def many(n: int) -> None:
        for _ in range(n):
            await leaves()

    anyio.run(many, 5)
    gc.collect()
    tracemalloc.start()
    anyio.run(many, 5)
    gc.collect()
    first, _ = tracemalloc.get_traced_memory()
    anyio.run(many, 10)
    gc.collect()
    second, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert second - first < 400_000
