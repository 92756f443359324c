"""Chat completions over the protocol of OpenAI, which most servers of models speak."""

import json
import re
import time

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from chatrec.adapters.llm.answers import chosen, cut_short, in_form, odds_of
from chatrec.adapters.llm.egress import Gate
from chatrec.adapters.llm.endpoint import MOST_BYTES, Api, Endpoint
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, Prompt, T, Usage

OPENAI = Api("openai", "/chat/completions", "an OpenAI-compatible API", "OPENAI_API_KEY")
# Parameters that some servers refuse, and what to send in their place; None = nothing.
OPTIONAL = {
    "response_format": None,
    "max_tokens": "max_completion_tokens",
    "temperature": None,
    "top_logprobs": None,
    "logprobs": None,
}
MOST_TOLD = 20  # tokens whose log-probabilities a server tells at most
THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")  # servers add fields of their own


class _Message(_Lenient):
    content: str | None = None


class _Alternative(_Lenient):
    token: str
    logprob: float


class _Position(_Lenient):
    top_logprobs: list[_Alternative] = []


class _Odds(_Lenient):
    content: list[_Position] | None = None


class _Choice(_Lenient):
    message: _Message
    finish_reason: str | None = None
    logprobs: _Odds | None = None


class _Usage(_Lenient):
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Answer(_Lenient):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class OpenAiLanguageModel:
    """Asks `url` + "/chat/completions" once; `key` goes into the header and nowhere else, and nothing past the `gate`.

    Parameters that a server refuses by name are left out from then on: not every one knows JSON schemas, whose text is
    therefore told as well.
    """

    def __init__(
        self, model: str, url: str, key: str | None = None, *, max_tokens: int = 800, gate: Gate | None = None
    ) -> None:
        self._gate = gate
        self._model = model
        self._max_tokens = max_tokens
        self._lacks: set[str] = set()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._endpoint = Endpoint(OPENAI, model, url, key=key, headers=headers)

    def __repr__(self) -> str:
        return f"OpenAiLanguageModel({self.name!r})"

    @property
    def name(self) -> str:
        return self._endpoint.name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        """One request, or a few where the server refuses a parameter."""
        end = time.monotonic() + timeout_s
        for _ in range(len(OPTIONAL) + 1):
            body = self._endpoint.passed(prompt, lambda told: self._body(told, schema), self._gate)
            status, content = self._endpoint.post(body, end)
            if status != 400 or not self._learnt(content):
                break
        if status != 200:
            raise self._endpoint.refusal(status, content)
        return self._read(content, prompt, schema)

    def _body(self, prompt: Prompt, schema: type[BaseModel]) -> dict[str, JsonValue]:
        body: dict[str, JsonValue] = {"model": self._model, "temperature": 0.0}
        if prompt.options:
            told = prompt.system
            body |= {"max_tokens": 1, "logprobs": True, "top_logprobs": MOST_TOLD}
        else:
            form = schema.model_json_schema()
            told = f"{prompt.system}\nAnswer with JSON alone, in this schema: {json.dumps(form)}"
            named: dict[str, JsonValue] = {"name": schema.__name__.strip("_"), "strict": True, "schema": form}
            body |= {
                "max_tokens": self._max_tokens,
                "response_format": {"type": "json_schema", "json_schema": named},
            }
        body["messages"] = [{"role": "system", "content": told}, {"role": "user", "content": prompt.user}]
        for name in self._lacks & body.keys():
            value, instead = body.pop(name), OPTIONAL[name]
            if instead:
                body[instead] = value
        return body

    def _learnt(self, refusal: bytes) -> bool:
        """Whether a refusal names a parameter that can be left out, which it is from now on."""
        said = refusal[:MOST_BYTES].decode(errors="replace")
        named = {name for name in OPTIONAL if name in said and name not in self._lacks}
        if "json_schema" in said and "response_format" not in self._lacks:
            named.add("response_format")
        self._lacks |= named
        return bool(named)

    def _read(self, content: bytes, prompt: Prompt, schema: type[T]) -> Completion[T]:
        try:
            answer = _Answer.model_validate_json(content)
        except ValidationError as error:
            raise LanguageModelError(
                f"{self.name} answered something else than a chat completion; give the base of an OpenAI-compatible API, "
                "as in http://127.0.0.1:11434/v1.",
                Trouble.GARBLED,
            ) from error
        choice, usage = answer.choices[0], answer.usage or _Usage()
        taken = Usage(usage.prompt_tokens, usage.completion_tokens)
        text = _bare(choice.message.content or "")
        if prompt.options:
            places = (choice.logprobs and choice.logprobs.content) or [_Position()]
            odds = odds_of(prompt.options, ((one.token, one.logprob) for one in places[0].top_logprobs))
            return Completion(chosen(prompt.options, odds, text, schema, self.name), self.name, taken, odds)
        if choice.finish_reason == "length":
            raise cut_short(self.name)
        return Completion(in_form(text, schema, self.name), self.name, taken)


def _bare(content: str) -> str:
    """JSON without the fence and the thoughts that some models put around it."""
    bare = THOUGHT.sub("", content).strip()
    return bare.removeprefix("```json").removeprefix("```").removesuffix("```").strip()


__all__ = ["OPENAI", "OpenAiLanguageModel"]
