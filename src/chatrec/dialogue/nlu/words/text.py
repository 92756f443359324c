"""A message made comparable: one width, one Chinese script, one kind of quotation mark, and its words."""

import re
import unicodedata
from dataclasses import dataclass

import opencc

QUOTES = str.maketrans(
    {
        "’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "〈": "《", "〉": "》", "「": "《", "」": "》", "『": "《", "』": "》", "【": "《", "】": "》",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "～": "~",
    }
)  # fmt: skip
CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
# By category: marks of direction and joiners leave nothing behind, control characters and the like a space.
UNSEEN = {"Cf": "", "Cc": " ", "Cs": " ", "Co": " ", "Cn": " "}
WORD = re.compile(rf"[{CJK}]|(?:(?![{CJK}])[^\W_])+(?:'(?:(?![{CJK}])[^\W_])+)*")
HAN = re.compile(rf"[{CJK}]")
PAUSE = re.compile(rf"(?<=[{CJK}])\s+(?=[{CJK}])")  # where many who type Chinese put a space, others put a comma


@dataclass(frozen=True, slots=True)
class Word:
    """A Latin word or one Chinese character: as typed, as compared, where it stands, and what stands before it."""

    text: str
    key: str
    start: int
    end: int
    gap: str

    @property
    def han(self) -> bool:
        """Whether it is a Chinese character."""
        return bool(HAN.match(self.key))

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is."""
        return self.text[0].isupper() or self.text[0].isdigit()


class Normaliser:
    """Brings a message to half-width, simplified characters; the converter's tables are read once (5 ms)."""

    def __init__(self) -> None:
        self._simplified = opencc.OpenCC("t2s")

    def __call__(self, message: str) -> str:
        """The message with comparable characters; case and words stay. 2 us for a short message."""
        text = unicodedata.normalize("NFKC", message).translate(QUOTES).replace("&", " and ")
        if not text.isprintable():
            text = "".join(UNSEEN.get(unicodedata.category(char), char) for char in text)
        return text if text.isascii() else PAUSE.sub("，", str(self._simplified.convert(text)))


def words(text: str) -> tuple[Word, ...]:
    """The words of a normalised text, in order."""
    found: list[Word] = []
    end = 0
    for match in WORD.finditer(text):
        found.append(Word(match[0], folded(match[0]), match.start(), match.end(), text[end : match.start()].strip()))
        end = match.end()
    return tuple(found)


def keys(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: without case, diacritics and apostrophes."""
    return tuple(folded(match[0]) for match in WORD.finditer(text.replace("&", " and ")))


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text that are separated by spaces, as a set to look them up in."""
    return frozenset(text.split())


def lowered(text: str) -> str:
    """A text in lower case where that leaves every character in its place, else as it is: "İ" becomes two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def folded(word: str) -> str:
    """A word as it is compared."""
    if word.isascii():
        return word.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).replace("'", "")


__all__ = ["HAN", "Normaliser", "Word", "folded", "keys", "lowered", "vocabulary", "words"]
