"""Parts put into one sentence: in English, in Chinese, and in both at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.random import Generator

from chatrec.core.query import Includes
from chatrec.testing.conversations.wishes import Part, Place


@dataclass(frozen=True, slots=True)
class Words:
    """One thing to say, in English, in Chinese, and with words of both."""

    en: str
    zh: str
    mixed: str = ""

    def of(self, tongue: str) -> str:
        """In "en", "zh" or "mixed"; what is not mixed is English there."""
        return {"en": self.en, "zh": self.zh}.get(tongue, self.mixed or self.en)


OPENERS = (
    ("I want", "我想看"), ("recommend", "推荐"), ("show me", "给我推荐"), ("I'd like", "我想要"), ("find me", "帮我找"),
    ("I'm looking for", "我要看"), ("do you have any", "有没有"), ("could you recommend", "可以推荐"), ("any", "来点"), ("give me some", "给我来点"), ("can you find me", "能不能找些"),
    ("got any", "有什么"), ("tonight I feel like", "今晚想看"), ("what about", "求"), ("we're in the mood for", "我们想看"),
)  # fmt: skip
ALSO = (("also {}", "还要{}"), ("{} as well", "也要{}"))
INSTEAD = (("{} instead", "换成{}"), ("make it {} instead", "改成{}"))


def request(parts: Sequence[Part], rng: Generator) -> Words:
    """A request for films with all parts: "I want comedies from the 90s, no horror", "我想看90年代的喜剧片，不要恐怖片"."""
    en, zh = OPENERS[int(rng.integers(len(OPENERS)))]
    return Words(
        f"{en} {things(parts, ['en'] * len(parts))}",
        f"{zh}{things_zh(parts, ['zh'] * len(parts))}",
        _mixed(parts, (en, zh), rng),
    )


def _mixed(parts: Sequence[Part], openers: tuple[str, str], rng: Generator) -> str:
    """A frame in one language, some of its parts in the other."""
    frame = "en" if rng.random() < 1 / 2 else "zh"
    tongues = ["en" if rng.random() < 1 / 2 else "zh" for _ in parts]
    if frame == "en":
        return f"{openers[0]} {things(parts, tongues)}"
    return f"{openers[1]}{things_zh(parts, tongues)}"


def things(parts: Sequence[Part], tongues: Sequence[str]) -> str:
    """The parts around "films"."""
    said = [(part, part.en if tongue == "en" else part.zh) for part, tongue in zip(parts, tongues, strict=True)]
    kinds = [text for part, text in said if part.place is Place.KIND]
    before = [text for part, text in said if part.place is Place.BEHIND and _is_adjective(part)]
    behind = [text for part, text in said if part.place is Place.BEHIND and not _is_adjective(part)]
    apart = [text for part, text in said if part.place is Place.APART]
    phrase = " ".join([*before, *kinds, "films", *behind])
    return ", ".join([phrase, *apart])


def things_zh(parts: Sequence[Part], tongues: Sequence[str]) -> str:
    """The parts before "片"; English ones stand apart with spaces, and what English says behind a noun stands behind it."""
    said = [(part, part.en if tongue == "en" else part.zh, tongue) for part, tongue in zip(parts, tongues, strict=True)]
    kinds = [text if tongue == "zh" else f" {text} 片" for part, text, tongue in said if part.place is Place.KIND]
    before = [text for part, text, tongue in said if part.place is Place.BEHIND and tongue == "zh"]
    behind = [f" {text}" for part, text, tongue in said if part.place is Place.BEHIND and tongue == "en"]
    apart = [text for part, text, _ in said if part.place is Place.APART]
    phrase = f"{''.join(before)}{''.join(kinds) or '电影'}{' '.join(behind)}"
    return "，".join([phrase, *apart])


def _is_adjective(part: Part) -> bool:
    return isinstance(part.constraint, Includes) and part.constraint.field in {"mood", "pace"}


__all__ = ["ALSO", "INSTEAD", "OPENERS", "Words", "request", "things", "things_zh"]
