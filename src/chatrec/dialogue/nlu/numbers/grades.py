"""Values that go from little to much: "not too hard", "something easier", "不要太难的", against the list on the table."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from chatrec.core.acts import TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.words.marks import Values
from chatrec.domains.base import Domain, LabelField

MOST = 5  # grades a message
NOT_SO = (
    r"(?:not|nothing|isn't|aren't|don't\ be)\ (?:too|so|very|that|overly|terribly)|(?:a\ (?:bit|little)\ )?too|less"
)
NOT_SO_ZH = "不要?太|别太|不能太|不那么|不怎么|不是很|没那么|太|过于"


class Grade(NamedTuple):
    """Where a grade stands in the text, and the values that it leaves."""

    start: int
    end: int
    values: Values


class Grades:
    """Finds them for the ordered label fields of a domain; nothing where it has none."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._fields = {name: known for name, known in domain.labels.items() if len(known.order) > 1}
        self._words: dict[str, tuple[str, bool]] = {}  # the field, and whether it has much of it
        for name, known in self._fields.items():
            self._words |= dict.fromkeys((*known.more.en, *known.more.zh), (name, True))
            self._words |= dict.fromkeys((*known.less.en, *known.less.zh), (name, False))
        self._compared = {
            form: self._words[word] for word in self._words if word.isascii() for form in _comparatives(word)
        }
        self._pattern = _pattern([*self._words], [*self._compared], [*domain.noun.en]) if self._words else None

    def __call__(self, text: str, shown: Sequence[int]) -> tuple[Grade, ...]:
        """Every grade in a normalised, lower-case text; `shown` are the rows of the last list."""
        return () if self._pattern is None else tuple(self._found(self._pattern, text, shown))

    def _found(self, pattern: re.Pattern[str], text: str, shown: Sequence[int]) -> Iterator[Grade]:
        for match in islice(pattern.finditer(text), MOST):
            said = next(word for name, word in match.groupdict().items() if word and name.startswith("word"))
            field, much = self._words.get(said) or self._compared[said]
            refused = match["not"] or match["not_zh"]
            compared = match["word_than"] or match["word_more"] or match["word_zh"] or match["word_bit_zh"]
            order = self._fields[field].order
            if refused or compared:
                left = self._beyond(self._fields[field], field, shown, more=much != bool(refused), least=bool(refused))
            else:
                left = order[-1:] if much else order[:1]
            ends = [match.end(name) for name in match.groupdict() if name.startswith("word") and match[name]]
            end = match.end() if match["word_zh"] or match["word_bit_zh"] else ends[0]
            yield Grade(match.start(), end, Values(tuple(TheValue(field, value) for value in left), either=True))

    def _beyond(
        self, known: LabelField, field: str, shown: Sequence[int], *, more: bool, least: bool
    ) -> tuple[str, ...]:
        """The values beyond the middle of what was shown; where nothing was, or it is only `least` that is refused, all but the
        last that way.
        """
        order = known.order if more else known.order[::-1]
        ranks = sorted(
            order.index(value)
            for row in shown
            for value in self._catalogue[row].labels.get(field, ())[:1]
            if value in order
        )
        if least or not ranks:
            return tuple(value for value in known.order if value != order[0])
        beyond = order[min(ranks[(len(ranks) - 1) // 2] + 1, len(order) - 1) :]
        return tuple(value for value in known.order if value in beyond)


def _comparatives(word: str) -> tuple[str, ...]:
    """Forms of an English adjective that compare: "easier", "harder"."""
    stem = word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")
    return (f"{stem}er",)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)"


def _pattern(words: list[str], compared: list[str], nouns: list[str]) -> re.Pattern[str]:
    english, chinese = [word for word in words if word.isascii()], [word for word in words if not word.isascii()]
    return re.compile(
        rf"""
        (?<![a-z0-9'])(?P<not>{NOT_SO})\ (?P<word_not>{_any(english)})\b
        |(?<![a-z0-9'])more\ (?P<word_more>{_any(english)})\b
        |(?<![a-z0-9'])(?P<word_than>{_any(compared)})\b(?!\ than)
        |(?<![a-z0-9'])(?P<word_before>{_any(english)})(?=\ (?:ones?|{_any(nouns)})\b)
        |(?:something|anything)\ (?P<word_thing>{_any(english)})\b(?!\ (?:of|to))
        |(?P<not_zh>{NOT_SO_ZH})(?P<word_not_zh>{_any(chinese)})的?
        |(?:更|再)(?P<word_zh>{_any(chinese)})(?:一?点|一?些)?的?
        |(?:稍微?|要)?(?P<word_bit_zh>{_any(chinese)})(?:一点|点|一些|些)(?:的|儿)?
        """,
        re.VERBOSE,
    )


__all__ = ["Grade", "Grades"]
