"""Whom things are for: "for grown-ups", "for a 10 year old", 适合8岁孩子的, 娃六岁, as the age from which they are suitable, where a
catalogue tells it.
"""

import re
from collections.abc import Iterator

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.amounts import Amount
from chatrec.dialogue.nlu.numbers.numerals import CHINESE, DIGITS, UP_TO_TWENTY, number
from chatrec.dialogue.nlu.words.marks import Span

FIELD = "age"
GROWN = 12.0  # what is suitable for younger ones is made with children in mind
PATTERN = re.compile(
    r"(?<![a-z])(?:(?:suitable|meant|made|aimed) )?(?:for|at) (?:grown[- ]?ups?|adults|an adult audience|mature audiences)(?![a-z])"
    r"|(?:适合|给|面向)?(?:成年人|大人|成人)(?:看)?(?:的|一?点)*|(?:太|有点儿?|过于|别太|不要太?|别)(?:幼稚|低幼|小儿科)(?:了|的)?"
)
CHILD_ZH = r"(?:小?孩子?|小朋友|娃娃?|宝宝|宝贝|儿子|女儿|闺女|男孩|女孩|儿童)"
# The younger of 五六岁 must be able to watch it too.
AGED_ZH = re.compile(
    rf"{CHILD_ZH}[，, ]*(?:们|现在|今年|才|刚|只有|快|都|是)*(?P<n>\d{{1,2}}|{CHINESE.pattern})岁(?:多|半|大|了)*"
    rf"|(?P<m>\d{{1,2}}|{CHINESE.pattern})(?:[-~到至](?:\d{{1,2}}|{CHINESE.pattern}))?岁(?:多|半|大|左右)*的?{CHILD_ZH}"
)

# What audiences and American age ratings stand for: from how many years on a thing may be suitable at most.
AUDIENCES = tuple(
    (re.compile(rf"(?<![a-z0-9-])(?:{pattern})(?![a-z0-9-])"), years)
    for pattern, years in (
        (
            r"(?:suitable |good |okay |ok |fine )?for (?:my |our |a |the |some )?(?:teens?|teenagers?|tweens?|young teens)",
            13.0,
        ),
        (
            r"(?:max(?:imum)? |at most |rated |up to |nothing (?:above|over|past|beyond) )?pg[- ]?13(?: (?:max|at most|or (?:lower|less|below|under|milder)))?",
            13.0,
        ),
        (
            r"(?:max(?:imum)? |at most |rated |up to |nothing (?:above|over|past|beyond) )?pg(?: (?:max|at most|or (?:lower|less|below|under|milder)))?",
            10.0,
        ),
        (
            r"(?:no|not|nothing|without|non)(?:[- ](?:anything|any))?[- ](?:r[- ]rated|rated r)(?: (?:films|movies|stuff|ones))?",
            16.0,
        ),
    )
)
YOUNG = 17  # years of those of whom an age is said because of what is suitable
YEARS = rf"\d{{1,2}}|{'|'.join(UP_TO_TWENTY.split()[1:YOUNG])}"
OLD = r"(?:[- ]?(?:years?|yrs?)[- ]?olds?|[- ]?y\.?o\.?|[- ]years? of age)(?![a-z])"
CHILD = r"(?: (?:boys?|girls?|kids?|sons?|daughters?|child|children|niece|nephew|grandson|granddaughter)(?![a-z]))?"
FOR = r"(?<![a-z])(?:(?:suitable|good|okay|ok|fine|appropriate|safe|meant|made|aimed) )?(?:for|with|at) "
AGED = re.compile(
    rf"{FOR}(?:(?:my|our|a|an|the|his|her|their|some|two|young|little) )*(?P<years>{YEARS})(?:[- ](?:and|or|to)[- ](?:{YEARS}))?{OLD}{CHILD}"
    rf"|{FOR}(?:(?:my|our|the) )?(?:(?:kids|children|boys|girls|ages?|aged|under|below|up to|the age of) )*(?:under|below|up to|aged?|ages) (?P<aged>{YEARS})(?![a-z0-9])(?! min)"
    rf"|(?<![a-z])(?:ages?|aged) (?P<youngest>{YEARS})(?: to | and |-| - )(?:{YEARS})(?![a-z0-9])"
    r"|(?:适合|给|陪|带|和|跟)[^,，。]{0,4}?(?P<years_zh>\d{1,2}|[一二三四五六七八九十]{1,2})岁大?的?(?:小?孩子?|小?朋友|男孩|女孩|儿子|女儿|宝宝|娃)?们?(?:一起)?看?的?"
)


class Ages:
    """Finds them in messages; nothing where no item tells its age."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._told = FIELD in catalogue.fields

    def __call__(self, text: str) -> Iterator[Amount]:
        """In a normalised, lower-case text."""
        if not self._told:
            return
        for match in PATTERN.finditer(text):
            yield Amount(match.start(), match.end(), Span(FIELD, GROWN, None))
        for pattern, most in AUDIENCES:
            yield from (Amount(match.start(), match.end(), Span(FIELD, None, most)) for match in pattern.finditer(text))
        read = 0
        for match in sorted((*AGED.finditer(text), *AGED_ZH.finditer(text)), key=re.Match.start):
            years = _youngest(next(filter(None, match.groups())))
            if match.start() >= read and years is not None and 0 < years <= YOUNG:
                yield Amount(match.start(), match.end(), Span(FIELD, None, float(years)))
                read = match.end()


def _youngest(said: str) -> int | None:
    """The first of two numerals side by side, 五六, else the number that they say."""
    return DIGITS[said[0]] if len(said) == 2 and set(said) <= set(DIGITS) else number(said)


__all__ = ["GROWN", "Ages"]
