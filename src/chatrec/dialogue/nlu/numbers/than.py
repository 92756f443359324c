"""Comparatives that stand beside an item and not beside a number: "newer than the second one", 比第二部长的."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chatrec.dialogue.nlu.words.text import Word

YEAR = "year"
# What compares years; what compares other numbers is known to `degrees`.
YEARS: Mapping[str, bool] = (
    dict.fromkeys(("newer", "later", "more recent", "新", "晚", "近"), True)
    | dict.fromkeys(("older", "earlier", "老", "旧", "早"), False)
)  # fmt: skip
THAN, THAN_ZH = "than", "比"
MORE_ZH = frozenset("更还要")
BIT_ZH = frozenset("一点些的")


class Beyond(NamedTuple):
    """A comparison: of which field, which way, and where its words end."""

    field: str
    more: bool
    end: int


class Comparatives:
    """Finds comparatives of a catalogue's numbers; `degrees` are its adjectives, each with its field and whether it is much of it."""

    def __init__(self, degrees: Mapping[str, tuple[str, bool]], *, dated: bool) -> None:
        self._words = dict(degrees) | ({word: (YEAR, more) for word, more in YEARS.items()} if dated else {})

    def english(self, words: Sequence[Word], at: int) -> Beyond | None:
        """The one that begins at a word and ends in "than"."""
        for length in (1, 2):
            if at + length < len(words) and words[at + length].key == THAN:
                known = self._words.get(" ".join(word.key for word in words[at : at + length]))
                return Beyond(*known, at + length + 1) if known else None
        return None

    def chinese(self, words: Sequence[Word], at: int) -> Beyond | None:
        """The one that begins at a character, behind 比 and an item; a few characters may stand around it."""
        while at < len(words) and words[at].key in MORE_ZH:
            at += 1
        for length in (2, 1):
            known = self._words.get("".join(word.key for word in words[at : at + length]))
            if known:
                end = at + length
                while end < len(words) and words[end].key in BIT_ZH and not words[end].gap:
                    end += 1
                return Beyond(*known, end)
        return None


__all__ = ["THAN_ZH", "Beyond", "Comparatives"]
