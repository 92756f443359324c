"""As much of a text as a client asked for, piece by piece."""

import re
from collections.abc import Sequence
from typing import Literal

Reason = Literal["stop", "length"]  # why a text ends

WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff"  # signs of Chinese, Japanese and Korean, a token each
TOKEN = re.compile(rf"\s*(?:[{WIDE}]|[^\W{WIDE}]+|\S)")


class Excerpt:
    """The beginning of a text that comes in pieces: its first `tokens`, and nothing from the first of `stops` on.

    A token is a word, a number, a Chinese character or a mark, with the space before it; no piece ends within one. What may
    be the beginning of a stop is held back until the next piece tells, or `rest` says that there is none.
    """

    def __init__(self, *, tokens: int | None, stops: Sequence[str]) -> None:
        self._left = tokens
        self._stops = tuple(stops)
        self._held = ""
        self._closed = False
        self.reason: Reason = "stop"

    def take(self, piece: str) -> str:
        """What of this piece, and of what was held back, may be said."""
        if self._closed:
            return ""
        within = self._within(piece)
        text = self._held + within
        ends = [at for stop in self._stops if (at := text.find(stop)) >= 0]
        if ends:
            self._held, self._closed, self.reason = "", True, "stop"
            return text[: min(ends)]
        self._closed = len(within) < len(piece)
        kept = len(text) if self._closed else len(text) - self._unsure(text)
        self._held = text[kept:]
        return text[:kept]

    def rest(self) -> str:
        """What was held back, at the end of the text."""
        held, self._held, self._closed = self._held, "", True
        return held

    def _within(self, piece: str) -> str:
        """The piece, as far as its tokens are within the limit."""
        if self._left is None:
            return piece
        ends = [match.end() for match in TOKEN.finditer(piece)]
        if len(ends) <= self._left:
            self._left -= len(ends)
            return piece
        cut = ends[self._left - 1] if self._left else 0
        self._left, self.reason = 0, "length"
        return piece[:cut]

    def _unsure(self, text: str) -> int:
        """How many characters at the end of the text may begin a stop."""
        longest = min(len(text), max(map(len, self._stops), default=1) - 1)
        sizes = range(longest, 0, -1)
        return next((size for size in sizes if any(stop.startswith(text[-size:]) for stop in self._stops)), 0)


__all__ = ["Excerpt", "Reason"]
