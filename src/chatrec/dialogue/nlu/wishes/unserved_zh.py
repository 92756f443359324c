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
ASKED = {Cue.WANT, Cue.WISH, Cue.ONLY, Cue.ALSO, Cue.MORE}
ASKING = re.compile(r"买|有|推荐|安利|找|求|来[点些个]|[看读听]$")
PARTICLES = frozenset("吗呢吧呗啊呀咯嘛么不没")
SHORTEST, LONGEST = 2, 8  # characters of what is asked for by itself
# Measures of numbers that no field holds; where one does, the number has been read with it.
MEASURED = re.compile(r"(?:页|万字|集|章|分钟|小时|英?寸|码|克|公?斤|毫安时?|瓦)(?:以内|以下|之内|左右|上下|以上|的)*")
# What is said to somebody, and of nobody's things.
CHATTER = re.compile(
    r"^(?:应该|当然|真|假|对|错|没错|行|可以|就这|加油|再见|拜|晚安|早安|早上|无语|好吧|算|抱歉|对不起|不好意思|没关系|谢|不客气|天气|时间|名字|"
    r"明天|昨天|今天|刚才|等等|稍等|等下|回头|随|继续|开始|结束|停|闭嘴|滚|讨厌|烦|笨|傻|废|垃圾|机器人|人工智能|"
    r"不|别|没|请|帮|给|送|换|正经|认真|好好|再|先|赶紧|快|直接|那|还是|随|帮|麻烦|拜托|老实|重新|继续|几|多少|多久|哪|能|会|让|把|被|跟|和|如果|因为|所以|但|可是|为|怎)|[哈呵嘿嘻哼唉哎呜嗯哦噢喔额呃]|(?:死|极|透|爆|不|没)$"
)
ENDING = {Cue.FINE, Cue.ANY, Cue.OUTSIDE}  # behind what is refused: 除了星战都行
REFUSALS = {Cue.NOT_SO, Cue.NOT, Cue.BESIDES}


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
    if start and words[start - 1].key.isdecimal() and not words[start].gap and MEASURED.fullmatch(text):
        yield Mark(start - 1, end, Unserved(f"{words[start - 1].key}{text.removesuffix('的')}"))
        return
    if (named := MADE.search(text) or ABOUT.search(text)) is not None:
        yield Mark(start, end, Unserved(named[1].removeprefix("有")))
    elif (land := LAND.search(text)) is not None and (thing or text.endswith("的") or text == land[0]):
        yield Mark(end - len(text) + land.start(), end, Unserved(land[0]))
    elif thing and text.endswith("的") and _begins(before) and _narrows(text):
        yield Mark(start, end, Unserved(text.removesuffix("的")))
    elif (
        before is not None
        and before.what in REFUSALS
        and (thing or following is None or following.what in ENDING)
        and _narrows(text)
    ):
        graded = before.what is Cue.NOT_SO or text[0] in "太那"
        begin = before.start if graded else start
        said = "".join(word.key for word in words[begin:end])
        yield Mark(begin, end, Unserved(said.removesuffix("的")))
    elif _stands_alone(words, run, before, following) and _tells(text):
        yield Mark(start, end, Unserved(text.removesuffix("的")))


def _stands_alone(words: Sequence[Word], run: tuple[int, int], before: Mark | None, following: Mark | None) -> bool:
    """Whether a run is all that is asked for: 黑色的, 有没有血压计, 血压计有吗, 盗梦空间那种, or the whole message."""
    start, end = run
    asked = before is not None and before.what in ASKED and _asks(words, before)
    opens = before is None and (start == 0 or bool(words[start].gap))
    closes = following is None and (end == len(words) or bool(words[end].gap) or words[end].key in PARTICLES)
    if opens and following is not None:
        return following.what is Cue.SIMILAR or (following.what in ASKED and _asks(words, following))
    whole = start == 0 and end == len(words)
    return closes and (asked or (opens and (whole or words[end - 1].key == "的")))


def _asks(words: Sequence[Word], cue: Mark) -> bool:
    return ASKING.search("".join(word.key for word in words[cue.start : cue.end])) is not None


def _tells(text: str) -> bool:
    """Whether more than talk and what hardly narrows a wish is said."""
    said = text.removesuffix("的")
    if not SHORTEST <= len(said) <= LONGEST or set(said) & TALK or CHATTER.search(said):
        return False
    return len(HARMLESS.sub("", said)) >= SHORTEST


def _begins(before: Mark | None) -> bool:
    """Whether a quality of its own begins behind a mark: not in "恐怖元素的", "1980到1989之间的"."""
    return before is None or not (isinstance(before.what, Values | Span) or before.what in REFUSALS)


def _narrows(text: str) -> bool:
    said = DEGREE.match(text)
    return said is not None and not HARMLESS.search(said[1]) and not set(said[1]) & TALK - {"太"}


__all__ = ["chinese"]
