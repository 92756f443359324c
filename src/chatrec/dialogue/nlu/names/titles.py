"""Finds items by their titles: as they are, as people shorten them, and with slips of the pen."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from chatrec.core.acts import TheItem, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.numerals import ENGLISH
from chatrec.dialogue.nlu.words.text import Word, keys

Name = tuple[str, ...]
Names = dict[Name, tuple[int, ...]]
ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
NUMERALS = ROMAN | {name: str(value) for name, value in ENGLISH.items()}
ARTICLES = frozenset({"the", "a", "an"})
SURE = 88.0  # similarity (0 to 100) from which a misspelt title is taken for what it resembles
CLEAR = 4.0  # by how much it must resemble the next title less
CLOSE = 75.0  # similarity from which we ask "did you mean"
SHORTEST = 6  # characters; a slip in a shorter title is as likely another word
MOST_CLOSE = 3
ENDS = frozenset(".;。；！？\n")
LONGEST_ABBREVIATION = 3  # letters: "Dr.", "Mrs.", "E.T."
KEPT = 256  # names whose resemblances are remembered
LONGEST_GUESS = 80  # characters; nobody's title is longer, and the cost of guessing grows with the length


class TitleIndex:
    """The catalogue by title: as it stands, without its article, and without what follows a colon; the nearer form
    wins. Building is O(items); 20 ms for 1,700.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        full: Names = {}
        bare: Names = {}
        heads: Names = {}
        for row, item in enumerate(catalogue):
            titles = (item.title, *item.aliases)
            for title in dict.fromkeys(_name(keys(title)) for title in titles):
                _add(full, title, row)
                _add(bare, _bare(title), row)
            for head in dict.fromkeys(_name(keys(title.partition(":")[0])) for title in titles if ":" in title):
                _add(heads, head, row)
                _add(heads, _bare(head), row)
        # "The Godfather" is that film, not also every "The Godfather: Part ..."
        self._names = {**heads, **bare, **full}
        self._longest: dict[str, int] = {}
        for name in self._names:
            self._longest[name[0]] = max(self._longest.get(name[0], 0), len(name))
        self._texts = {" ".join(name): rows for name, rows in self._names.items()}
        self._ordered = sorted(self._texts)
        self._nearest = lru_cache(maxsize=KEPT)(self._compared)

    def lengths_at(self, words: Sequence[Word], start: int) -> Iterable[int]:
        """The numbers of words, most first, that begin at `start` and are a title."""
        longest = self._longest.get(_numeral(words[start].key), 0)
        most = _sentence_end(words, start, start + longest) - start if longest else 0
        name = tuple(_numeral(word.key) for word in words[start : start + most])
        return (length for length in range(most, 0, -1) if name[:length] in self._names)

    def exact(self, words: Sequence[Word], year: int | None = None) -> TheItem | UnknownTitle | None:
        """The item that the words are the title of; UnknownTitle when several are called so, None when none is."""
        name = _name(word.key for word in words)
        return self._one(self._names.get(name, ()), _text(words), year)

    def guess(self, words: Sequence[Word], year: int | None = None) -> TheItem | UnknownTitle:
        """The item whose title the words nearly are; UnknownTitle with close ones when that is not sure."""
        text = _text(words)
        name = " ".join(_bare(_name(word.key for word in words)))
        if len(name) > LONGEST_GUESS:
            return UnknownTitle(text)
        alike = self._nearest(name)
        if alike and len(name) >= SHORTEST and alike[0][1] >= SURE and _digits(alike[0][0]) == _digits(name):
            rows = self._texts[alike[0][0]]
            rivals = (score for choice, score in alike[1:] if not set(self._texts[choice]) & set(rows))
            if alike[0][1] - next(rivals, 0.0) >= CLEAR:
                return self._one(rows, text, year) or UnknownTitle(text)
        close = dict.fromkeys(row for choice, _ in alike for row in self._distinct(self._texts[choice]))
        return UnknownTitle(text, tuple(close)[:MOST_CLOSE])

    def _compared(self, name: str) -> tuple[tuple[str, float], ...]:
        """The titles that a name resembles, and how much. Cost: O(titles), 1 ms for 5,000; asked again it is remembered."""
        found = process.extract(name, self._texts.keys(), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=8)
        return tuple((choice, score) for choice, score, _ in found)

    def beginning(self, words: Sequence[Word]) -> TheItem | UnknownTitle | None:
        """The item whose title the words begin, "shawshank"; of a few UnknownTitle, None of none or of many."""
        begin = " ".join(_bare(_name(word.key for word in words)))
        rows: dict[int, None] = {}
        for text in islice(self._ordered, bisect_left(self._ordered, begin), None):
            if not text.startswith(f"{begin} ") or len(rows) > MOST_CLOSE:
                break
            rows |= dict.fromkeys(self._distinct(self._texts[text]))
        if not rows or len(rows) > MOST_CLOSE:
            return None
        return TheItem(next(iter(rows)), _text(words)) if len(rows) == 1 else UnknownTitle(_text(words), tuple(rows))

    def _one(self, rows: Sequence[int], text: str, year: int | None) -> TheItem | UnknownTitle | None:
        if not rows:
            return None
        rows = self._distinct(rows)
        of_year = [row for row in rows if self._catalogue[row].numbers.get("year") == year]
        if year is not None and len(of_year) == 1:
            return TheItem(of_year[0], text)
        if len(rows) == 1 and (year is None or "year" not in self._catalogue[rows[0]].numbers):
            return TheItem(rows[0], text)
        return UnknownTitle(text if year is None else f"{text} ({year})", tuple(rows)[:MOST_CLOSE])

    def _distinct(self, rows: Sequence[int]) -> tuple[int, ...]:
        """One row for each title and year: some catalogues list an item twice."""
        first: dict[tuple[str, float | None], int] = {}
        for row in rows:
            item = self._catalogue[row]
            first.setdefault((item.title, item.numbers.get("year")), row)
        return tuple(first.values())


def _sentence_end(words: Sequence[Word], start: int, last: int) -> int:
    """Where the sentence of a word ends, `last` at most: "Alien. Three films" does not name "Alien 3". The dot of "Dr." ends
    none.
    """
    last = min(last, len(words))
    for at in range(start + 1, last):
        stops = ENDS & set(words[at].gap)
        if stops and (stops != {"."} or len(words[at - 1].key) > LONGEST_ABBREVIATION):
            return at
    return last


def _add(names: Names, name: Name, row: int) -> None:
    if name and row not in names.get(name, ()):
        names[name] = (*names.get(name, ()), row)


def _name(parts: Iterable[str]) -> Name:
    return tuple(_numeral(part) for part in parts)


def _numeral(part: str) -> str:
    return NUMERALS.get(part, part)


def _bare(name: Name) -> Name:
    """Without the article in front, as every title is also known."""
    return name[1:] if len(name) > 1 and name[0] in ARTICLES else name


def _digits(name: str) -> list[str]:
    return [part for part in name.split() if part.isdigit()]


def _text(words: Sequence[Word]) -> str:
    """The words as they were typed, without the punctuation before the first."""
    joined = ""
    for place, word in enumerate(words):
        near = word.han and joined[-1:] and not joined[-1:].isascii()
        joined += word.text if not place or near else f"{word.gap if word.gap not in {'', '-'} else ''} {word.text}"
    return joined


__all__ = ["TitleIndex"]
