"""How many items are asked for, and which place of the last list is meant."""

import re
from collections.abc import Sequence

from chatrec.core.acts import TheItem
from chatrec.dialogue.nlu.numbers.numerals import DIGITS, ORDINALS, number
from chatrec.dialogue.nlu.words.marks import Count, Cue, Mark, Noun, Place, Several, Values
from chatrec.dialogue.nlu.words.text import Word, vocabulary
from chatrec.dialogue.nlu.words.text import words as split

MEASURES = frozenset("部个件本首张款条片支只样份门家间趟")
PLACE_NOUNS = vocabulary("one film movie pick suggestion recommendation item result title book song product flick")
BEHIND_PLACE = vocabulary("and or too already before though as please but")
BEFORE_COUNT = vocabulary(
    "top best first give me show recommend suggest find want another just only about list get bring"
)
AFTER_COUNT = vocabulary(
    "more please good great nice from of films movies picks suggestions recommendations titles items results "
    "others other new old different ones that which with like similar for to"
)
UNITS = vocabulary("hour hours minute minutes day days week weeks month months year years star stars times oscars kids")
MOST_BARE = 100  # a larger number by itself is no number of items
SEVERAL = re.compile(
    rf"(?:最?前面?|头|最?后面?)(?:的?[那这])?(?P<n>[两俩二三四五六七八九])(?:[{''.join(sorted(MEASURES))}]|(?<=俩))"
)
MOST_NUMERALS = 6  # characters of a Chinese number


def count_at(words: Sequence[Word], start: int, after: Mark | None, before: Mark | None) -> Mark | None:
    """The number of items that is asked for at `start`; `after` is the phrase behind the number, `before` the mark
    before it. "Three films" and "三部" are such numbers, "three hours" and "the one" are not.
    """
    if words[start].han:
        return _chinese(words, start)
    n = number(words[start].key)
    if (
        n is None
        or (len(words) == 1 and n > MOST_BARE)
        or words[start].gap[-1:] in {"$", "#", "(", "€", "£", "¥", "-"}
        or _decimals(words, start)
    ):
        return None
    following = words[start + 1] if start + 1 < len(words) else None
    if following is not None and not following.gap and following.han and following.key in MEASURES:
        return Mark(start, start + 2, Count(n))
    if following is not None and following.key in UNITS:
        return None
    return Mark(start, start + 1, Count(n)) if _asked(words, start, after, before) else None


def _decimals(words: Sequence[Word], start: int) -> bool:
    """Whether a number is what follows the point of another, as in "7.5"; a full stop has a space behind it."""
    return start > 0 and words[start].gap == "." and words[start].start - words[start - 1].end == 1


def _asked(words: Sequence[Word], start: int, after: Mark | None, before: Mark | None) -> bool:
    """Whether an English number stands where a number of items would."""
    previous = words[start - 1].key if start else ""
    following = words[start + 1] if start + 1 < len(words) else None
    named = after is not None and isinstance(after.what, Noun | Values)
    if words[start].key == "one":
        alone = previous in {"just", "only"} and following is None
        return (named or alone) and previous not in {"the", "this", "that"}
    if named or previous in BEFORE_COUNT:
        return True
    wanted = before is not None and before.end == start and before.what in {Cue.WANT, Cue.MORE}
    return wanted or (following is not None and following.key in AFTER_COUNT) or len(words) == 1


def _chinese(words: Sequence[Word], start: int) -> Mark | None:
    end = start
    while end < min(len(words), start + MOST_NUMERALS) and words[end].han and number(words[end].key) is not None:
        end += 1
    if end in (start, len(words)) or words[end].key not in MEASURES or (start and words[start - 1].key == "第"):
        return None
    said = "".join(word.key for word in words[start:end])
    n = DIGITS[said[-1]] if len(said) == 2 and set(said) <= set(DIGITS) else number(said)  # 两三部: up to three
    return None if n is None else Mark(start, end + 1, Count(n))


def place_at(words: Sequence[Word], start: int, shown: Sequence[int]) -> Mark | None:
    """A place of the last list, "the second one", "第二部", "#2", with the item that stands there."""
    found = _chinese_place(words, start) if words[start].han else _english_place(words, start)
    if found is None:
        return None
    end, place = found
    at = place - 1 if place > 0 else len(shown) + place
    said = (
        " ".join(word.text for word in words[start:end])
        if not words[start].han
        else "".join(word.text for word in words[start:end])
    )
    return Mark(start, end, TheItem(shown[at], said) if 0 <= at < len(shown) else Place(said))


def names_a_place(text: str) -> bool:
    """Whether an item is named by its place alone: "the second one", 第二部."""
    spoken = split(text)
    return bool(spoken) and (_chinese_place(spoken, 0) if spoken[0].han else _english_place(spoken, 0)) is not None


def first_places(words: Sequence[Word], start: int, shown: Sequence[int]) -> Mark | None:
    """The first or last few of the last list where something is said of them: "the first two", "最后两部"."""
    found = _chinese_several(words, start) if words[start].han else _english_several(words, start)
    if found is None or not 1 < found[1] <= len(shown):
        return None
    end, n, last = found
    text = (" " if words[start].text.isascii() else "").join(word.key for word in words[start:end])
    rows = shown[-n:] if last else shown[:n]
    return Mark(start, end, Several(tuple(TheItem(row, text) for row in rows)))


def _english_several(words: Sequence[Word], start: int) -> tuple[int, int, bool] | None:
    """Where "the first two" ends, how many they are, and whether they are the last."""
    the, which, many = (*(word.key for word in words[start : start + 3]), "", "")[:3]
    n = number(many) if the == "the" and which in {"first", "last"} and many else None
    return None if n is None else (start + 3, n, which == "last")


def _chinese_several(words: Sequence[Word], start: int) -> tuple[int, int, bool] | None:
    """The same of 前两部, 最后那三个, 后面两本; 后两年 counts no items."""
    match = SEVERAL.match("".join(word.key for word in words[start : start + MOST_NUMERALS]))
    n = number(match["n"]) if match is not None else None
    return None if match is None or n is None else (start + match.end(), n, "后" in match[0])


def _english_place(words: Sequence[Word], start: int) -> tuple[int, int] | None:
    keys = [word.key for word in words[start : start + 3]]
    if words[start].gap.endswith("#") and keys[0].isdigit() and len(keys[0]) <= 2:
        return start + 1, int(keys[0])
    if keys[0] in {"number", "no"} and len(keys) > 1 and (place := number(keys[1])):
        return start + 2, place
    the = keys[0] in {"the", "your", "that"}
    rest = keys[1:] if the else keys
    if not rest:
        return None
    place = -1 if rest[0] == "last" else ORDINALS.get(rest[0])
    noun = len(rest) > 1 and rest[1] in PLACE_NOUNS
    listed = len(rest) == 1 or rest[1] in BEHIND_PLACE
    if place is None or not (noun or (the and listed)):
        return None
    return start + the + 1 + noun, place


def _chinese_place(words: Sequence[Word], start: int) -> tuple[int, int] | None:
    keys = "".join(word.key for word in words[start : start + 3])
    if keys.startswith(("最后一", "最后那", "最后这")):
        return start + 3 + (start + 3 < len(words) and words[start + 3].key in MEASURES), -1
    if not keys.startswith("第"):
        return None
    end = start + 1
    while end < len(words) and end - start < 4 and number(words[end].key) is not None:
        end += 1
    place = number("".join(word.key for word in words[start + 1 : end]))
    measured = end < len(words) and words[end].key in MEASURES
    return (end + measured, place) if place else None


__all__ = ["count_at", "first_places", "names_a_place", "place_at"]
