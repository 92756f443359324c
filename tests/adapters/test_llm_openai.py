"""The OpenAI-compatible language model against a real HTTP server in this process."""

import json
import math
import time

import pytest
from pydantic import BaseModel, ConfigDict
from tests.llm.scripted import Reply, Scripted, guessed, said

from chatrec.adapters.llm.endpoint import MOST_BYTES
from chatrec.adapters.llm.openai import OpenAiLanguageModel
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Prompt, Usage


class Fruit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str


PROMPT = Prompt("Name a fruit.", "a yellow one, 黄色的")


def asked(model: OpenAiLanguageModel, timeout_s: float = 5.0) -> Fruit:
    return model.complete(PROMPT, schema=Fruit, timeout_s=timeout_s).value


@pytest.mark.parametrize(
    "content",
    [
        '{"name": "banana"}',
        ' \n{"name": "banana"}\n',
        '```json\n{"name": "banana"}\n```',
        '<think>Yellow. {"name": 1}</think>\n{"name": "banana"}',
    ],
)
def test_an_answer_comes_in_its_form(content: str, llm: Scripted) -> None:
    llm.script = lambda _: said(content)
    completion = OpenAiLanguageModel("m", llm.url + "/").complete(PROMPT, schema=Fruit, timeout_s=5)
    assert completion.value == Fruit(name="banana")
    assert completion.model == f"openai:m@{llm.url}"
    assert completion.usage == Usage(10, 5)
    body = llm.asked[0]
    assert (body["path"], body["model"], body["max_tokens"]) == ("/v1/chat/completions", "m", 800)
    assert body["response_format"]["json_schema"]["schema"]["properties"] == {
        "name": {"title": "Name", "type": "string"}
    }
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"] == PROMPT.user


@pytest.mark.parametrize(
    ("reply", "trouble", "sentence"),
    [
        (Reply(b'{"error": "Incorrect API key provided: sk-secret."}', 401), Trouble.REFUSED, "refused the key: set OPENAI"),
        (Reply(b'{"error": "model not found"}', 404), Trouble.REFUSED, "knows no model 'm'"),
        (Reply(b"<html>Not Found</html>", 404), Trouble.REFUSED, "not the base of an OpenAI-compatible API"),
        (Reply(b"no", 400), Trouble.REFUSED, r"refused the request \(status 400, no\)"),
        (Reply(b"", 500), Trouble.DOWN, "failed: status 500, nothing more"),
        (Reply(b"", 302), Trouble.REFUSED, "status 302"),
        (Reply(b"<html>hello</html>"), Trouble.GARBLED, "something else than a chat completion"),
        (Reply(b'{"choices": []}'), Trouble.GARBLED, "something else than a chat completion"),
        (Reply(b"\xff\xfe" * 100_000), Trouble.GARBLED, "something else than a chat completion"),
        (Reply(b"x" * (MOST_BYTES + 1)), Trouble.GARBLED, "sent over 2,000,000 bytes"),
        (said("banana"), Trouble.GARBLED, "outside its schema"),
        (said({"name": "banana", "and": 1}), Trouble.GARBLED, "outside its schema"),
        (said('{"name": "ban', finish="length"), Trouble.GARBLED, "cut short"),
        (said("null"), Trouble.GARBLED, "outside its schema"),
        (Reply(b'{"choices": [', cut=8, headers={"Content-Length": "99"}), Trouble.DOWN, "could not be asked"),
    ],
)  # fmt: skip
def test_whatever_else_comes_is_one_error_of_ours(reply: Reply, trouble: Trouble, sentence: str, llm: Scripted) -> None:
    llm.script = lambda _: reply
    with pytest.raises(LanguageModelError, match=sentence) as raised:
        asked(OpenAiLanguageModel("m", llm.url, "sk-secret"))
    assert raised.value.trouble is trouble
    assert "sk-secret" not in str(raised.value)
    assert str(raised.value).endswith(".")


def test_the_wait_that_a_server_asks_for_comes_along(llm: Scripted) -> None:
    llm.script = lambda _: Reply(b"", 429, {"Retry-After": "7"})
    with pytest.raises(LanguageModelError) as raised:
        asked(OpenAiLanguageModel("m", llm.url))
    assert (raised.value.trouble, raised.value.retry_after_s) == (Trouble.LIMITED, 7.0)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "http://[bad/v1", "http://\x00/v1"])
def test_a_server_that_is_not_there_is_one_error_of_ours(url: str) -> None:
    with pytest.raises(LanguageModelError) as raised:
        asked(OpenAiLanguageModel("m", url))
    assert raised.value.trouble is Trouble.DOWN


@pytest.mark.parametrize("reply", [Reply(b"x", pause_s=9), Reply(b"x" * 1000, pause_s=0.02, piece=1)])
def test_a_slow_server_is_left_at_the_deadline(reply: Reply, llm: Scripted) -> None:
    llm.script = lambda _: reply
    began = time.monotonic()
    with pytest.raises(LanguageModelError) as raised:
        asked(OpenAiLanguageModel("m", llm.url), timeout_s=0.1)
    assert raised.value.trouble is Trouble.SLOW
    assert time.monotonic() - began < 0.8


def test_the_key_goes_into_the_header_alone_and_an_address_loses_its_secrets(llm: Scripted) -> None:
    llm.script = lambda _: said({"name": "banana"})
    model = OpenAiLanguageModel("m", llm.url, "sk-secret")
    asked(model)
    assert llm.keys == ["Bearer sk-secret"]
    assert "sk-secret" not in repr(model) + model.name + json.dumps(llm.asked)
    assert OpenAiLanguageModel("m", "https://me:pass@host/v1?key=1").name == "openai:m@https://host/v1"


def test_a_parameter_that_a_server_does_not_know_is_left_out_from_then_on(llm: Scripted) -> None:
    def picky(body: dict[str, object]) -> Reply:
        for name in ("response_format", "max_tokens", "temperature"):
            if name in body:
                return Reply(f"Unsupported parameter: {name}".encode(), 400)
        return said({"name": "banana"})

    llm.script = picky
    model = OpenAiLanguageModel("m", llm.url)
    assert asked(model) == asked(model) == Fruit(name="banana")
    assert len(llm.asked) == 4 + 1
    assert llm.asked[-1]["max_completion_tokens"] == 800
    assert '"name"' in llm.asked[-1]["messages"][0]["content"]  # the schema is told


class Pick(BaseModel):
    choice: str


PICK = Prompt("Which one?", "A apple, B banana", options=("A", "B"))


def test_a_choice_comes_with_the_odds_of_every_option(llm: Scripted) -> None:
    llm.script = lambda _: guessed({"The": -0.5, "B": -1.5, " B": -2.5, "A": -4.0})
    completion = OpenAiLanguageModel("m", llm.url).complete(PICK, schema=Pick, timeout_s=5)
    assert completion.value.choice == "B"
    assert completion.odds == pytest.approx({"A": -4.0, "B": -1.5 + math.log1p(math.exp(-1.0))})
    body = llm.asked[0]
    assert (body["max_tokens"], body["logprobs"], body["top_logprobs"]) == (1, True, 20)
    assert "response_format" not in body
    assert "JSON" not in body["messages"][0]["content"]


def test_an_option_that_no_token_says_is_as_likely_as_the_least_of_them(llm: Scripted) -> None:
    llm.script = lambda _: guessed({"B": -0.5, "The": -7.0})
    assert OpenAiLanguageModel("m", llm.url).complete(PICK, schema=Pick, timeout_s=5).odds == {"A": -7.0, "B": -0.5}


def test_a_server_without_log_probabilities_still_chooses(llm: Scripted) -> None:
    def picky(body: dict[str, object]) -> Reply:
        return Reply(b"logprobs are not supported", 400) if "logprobs" in body else said(" B")

    llm.script = picky
    completion = OpenAiLanguageModel("m", llm.url).complete(PICK, schema=Pick, timeout_s=5)
    assert (completion.value.choice, completion.odds) == ("B", {})


@pytest.mark.parametrize("reply", [said("C"), guessed({"The": -0.1}), said("")])
def test_what_is_no_option_is_garbled(reply: Reply, llm: Scripted) -> None:
    llm.script = lambda _: reply
    with pytest.raises(LanguageModelError, match="no option") as raised:
        OpenAiLanguageModel("m", llm.url).complete(PICK, schema=Pick, timeout_s=5)
    assert raised.value.trouble is Trouble.GARBLED
