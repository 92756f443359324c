"""Parts put into one sentence: in English, in Chinese, and in both at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from numpy.random import Generator
from opencc import OpenCC

from chatrec.testing.conversations.wishes import Part, Place

SIDES = (Place.BEFORE, Place.BEHIND)


class Hand(StrEnum):
    """How somebody types."""

    PLAIN = "plain"
    SMALL = "small"  # without capitals
    TRADITIONAL = "traditional"  # characters


@dataclass(frozen=True, slots=True)
class Words:
    """One thing to say, in English, in Chinese, and with words of both."""

    en: str
    zh: str
    mixed: str = ""

    def of(self, tongue: str) -> str:
        """In "en", "zh" or "mixed"; what is not mixed is English there."""
        return {"en": self.en, "zh": self.zh}.get(tongue, self.mixed or self.en)

    def by(self, hand: Hand) -> "Words":
        """As somebody types it."""
        match hand:
            case Hand.PLAIN:
                return self
            case Hand.SMALL:
                return Words(self.en.lower(), self.zh.lower(), self.mixed.lower())
            case Hand.TRADITIONAL:
                traditional = OpenCC("s2t").convert
                return Words(self.en, traditional(self.zh), traditional(self.mixed))


OPENERS = (
    ("I want", "我想看"), ("recommend", "推荐"), ("show me", "给我推荐"), ("I'd like", "我想要"), ("find me", "帮我找"),
    ("I'm looking for", "我要看"), ("do you have any", "有没有"), ("could you recommend", "可以推荐"), ("any", "来点"), ("give me some", "给我来点"), ("can you find me", "能不能找些"),
    ("I'm in the mood for", "我想找"), ("hi, I'm after some", "你好，推荐"), ("know any good", "有没有好看的"), ("do you know any good", "有什么好看的"),
    ("I feel like watching", "想看"), ("any suggestions for", "求推荐"), ("please show me", "请给我推荐"), ("I was hoping for", "麻烦推荐"),
    ("got any", "有什么"), ("tonight I feel like", "今晚想看"), ("what about", "求"), ("we're in the mood for", "我们想看"),
)  # fmt: skip
NOUNS = (("films", "电影"), ("movies", "电影"), ("flicks", "片子"), ("movies", "影片"))
ALSO = (("also {}", "还要{}"), ("{} as well", "也要{}"))
INSTEAD = (("{} instead", "换成{}"), ("make it {} instead", "改成{}"))


def request(parts: Sequence[Part], rng: Generator) -> Words:
    """A request for films with all parts: "I want comedies from the 90s, no horror", "我想看90年代的喜剧片，不要恐怖片"."""
    en, zh = OPENERS[int(rng.integers(len(OPENERS)))]
    noun, noun_zh = NOUNS[int(rng.integers(len(NOUNS)))]
    said = bare(parts, noun, noun_zh)
    return Words(f"{en} {said.en}", f"{zh}{said.zh}", _mixed(parts, (en, zh), rng))


def bare(parts: Sequence[Part], noun: str = "films", noun_zh: str = "电影") -> Words:
    """What is asked for and no more: "comedies from the 90s", "90年代的喜剧片"."""
    return Words(things(parts, ["en"] * len(parts), noun), things_zh(parts, ["zh"] * len(parts), noun_zh))


def _mixed(parts: Sequence[Part], openers: tuple[str, str], rng: Generator) -> str:
    """A frame in one language, some of its parts in the other."""
    frame = "en" if rng.random() < 1 / 2 else "zh"
    tongues = ["en" if rng.random() < 1 / 2 else "zh" for _ in parts]
    if frame == "en":
        return f"{openers[0]} {things(parts, tongues)}"
    return f"{openers[1]}{things_zh(parts, tongues)}"


def things(parts: Sequence[Part], tongues: Sequence[str], noun: str = "films") -> str:
    """The parts around a noun."""
    said = [(part, part.en if tongue == "en" else part.zh) for part, tongue in zip(parts, tongues, strict=True)]
    kinds = [text for part, text in said if part.place is Place.KIND]
    before = [text for part, text in said if part.place is Place.BEFORE]
    behind = [text for part, text in said if part.place is Place.BEHIND]
    apart = [text for part, text in said if part.place is Place.APART]
    phrase = " ".join([*before, *kinds, noun, *behind])
    return ", ".join([phrase, *apart])


def things_zh(parts: Sequence[Part], tongues: Sequence[str], noun: str = "电影") -> str:
    """The parts before a noun; English ones stand apart with spaces, and what English says behind a noun stands behind it."""
    said = [(part, part.en if tongue == "en" else part.zh, tongue) for part, tongue in zip(parts, tongues, strict=True)]
    kinds = [text if tongue == "zh" else f" {text} 片" for part, text, tongue in said if part.place is Place.KIND]
    before = [text for part, text, tongue in said if part.place in SIDES and tongue == "zh"]
    behind = [f" {text}" for part, text, tongue in said if part.place in SIDES and tongue == "en"]
    apart = [text for part, text, _ in said if part.place is Place.APART]
    phrase = f"{''.join(before)}{''.join(kinds) or noun}{' '.join(behind)}"
    return "，".join([phrase, *apart])


__all__ = ["ALSO", "INSTEAD", "OPENERS", "Hand", "Words", "bare", "request", "things", "things_zh"]
