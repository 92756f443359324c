"""`chatrec evaluate nlu --train PATH [--test PATH]`: what utterances mean, learned and tested on labelled ones."""

from pathlib import Path

from numpy.random import default_rng

from chatrec.core.errors import InputError
from chatrec.data.utterances import read_corpus
from chatrec.evaluation import Report
from chatrec.evaluation.nlu import METRICS, nlu

NLU = "nlu"


def understood(train: Path | None, test: Path | None) -> Report:
    """The report of a training and a test set; of the training set in folds where there is no other to test on.

    Raises InputError without a training set, DataError for files of an unknown or another form.
    """
    if train is None:
        raise InputError("`evaluate nlu` needs --train, a folder or file of labelled utterances.")
    known = read_corpus(train)
    other = None if test is None or test.resolve() == train.resolve() else read_corpus(test, tables=train)
    return nlu(known, other, default_rng(0), name=train.name if other is None else f"{train.name} on {test}")


def told(report: Report) -> list[str]:
    """The report as text."""
    shown = [name for name in METRICS if any(name in metrics for metrics in report.models.values())]
    return report.text(shown).replace(" users ", " dialogues ").replace("over users", "over dialogues").splitlines()


__all__ = ["NLU", "told", "understood"]
