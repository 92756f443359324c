"""Numbers in words: English up to twenty, and tens, hundreds and thousands of them as they stand before a unit; Chinese up to
9999.
"""

import re

UP_TO_TWENTY = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
FIRST_TO_TENTH = "first second third fourth fifth sixth seventh eighth ninth tenth"
FURTHER = {"couple": 2, "dozen": 12, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100}
ENGLISH = {name: number for number, name in enumerate(UP_TO_TWENTY.split(), start=1)} | FURTHER
ORDINALS = {name: number for number, name in enumerate(FIRST_TO_TENTH.split(), start=1)} | {
    f"{number}{ending}": number for number, ending in enumerate(("st", "nd", "rd", *("th",) * 47), start=1)
}
DIGITS = {char: number for number, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = re.compile(rf"[{''.join((*DIGITS, *UNITS))}]+")
MOST_DIGITS = 6
TENS = {
    name: 10 * place
    for place, name in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {"hundred": 100, "thousand": 1000}
# Several words, as "twenty-five", "two hundred" and "a thousand" are, and Chinese numerals; `worded` reads them.
WORDED = (
    rf"(?:(?:{'|'.join(TENS)})(?:[\ -](?:{'|'.join(UP_TO_TWENTY.split()[:9])}))?|{'|'.join(UP_TO_TWENTY.split()[::-1])}|a)"
    rf"(?:[\ -](?:{'|'.join(SCALES)}))?|{CHINESE.pattern}"
)


def number(text: str) -> int | None:
    """The number that digits, an English word or Chinese numerals say; None when they say none.

    >>> number("12"), number("twelve"), number("二十五"), number("一九九五"), number("两")
    (12, 12, 25, 1995, 2)
    >>> number("一百二"), number("一百零二"), number("一百二十")
    (120, 102, 120)
    """
    if text.isascii():
        if text.isdigit():
            return int(text) if len(text) <= MOST_DIGITS else None
        return ENGLISH.get(text)
    if not CHINESE.fullmatch(text) or len(text) > MOST_DIGITS:
        return None
    return _counted(text) if any(char in UNITS for char in text) else _spelt(text)


def _spelt(text: str) -> int:
    return int("".join(str(DIGITS[char]) for char in text))


def _counted(text: str) -> int:
    total, digit = 0, 0
    for char in text:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    # "一百二" leaves the tens unsaid; a hundred and two is "一百零二".
    unsaid = UNITS.get(text[-2], 0) // 10 if len(text) > 1 else 0
    return total + digit * max(unsaid, 1)


def worded(text: str) -> int | None:
    """The number that what `WORDED` matches says.

    >>> worded("two hundred"), worded("twenty-five"), worded("a thousand"), worded("fifteen hundred"), worded("两百")
    (200, 25, 1000, 1500, 200)
    """
    if not text.isascii():
        return number(text)
    words = re.split("[ -]", text)
    times = SCALES[words.pop()] if words[-1] in SCALES else 1
    counted = [1 if word == "a" else TENS.get(word) or ENGLISH.get(word) for word in words]
    known = [number for number in counted if number is not None]
    return sum(known) * times if len(known) == len(counted) else None


__all__ = ["CHINESE", "ENGLISH", "ORDINALS", "UP_TO_TWENTY", "WORDED", "number", "worded"]
