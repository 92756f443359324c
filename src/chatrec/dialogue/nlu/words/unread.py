"""What of a message nobody has read yet, as it is handed from reader to reader."""

from collections.abc import Callable, Container
from typing import NamedTuple

from chatrec.core.acts import Act
from chatrec.dialogue.nlu.words.text import Word
from chatrec.dialogue.state import DialogueState


class Unread(NamedTuple):
    """A normalised text, and those of its words that nobody has read. Its characters stay where they are, so that words are
    found in it; only where a reader leaves blanks does nobody behind it see what stood there.
    """

    text: str
    words: tuple[Word, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(word.key for word in self.words)

    @property
    def opening(self) -> int:
        """How many words stand before the first mark between two of them: "no, thanks" opens with one."""
        return next((at for at in range(1, len(self.words)) if self.words[at].gap), len(self.words))

    def behind(self, n: int) -> "Unread":
        """Without the first n words."""
        return Unread(self.text, self.words[n:])

    def besides(self, places: Container[int]) -> "Unread":
        """Without the words at some places."""
        return Unread(self.text, tuple(word for at, word in enumerate(self.words) if at not in places))

    def outside(self, start: int, end: int) -> "Unread":
        """Without the words that begin from one character up to another."""
        return Unread(self.text, tuple(word for word in self.words if not start <= word.start < end))

    def blanked(self, start: int, end: int) -> "Unread":
        """Without those words, and with blanks in the place of their characters."""
        text = self.text[:start] + " " * (end - start) + self.text[end:]
        return self.outside(start, end)._replace(text=text)


Read = tuple[tuple[Act, ...], Unread]  # the acts that a reader found, and what it leaves to the others
Reader = Callable[[Unread, DialogueState], Read]

__all__ = ["Read", "Reader", "Unread"]
