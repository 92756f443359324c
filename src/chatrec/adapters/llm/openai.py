"""Chat completions over the protocol of OpenAI, which most servers of models speak."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

import httpx2
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from chatrec.adapters.llm.egress import Gate
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, Prompt, T, Usage

MOST_BYTES = 2_000_000  # of an answer; one that goes on is cut off
MOST_SAID = 200  # characters of a refusal that are repeated
CONNECT_S = 3.0
# Parameters that some servers refuse, and what to send in their place; None = nothing.
OPTIONAL = {"response_format": None, "max_tokens": "max_completion_tokens", "temperature": None}
THOUGHT = re.compile(r"^\s*<think>.*?</think>", re.DOTALL)


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")  # servers add fields of their own


class _Message(_Lenient):
    content: str | None = None


class _Choice(_Lenient):
    message: _Message
    finish_reason: str | None = None


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
        self._url = url.rstrip("/")
        self._key = key
        self._max_tokens = max_tokens
        self._lacks: set[str] = set()
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {key}"} if key else {})}
        # Loading the certificates takes a tenth of a second, and nobody shows one over plain HTTP.
        self._client = httpx2.Client(headers=headers, verify=url.startswith("https:"))

    def __repr__(self) -> str:
        return f"OpenAiLanguageModel({self.name!r})"

    @property
    def name(self) -> str:
        return f"openai:{self._model}@{public(self._url)}"

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        """One request, or a few where the server refuses a parameter. Reads stop at the deadline; a server that sends
        headers byte by byte can go past it, which is why `Limited` does not wait for this.
        """
        end = time.monotonic() + timeout_s
        for _ in range(len(OPTIONAL) + 1):
            status, content = self._posted(self._passed(prompt, schema), end)
            if status != 400 or not self._learnt(content):
                break
        if status != 200:
            raise self._refusal(status, content)
        return self._read(content, schema)

    def _passed(self, prompt: Prompt, schema: type[BaseModel]) -> bytes:
        """The request as it leaves, recorded."""
        text, blacked_out = self._gate.passed(prompt.user) if self._gate else (prompt.user, 0)
        body = json.dumps(self._body(replace(prompt, user=text), schema), ensure_ascii=False).encode("utf-8", "replace")
        if self._gate:
            to = public(self._url)
            self._gate.leaving(body, prompt, to=to, model=self._model, blacked_out=blacked_out)
        return body

    def _body(self, prompt: Prompt, schema: type[BaseModel]) -> dict[str, JsonValue]:
        form = schema.model_json_schema()
        told = f"{prompt.system}\nAnswer with JSON alone, in this schema: {json.dumps(form)}"
        body: dict[str, JsonValue] = {
            "model": self._model,
            "messages": [{"role": "system", "content": told}, {"role": "user", "content": prompt.user}],
            "temperature": 0.0,
            "max_tokens": self._max_tokens,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": schema.__name__.strip("_"), "strict": True, "schema": form},
            },
        }
        for name in self._lacks:
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

    def _posted(self, body: bytes, end: float) -> tuple[int, bytes]:
        """The status and the whole body, read until the deadline and no further than MOST_BYTES."""
        left = max(0.001, end - time.monotonic())
        timeout = httpx2.Timeout(left, connect=min(left, CONNECT_S))
        read = bytearray()
        with (
            self._translated(),
            self._client.stream("POST", f"{self._url}/chat/completions", content=body, timeout=timeout) as response,
        ):
            if response.status_code == 429:
                raise self._limited(response.headers.get("Retry-After", ""))
            for chunk in response.iter_bytes():
                read += chunk
                if len(read) > MOST_BYTES:
                    raise LanguageModelError(f"{self.name} sent over {MOST_BYTES:,} bytes.", Trouble.GARBLED)
                if time.monotonic() > end:
                    raise self._slow()
        return response.status_code, bytes(read)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Foreign errors as ours."""
        try:
            yield
        except httpx2.ConnectTimeout as error:
            raise LanguageModelError(f"{self.name} could not be reached in time.", Trouble.DOWN) from error
        except httpx2.TimeoutException as error:
            raise self._slow() from error
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError) as error:
            raise LanguageModelError(
                f"{self.name} could not be asked: {str(error) or type(error).__name__}.", Trouble.DOWN
            ) from error

    def _slow(self) -> LanguageModelError:
        return LanguageModelError(f"{self.name} did not answer within its time.", Trouble.SLOW)

    def _limited(self, wait: str) -> LanguageModelError:
        seconds = float(wait) if wait.isdecimal() else 0.0
        return LanguageModelError(
            f"{self.name} is asked too often: status 429.", Trouble.LIMITED, retry_after_s=seconds
        )

    def _refusal(self, status: int, content: bytes) -> LanguageModelError:
        said = " ".join(content[: 4 * MOST_SAID].decode(errors="replace").split())[:MOST_SAID] or "nothing more"
        if self._key:
            said = said.replace(self._key, "***")
        if status in (401, 403):
            what = "refused the key: set OPENAI_API_KEY, or llm.key_file to a file that holds it"
        elif status == 404:
            what = f"knows no model {self._model!r}, or {public(self._url)} is not the base of an OpenAI-compatible API"
        elif status >= 500:
            return LanguageModelError(f"{self.name} failed: status {status}, {said}.", Trouble.DOWN)
        else:
            what = "refused the request"
        return LanguageModelError(f"{self.name} {what} (status {status}, {said}).", Trouble.REFUSED)

    def _read(self, content: bytes, schema: type[T]) -> Completion[T]:
        try:
            answer = _Answer.model_validate_json(content)
        except ValidationError as error:
            raise LanguageModelError(
                f"{self.name} answered something else than a chat completion; give the base of an OpenAI-compatible API, "
                "as in http://127.0.0.1:11434/v1.",
                Trouble.GARBLED,
            ) from error
        choice = answer.choices[0]
        if choice.finish_reason == "length":
            raise LanguageModelError(f"{self.name} was cut short at its limit of tokens.", Trouble.GARBLED)
        usage = answer.usage or _Usage()
        try:
            value = schema.model_validate_json(_bare(choice.message.content or ""))
        except ValidationError as error:
            raise LanguageModelError(
                f"{self.name} answered outside its schema: {error.errors()[0]['msg']}.", Trouble.GARBLED
            ) from error
        return Completion(value, self.name, Usage(usage.prompt_tokens, usage.completion_tokens))


def _bare(content: str) -> str:
    """JSON without the fence and the thoughts that some models put around it."""
    bare = THOUGHT.sub("", content).strip()
    return bare.removeprefix("```json").removeprefix("```").removesuffix("```").strip()


def public(url: str) -> str:
    """An address without the name, the password and the query that it may carry."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that cannot be read"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


__all__ = ["MOST_BYTES", "OpenAiLanguageModel", "public"]
