"""The language model that the settings name, held to its deadline, its budget and good manners."""

import hashlib
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from chatrec.adapters.llm.anthropic import ANTHROPIC, AnthropicLanguageModel
from chatrec.adapters.llm.anthropic import URL as ANTHROPIC_URL
from chatrec.adapters.llm.breaking import BreakingModel
from chatrec.adapters.llm.cached import CachedModel
from chatrec.adapters.llm.egress import Gate, WithheldModel
from chatrec.adapters.llm.endpoint import Api, public
from chatrec.adapters.llm.fallback import FallbackModel
from chatrec.adapters.llm.gguf import GgufLanguageModel
from chatrec.adapters.llm.limited import LimitedModel
from chatrec.adapters.llm.metered import MeteredModel, Tariff
from chatrec.adapters.llm.openai import OPENAI, OpenAiLanguageModel
from chatrec.adapters.llm.retrying import RetryingModel
from chatrec.app.keys import read_key
from chatrec.app.settings import LlmSettings
from chatrec.core.errors import ConfigError
from chatrec.core.extras import Extra
from chatrec.ports.clock import Clock
from chatrec.ports.egress import EgressLedger
from chatrec.ports.language_model import LanguageModel, Prompt
from chatrec.ports.spending import SpendingLedger

EXTRA = Extra("llm", ("tenacity", "cachetools"))
FILE = "gguf:"
PATIENCE_S = 120.0
SAMPLES, SAMPLE = 64, 65_536  # blocks of a file by which it is told from others, and their bytes
APIS: Mapping[str, Api] = {"openai": OPENAI, "anthropic": ANTHROPIC}
NAMED = re.compile(r"(?P<kind>openai|anthropic):(?P<model>.+?)(?:@(?P<url>https?://[^\s/]+.*))?")


class _Remote(NamedTuple):
    """A model behind an address."""

    api: Api
    model: str
    url: str

    @property
    def name(self) -> str:
        return f"{self.api.prefix}:{self.model}@{public(self.url)}"


class Tried(NamedTuple):
    """What a model that answered is called, and how long it took."""

    model: str
    seconds: float


class _Ready(BaseModel):
    model_config = ConfigDict(extra="forbid")

    ready: bool


class Identity(NamedTuple):
    """What the first model of the settings is called, and 16 hexadecimal digits of its file, "" where it is asked elsewhere."""

    name: str
    digest: str


class Ledgers(NamedTuple):
    """Where it is written what leaves, and what it takes."""

    egress: EgressLedger
    spending: SpendingLedger


def language_model(
    settings: LlmSettings, environment: Mapping[str, str], clock: Clock, ledgers: Ledgers | None = None
) -> LanguageModel | None:
    """The model of the settings; None where they name none. Nothing is asked yet; what leaves and what it takes is written in
    the ledgers.

    Each model rests by itself when it fails; the budget and the memory of answers are common to all. Raises ConfigError for
    a name of another form, a key file that cannot be read, and where the extra is not installed.
    """
    if settings.model is None:
        return None
    EXTRA.require("llm")
    names = (settings.model, *settings.others)
    gate = Gate(ledgers.egress, clock, blacks_out=settings.egress == "redacted") if ledgers else None
    models = [
        _relied_on(_model(_named(name), settings, _key(place, name, settings, environment), gate), settings)
        for place, name in enumerate(names)
    ]
    tariff = Tariff(
        prompt_price=settings.prompt_price,
        completion_price=settings.completion_price,
        cost_a_day=settings.cost_a_day,
        tokens_a_day=settings.tokens_a_day,
        answer_tokens=settings.answer_tokens,
    )
    one = models[0] if len(models) == 1 else FallbackModel(models)
    return CachedModel(MeteredModel(one, tariff, clock, ledgers.spending if ledgers else None))


def with_model(settings: LlmSettings, name: str) -> LlmSettings:
    """The same settings for another model, with all the time that it needs to be measured: nobody waits."""
    return settings.model_copy(update={"model": name, "others": (), "timeout_s": max(PATIENCE_S, settings.timeout_s)})


def tried(model: LanguageModel, *, timeout_s: float) -> Tried:
    """Ask for one word. Raises LanguageModelError with what is wrong."""
    began = time.monotonic()
    prompt = Prompt('Answer {"ready": true}.', "Are you ready?")
    answered = model.complete(prompt, schema=_Ready, timeout_s=timeout_s)
    return Tried(answered.model, time.monotonic() - began)


def identity(settings: LlmSettings) -> Identity | None:
    """Which model answers first; None where the settings name none. A file is told from others by its size and 64 blocks of it,
    3 ms however large; one that cannot be read has the digest "".
    """
    if settings.model is None:
        return None
    named = _named(settings.model)
    return Identity(named.name, "") if isinstance(named, _Remote) else Identity(f"{FILE}{named.name}", _sampled(named))


def _sampled(path: Path) -> str:
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            found = hashlib.sha256(str(size).encode())
            for part in range(SAMPLES):
                file.seek(max(0, size - SAMPLE) * part // (SAMPLES - 1))
                found.update(file.read(SAMPLE))
    except OSError:
        return ""
    return found.hexdigest()[:16]


def is_local(model: LanguageModel) -> bool:
    """Whether the first model to be asked runs in this process, and has to be read into memory before it answers."""
    return model.name.startswith(FILE)


def _named(name: str) -> _Remote | Path:
    """The address, or the file, of a name."""
    if name.startswith(FILE) and name != FILE:
        return Path(name.removeprefix(FILE)).expanduser()
    found = NAMED.fullmatch(name)
    url = found and (found["url"] or (ANTHROPIC_URL if found["kind"] == "anthropic" and "@" not in name else None))
    if found is None or url is None:
        raise ConfigError(
            f"llm = {name!r} names no language model; give 'openai:MODEL@URL', as in "
            "'openai:qwen3:8b@http://127.0.0.1:11434/v1', 'anthropic:MODEL' or 'gguf:PATH'."
        )
    return _Remote(APIS[found["kind"]], found["model"], url)


def _model(named: _Remote | Path, settings: LlmSettings, key: str | None, gate: Gate | None) -> LanguageModel:
    """The bare model of a name. A file's model is asked whatever may leave, for nothing does."""
    most = settings.answer_tokens
    if isinstance(named, Path):
        return GgufLanguageModel(named, max_tokens=most, threads=settings.threads, context=settings.context)
    if settings.egress == "none":
        return WithheldModel(named.name)
    if named.api is ANTHROPIC:
        return AnthropicLanguageModel(named.model, named.url, key, max_tokens=most, gate=gate)
    return OpenAiLanguageModel(named.model, named.url, key, max_tokens=most, gate=gate)


def _relied_on(model: LanguageModel, settings: LlmSettings) -> LanguageModel:
    """A model with retries, a limit of requests and a breaker of its own."""
    limited = LimitedModel(RetryingModel(model, attempts=settings.attempts), at_once=settings.at_once)
    return BreakingModel(limited, failures=settings.failures, rest_s=settings.rest_s)


def _key(place: int, name: str, settings: LlmSettings, environment: Mapping[str, str]) -> str | None:
    """The key of the model at a place: every one has its own, for a key must not go to another house."""
    if place == 0 and settings.key_file is not None:
        return read_key(settings.key_file, "llm.key_file")
    api = APIS.get(name.partition(":")[0], OPENAI)
    return environment.get(api.variable if place == 0 else f"{api.variable}_{place + 1}") or None


__all__ = [
    "EXTRA",
    "PATIENCE_S",
    "Identity",
    "Ledgers",
    "Tried",
    "identity",
    "is_local",
    "language_model",
    "tried",
    "with_model",
]
