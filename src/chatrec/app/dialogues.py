"""`chatrec evaluate redial|inspired --train PATH --test PATH`: recommending in published dialogues."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from chatrec.app.enriching import known
from chatrec.app.settings import Settings
from chatrec.app.trainers import remade
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError
from chatrec.core.protocols import SumTrainer
from chatrec.data.dialogues import Form, read_any, read_dialogues
from chatrec.evaluation.dialogues import WORDS, Choosing, Talks, recommending, refuse_unfit
from chatrec.evaluation.report import Report

# Chosen in this order on validation dialogues, the first of each to begin with; what the settings name is taken as it is.
TRIED: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {"texts": (0.3, 0.0, 0.1, 0.6, 1.0), "about": (0.5, 1.0), "l2": (500.0, 250.0, 1000.0), "mention": (2.0, 3.0)}
)


class Paths(NamedTuple):
    """Where the dialogues lie: of the protocol's form to learn from and to measure on, and others to learn from too."""

    form: Form
    train: Path
    test: Path
    beside: tuple[Path, ...] = ()


def evaluate_dialogues(paths: Paths, settings: Settings) -> Report:
    """Read, join what our films pack knows, choose parameters on validation dialogues, and measure.

    Raises DataError for files of another form, parts that share dialogues, and dialogues in which no film is named.
    """
    train, test = (read_dialogues(path, paths.form) for path in (paths.train, paths.test))
    talks = Talks(paths.form, train, test, tuple(map(read_any, paths.beside)))
    refuse_unfit(talks)
    films = settings.model_copy(update={"domain": "movies", "facts": True})
    catalogue = Catalogue(known(talks.items(), films).items)
    return recommending(
        talks, catalogue, choosing(settings), np.random.default_rng(settings.seed), name=paths.test.name
    )


def choosing(settings: Settings) -> Choosing:
    """How the trainer of `words` is made, and what of it is chosen."""
    given = settings.scorer.get(WORDS, {})

    def making(chosen: Mapping[str, float]) -> SumTrainer:
        trainer = remade(WORDS, {**given, **chosen})
        if not isinstance(trainer, SumTrainer):
            raise ConfigError(f"{WORDS!r} is not fitted from sums; its plug-in should be our own.")
        return trainer

    return Choosing(making, {name: values for name, values in TRIED.items() if name not in given})


__all__ = ["TRIED", "Paths", "choosing", "evaluate_dialogues"]
