"""Asks again after a failure that passes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T

if TYPE_CHECKING:
    from collections.abc import Callable

    from tenacity import RetryCallState

PASSING = frozenset({Trouble.DOWN, Trouble.LIMITED})
FIRST_WAIT_S = 0.2
LONGEST_WAIT_S = 5.0


class RetryingModel:
    """Asks up to `attempts` times within the deadline, with exponential waits and jitter, or as long as the model asked."""

    def __init__(self, model: LanguageModel, *, attempts: int = 3, sleep: Callable[[float], None] = time.sleep) -> None:
        self._model = model
        self._attempts = attempts
        self._sleep = sleep

    @property
    def name(self) -> str:
        return self._model.name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        import tenacity  # noqa: PLC0415 - optional, and a tenth of a second to import

        end = time.monotonic() + timeout_s
        growing = tenacity.wait_exponential(multiplier=FIRST_WAIT_S, max=LONGEST_WAIT_S)
        backoff = growing + tenacity.wait_random(0, FIRST_WAIT_S)

        def once() -> Completion[T]:
            return self._model.complete(prompt, schema=schema, timeout_s=end - time.monotonic())

        # A wait that would end after the deadline is not begun: the caller has the answer "no" at once.
        attempts = tenacity.Retrying(
            stop=tenacity.stop_after_attempt(self._attempts) | tenacity.stop_before_delay(timeout_s),
            wait=lambda state: max(_asked(state), backoff(state)),
            retry=tenacity.retry_if_exception(_passes),
            sleep=self._sleep,
            reraise=True,
        )
        return attempts(once)


def _asked(state: RetryCallState) -> float:
    """The wait that the model asked for, in seconds."""
    error = state.outcome.exception() if state.outcome else None
    return error.retry_after_s if isinstance(error, LanguageModelError) else 0.0


def _passes(error: BaseException) -> bool:
    return isinstance(error, LanguageModelError) and error.trouble in PASSING


__all__ = ["RetryingModel"]
