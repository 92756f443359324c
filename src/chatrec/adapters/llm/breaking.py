"""Leaves a model alone that keeps failing, and tries again after a while."""

import threading
import time
from collections.abc import Callable

from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T

FAILING = frozenset({Trouble.SLOW, Trouble.DOWN, Trouble.LIMITED, Trouble.REFUSED, Trouble.FAILED})


class BreakingModel:
    """A circuit breaker: after `failures` in a row nothing is asked for `rest_s` seconds; then one request tries, and its
    outcome opens or closes the way for all.

    Our own, because pybreaker 1.4 holds a lock while it calls, one request at a time, and the others know no threads.
    """

    def __init__(
        self,
        model: LanguageModel,
        *,
        failures: int = 3,
        rest_s: float = 30.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._model = model
        self._most = failures
        self._rest_s = rest_s
        self._now = now
        self._lock = threading.Lock()
        self._failed = 0
        self._until = 0.0

    @property
    def name(self) -> str:
        return self._model.name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        self._admit(timeout_s)
        try:
            completion = self._model.complete(prompt, schema=schema, timeout_s=timeout_s)
        except LanguageModelError as error:
            if error.trouble in FAILING:
                self._count()
            elif error.trouble is Trouble.GARBLED:
                self._close()  # it answers, whatever it answers
            raise
        self._close()
        return completion

    def _admit(self, timeout_s: float) -> None:
        with self._lock:
            if self._failed < self._most:
                return
            now = self._now()
            if now < self._until:
                raise LanguageModelError(
                    f"{self.name} failed {self._failed} times and rests for {self._until - now:.0f} s more.",
                    Trouble.RESTING,
                )
            # This request is the trial. Others rest for as long as it may take, so one that never reports blocks nobody.
            self._until = now + timeout_s

    def _count(self) -> None:
        with self._lock:
            self._failed += 1
            self._until = self._now() + self._rest_s

    def _close(self) -> None:
        with self._lock:
            self._failed = 0


__all__ = ["BreakingModel"]
