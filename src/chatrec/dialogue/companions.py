"""Who may be there too: the companions that we know by a word, and what both languages call them."""

from collections.abc import Mapping
from types import MappingProxyType

from chatrec.core.query import Locale
from chatrec.domains.base import Words

# The first words are what a reply says; the others are understood. A Chinese word behind "|" needs a 我 before it: by itself it
# means more (妹 is in 妹妹 and in many titles).
_TABLE = """
girlfriend: girlfriend gf / 女朋友 女友
boyfriend: boyfriend bf / 男朋友 男友
wife: wife missus / 老婆 太太 媳妇儿 媳妇 | 妻子 夫人 内人
husband: husband hubby / 老公 | 丈夫 先生
partner: partner spouse better-half other-half significant-other fiance fiancee / 对象 | 爱人 伴侣 另一半 家那位 未婚妻 未婚夫
mother: mother mum mom mommy mummy mama / 妈妈 老妈 | 妈 母亲 娘
father: father dad daddy papa / 爸爸 老爸 | 爸 父亲 爹
parents: parents folks / 父母 爸妈 爸爸妈妈
mother-in-law: mother-in-law / 岳母 丈母娘 婆婆
father-in-law: father-in-law / 岳父 老丈人 | 公公
grandmother: grandmother grandma granny nan nana / 奶奶 外婆 姥姥
grandfather: grandfather grandpa granddad / 爷爷 外公 姥爷
grandparents: grandparents / 爷爷奶奶 | 祖父母
son: son / 儿子
daughter: daughter / 女儿 闺女
child: child kid teenager teen toddler little-one baby / | 宝贝
children: children kids little-ones boys girls / 孩子 孩子们 小孩 小孩子 小朋友 小朋友们 娃 宝宝
grandchildren: grandchildren grandkids / | 孙子 孙女
brother: brother bro / 弟弟 哥哥 | 弟 哥 兄弟
sister: sister sis / 姐姐 妹妹 | 姐 妹
siblings: siblings brothers sisters / 兄弟姐妹
cousin: cousin / 表弟 表哥 表姐 表妹 堂弟 堂哥 堂姐 堂妹
nephew: nephew / 侄子 外甥
niece: niece / 侄女 外甥女
aunt: aunt auntie / 阿姨 | 姑姑 姨妈 婶婶 舅妈
uncle: uncle / 叔叔 舅舅 | 伯伯 姑父
friend: friend best-friend buddy mate pal bestie / | 朋友 哥们儿 哥们 闺蜜 死党 好友
friends: friends mates buddies pals / | 朋友们 哥们们
flatmate: flatmate flat-mate roommate housemate / 室友 舍友
colleague: colleague coworker co-worker workmate / | 同事
colleagues: colleagues coworkers co-workers workmates / | 同事们
boss: boss / | 老板 领导
date: date / | 约会对象
guests: guests visitors / | 客人 客人们
family: family / 家人 家里人 全家 全家人
neighbour: neighbour neighbor / | 邻居
"""


def _read() -> tuple[dict[str, Words], dict[str, str], dict[str, str], dict[str, str]]:
    said: dict[str, Words] = {}
    english: dict[str, str] = {}
    chinese: dict[str, str] = {}
    owned: dict[str, str] = {}
    for line in _TABLE.strip().splitlines():
        who, _, words = line.partition(": ")
        en, _, zh = words.partition("/")
        free, _, bound = zh.partition("|")
        said[who] = Words(
            en=(en.split()[0].replace("-", " ") if "in-law" not in en else who,),
            zh=((*free.split(), *bound.split())[0],),
        )
        english |= dict.fromkeys(en.split(), who)
        chinese |= dict.fromkeys(free.split(), who)
        owned |= dict.fromkeys(bound.split(), who)
    return said, english, chinese, owned


_SAID, _ENGLISH, _CHINESE, _OWNED = _read()
ENGLISH: Mapping[str, str] = MappingProxyType(_ENGLISH)
CHINESE: Mapping[str, str] = MappingProxyType(_CHINESE)  # words that need no 我 before them
OWNED: Mapping[str, str] = MappingProxyType(_CHINESE | _OWNED)  # words that may stand behind one


def named_companion(who: str, locale: Locale) -> str:
    """A companion as we speak of them to the user: "your girlfriend", 你女朋友; whom we do not know is company."""
    words = _SAID.get(who)
    if words is None:
        return "your company" if locale == "en" else "一起看的人"
    return f"your {words.say('en')}" if locale == "en" else f"你{words.say('zh').removeprefix('家')}"


__all__ = ["CHINESE", "ENGLISH", "OWNED", "named_companion"]
