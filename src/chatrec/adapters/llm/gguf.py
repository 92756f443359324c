"""A language model in this process: llama.cpp over a GGUF file. Nothing leaves the machine."""

import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, cast

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from chatrec.adapters.llm.answers import chosen, cut_short, in_form, odds_of, slow
from chatrec.core.errors import ConfigError, LanguageModelError
from chatrec.core.extras import Extra
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, Prompt, T, Usage

EXTRA = Extra("local-llm", ("xllamacpp",))
MAGIC = b"GGUF"  # how such a file begins
TOLD = 512  # tokens whose log-probabilities are asked for, to find the options among them
Chunk = Mapping[str, Any]  # Any: what the library gives, which `_Answer` checks


class _Engine(Protocol):
    """What we use of the library's server."""

    def handle_chat_completions(
        self, body: dict[str, JsonValue], told: Callable[[Chunk], bool], /
    ) -> Mapping[str, Any] | None: ...


class _Lenient(BaseModel):
    model_config = ConfigDict(extra="ignore")  # the library adds fields of its own


class _Alternative(_Lenient):
    token: str
    logprob: float


class _Position(_Lenient):
    top_logprobs: list[_Alternative]


class _Odds(_Lenient):
    content: list[_Position]


class _Delta(_Lenient):
    content: str | None = None


class _Choice(_Lenient):
    delta: _Delta = _Delta()
    finish_reason: str | None = None
    logprobs: _Odds | None = None


class _Usage(_Lenient):
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Failure(_Lenient):
    message: str


class _Piece(_Lenient):
    choices: list[_Choice] = []
    usage: _Usage | None = None
    error: _Failure | None = None


class _Heard:
    """What came so far of one answer; stops the engine once the deadline has passed."""

    def __init__(self, end: float) -> None:
        self._end = end
        self.text = ""
        self.late = False
        self.cut = False
        self.usage = Usage()
        self.told: list[tuple[str, float]] = []

    def piece(self, chunk: Chunk) -> bool:
        """Take a piece in; whether the engine is to stop."""
        self.late = time.monotonic() > self._end
        piece = _Piece.model_validate(chunk)
        if piece.error is not None:
            raise LanguageModelError(f"The model refused the request: {piece.error.message}.", Trouble.REFUSED)
        if piece.usage is not None:
            self.usage = Usage(piece.usage.prompt_tokens, piece.usage.completion_tokens)
        for choice in piece.choices:
            self.text += choice.delta.content or ""
            self.cut |= choice.finish_reason == "length"
            if choice.logprobs and choice.logprobs.content and not self.told:
                self.told = [(one.token, one.logprob) for one in choice.logprobs.content[0].top_logprobs]
        return self.late


class GgufLanguageModel:
    """The model in the file at `path`, read into memory by the first request. It answers one request at a time, `threads`
    wide, and remembers `context` tokens of prompt and answer together.

    The answer is made under a grammar of its schema, so that it never breaks the form; what is in it is another matter: a model
    of 135 million parameters says nonsense in perfect JSON. Raises ConfigError for a file that is missing or no GGUF, and
    where the extra is not installed.
    """

    def __init__(self, path: Path, *, max_tokens: int = 800, threads: int = 1, context: int = 4096) -> None:
        EXTRA.require("llm = 'gguf:...'")
        _check(path)
        self._path = path
        self._max_tokens = max_tokens
        self._threads = threads
        self._context = context
        self._one = threading.Lock()
        self._engine: _Engine | None = None

    @property
    def name(self) -> str:
        return f"gguf:{self._path.name}"

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        """One answer; the engine stops at the next token when the deadline has passed."""
        end = time.monotonic() + timeout_s
        if not self._one.acquire(timeout=max(0.0, timeout_s)):
            raise slow(self.name)
        try:
            heard = self._heard(self._body(prompt, schema), end)
        finally:
            self._one.release()
        if heard.late:
            raise slow(self.name)
        if prompt.options:
            odds = odds_of(prompt.options, heard.told)
            return Completion(chosen(prompt.options, odds, heard.text, schema, self.name), self.name, heard.usage, odds)
        if heard.cut:
            raise cut_short(self.name)
        return Completion(in_form(heard.text, schema, self.name), self.name, heard.usage)

    def _heard(self, body: dict[str, JsonValue], end: float) -> _Heard:
        heard = _Heard(end)
        failed: list[LanguageModelError] = []

        def told(chunk: Chunk) -> bool:
            try:
                return heard.piece(chunk)
            except (LanguageModelError, ValidationError) as error:  # the library swallows what is raised here
                failed.append(_ours(error))
                return True

        try:
            told(self._loaded().handle_chat_completions(body, told) or {})
        except (RuntimeError, ValueError) as error:
            raise LanguageModelError(f"{self.name} failed: {_plain(error)}.") from error
        if failed:
            raise failed[0]
        return heard

    def _body(self, prompt: Prompt, schema: type[BaseModel]) -> dict[str, JsonValue]:
        form = schema.model_json_schema()
        told = "" if prompt.options else f"\nAnswer with JSON alone, in this schema: {json.dumps(form)}"
        body: dict[str, JsonValue] = {
            "messages": [
                {"role": "system", "content": prompt.system + told},
                {"role": "user", "content": prompt.user},
            ],
            "temperature": 0.0,
            "max_tokens": 1 if prompt.options else self._max_tokens,
            "grammar": _options(prompt.options) if prompt.options else _grammar(form),
            "stream": True,
            "stream_options": {"include_usage": True},
        }
        return body | ({"logprobs": True, "top_logprobs": TOLD} if prompt.options else {})

    def _loaded(self) -> _Engine:
        """The engine; 0.4 s for 100 MB that are in the system's cache."""
        if self._engine is None:
            self._engine = _engine(self._path, threads=self._threads, context=self._context)
        return self._engine


def _check(path: Path) -> None:
    try:
        with path.open("rb") as file:
            begin = file.read(len(MAGIC))
    except OSError as error:
        reason = "is not there" if isinstance(error, FileNotFoundError) else f"cannot be read ({error.strerror})"
        raise ConfigError(f"llm = 'gguf:{path}': the file {reason}; name a model in GGUF form.") from error
    if begin != MAGIC:
        raise ConfigError(
            f"llm = 'gguf:{path}': the file begins with {begin!r} and is no GGUF, which begins with {MAGIC!r}; convert the "
            "model with llama.cpp, or get its GGUF form."
        )


def _engine(path: Path, *, threads: int, context: int) -> _Engine:
    """The library's engine. Beside our calls it listens on a port of this machine, which a key that nobody knows closes."""
    library = EXTRA.load("xllamacpp", "llm = 'gguf:...'")
    parameters = library.CommonParams()
    parameters.model.path = str(path)
    parameters.n_ctx = context
    parameters.n_parallel = 1
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
    parameters.verbosity = -1
    parameters.warmup = False
    parameters.cache_ram_mib = 0
    parameters.ui = False
    parameters.cors_origins = ""
    parameters.api_keys = [secrets.token_hex(16)]
    try:
        return cast(_Engine, library.Server(parameters))
    except RuntimeError as error:
        raise LanguageModelError(
            f"llama.cpp cannot load {path.name!r}; the file is damaged, or of a kind that this version does not know."
        ) from error


def _grammar(form: dict[str, Any]) -> str:  # Any: a JSON schema, as pydantic makes it
    """The schema as a grammar without white space, which a model under a grammar may otherwise write until its tokens end."""
    tight = {**form, "x-guidance": {"whitespace_flexible": False}}
    return f"%llguidance {{}}\nstart: %json {json.dumps(tight)}"


def _options(options: tuple[str, ...]) -> str:
    return f"root ::= {' | '.join(json.dumps(option) for option in options)}"


def _ours(error: LanguageModelError | ValidationError) -> LanguageModelError:
    if isinstance(error, LanguageModelError):
        return error
    return LanguageModelError(f"llama.cpp answered in a form that is new to us: {error.errors()[0]['msg']}.")


def _plain(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


__all__ = ["EXTRA", "GgufLanguageModel"]
