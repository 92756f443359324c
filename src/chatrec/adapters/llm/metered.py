"""Counts tokens and cost, and asks no more when the day's are spent."""

import json
import threading
from dataclasses import dataclass, replace

from pydantic import BaseModel

from chatrec.core.errors import LanguageModelError, StorageError
from chatrec.core.trouble import Trouble
from chatrec.ports.clock import Clock
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T, Usage
from chatrec.ports.spending import SpendingLedger

DAY_S = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """Prices a million tokens, and the most that a day (UTC) may take; None = no limit. `answer_tokens` is the most that one
    answer may have.
    """

    prompt_price: float = 0.0
    completion_price: float = 0.0
    cost_a_day: float | None = None
    tokens_a_day: int | None = None
    answer_tokens: int = 800

    def priced(self, usage: Usage) -> Usage:
        """The same tokens with their cost."""
        millions = (usage.prompt_tokens * self.prompt_price + usage.completion_tokens * self.completion_price) / 1e6
        return Usage(usage.prompt_tokens, usage.completion_tokens, millions)

    def exceeded(self, usage: Usage) -> bool:
        """Whether a day that takes this much takes too much."""
        costly = self.cost_a_day is not None and usage.cost > self.cost_a_day
        return costly or (self.tokens_a_day is not None and usage.tokens > self.tokens_a_day)


class MeteredModel:
    """Holds a model to a tariff. The most that a request can take is set aside before it is sent and settled after, so that
    no number of requests at a time goes over the limit; a request whose end is not known keeps what was set aside. What was
    taken is written in `spending`, where there is one, and a day goes on from there after a restart.
    """

    def __init__(
        self, model: LanguageModel, tariff: Tariff, clock: Clock, spending: SpendingLedger | None = None
    ) -> None:
        self._spending = spending
        self._model = model
        self._tariff = tariff
        self._clock = clock
        self._lock = threading.Lock()
        self._day = -1
        self._spent = Usage()

    @property
    def name(self) -> str:
        return self._model.name

    def today(self) -> Usage:
        """What today took so far."""
        with self._lock:
            self._turn_over()
            return self._spent

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        most = self._most(prompt, schema)
        self._set_aside(most)
        try:
            completion = self._model.complete(prompt, schema=schema, timeout_s=timeout_s)
        except LanguageModelError as error:
            if error.trouble not in (Trouble.SLOW, Trouble.GARBLED):
                self._settle(most, Usage())  # it was not answered, so nobody counts it
            else:
                self._write(self.name, most)
            raise
        usage = self._tariff.priced(completion.usage) if completion.usage.tokens else most
        self._settle(most, usage)
        self._write(completion.model, usage)
        return replace(completion, usage=usage)

    def _most(self, prompt: Prompt, schema: type[BaseModel]) -> Usage:
        """No text has more tokens than characters, a Chinese one about as many."""
        told = len(prompt.system) + len(prompt.user) + len(json.dumps(schema.model_json_schema()))
        return self._tariff.priced(Usage(told, self._tariff.answer_tokens))

    def _set_aside(self, most: Usage) -> None:
        with self._lock:
            self._turn_over()
            if self._tariff.exceeded(self._spent + most):
                raise LanguageModelError(
                    f"{self.name} has taken {self._spent.tokens:,} tokens and {self._spent.cost:.4g} of cost today, and one "
                    "more request could go over the limit of the settings; it is asked again tomorrow.",
                    Trouble.OVER_BUDGET,
                )
            self._spent += most

    def _settle(self, most: Usage, taken: Usage) -> None:
        back = Usage(-most.prompt_tokens, -most.completion_tokens, -most.cost)
        with self._lock:
            self._spent = self._spent + back + taken

    def _write(self, model: str, usage: Usage) -> None:
        if self._spending is not None:
            try:
                self._spending.add(self._today(), model, usage)
            except StorageError as error:
                raise LanguageModelError(f"What {model} took cannot be written down: {error}") from error

    def _today(self) -> int:
        return int(self._clock.now() // DAY_S)

    def _turn_over(self) -> None:
        day = self._today()
        if day != self._day:
            try:
                self._spent = self._spending.of_day(day) if self._spending is not None else Usage()
            except StorageError as error:
                raise LanguageModelError(f"What today took is not known: {error}") from error
            self._day = day


__all__ = ["MeteredModel", "Tariff"]
