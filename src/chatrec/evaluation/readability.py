"""How easily sentences are read, in English and in Chinese."""

import re
from collections.abc import Sequence
from functools import cache

from pyphen import Pyphen

WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ENDS = re.compile(r"[.!?]+(?=\s|$)")
HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE_ENDS = re.compile(r"[。！？!?]+")


def reading_ease(texts: Sequence[str]) -> float:
    """Flesch's reading ease of English (Journal of Applied Psychology, 1948): 206.835 - 1.015·words a sentence - 84.6·syllables a word.

    60 to 70 is plain English, 30 and less is for graduates; short common words may read above 100. Syllables are where Hyphen's
    patterns would break a word, which finds a few less than a dictionary of sounds; numbers are no words. NaN without words.
    """
    words = [word for text in texts for word in WORDS.findall(text)]
    if not words:
        return float("nan")
    syllables = sum(map(_syllables, words))
    return 206.835 - 1.015 * len(words) / _sentences(texts, ENDS) - 84.6 * syllables / len(words)


def words_a_sentence(texts: Sequence[str]) -> float:
    """English words in a sentence, on average; 15 to 20 is plain. NaN without words."""
    words = sum(len(WORDS.findall(text)) for text in texts)
    return words / _sentences(texts, ENDS) if words else float("nan")


def characters_a_sentence(texts: Sequence[str]) -> float:
    """Chinese characters in a sentence, on average, without signs, digits and Latin letters: no formula for Chinese is as settled as
    Flesch's, and the length of sentences leads all of them. NaN without any.
    """
    characters = sum(len(HAN.findall(text)) for text in texts)
    return characters / _sentences(texts, CHINESE_ENDS) if characters else float("nan")


def _sentences(texts: Sequence[str], ends: re.Pattern[str]) -> int:
    """Every text is one at least."""
    return sum(max(1, len(ends.findall(text))) for text in texts)


def _syllables(word: str) -> int:
    return len(_breaks().positions(word.lower())) + 1


@cache
def _breaks() -> Pyphen:
    return Pyphen(lang="en_US")


__all__ = ["characters_a_sentence", "reading_ease", "words_a_sentence"]
