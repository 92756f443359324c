"""`chatrec evaluate nlu`: what share of labelled utterances the trainable understanding reads as people do."""

import time
from collections import Counter
from collections.abc import Iterable

from numpy.random import Generator

from chatrec.data.utterances import Corpus, Utterance
from chatrec.evaluation.intervals import Estimate
from chatrec.evaluation.ratios import Ratio
from chatrec.evaluation.report import Report
from chatrec.evaluation.understanding import FOLDS, Found, learned, overlap

SHOWN_METRICS = ("intent_accuracy", "macro_f1", "slot_f1", "act_f1", "entity_f1")
METRICS = (*SHOWN_METRICS, "exact_match", "likely_right")


def nlu(train: Corpus, test: Corpus | None, rng: Generator, *, name: str) -> Report:
    """Learn from one corpus and be tested on the other, or on the one in folds; means and intervals over dialogues.

    `intent_accuracy` is the share of utterances whose intent is right; where an utterance may have several, the mean of what
    both have over what either has (Godbole and Sarawagi 2004), beside which `exact_match` counts those that are right as a whole and `likely_right`
    those whose most probable intent is among the labelled. `macro_f1` is over intents; `slot_f1`, `act_f1` and
    `entity_f1` are over all slots with their places, acts with their values, and names. A metric that the form has no labels for is not reported.
    """
    started = time.perf_counter()
    pairs = list(learned(train, test, rng))
    models = {"trained": measured(pairs, train, rng), "most common": measured(list(_common(pairs)), train, rng)}
    settings: dict[str, object] = {
        "form": train.form,
        "split": f"{FOLDS} folds over dialogues" if test is None else "as given",
        "dialogues": len({one.dialogue for one, _ in pairs}),
        "utterances": len(pairs),
    }
    return Report(
        protocol="nlu",
        data=name,
        fingerprint=train.fingerprint if test is None else f"{train.fingerprint}+{test.fingerprint}",
        settings=settings,
        seconds=time.perf_counter() - started,
        models=models,
        main="act_f1" if "act_f1" in models["trained"] else "intent_accuracy",
    )


def measured(pairs: Iterable[tuple[Utterance, Found]], corpus: Corpus, rng: Generator) -> dict[str, Estimate]:
    """The metrics for which there are labels, by name."""
    ratios = {name: Ratio() for name in METRICS}
    for one, found in pairs:
        key = one.dialogue
        if one.intents:
            ratios["intent_accuracy"].add(key, overlap(one.intents, found.intents), 1.0)
            ratios["macro_f1"].f1_by_class(key, one.intents, found.intents)
            if not corpus.exclusive:
                ratios["exact_match"].add(key, one.intents == found.intents, 1.0)
                ratios["likely_right"].add(key, found.likely in one.intents, 1.0)
        if one.acts or found.acts:
            ratios["act_f1"].f1(key, one.acts, found.acts)
        ratios["slot_f1"].f1(key, one.spans, found.spans)
        if one.entities is not None:
            ratios["entity_f1"].f1(key, one.entities, found.entities)
    estimates = {name: ratio.estimate(rng) for name, ratio in ratios.items()}
    return {name: estimate for name, estimate in estimates.items() if estimate.n}


def _common(pairs: list[tuple[Utterance, Found]]) -> Iterable[tuple[Utterance, Found]]:
    """What is right when nothing is read: the most common intent and act of the test, which flatters it."""
    intents = Counter(intent for one, _ in pairs for intent in one.intents)
    acts = Counter(act for one, _ in pairs for act in one.acts)
    likely = max(intents, key=lambda intent: intents[intent], default="")
    best = max(acts, key=lambda act: acts[act], default="")
    for one, _ in pairs:
        yield one, Found(frozenset({likely}) - {""}, likely, frozenset({best}) - {""})


__all__ = ["METRICS", "SHOWN_METRICS", "measured", "nlu"]
