"""Whom things are for: "for grown-ups", 适合成年人看的, 娃六岁, as the age from which they are suitable, where a catalogue tells it."""

import re
from collections.abc import Iterator

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.amounts import Amount
from chatrec.dialogue.nlu.numbers.numerals import CHINESE, DIGITS, number
from chatrec.dialogue.nlu.words.marks import Span

FIELD = "age"
GROWN = 12.0  # what is suitable for younger ones is made with children in mind
ADULT = 18
PATTERN = re.compile(
    r"(?<![a-z])(?:(?:suitable|meant|made|aimed) )?(?:for|at) (?:grown[- ]?ups?|adults|an adult audience|mature audiences)(?![a-z])"
    r"|(?:适合|给|面向)?(?:成年人|大人|成人)(?:看)?(?:的|一?点)*|(?:太|有点儿?|过于|别太|不要太?|别)(?:幼稚|低幼|小儿科)(?:了|的)?"
)
CHILD = r"(?:小?孩子?|小朋友|娃娃?|宝宝|宝贝|儿子|女儿|闺女|男孩|女孩|儿童)"
# The younger of 五六岁 must be able to watch it too.
OLD = re.compile(
    rf"{CHILD}[，, ]*(?:们|现在|今年|才|刚|只有|快|都|是)*(?P<n>\d{{1,2}}|{CHINESE.pattern})岁(?:多|半|大|了)*"
    rf"|(?P<m>\d{{1,2}}|{CHINESE.pattern})(?:[-~到至](?:\d{{1,2}}|{CHINESE.pattern}))?岁(?:多|半|大|左右)*的?{CHILD}"
)


class Ages:
    """Finds them in messages; nothing where no item tells its age."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._told = FIELD in catalogue.fields

    def __call__(self, text: str) -> Iterator[Amount]:
        """In a normalised, lower-case text."""
        if self._told:
            yield from (Amount(one.start(), one.end(), Span(FIELD, GROWN, None)) for one in PATTERN.finditer(text))
            for match in OLD.finditer(text):
                years = _youngest(match["n"] or match["m"])
                if years is not None and 0 < years < ADULT:
                    yield Amount(match.start(), match.end(), Span(FIELD, None, float(years)))


def _youngest(said: str) -> int | None:
    """The first of two numerals side by side, 五六, else the number that they say."""
    return DIGITS[said[0]] if len(said) == 2 and set(said) <= set(DIGITS) else number(said)


__all__ = ["GROWN", "Ages"]
