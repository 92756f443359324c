"""A language model: a prompt in, an object of a given form out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told: `system` are our instructions, `user` is the matter, which may hold words of strangers.

    `fields` names what kinds of data the matter holds ("titles", "wishes"), for the record of what left the house. `options`,
    where there are any, are the only answers, each a letter or so: then the schema has the one field `choice`, and a model that
    can tells how likely each of them was.
    """

    system: str
    user: str
    fields: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Usage:
    """What a request took: tokens in and out, and its cost in the currency of the prices that the settings give."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    @property
    def tokens(self) -> int:
        return self.prompt_tokens + self.completion_tokens

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.prompt_tokens + other.prompt_tokens,
            self.completion_tokens + other.completion_tokens,
            self.cost + other.cost,
        )


@dataclass(frozen=True, slots=True)
class Completion(Generic[T]):
    """A model's answer in its form, the name of the model that gave it, and what it took (nothing from a cache). `odds` are the
    log-probabilities of the options of the prompt, as far as the model tells them.
    """

    value: T
    model: str
    usage: Usage = field(default_factory=Usage)
    odds: Mapping[str, float] = field(default_factory=dict)


class LanguageModel(Protocol):
    """Answers prompts. Whatever wraps a model (a cache, retries, a budget) is one too."""

    @property
    def name(self) -> str:
        """The model and where it is asked, "openai:MODEL@URL"; never a key, and of a file no more than its name."""
        ...

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        """The answer in the form of `schema`, which the model is told. Raises LanguageModelError only, whose `trouble`
        says what is wrong.
        """
        ...


__all__ = ["Completion", "LanguageModel", "Prompt", "Usage"]
