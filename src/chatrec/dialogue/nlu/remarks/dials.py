"""Words that turn the dial: "surprise me", "something less known", "更冷门一点", "play it safe", "as usual"; and complaints of a list,
which turn it the other way: "too mainstream", "I've never heard of any of these", 太热门了.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.acts import Act, Adjust, Recommend
from chatrec.dialogue.nlu.words.text import keys
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState

SURPRISE = Adjust(novelty=1, variety=1)
LESS_KNOWN = Adjust(novelty=1)
KNOWN = Adjust(novelty=-1)
VARIED = Adjust(variety=1)
SAFE = Adjust(novelty=-1, variety=-1)
AS_USUAL = Adjust()
SAID: Mapping[Adjust, str] = MappingProxyType(
    {
        SURPRISE: """surprise me|surprise us|something surprising|something unexpected|be adventurous|something adventurous and new|
            shake things up|mix it up|think outside the box|something out of the ordinary|a surprise|
            给我点惊喜|给我一点惊喜|给我些惊喜|给我惊喜|给点惊喜|来点惊喜|来些惊喜|来个惊喜|惊喜一下|让我惊喜|出乎意料|意想不到|大胆一点|大胆点""",
        LESS_KNOWN: """less known|lesser known|less well known|little known|not so well known|not well known|less popular|less famous|
            less mainstream|less obvious|more obscure|obscure|niche|more niche|underrated|hidden gem|hidden gems|under the radar|i havent heard of|i probably havent heard of|nobody knows|
            off the beaten path|off the beaten track|unknown ones|not mainstream|not so popular|not so famous|unheard of|
            冷门|冷门点|冷门一点|冷门一些|更冷门|更冷门的|更冷门一点|更冷门一些|再冷门一点|小众|小众点|小众一点|小众一些|更小众|更小众一点|再小众一点|
            不那么热门|没那么热门|不太热门|不那么有名|没那么有名|不太有名|不出名|没什么名气|鲜为人知|少有人知|不为人知|没人知道|没听说过的|没听过的|我没听过的|
            别太热门|不要太热门|别太大众|不要太大众|别太主流|不要太主流|别太有名|不要太有名|别太火|不要太火|不够冷门|不够小众|
            {too} popular|{too} mainstream|{too} famous|{too} well known|{too} obvious|{too} common|{too} commercial|{too} hyped|{too} known|
            not obscure enough|not niche enough|not unknown enough|not surprising enough|enough blockbusters|enough of the blockbusters|
            no more blockbusters|nothing but blockbusters|all blockbusters|only blockbusters|everybody knows these|everyone knows these|
            everybody knows them|everyone knows them|everyone has seen these|everybody has seen these|ive heard of all of these|
            太热门|太大众|太主流|太出名|太有名|太常见|太商业|太火|太红|太知名|都烂大街|烂大街|都是大片|全是大片|都是热门片|全是热门片|都是热门的|
            全是热门的|都是爆款|谁都看过|谁都知道|大家都知道|大家都看过|人人都知道|人人都看过""",
    KNOWN: """{too} obscure|{too} niche|{too} unknown|{too} little known|{too} unfamiliar|not popular enough|not famous enough|not known enough|
            not mainstream enough|not well known enough|never heard of any of these|never heard of any of them|never heard of these|
            never heard of them|never heard of those|havent heard of any of these|havent heard of any of them|havent heard of these|
            nobody knows these|nobody knows them|no one knows these|nobody has heard of these|nobody has ever heard of these|
            who has heard of these|who has even heard of these|who has ever heard of these|i dont know any of these|i dont know any of them|
            i know none of these|i know none of them|dont recognise any of these|dont recognize any of these|
            太冷门|太小众|太偏门|太偏|太生僻|太陌生|不够热门|不够有名|不够出名|不够大众|不够主流|都没听说过|都没听过|没听说过这些|一部都没听过|
            一部都没听说过|一个都没听过|一个都没听说过|一部也没听过|没一部听过|没一部听说过|谁听说过这些|谁听过这些|全没听过|全没听说过|全是没听过的|全是没听说过的|都是没听过的|都是没听说过的""",
        VARIED: """more variety|more varied|more diverse|more diversity|more of a mix|a bigger mix|
            多样一点|多样一些|更多样|更多样一点|多样化|多样化一点|丰富一点|更丰富一点|花样多一点""",
        SAFE: """play it safe|play safe|playing it safe|something safe|a safe bet|safe bets|a safe choice|safe choices|safer|
            something safer|nothing too obscure|not too obscure|less obscure|more mainstream|mainstream|better known|well known|
            more popular|more famous|crowd pleaser|crowd pleasers|less adventurous|
            稳妥一点|稳妥点|稳妥的|保险一点|保险点|保守一点|保守点|大众一点|大众点|主流|主流一点|更主流|热门一点|热门点|更热门|更热门一点|
            别太冷门|不要太冷门|别那么冷门|不要那么冷门|不要冷门|别冷门|不冷门|别太小众|不要太小众|不要小众|有名一点|更有名|更有名一点|知名一点|知名的""",
        AS_USUAL: """as usual|the usual mix|back to normal|normal again|be normal|no more surprises|no surprises|dont surprise me|
            照常|恢复正常|和平时一样|跟平时一样|像平时一样|恢复默认|不要惊喜|别给我惊喜|不用惊喜""",
    }
)  # fmt: skip


class Found(NamedTuple):
    """Words from `start` up to `end` that turn the dial."""

    start: int
    end: int
    act: Adjust


TOO = ("too", "way too", "all too", "a bit too", "far too", "much too", "a little too", "not too", "not so", "all so")
PHRASES = {
    phrase: act
    for act, said in SAID.items()
    for one in said.split("|")
    for degree in (TOO if "{too}" in one else ("",))
    if (phrase := keys(one.replace("{too}", degree)))
}  # words with the longest of which begin where they do are read first
LONGEST = max(map(len, PHRASES))
STARTS = frozenset(phrase[0] for phrase in PHRASES)


def dialled(unread: Unread, _: DialogueState) -> Read:
    """What a message says of the dial. "Surprise me" by itself asks for a list."""
    found = list(_found(unread.keys))
    if not found:
        return (), unread
    inside = {at for one in found for at in range(one.start, one.end)}
    acts: tuple[Act, ...] = tuple(dict.fromkeys(one.act for one in found))
    return (*acts, Recommend()), unread.besides(inside)


def _found(message: tuple[str, ...]) -> Iterator[Found]:
    at = 0
    while at < len(message):
        one = _at(message, at) if message[at] in STARTS else None
        if one is not None:
            yield one
        at = one.end if one is not None else at + 1


def _at(message: tuple[str, ...], start: int) -> Found | None:
    """The longest phrase that begins at a word."""
    for end in range(min(start + LONGEST, len(message)), start, -1):
        act = PHRASES.get(message[start:end])
        if act is not None:
            return Found(start, end, act)
    return None


__all__ = ["AS_USUAL", "KNOWN", "LESS_KNOWN", "SAFE", "SURPRISE", "VARIED", "dialled"]
