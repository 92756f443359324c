"""Which of several items of one title was meant: "the 1954 one", "the second", "老的那部"."""

from collections.abc import Sequence

from chatrec.core.acts import UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.numerals import ORDINALS, number
from chatrec.dialogue.nlu.words.text import Word, keys, vocabulary

LONGEST = 8  # words of such an answer
FILLING = vocabulary(
    "the a one ones from of version film movie i mean meant please that it is was released in um no oh not and yes "
    "部 个 版 的 那 这 是 我 说 年 一 拍 要 嗯 就 本 指 款 上 映 电 影 片 选"
)
OLDER = vocabulary("older old oldest earlier original former 老 旧 早 前 者")
NEWER = vocabulary("newer new newest later remake latter recent latest 新 近 后 者 重")


def chosen(words: Sequence[Word], unsure: UnknownTitle, catalogue: Catalogue) -> int | None:
    """The row that a short answer picks from those we asked about; None when it picks none."""
    if not words or len(words) > LONGEST or len(unsure.close) < 2:
        return None
    name = set(keys(unsure.text))
    said = [word.key for word in words if word.key not in FILLING and word.key not in name]
    titled = [row for row in unsure.close if set(said) and tuple(said) in _titles(row, catalogue)]
    if len(titled) == 1:
        return titled[0]
    years = {row: f"{catalogue[row].numbers.get('year', 0):g}" for row in unsure.close}
    if len(said) == 1 and said[0].isdigit():
        of_year = [
            row for row, year in years.items() if year == said[0] or (len(said[0]) == 2 and year.endswith(said[0]))
        ]
        return of_year[0] if len(of_year) == 1 else None
    place = _place(words, said)
    if place is not None:
        return unsure.close[place - 1] if 0 < place <= len(unsure.close) else unsure.close[-1] if place == -1 else None
    if said and len(set(years.values())) == len(years):
        ordered = sorted(unsure.close, key=lambda row: catalogue[row].numbers.get("year", 0.0))
        if set(said) <= OLDER:
            return ordered[0]
        if set(said) <= NEWER:
            return ordered[-1]
    return None


def _titles(row: int, catalogue: Catalogue) -> set[tuple[str, ...]]:
    """The titles of an item as an answer may give them, without the words that an answer may have around them."""
    item = catalogue[row]
    return {tuple(key for key in keys(title) if key not in FILLING) for title in (item.title, *item.aliases)}


def _place(words: Sequence[Word], said: Sequence[str]) -> int | None:
    """The place in what we listed: "the second", "第二个", "last"; None when another thing is said."""
    text = "".join(word.key for word in words)
    if text.startswith("第") and len(text) > 1:
        return number(text[1])
    if len(said) != 1:
        return None
    return -1 if said[0] == "last" else ORDINALS.get(said[0])


__all__ = ["chosen"]
