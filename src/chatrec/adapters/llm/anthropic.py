"""Anthropic's Messages API. The answer comes as the input of a tool, which is how that API keeps to a schema."""

import json
import time

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from chatrec.adapters.llm.answers import chosen, cut_short, in_form
from chatrec.adapters.llm.egress import Gate
from chatrec.adapters.llm.endpoint import Api, Endpoint
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, Prompt, T, Usage

ANTHROPIC = Api("anthropic", "/v1/messages", "Anthropic's API", "ANTHROPIC_API_KEY")
URL = "https://api.anthropic.com"
VERSION = "2023-06-01"  # of the API; the body below is in its form
TOOL = "answer"


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")  # the API adds fields of its own


class _Block(_Lenient):
    type: str
    text: str = ""
    input: dict[str, JsonValue] | None = None


class _Usage(_Lenient):
    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cache_read_input_tokens: int | None = Field(default=None, ge=0)
    cache_creation_input_tokens: int | None = Field(default=None, ge=0)


class _Answer(_Lenient):
    content: list[_Block]
    stop_reason: str | None = None
    usage: _Usage


class AnthropicLanguageModel:
    """Asks `url` + "/v1/messages" once; `key` goes into the header and nowhere else, and nothing past the `gate`.

    It tells no log-probabilities: where a prompt has options, it answers one and no odds.
    """

    def __init__(
        self, model: str, url: str = URL, key: str | None = None, *, max_tokens: int = 800, gate: Gate | None = None
    ) -> None:
        self._gate = gate
        self._model = model
        self._max_tokens = max_tokens
        headers = {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}
        self._endpoint = Endpoint(ANTHROPIC, model, url, key=key, headers=headers)

    def __repr__(self) -> str:
        return f"AnthropicLanguageModel({self.name!r})"

    @property
    def name(self) -> str:
        return self._endpoint.name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        """One request."""
        body = self._endpoint.passed(prompt, lambda told: self._body(told, schema), self._gate)
        status, content = self._endpoint.post(body, time.monotonic() + timeout_s)
        if status == 529:  # "overloaded": theirs, and it passes
            raise LanguageModelError(f"{self.name} is overloaded: status 529.", Trouble.LIMITED)
        if status != 200:
            raise self._endpoint.refusal(status, content)
        return self._read(content, prompt, schema)

    def _body(self, prompt: Prompt, schema: type[BaseModel]) -> dict[str, JsonValue]:
        form = schema.model_json_schema()
        if prompt.options:
            form["properties"]["choice"]["enum"] = list(prompt.options)
        return {
            "model": self._model,
            "max_tokens": self._max_tokens,
            "temperature": 0.0,
            "system": prompt.system,
            "messages": [{"role": "user", "content": prompt.user}],
            "tools": [{"name": TOOL, "description": "Give the answer.", "input_schema": form}],
            "tool_choice": {"type": "tool", "name": TOOL},
        }

    def _read(self, content: bytes, prompt: Prompt, schema: type[T]) -> Completion[T]:
        try:
            answer = _Answer.model_validate_json(content)
        except ValidationError as error:
            raise LanguageModelError(
                f"{self.name} answered something else than a message; give the base of Anthropic's API, as in {URL}.",
                Trouble.GARBLED,
            ) from error
        if answer.stop_reason == "max_tokens":
            raise cut_short(self.name)
        if answer.stop_reason == "refusal":
            raise LanguageModelError(f"{self.name} declined to answer.", Trouble.REFUSED)
        given = next((block.input for block in answer.content if block.type == "tool_use"), None)
        if given is None:
            raise LanguageModelError(f"{self.name} answered without its tool.", Trouble.GARBLED)
        if prompt.options:
            value = chosen(prompt.options, {}, str(given.get("choice", "")), schema, self.name)
        else:
            value = in_form(json.dumps(given), schema, self.name)
        return Completion(value, self.name, _taken(answer.usage))


def _taken(usage: _Usage) -> Usage:
    """Tokens that were read from or written into their cache count as read: the API leaves them out of its count."""
    cached = (usage.cache_read_input_tokens or 0) + (usage.cache_creation_input_tokens or 0)
    return Usage(usage.input_tokens + cached, usage.output_tokens)


__all__ = ["ANTHROPIC", "URL", "AnthropicLanguageModel"]
