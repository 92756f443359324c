"""How well the trainable understanding learns what utterances mean: intents, acts, slots and entities of labelled dialogues.

Trained on one corpus and tested on another; where there is one alone, five folds over its dialogues.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.random import Generator

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import DataError
from chatrec.data.utterances import Corpus, Span, Utterance
from chatrec.dialogue.nlu.intents.features import IN_DIALOGUE, Blocks, blocks
from chatrec.dialogue.nlu.intents.model import IntentModel, Vocabulary
from chatrec.dialogue.nlu.intents.training import LEAST, trained
from chatrec.dialogue.nlu.intents.vectors import english_vectors
from chatrec.dialogue.nlu.words.text import HAN
from chatrec.evaluation.linking import Linker
from chatrec.evaluation.tagging import Tagger, tagger

FOLDS = 5
NONE = "after nothing"


@dataclass(frozen=True, slots=True)
class Found:
    """What was understood of an utterance; `likely` is the most probable intent."""

    intents: frozenset[str] = frozenset()
    likely: str = ""
    acts: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    entities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Several:
    """Which of several labels hold: those that are at least so probable, and have at least such a share of the most probable
    one's probability, and that one anyway. The bounds were chosen on four fifths of IARD's dialogues.
    """

    least: float = 0.3
    share: float = 0.6

    def of(self, model: IntentModel, probabilities: FloatArray) -> frozenset[str]:
        """The labels that hold."""
        best = probabilities.max(initial=0.0)
        holds = (probabilities >= max(self.least, self.share * best)) | (probabilities == best)
        return frozenset(model.intents[at] for at in np.flatnonzero(holds))


class Learner:
    """The understanding of one corpus, learned on some of its utterances."""

    def __init__(self, corpus: Corpus, linker: Linker, chosen: Sequence[int]) -> None:
        said = [corpus.utterances[at] for at in chosen]
        self._exclusive = corpus.exclusive
        self._telling = corpus.telling
        self._linker = linker
        self._tagger: Tagger = tagger(said, [_named(one, linker) for one in said])
        before = [_intent(corpus, one) for one in said]
        features = [_features(one, linker, last) for one, last in zip(said, before, strict=True)]
        self._intents = self._acts = None
        self._bounds = Several()
        meaning = None if any(HAN.search(one.text) for one in said) else english_vectors()
        vocabulary = Vocabulary.of(features, IN_DIALOGUE, least=LEAST, meaning=meaning)
        if any(one.intents for one in said):
            self._intents = trained(features, [one.intents for one in said], vocabulary=vocabulary)
        if any(one.acts for one in said):
            self._acts = trained(features, [self._unmarked(one) for one in said], vocabulary=vocabulary)

    def _unmarked(self, one: Utterance) -> frozenset[str]:
        """The acts that no span makes."""
        return one.acts - {_act(one.text, span) for span in one.spans} if self._telling else one.acts

    def understood(self, one: Utterance, last: str) -> Found:
        """What an utterance means, whose dialogue's intent was `last`."""
        features = _features(one, self._linker, last)
        spans = self._tagger.spans(one.text, _named(one, self._linker))
        found = Found(spans=spans)
        if self._intents is not None:
            odds = self._intents.probabilities(features)
            likely = self._likely(one, odds)
            kept = frozenset({likely}) if self._exclusive else self._bounds.of(self._intents, odds)
            found = replace(found, likely=likely, intents=kept)
        if self._acts is not None:
            acts = self._bounds.of(self._acts, self._acts.probabilities(features))
            told = (_act(one.text, span) for span in spans) if self._telling else ()
            found = replace(found, acts=acts.union(told))
        return found

    def _likely(self, one: Utterance, odds: FloatArray) -> str:
        intents = self._intents.intents if self._intents else ()
        possible = [at for at, intent in enumerate(intents) if not one.among or intent in one.among]
        return intents[max(possible, key=lambda at: odds[at])] if possible else ""


def learned(train: Corpus, test: Corpus | None, rng: Generator) -> Iterator[tuple[Utterance, Found]]:
    """Every utterance of the test with what was understood of it; of the one corpus, in five folds over its dialogues, where
    there is no test. Raises DataError when the two have different forms, or there are fewer dialogues than folds.
    """
    if test is None:
        yield from _folded(train, rng)
        return
    if train.form != test.form:
        raise DataError(f"--train holds {train.form} and --test {test.form}; both must be of one form.")
    both = replace(
        train,
        utterances=(*train.utterances, *_moved(test.utterances, len(train.utterances))),
        names=(*train.names, *test.names),
    )
    n = len(train.utterances)
    yield from _tested(both, range(n), range(n, len(both.utterances)))


def _moved(said: Sequence[Utterance], by: int) -> Iterator[Utterance]:
    """With the places of what they follow moved, and dialogues that are not those of the training."""
    for one in said:
        yield replace(one, dialogue=f"test:{one.dialogue}", follows=None if one.follows is None else one.follows + by)


def _folded(corpus: Corpus, rng: Generator) -> Iterator[tuple[Utterance, Found]]:
    dialogues = list(dict.fromkeys(one.dialogue for one in corpus.utterances))
    if len(dialogues) < FOLDS:
        raise DataError(f"{corpus.form} has {len(dialogues)} dialogues; give --test, or at least {FOLDS} to fold.")
    fold = dict(zip(dialogues, rng.permutation(len(dialogues)) % FOLDS, strict=True))
    for part in range(FOLDS):
        inside = [at for at, one in enumerate(corpus.utterances) if fold[one.dialogue] == part]
        outside = [at for at, one in enumerate(corpus.utterances) if fold[one.dialogue] != part]
        yield from _tested(corpus, outside, inside)


def _tested(corpus: Corpus, train: Sequence[int], test: Sequence[int]) -> Iterator[tuple[Utterance, Found]]:
    linker = Linker(corpus.names)
    learner = Learner(corpus, linker, train)
    likely: dict[int, str] = {}
    for at in test:
        one = corpus.utterances[at]
        last = NONE if one.follows is None else likely[one.follows]
        found = learner.understood(one, last)
        likely[at] = found.likely
        names = frozenset(name.name for name, _ in linker.found(one.text))
        yield one, replace(found, entities=names)


def _intent(corpus: Corpus, one: Utterance) -> str:
    """The intent that goes on, as it is labelled: what is trained on knows it, what is tested goes by what was understood."""
    return NONE if one.follows is None else min(corpus.utterances[one.follows].intents)


def _features(one: Utterance, linker: Linker, last: str) -> Blocks:
    names = {f"names {name.kind}" for name, _ in linker.found(one.text)}
    first = f"{one.cues[0]} {last}" if one.among and one.cues else last
    return blocks(one.text, one.previous, (*one.cues, *sorted(names), last, first))


def _named(one: Utterance, linker: Linker) -> list[Span]:
    return [span for _, span in linker.found(one.text)]


def _act(text: str, span: Span) -> str:
    return f"{span.slot}|{text[span.start : span.end]}"


def overlap(gold: Collection[str], found: Collection[str]) -> float:
    """What both have over what either has (Jaccard), the accuracy of several labels; 1 where both have none."""
    either = {*gold, *found}
    return len(set(gold) & set(found)) / len(either) if either else 1.0


__all__ = ["FOLDS", "Found", "Learner", "Several", "learned", "overlap"]
