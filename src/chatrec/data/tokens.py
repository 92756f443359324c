"""Texts as words and pieces of words: English, Chinese or any other language."""

import re
import unicodedata
from collections.abc import Iterator

import rjieba

from chatrec.data.stopwords import STOP_WORDS

GRAM = "#"  # before a piece of a word, which no word contains
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_RUNS = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+")


def tokens(text: str) -> Iterator[str]:
    """The words of a text, folded to one case and width, without those that only hold sentences together; and their pieces.

    Latin and other words are cut at spaces and marks, Chinese ones by a dictionary (rjieba). Their pieces, three letters
    or two Chinese characters behind `GRAM`, liken what a dictionary keeps apart: "wizard" and "wizardry", 星际 and 星际穿越.
    """
    for run in _RUNS.findall(unicodedata.normalize("NFKC", text).casefold()):
        if "\u3400" <= run[0] <= "\u9fff":
            yield from (word for word in rjieba.cut(run) if len(word) > 1 and word not in STOP_WORDS)
            yield from (GRAM + run[at : at + 2] for at in range(len(run) - 1))
        elif len(run) > 1 and run not in STOP_WORDS:
            yield run
            edged = f" {run} "
            yield from (GRAM + edged[at : at + 3] for at in range(len(edged) - 2))


__all__ = ["GRAM", "tokens"]
