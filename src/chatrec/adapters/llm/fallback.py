"""Several models as one: the next is asked when one fails."""

import time
from collections.abc import Sequence

from chatrec.core.errors import LanguageModelError
from chatrec.ports.language_model import Completion, LanguageModel, Prompt, T


class FallbackModel:
    """Asks `models` in order. Each may take an equal share of the time that is left, so a slow one leaves some to the rest."""

    def __init__(self, models: Sequence[LanguageModel]) -> None:
        self._models = tuple(models)

    @property
    def name(self) -> str:
        return " | ".join(model.name for model in self._models)

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:
        """The first answer. Raises the error of the first model where none gives one: it is the one to mend."""
        end = time.monotonic() + timeout_s
        failed: LanguageModelError | None = None
        for place, model in enumerate(self._models):
            share = (end - time.monotonic()) / (len(self._models) - place)
            try:
                return model.complete(prompt, schema=schema, timeout_s=max(0.0, share))
            except LanguageModelError as error:
                failed = failed or error
        raise failed or LanguageModelError("There is no language model to ask.")


__all__ = ["FallbackModel"]
