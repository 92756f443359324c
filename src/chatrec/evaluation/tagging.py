"""Finds the stretches of an utterance that fill slots: a linear chain of tags, trained as an averaged perceptron (Collins 2002).

python-crfsuite trains and tags (extra `understanding`); the product itself finds values through the catalogue. On 3,000 SNIPS
utterances a conditional random field of the same features took five times as long for 1.5 points of F1.
"""

import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from chatrec.core.errors import ConfigError
from chatrec.data.utterances import Span, Utterance
from chatrec.dialogue.nlu.words.text import HAN, folded

TOKEN = re.compile(r"[一-鿿]|\d+|(?:(?![一-鿿])[^\W\d_])+|\S")
OUTSIDE = "-"
ALGORITHM, ROUNDS = "ap", 10
AROUND = range(-2, 3)
NOWHERE = "^"


class Token(NamedTuple):
    """A word, a number, a Chinese character or a mark, and where it stands."""

    key: str
    start: int
    end: int


class Tagger(Protocol):
    """Marks the slots in an utterance."""

    def spans(self, text: str, known: Sequence[Span] = ()) -> tuple[Span, ...]:
        """The slots of a text; `known` are names that were found in it."""
        ...


class _Chain:
    """Holds a model that crfsuite trained."""

    def __init__(self, content: bytes) -> None:
        import pycrfsuite  # noqa: PLC0415 - of an extra

        self._content = content  # crfsuite reads it where it lies, so it must outlive the tagger
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(self._content)

    def spans(self, text: str, known: Sequence[Span] = ()) -> tuple[Span, ...]:
        tokens = _tokens(text)
        return tuple(_read(tokens, self._tagger.tag(_features(tokens, known)))) if tokens else ()


class _Nothing:
    """Where no slot was seen there is none to mark."""

    def spans(self, text: str, known: Sequence[Span] = ()) -> tuple[Span, ...]:  # noqa: ARG002 - the seam offers them
        return ()


def tagger(said: Sequence[Utterance], known: Sequence[Sequence[Span]]) -> Tagger:
    """Learned from utterances and the names found in each. Cost: 10,000 short sentences of 40 slots take about 15 s.

    Raises ConfigError when python-crfsuite is not there.
    """
    if not any(one.spans for one in said):
        return _Nothing()
    try:
        import pycrfsuite  # noqa: PLC0415 - of an extra
    except ImportError as error:
        raise ConfigError("Finding slots needs python-crfsuite; install chatrec[understanding].") from error
    trainer = pycrfsuite.Trainer(algorithm=ALGORITHM, verbose=False)
    trainer.set("max_iterations", ROUNDS)
    for one, names in zip(said, known, strict=True):
        if tokens := _tokens(one.text):
            trainer.append(_features(tokens, names), _tags(tokens, one.spans))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slots.crf"
        trainer.train(str(path))
        return _Chain(path.read_bytes())


def _tokens(text: str) -> list[Token]:
    return [Token(folded(match[0]), match.start(), match.end()) for match in TOKEN.finditer(text)]


def _tags(tokens: Sequence[Token], spans: Sequence[Span]) -> list[str]:
    """B- where a slot begins, I- where it goes on (Ramshaw and Marcus 1995); of two that overlap, the first."""
    tags = [OUTSIDE] * len(tokens)
    for slot, start, end in spans:
        inside = [at for at, token in enumerate(tokens) if token.start < end and token.end > start]
        if inside and all(tags[at] == OUTSIDE for at in inside):
            for at in inside:
                tags[at] = f"{'B' if at == inside[0] else 'I'}-{slot}"
    return tags


def _read(tokens: Sequence[Token], tags: Sequence[str]) -> Iterator[Span]:
    start = 0
    while start < len(tags):
        end = start + 1
        if tags[start] != OUTSIDE:
            slot = tags[start][2:]
            while end < len(tags) and tags[end] == f"I-{slot}":
                end += 1
            yield Span(slot, tokens[start].start, tokens[end - 1].end)
        start = end


def _features(tokens: Sequence[Token], known: Sequence[Span]) -> list[list[str]]:
    names = [NOWHERE, NOWHERE, *_tags(tokens, known), NOWHERE, NOWHERE]
    keys = [NOWHERE, NOWHERE, *(token.key for token in tokens), NOWHERE, NOWHERE]
    forms = [_form(key) for key in keys]
    return [_at(place + 2, keys, forms, names) for place in range(len(tokens))]


def _at(place: int, keys: Sequence[str], forms: Sequence[str], names: Sequence[str]) -> list[str]:
    """What is known of a token: itself and its neighbours, their shapes, its ends, and the names that it is part of."""
    own = keys[place]
    found = [f"{by}={keys[place + by]}" for by in AROUND]
    found += [f"{by}+={keys[place + by]} {keys[place + by + 1]}" for by in AROUND[:-1]]
    found += [f"form {by}={forms[place + by]}" for by in AROUND[1:-1]]
    found += [f"name {by}={names[place + by]}" for by in AROUND[1:-1]]
    return [*found, f"begins={own[:3]}", f"ends={own[-3:]}"]


def _form(key: str) -> str:
    if key.isdigit():
        return f"digits {min(len(key), 5)}"
    return "han" if HAN.match(key) else "word" if key.isalpha() else "mark"


__all__ = ["Tagger", "Token", "tagger"]
