"""Chinese qualities that no field of the catalogue holds: "法国电影", "汤姆·汉克斯演的", "不太暴力的"."""

import re
from collections.abc import Iterator, Sequence

from chatrec.dialogue.nlu.words.cues_zh import TALK
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun, Span, Unserved, Values
from chatrec.dialogue.nlu.words.text import Word

LANDS = (
    "美国|英国|法国|德国|意大利|西班牙|葡萄牙|俄罗斯|苏联|瑞典|丹麦|挪威|荷兰|希腊|土耳其|伊朗|印度|泰国|越南|韩国|日本|中国|香港|台湾|"
    "国产|欧美|欧洲|港台|好莱坞|宝莱坞|英语|法语|德语|日语|韩语|俄语|粤语|国语|中文|英文|日文|韩文|外语"
)
LAND = re.compile(rf"(?:{LANDS})(?=的?$)")
MADE = re.compile(r"(.{2,12}?)(?:主演|出演|参演|演|导演|执导|导|拍|编剧|配音)的?$")
ABOUT = re.compile(r"^.*?(?:关于|有关|讲述?|描写|改编自|取材自)(.{1,10}?)(?:的|题材的?|故事的?)*$")
# Words that hardly narrow a wish.
HARMLESS = re.compile(
    r"好看|好|不错|经典|精彩|轻松|有趣|有意思|适合|热门|著名|有名|优秀|优质|高分|评分高|值得|随便|普通|一般|别的|其他|那样|那种|这样|这种|老实|客气|着急|担心|"
    r"紧张|合适|不同|小时|分钟|今天|昨天|上映|满意|谢|麻烦|今晚|晚上|周末|睡前|下班|一起|观看|个|部|点|些|多|再|给|看"
)
DEGREE = re.compile(r"^(.{2,5}?)的?$")
MIDDLE_DOT = "·"
REFUSALS = {Cue.NOT_SO, Cue.NOT}


def chinese(words: Sequence[Word], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The qualities among the Chinese characters that mean nothing else to us."""
    taken = {at for mark in marks for at in range(mark.start, mark.end)}
    by_start = {mark.start: mark for mark in marks}
    by_end = {mark.end: mark for mark in marks}
    at = 0
    while at < len(words):
        start = at
        while at < len(words) and at not in taken and words[at].han and (at == start or _goes_on(words[at])):
            at += 1
        if at > start:
            before = by_end.get(start) if not words[start].gap else None
            following = by_start.get(at) if at < len(words) and not words[at].gap else None
            yield from _qualities(words, (start, at), before, following)
        at = max(at, start + 1)


def _goes_on(word: Word) -> bool:
    return word.gap in {"", MIDDLE_DOT}


def _qualities(
    words: Sequence[Word], run: tuple[int, int], before: Mark | None, following: Mark | None
) -> Iterator[Mark]:
    start, end = run
    text = "".join(f"{word.gap if at else ''}{word.key}" for at, word in enumerate(words[start:end]))
    thing = following is not None and isinstance(following.what, Noun | Values)
    if (named := MADE.search(text) or ABOUT.search(text)) is not None:
        yield Mark(start, end, Unserved(named[1].removeprefix("有")))
    elif (land := LAND.search(text)) is not None and (thing or text.endswith("的") or text == land[0]):
        yield Mark(end - len(text) + land.start(), end, Unserved(land[0]))
    elif thing and text.endswith("的") and _begins(before) and _narrows(text):
        yield Mark(start, end, Unserved(text.removesuffix("的")))
    elif before is not None and before.what in REFUSALS and (thing or following is None) and _narrows(text):
        graded = before.what is Cue.NOT_SO or text[0] in "太那"
        begin = before.start if graded else start
        said = "".join(word.key for word in words[begin:end])
        yield Mark(begin, end, Unserved(said.removesuffix("的")))


def _begins(before: Mark | None) -> bool:
    """Whether a quality of its own begins behind a mark: not in "恐怖元素的", "1980到1989之间的"."""
    return before is None or not (isinstance(before.what, Values | Span) or before.what in REFUSALS)


def _narrows(text: str) -> bool:
    said = DEGREE.match(text)
    return said is not None and not HARMLESS.search(said[1]) and not set(said[1]) & TALK - {"太"}


__all__ = ["chinese"]
