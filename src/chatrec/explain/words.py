"""The phrases of reasons, in English and Chinese."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from chatrec.core.attribution import Kind
from chatrec.core.query import Locale
from chatrec.domains.base import Domain, before_a_noun

Phrase = Callable[[str], str]  # takes what the reason is about and gives the label


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """How items with a feature are called: with the value of a label field ("comedy films"), of a decade or year, or by any
    other column.
    """

    kind: Callable[[str, str, Domain], str]
    decade: Callable[[str, Domain], str]
    year: Callable[[str, Domain], str]
    other: Callable[[str, str, Domain], str]


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """One language. Each phrase is a label of a bar; `because` and `wished` make the one-sentence reason."""

    liked: Phrase
    known: Phrase
    disliked: Phrase
    taste: Phrase
    text: Phrase
    said: Phrase
    mentioned: Phrase
    said_rest: Phrase
    said_sentence: Phrase
    spoken_of: str
    unspoken_of: str
    after: Phrase
    seldom_after: Phrase
    model: Phrase
    advice: Phrase
    wish: Phrase
    unwish: Phrase
    mentions: Phrase
    mentioning: Phrase
    like: Phrase
    shared: Callable[[str, str], str]
    kindred: Phrase
    unkindred: Phrase
    mentioned_in: Mapping[str, Phrase]
    shares: Callable[[str, str], str]
    people: Phrase
    people_and: Callable[[str, str], str]
    mood: Phrase
    unmood: Phrase
    popular: str
    unpopular: str
    trending: str
    untrending: str
    base: Phrase
    similar: Phrase
    turned_up: Phrase
    turned_down: Phrase
    rest: Mapping[Kind, Phrase]
    because: Phrase
    wished: Phrase
    tasteful: Phrase
    moody: Phrase
    popular_sentence: str
    popular_and: Phrase
    both: Callable[[str, str], str]
    nouns: NounPhrases


# A quarter of a numeric field: above the first number, up to the second.
_QUARTER = re.compile(r"(-?[\d.e+-]*?)\.\.(-?[\d.e+-]*)")


def _smaller(n: str) -> str:
    return "1 smaller reason" if n == "1" else f"{n} smaller reasons"


def _amount(value: str) -> str:
    """What a column holds: "over 2", "up to 10", "1 to 2" where that is a quarter of its numbers."""
    found = _QUARTER.fullmatch(value)
    above, most = found.groups() if found else ("", "")
    if above and most:
        return f"{above} to {most}"
    return f"over {above}" if above else f"up to {most}" if most else value


def _with_amount(field: str, value: str) -> str:
    """The same in Chinese, behind the column: "价格超过10", "工作室为A24"."""
    found = _QUARTER.fullmatch(value)
    above, most = found.groups() if found else ("", "")
    if above and most:
        return f"{field}在{above}到{most}之间"
    return f"{field}超过{above}" if above else f"{field}不超过{most}" if most else f"{field}为{value}"


def _chinese_kind(field: str, value: str, domain: Domain) -> str:
    """A genre is a whole noun, "喜剧片"; a country, a person, a mood of our packs is not: "英国的电影"."""
    word = domain.say_value(field, value, "zh")
    told = domain.facts is not None and field in domain.facts.fields and field not in domain.requires
    return f"{word}的{domain.noun.say('zh')}" if told else word


ENGLISH = ReasonWords(
    liked=lambda title: f"you liked {title}",
    known=lambda title: f"you know {title}",
    disliked=lambda title: f"you did not like {title}",
    taste=lambda what: f"your taste in {what}",
    text=lambda word: f"words like “{word}” in what you chose",
    said=lambda word: f"you said “{word}”",
    mentioned=lambda title: f"you mentioned {title}",
    said_rest=lambda n: f"{_smaller(n)} from what you said",
    said_sentence=lambda label: f"{label[:1].upper()}{label[1:]}.",
    spoken_of="chosen by many people who say what they want",
    unspoken_of="chosen by fewer people who say what they want",
    after=lambda title: f"people who chose {title} then chose this",
    seldom_after=lambda title: f"people who chose {title} seldom chose this next",
    model=lambda name: f"judged by the model {name}",
    advice=lambda name: f"what {name} thinks of it",
    wish=lambda what: f"you asked for {what}",
    unwish=lambda what: f"you would rather not have {what}",
    mentions=lambda word: f"mentions “{word}”",
    mentioning=lambda word: f"something that mentions “{word}”",
    like=lambda title: f"something like {title}",
    shared=lambda what, title: f"{what}, like {title}",
    kindred=lambda title: f"liked by people who like {title}",
    unkindred=lambda title: f"less liked by people who like {title}",
    mentioned_in=MappingProxyType(
        {
            "title": lambda word: f"“{word}” stands in its title.",
            "text": lambda word: f"“{word}” stands in its synopsis.",
            "": lambda word: f"It is about “{word}”.",
        }
    ),
    shares=lambda what, title: f"It shares {what} with {title}.",
    people=lambda title: f"It is liked by people who like {title}.",
    people_and=lambda title, what: f"It is liked by people who like {title}, and shares {what} with it.",
    mood=lambda what: f"suits how you feel: {what}",
    unmood=lambda what: f"does not suit how you feel: {what}",
    popular="liked by many people",
    unpopular="liked by fewer people than most",
    trending="chosen by many people lately",
    untrending="chosen by fewer people lately than most",
    base=lambda noun: f"where every {noun} starts",
    similar=lambda title: f"similar to {title} above",
    turned_up=lambda label: f"{label} (you turned this up)",
    turned_down=lambda label: f"{label} (you turned this down)",
    rest=MappingProxyType(
        {
            Kind.HISTORY: lambda n: f"{_smaller(n)} from your history",
            Kind.ATTRIBUTE: lambda n: f"{_smaller(n)} from your taste",
            Kind.TEXT: lambda n: f"{_smaller(n)} from the words of what you chose",
            Kind.PATH: lambda n: f"{_smaller(n)} from what is known of your items",
            Kind.MODEL: lambda n: f"{_smaller(n)} from learned models",
            Kind.WISH: lambda n: f"{n} smaller {'wish' if n == '1' else 'wishes'}",
            Kind.MOOD: lambda n: f"{_smaller(n)} from how you feel",
            Kind.PRIOR: lambda n: f"{_smaller(n)} of a general kind",
            Kind.DIVERSITY: lambda n: f"{_smaller(n)} of variety",
            Kind.REST: lambda n: f"{_smaller(n)} of other kinds",
        }
    ),
    because=lambda titles: f"Because you liked {titles}.",
    wished=lambda what: f"You asked for {what}.",
    tasteful=lambda what: f"It fits your taste in {what}.",
    moody=lambda what: f"It is {what}, which may suit how you feel.",
    popular_sentence="Many people like it.",
    popular_and=lambda titles: f"Many people like it, and you liked {titles}.",
    both=lambda first, second: f"{first} and {second}",
    nouns=NounPhrases(
        kind=lambda field, value, domain: f"{before_a_noun(field, value, domain)} {domain.noun.en[1]}",
        decade=lambda decade, domain: f"{domain.noun.en[1]} from the {decade}",
        year=lambda year, domain: f"{domain.noun.en[1]} from {year}",
        other=lambda field, value, domain: f"{domain.noun.en[1]} of {field} {_amount(value)}",
    ),
)

CHINESE = ReasonWords(
    liked=lambda title: f"你喜欢{title}",
    known=lambda title: f"你看过{title}",
    disliked=lambda title: f"你不喜欢{title}",
    taste=lambda what: f"你的口味：{what}",
    text=lambda word: f"你选过的内容里有“{word}”一类的词",
    said=lambda word: f"你说过“{word}”",
    mentioned=lambda title: f"你提到过{title}",
    said_rest=lambda n: f"你说的话中另外 {n} 个较小的理由",
    said_sentence=lambda label: f"{label}。",
    spoken_of="说出想要什么的人中很多选了它",
    unspoken_of="说出想要什么的人中较少选它",
    after=lambda title: f"选过{title}的人接着选了它",
    seldom_after=lambda title: f"选过{title}的人很少接着选它",
    model=lambda name: f"模型 {name} 的判断",
    advice=lambda name: f"{name} 对它的看法",
    wish=lambda what: f"你想要{what}",
    unwish=lambda what: f"你不太想要{what}",
    mentions=lambda word: f"提到“{word}”",
    mentioning=lambda word: f"提到“{word}”的内容",
    like=lambda title: f"像{title}那样的",
    shared=lambda what, title: f"和{title}一样：{what}",
    kindred=lambda title: f"喜欢{title}的人也喜欢它",
    unkindred=lambda title: f"喜欢{title}的人不太喜欢它",
    mentioned_in=MappingProxyType(
        {
            "title": lambda word: f"标题中有“{word}”。",
            "text": lambda word: f"简介中提到“{word}”。",
            "": lambda word: f"它讲的是“{word}”。",
        }
    ),
    shares=lambda what, title: f"它和{title}都有：{what}。",
    people=lambda title: f"喜欢{title}的人也喜欢它。",
    people_and=lambda title, what: f"喜欢{title}的人也喜欢它，而且都有：{what}。",
    mood=lambda what: f"适合你现在的心情：{what}",
    unmood=lambda what: f"不太适合你现在的心情：{what}",
    popular="很多人喜欢",
    unpopular="喜欢的人比多数少",
    trending="最近很多人选择",
    untrending="最近选择的人比多数少",
    base=lambda noun: f"所有{noun}的共同起点",
    similar=lambda title: f"与上面的{title}相似",
    turned_up=lambda label: f"{label}（你调高了这一项）",
    turned_down=lambda label: f"{label}（你调低了这一项）",
    rest=MappingProxyType(
        {
            Kind.HISTORY: lambda n: f"你的历史中另外 {n} 个较小的理由",
            Kind.ATTRIBUTE: lambda n: f"你的口味中另外 {n} 个较小的理由",
            Kind.TEXT: lambda n: f"所选内容用词中另外 {n} 个较小的理由",
            Kind.PATH: lambda n: f"已知事实中另外 {n} 个较小的理由",
            Kind.MODEL: lambda n: f"模型判断中另外 {n} 个较小的理由",
            Kind.WISH: lambda n: f"另外 {n} 个较小的愿望",
            Kind.MOOD: lambda n: f"你的心情中另外 {n} 个较小的理由",
            Kind.PRIOR: lambda n: f"另外 {n} 个较小的一般理由",
            Kind.DIVERSITY: lambda n: f"另外 {n} 个较小的多样性理由",
            Kind.REST: lambda n: f"另外 {n} 个较小的其他理由",
        }
    ),
    because=lambda titles: f"因为你喜欢{titles}。",
    wished=lambda what: f"因为你想要{what}。",
    tasteful=lambda what: f"{what}合你的口味。",
    moody=lambda what: f"它{what}，也许适合你现在的心情。",
    popular_sentence="很多人喜欢它。",
    popular_and=lambda titles: f"很多人喜欢它，而且你喜欢{titles}。",
    both=lambda first, second: f"{first}和{second}",
    nouns=NounPhrases(
        kind=_chinese_kind,
        decade=lambda decade, domain: f"{decade.removesuffix('s')}年代的{domain.noun.say('zh')}",
        year=lambda year, domain: f"{year}年的{domain.noun.say('zh')}",
        other=lambda field, value, domain: f"{_with_amount(field, value)}的{domain.noun.say('zh')}",
    ),
)

WORDS: Mapping[Locale, ReasonWords] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})

__all__ = ["WORDS", "ReasonWords"]
