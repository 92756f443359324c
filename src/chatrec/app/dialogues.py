"""`chatrec evaluate redial|inspired --train PATH --test PATH`: recommending in published dialogues."""

from collections.abc import Mapping
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from pydantic import JsonValue

from chatrec.app.enriching import known
from chatrec.app.settings import Settings
from chatrec.app.trainers import remade
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError
from chatrec.core.protocols import SumTrainer
from chatrec.data.dialogues import Form, read_any, read_dialogues
from chatrec.evaluation.dialogues import WORDS, Talks, recommending, refuse_unfit
from chatrec.evaluation.report import Report

# Tried on a tenth of the training dialogues; what the settings name is not tried but taken.
TRIED: Mapping[str, tuple[float, ...]] = {"l2": (250.0, 500.0, 1000.0), "texts": (0.0, 0.1, 0.3)}


class Paths(NamedTuple):
    """Where the dialogues lie: of the protocol's form to learn from and to measure on, and others to learn from too."""

    form: Form
    train: Path
    test: Path
    beside: tuple[Path, ...] = ()


def evaluate_dialogues(paths: Paths, settings: Settings) -> Report:
    """Read, join what our films pack knows where the setting `facts` is on, choose parameters on a tenth of the training dialogues, and measure.

    Raises DataError for files of another form, parts that share dialogues, and dialogues in which no film is named.
    """
    train, test = (read_dialogues(path, paths.form) for path in (paths.train, paths.test))
    talks = Talks(paths.form, train, test, tuple(map(read_any, paths.beside)))
    refuse_unfit(talks)
    films = settings.model_copy(update={"domain": "movies"})
    catalogue = Catalogue(known(talks.items(), films).items)
    return recommending(talks, catalogue, ways(settings), np.random.default_rng(settings.seed), name=paths.test.name)


def ways(settings: Settings) -> dict[str, SumTrainer]:
    """The trainers of `words` to choose among, by what is said of them."""
    given = settings.scorer.get(WORDS, {})
    tried = {name: values for name, values in TRIED.items() if name not in given}
    found: dict[str, SumTrainer] = {}
    for values in product(*tried.values()):
        chosen: dict[str, JsonValue] = dict(zip(tried, values, strict=True))
        trainer = remade(WORDS, {**given, **chosen})
        if not isinstance(trainer, SumTrainer):
            raise ConfigError(f"{WORDS!r} is not fitted from sums; its plug-in should be our own.")
        found[", ".join(f"{name} = {value:g}" for name, value in zip(tried, values, strict=True)) or "as set"] = trainer
    return found


__all__ = ["TRIED", "Paths", "evaluate_dialogues", "ways"]
