"""Blacks out what tells who somebody is: names, addresses of mail, telephone, card and identity numbers, in English and Chinese.

Patterns of ours, because the libraries that find names (presidio, scrubadub) bring language models of half a gigabyte, and those
without know no Chinese. They are strict in one direction: a number of seven digits or more is blacked out whatever it is, for
nothing that we word has such a number. A name is found by how people give it ("my name is", "我叫"), not by itself: a title
may be one.
"""

import re
from typing import NamedTuple

DIGIT = "[0-9０-９零〇一二三四五六七八九幺]"
CHINESE_NAME = "[\\u4e00-\\u9fff·]{2,4}"
NAME = "[A-Z][\\w'’-]+(?: [A-Z][\\w'’-]+){0,3}"
# Common family names; before "先生" or "女士" they make a name of what is otherwise a plain word.
FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
YEARS = re.compile(r"(?<!\d)(?:1[89]|20)\d\d ?[-–—~至到] ?(?:1[89]|20)\d\d(?!\d)")
PATTERNS = tuple(
    (kind, re.compile(pattern, flags))
    for kind, pattern, flags in (
        ("mail", r"[\w.+%-]+ ?[@＠] ?[\w-]+(?:[.．。][\w-]+)+", 0),
        ("mail", r"[\w.+%-]+ ?[(\[]?\bat\b[)\]]? ?[\w-]+ ?[(\[]?\b(?:dot)\b[)\]]? ?[a-z]{2,}", re.IGNORECASE),
        ("account", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b", 0),
        ("address", r"\b(?:\d{1,3}\.){3}\d{1,3}\b", 0),
        ("number", rf"\+?{DIGIT}(?:[ \-–.()（）/]{{0,2}}{DIGIT}){{6,}}[Xx]?", 0),
        ("number", r"\b\d{3}-\d{2}-\d{4}\b", 0),
        ("number", r"\b[A-Z]{1,2}\d{6,9}\b", 0),
        ("name", rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? {NAME}", 0),
        ("name", rf"(?i:\b(?:my (?:full )?name is|name's|i am called|call me|this is|signed|yours|dear|hi,? i'm|hello,? i'm|i'm|i am)) {NAME}", 0),
        ("name", rf"(?:我叫|我的名字是|我的名字叫|名字[是叫:：]|姓名[是:：]?|叫我|我是)\s*{CHINESE_NAME}", 0),
        ("name", rf"[{FAMILY}][\u4e00-\u9fff]{{0,2}}(?:先生|女士|小姐|太太|老师|医生|同学)", 0),
        ("number", r"(?:护照|身份证|passport|licen[cs]e plate|车牌)(?:号码?|number| no\.?)?[:： 是]*[\w·-]{5,}", re.IGNORECASE),
        ("address", r"\b\d{1,5} [A-Z]\w+(?: [A-Z]\w+)? (?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard)\b\.?", 0),
        ("address", r"[\u4e00-\u9fff]{2,8}(?:路|街|大道|巷|弄)\d+号(?:[\u4e00-\u9fff\d]{0,8}室)?", 0),
    )
)  # fmt: skip


class Redacted(NamedTuple):
    """A text without what tells who somebody is, and how many times something was blacked out."""

    text: str
    times: int


def redacted(text: str) -> Redacted:
    """The text with [mail], [number], [name], [account] and [address] for what they stand for. Ranges of years stay."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return chr(0xF0000 + len(kept) - 1)

    plain, count = YEARS.sub(keep, text), 0
    for kind, pattern in PATTERNS:
        plain, found = pattern.subn(f"[{kind}]", plain)
        count += found
    for place, years in enumerate(kept):
        plain = plain.replace(chr(0xF0000 + place), years)
    return Redacted(plain, count)


__all__ = ["Redacted", "redacted"]
