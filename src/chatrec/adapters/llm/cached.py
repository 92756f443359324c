"""Remembers answers."""

import hashlib
import threading
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import BaseModel

from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T

ANSWERS = 1024


class _Answer(NamedTuple):
    """Whose it was, its JSON and its odds."""

    model: str
    text: str
    odds: Mapping[str, float]


class CachedModel:
    """Gives the same answer to the same prompt, in the same form, of the same model, without asking again.

    In memory, the last `size` answers: they hold words about people, which should not outlive the process.
    """

    def __init__(self, model: LanguageModel, *, size: int = ANSWERS) -> None:
        from cachetools import LRUCache  # noqa: PLC0415 - optional

        self._model = model
        self._lock = threading.Lock()
        self._answers: LRUCache[bytes, _Answer] = LRUCache(maxsize=size)

    @property
    def name(self) -> str:
        return self._model.name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        key = self._key(prompt, schema)
        with self._lock:
            known = self._answers.get(key)
        if known is not None:
            return Completion(schema.model_validate_json(known.text), known.model, odds=known.odds)
        completion = self._model.complete(prompt, schema=schema, timeout_s=timeout_s)
        with self._lock:
            self._answers[key] = _Answer(completion.model, completion.value.model_dump_json(), completion.odds)
        return completion

    def _key(self, prompt: Prompt, schema: type[BaseModel]) -> bytes:
        parts = (self.name, schema.__module__, schema.__qualname__, prompt.system, prompt.user, *prompt.options)
        return hashlib.sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "replace")).digest()


__all__ = ["ANSWERS", "CachedModel"]
