"""Anthropic's Messages API, spoken with a real HTTP server in this process."""

import json

import pytest
from pydantic import BaseModel, ConfigDict
from tests.llm.scripted import Reply, Scripted, message

from chatrec.adapters.llm.anthropic import AnthropicLanguageModel
from chatrec.adapters.llm.egress import Gate
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.egress import Sent
from chatrec.ports.language_model import Prompt, Usage
from chatrec.testing.fakes import FixedClock


class Fruit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str


class Pick(BaseModel):
    choice: str


PROMPT = Prompt("Name a fruit.", "a yellow one, 黄色的", fields=("wishes",))


def model(llm: Scripted, **more: object) -> AnthropicLanguageModel:
    return AnthropicLanguageModel("claude", llm.url.removesuffix("/v1"), "sk-ant-secret", **more)


def test_an_answer_is_the_input_of_a_tool_of_the_schema(llm: Scripted) -> None:
    llm.script = lambda _: message({"name": "banana"})
    completion = model(llm).complete(PROMPT, schema=Fruit, timeout_s=5)
    assert completion.value == Fruit(name="banana")
    assert completion.usage == Usage(10, 5)
    assert completion.model == f"anthropic:claude@{llm.url.removesuffix('/v1')}"
    body = llm.asked[0]
    assert (body["path"], body["model"], body["max_tokens"]) == ("/v1/messages", "claude", 800)
    assert (body["system"], body["messages"]) == (PROMPT.system, [{"role": "user", "content": PROMPT.user}])
    assert body["tool_choice"] == {"type": "tool", "name": body["tools"][0]["name"]}
    assert body["tools"][0]["input_schema"]["required"] == ["name"]


def test_the_key_goes_into_the_header_alone(llm: Scripted) -> None:
    llm.script = lambda _: message({"name": "banana"})
    asked = model(llm)
    asked.complete(PROMPT, schema=Fruit, timeout_s=5)
    assert llm.keys == ["sk-ant-secret"]
    assert "sk-ant-secret" not in repr(asked) + asked.name + json.dumps(llm.asked)


@pytest.mark.parametrize(
    ("reply", "trouble", "sentence"),
    [
        (Reply(b'{"error": {"message": "invalid x-api-key sk-ant-secret"}}', 401), Trouble.REFUSED, "set ANTHROPIC_API_KEY"),
        (Reply(b'{"type": "error"}', 404), Trouble.REFUSED, "knows no model 'claude'"),
        (Reply(b"", 400), Trouble.REFUSED, "status 400"),
        (Reply(b"", 500), Trouble.DOWN, "failed: status 500"),
        (Reply(b"", 529), Trouble.LIMITED, "overloaded"),
        (Reply(b"", 429, {"Retry-After": "7"}), Trouble.LIMITED, "too often"),
        (Reply(b"<html>"), Trouble.GARBLED, "something else than a message"),
        (message("I would say banana."), Trouble.GARBLED, "without its tool"),
        (message("No.", stop="refusal"), Trouble.REFUSED, "declined"),
        (message({"name": "ban"}, stop="max_tokens"), Trouble.GARBLED, "cut short"),
        (message({"fruit": "banana"}), Trouble.GARBLED, "outside its schema"),
    ],
)  # fmt: skip
def test_whatever_else_comes_is_one_error_of_ours(reply: Reply, trouble: Trouble, sentence: str, llm: Scripted) -> None:
    llm.script = lambda _: reply
    with pytest.raises(LanguageModelError, match=sentence) as raised:
        model(llm).complete(PROMPT, schema=Fruit, timeout_s=5)
    assert raised.value.trouble is trouble
    assert "sk-ant-secret" not in str(raised.value)


def test_a_choice_is_one_of_the_options_and_comes_without_odds(llm: Scripted) -> None:
    llm.script = lambda _: message({"choice": "B"})
    prompt = Prompt("Which?", "A apple, B banana", options=("A", "B"))
    completion = model(llm).complete(prompt, schema=Pick, timeout_s=5)
    assert (completion.value.choice, completion.odds) == ("B", {})
    assert llm.asked[0]["tools"][0]["input_schema"]["properties"]["choice"]["enum"] == ["A", "B"]
    llm.script = lambda _: message({"choice": "C"})
    with pytest.raises(LanguageModelError, match="no option"):
        model(llm).complete(prompt, schema=Pick, timeout_s=5)


def test_what_leaves_is_recorded_byte_for_byte_and_blacked_out(llm: Scripted) -> None:
    kept: list[Sent] = []

    class Ledger:
        def record(self, sent: Sent) -> None:
            kept.append(sent)

    llm.script = lambda _: message({"name": "banana"})
    asked = model(llm, gate=Gate(Ledger(), FixedClock()))
    asked.complete(Prompt("Name a fruit.", "call 415-555-0134", fields=("wishes",)), schema=Fruit, timeout_s=5)
    assert b"0134" not in llm.raw[0]
    assert [(sent.model, sent.size, sent.blacked_out) for sent in kept] == [("claude", len(llm.raw[0]), 1)]
