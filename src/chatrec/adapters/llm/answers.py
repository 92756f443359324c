"""What the adapters of language models have in common: reading an answer into its form, and what can be wrong with it."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from pydantic import ValidationError

from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import T


def in_form(text: str, schema: type[T], name: str) -> T:
    """The object that the text is the JSON of. Raises LanguageModelError for anything else."""
    try:
        return schema.model_validate_json(text)
    except ValidationError as error:
        raise LanguageModelError(
            f"{name} answered outside its schema: {error.errors()[0]['msg']}.", Trouble.GARBLED
        ) from error


def slow(name: str) -> LanguageModelError:
    """No answer within the deadline."""
    return LanguageModelError(f"{name} did not answer within its time.", Trouble.SLOW)


def cut_short(name: str) -> LanguageModelError:
    """An answer that ends in the middle."""
    return LanguageModelError(f"{name} was cut short at its limit of tokens.", Trouble.GARBLED)


def odds_of(options: Sequence[str], told: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """The log-probability of each option, from those of tokens: " A" says A too. An option that no token says is as likely as
    the least likely token; {} where no token says any.
    """
    logs = list(told)
    said: dict[str, list[float]] = {}
    for token, log in logs:
        said.setdefault(token.strip(), []).append(log)
    if not any(option in said for option in options):
        return {}
    least = min(log for _, log in logs)
    return {option: float(np.logaddexp.reduce(said.get(option, [least]))) for option in options}


def chosen(options: Sequence[str], odds: Mapping[str, float], text: str, schema: type[T], name: str) -> T:
    """The likeliest option in the form of the schema, or the one that the text is where no odds are known. Raises
    LanguageModelError for a text that is none.
    """
    choice = max(odds, key=lambda option: odds.get(option, -math.inf)) if odds else text.strip()
    if choice not in options:
        raise LanguageModelError(f"{name} chose {choice[:20]!r}, which is no option.", Trouble.GARBLED)
    return in_form(json.dumps({"choice": choice}), schema, name)


__all__ = ["chosen", "cut_short", "in_form", "odds_of", "slow"]
