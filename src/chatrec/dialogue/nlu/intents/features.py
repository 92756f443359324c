"""What the trained understanding sees of an utterance: words, pieces of words, negated words, what came before.

English and Chinese alike; Chinese words come from rjieba. Features are strings in six blocks, each of which is normalised by
itself, so that a long answer of the system does not drown a short message.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

import rjieba

from chatrec.dialogue.nlu.words.text import HAN, Normaliser, folded

Blocks = tuple[tuple[str, ...], ...]
Weights = tuple[float, ...]  # of the blocks: words, pieces, negated words, words before, cues, answers
ALONE: Weights = (1.0, 1.0, 1.0, 0.3, 0.8)  # for messages by themselves, which have few cues
IN_DIALOGUE: Weights = (1.0, 1.0, 0.7, 0.3, 1.2, 0.4)  # where it is known what was done before
LAST = "did last"  # begins the cue that tells what the system did last of all
LONGEST = 600  # characters that are read
TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)?|[?!？！]|\.{2,}|[.,;，。；、]")
SENTENCE = re.compile(r"\.{2,}|[.!?。！？]+")
MISSING = re.compile(r"\b(have|do|did|was|is|does|wo|ca|would|could|are|had|has|should)nt\b")
NEGATION = re.compile(r"not|no|never|nothing|cannot|nor|.+n't")
PAUSES = frozenset({".", ",", ";", "!", "?", "but", "and", "。", "，", "；", "！", "？", "、"})
WORDS, HAN_PIECES, LATIN_PIECES = 3, (1, 2, 3), (3, 4, 5)


@cache
def normaliser() -> Normaliser:
    """The one whose tables are read once a process."""
    return Normaliser()


def blocks(text: str, previous: str = "", cues: Sequence[str] = ()) -> Blocks:
    """The features of an utterance, of what was said before it, and of what is known beside. 0.1 ms for a short message."""
    said = _plain(text)
    tokens = _tokens(said)
    negated = tuple(_negated(tokens))
    return (
        tuple(_runs(tokens, WORDS)),
        tuple(_pieces(tokens)),
        negated,
        tuple(_runs(_tokens(_plain(previous)), 2)),
        (*cues, *_edges(said)),
        tuple(_answers(negated, cues)),
    )


def tokens(text: str) -> list[str]:
    """The words of an utterance and its marks, as the features have them."""
    return _tokens(_plain(text))


def _plain(text: str) -> str:
    return MISSING.sub(r"\1n't", normaliser()(text[:LONGEST]).lower())


def _tokens(text: str) -> list[str]:
    if not HAN.search(text):
        return TOKEN.findall(text)
    return [word for word in rjieba.cut(text) if TOKEN.match(word)]


def _runs(tokens: Sequence[str], longest: int) -> Iterator[str]:
    """Runs of one to `longest` words."""
    for n in range(1, longest + 1):
        yield from (" ".join(tokens[at : at + n]) for at in range(len(tokens) - n + 1))


def _pieces(tokens: Iterable[str]) -> Iterator[str]:
    """Pieces of the words that are written in letters, and of the Chinese text across its words."""
    han = "".join(token if HAN.match(token) else " " for token in tokens)
    yield from (piece for n in HAN_PIECES for piece in _cuts(han, n) if " " not in piece)
    for token in tokens:
        if not HAN.match(token):
            yield from (piece for n in LATIN_PIECES for piece in _cuts(f" {folded(token)} ", n))


def _cuts(text: str, n: int) -> Iterator[str]:
    return (text[at : at + n] for at in range(len(text) - n + 1))


def _negated(tokens: Iterable[str]) -> Iterator[str]:
    """Each word, marked where a negation before it in its clause reaches it (Pang et al. 2002)."""
    negated = False
    for token in tokens:
        if token in PAUSES:
            negated = False
            continue
        yield f"not {token}" if negated else token
        negated = negated or NEGATION.fullmatch(token) is not None


def _answers(negated: Iterable[str], cues: Iterable[str]) -> Iterator[str]:
    """Each word with what the system did last: "yes" to a question is another answer than "yes" to a recommendation."""
    said = sorted(set(negated))
    yield from (f"{cue} | {word}" for cue in cues if cue.startswith(LAST) for word in said)


def _edges(text: str) -> Iterator[str]:
    """How the first and the last sentence begin, how many there are, and whether something is asked."""
    sentences = [tokens for sentence in SENTENCE.split(text) if (tokens := _tokens(sentence))]
    yield f"sentences {min(len(sentences), 4)}"
    if "?" in text:
        yield "asks"
    if sum(map(len, sentences)) <= 3:
        yield "short"
    for name, tokens in zip(("begins", "ends"), (sentences[0], sentences[-1]) if sentences else (), strict=False):
        yield f"{name} {tokens[0]}"
        yield from (f"{name} {one} {two}" for one, two in list(pairwise(tokens))[:1])


__all__ = ["ALONE", "IN_DIALOGUE", "Blocks", "Weights", "blocks", "normaliser", "tokens"]
