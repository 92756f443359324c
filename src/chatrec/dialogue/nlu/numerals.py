"""Numbers in words: English up to twenty, Chinese up to 9999."""

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


def number(text: str) -> int | None:
    """The number that digits, an English word or Chinese numerals say; None when they say none.

    >>> number("12"), number("twelve"), number("二十五"), number("一九九五"), number("两")
    (12, 12, 25, 1995, 2)
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
    return total + digit


__all__ = ["CHINESE", "ENGLISH", "ORDINALS", "number"]
