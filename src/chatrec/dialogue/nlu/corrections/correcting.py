"""Corrections of the profile in words: "not because of Fargo", "forget that I watched it with my kids", "I no longer like
horror", "I never said I like war films", 别因为《冰血暴》推荐, 忘掉我看过它, 我不再喜欢恐怖片了.

They are read as wholes, before the rest of the message is: each holds words that mean the opposite by themselves ("like", "看过").
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from chatrec.core.acts import Act, CorrectProfile, Dislike, Retract, TheItem, TheValue, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.corrections.profiling import switched
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.names.referring import It, Reference, Referring
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.wishes.hard import spoken_of
from chatrec.dialogue.nlu.words.text import Word, keys
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain


class Says(StrEnum):
    """What a correction says of a thing."""

    NOT_BECAUSE = "not because"  # it counts no more
    COUNTS = "counts"  # it counts again
    FORGET = "forget"  # it has never been
    NO_LONGER = "no longer"  # liked
    NEVER_SAID = "never said"  # that it is liked


LIKE = r"(?:like|liked|love|loved|enjoy|enjoyed|adore|adored|want|wanted|prefer|preferred)"
KNEW = (
    r"(?:watched|seen|saw|see|watch|liked|loved|hated|disliked|rated|enjoyed|read|bought|listened to|played|know|knew)"
)
THINGS = r"(?:things|anything|something|films|movies|books|songs|albums|stuff|items|titles|any more|more)"
WITH_ZH = r"(?:(?:和|跟|陪|同)[^，。,.]{1,8}?(?:一起)?)?"
TABLE = rf"""
not because     (?:and |but |no,? |please |pls )*(?:it(?:'s| is) )?not (?:just )?because (?:of |i (?:have )?{KNEW} ){{what}}
not because     (?:and |but |please |pls )*(?:don't|do not|dont|never|stop) recommend(?:ing)?(?: me)?(?: {THINGS})? (?:just )?(?:because of|based on|on the basis of|due to|on account of) {{what}}
not because     (?:and |but |please |pls )*(?:don't|do not|dont|stop|never) (?:use|using|consider|considering|count|counting|look at|looking at) {{what}}(?: (?:as a reason|for (?:my )?recommendations|for this|any ?more|against me|in my (?:profile|taste)))?
not because     (?:please )?(?:ignore|disregard) (?:the fact )?that i (?:have )?{KNEW} {{what}}
not because     {{what}} (?:should not|shouldn't|shouldnt|does not|doesn't|doesnt|must not) count(?: any ?more| for anything| here)?
counts          {{what}} (?:counts|should count|may count|can count) (?:again|after all)
counts          (?:please )?(?:use|count|consider) {{what}} again
forget          (?:please |pls )?(?:forget|delete|remove|erase|drop)(?: the fact)? (?:that )?(?:i|we)(?: have|'ve)?(?: ever| already)? {KNEW} {{what}}(?: (?:together )?with (?:my|our|the|a|some) [a-z' ]{{2,30}})?
forget          (?:please |pls )?(?:delete|remove|erase|take|drop) {{what}} (?:from|out of|off) my (?:profile|history|list|record|likes|tastes|watch history)
no longer       i(?:'m| am)? (?:no longer|don't any ?more|do not any ?more)(?: really)? (?:{LIKE}|into|fond of|a fan of) (?:watching )?{{what}}
no longer       i (?:don't|do not|dont)(?: really)? {LIKE} (?:watching )?{{what}}(?:,)? (?:any ?more|any longer|these days|now)
no longer       i(?:'m| am) not (?:into|fond of|a fan of) {{what}} (?:any ?more|any longer)
no longer       i(?:'ve| have)? (?:gone off|went off|outgrown|outgrew|lost interest in|lost my taste for) {{what}}
no longer       i used to {LIKE} {{what}},? (?:but )?(?:not any ?more|no longer|no more|not now)
never said      (?:(?:no|but|that's wrong|that is wrong|that's not true|wrong)[,.:; ]+)*i(?:'ve)? (?:never|didn't|did not|havent|haven't|have not) (?:actually |ever )?(?:said|say|told you|tell you)(?: that)? i(?:'d| would)? (?:really )?{LIKE}(?: watching)? {{what}}
not because     (?:请|但是?|不过)*(?:别|不要|不用|不许)(?:再|总|老)?(?:因为|由于|根据|基于|按照?|照着|拿)(?:我(?:看过|喜欢过?))?{{what}}(?:来|而|就|为由|当理由)*(?:再)?(?:给我)?(?:推荐|做推荐|当理由|作为理由)(?:了|东西|片子|电影)*
not because     (?:不|并不)是因为(?:我(?:看过|喜欢过?))?{{what}}
not because     (?:别|不要|不用)(?:再)?(?:把|拿)?{{what}}(?:再)?(?:算进去|算在内|算上|考虑进去|考虑在内|当回事|当理由|计入|当依据)(?:了)?
not because     {{what}}(?:就)?(?:不算数|不能算|别算|不要算|不作数|别算进去|不该算)(?:了|在内)*
counts          {{what}}(?:又|可以|还是|重新|也|还)*算数(?:了)?
counts          (?:恢复|重新算上|重新考虑|重新计入){{what}}
forget          (?:请|麻烦)?(?:忘掉|忘了|忘记|删掉|删除|抹掉|抹去|去掉)(?:吧)?我?{WITH_ZH}(?:曾经|以前)?(?:一起)?(?:看过|看了|喜欢过|喜欢|讨厌过?|评过分?|打过分|读过|买过|听过)(?:的)?{{what}}(?:的)?(?:这件事|这事|的事|记录|这回事)*(?:吧|了)*
forget          (?:请|麻烦)?(?:把|将){{what}}从我的?(?:记录|档案|历史|资料|画像|喜好|口味|列表)(?:里面|里|中)?(?:删掉|删除|去掉|移除|抹掉|拿掉)(?:吧|了)*
no longer       我?(?:现在|如今)?(?:已经)?不(?:再|想再)(?:喜欢|爱看|爱|想看|看)(?:看)?{{what}}(?:了)?
no longer       我?(?:现在|如今)(?:已经)?不(?:喜欢|爱看|爱|想看)(?:看)?{{what}}了?
no longer       我?(?:已经)?不(?:喜欢|爱看)(?:看)?{{what}}了
no longer       我?(?:现在)?对{{what}}(?:已经)?(?:没兴趣|没有兴趣|不感兴趣|失去兴趣)了
no longer       我?以前(?:喜欢|爱看){{what}}[，,]?(?:但是?)?现在不(?:喜欢|爱看|看|爱)了
never said      (?:(?:不对|错了|搞错了|你搞错了|弄错了)[，,。 ]*)*我(?:可|从来|从|并|根本)?(?:没有?|没有)(?:说|讲|表示)过?(?:我)?(?:很|最)?(?:喜欢|爱看|想看)(?:过)?{{what}}
"""
POLITE = re.compile(
    r"^(?:please|pls|ok|okay|oh|so|well|and|but|hey|actually|by the way|请|那|好|哦|另外|对了)[,，\s]+", re.IGNORECASE
)
BREAK = re.compile(r"[.!?;。！？；\n]+\s*|[,，]\s*")
MOST = 8  # stretches of a message
LONGEST = 120  # characters of one
QUOTES = '《"'
LISTING = frozenset("、,，/")
JOINTS = frozenset({"and", "or", "nor", "和", "与", "或", "跟"})


def _patterns() -> Iterator[tuple[Says, re.Pattern[str]]]:
    for line in TABLE.strip().splitlines():
        said, _, text = line.partition("  ")
        filled = text.strip().replace("{what}", r"[《\"]?(?P<what>.+?)[》\"]?")
        yield Says(said), re.compile(filled + r"(?: please| pls| thanks|,? ok)*[ ?!.。！？]*", re.IGNORECASE)


class Stretch(NamedTuple):
    """A part of a message and where it begins."""

    text: str
    offset: int


class Correcting:
    """Finds the corrections in messages about one catalogue."""

    def __init__(self, catalogue: Catalogue, domain: Domain, lexicon: Lexicon, titles: TitleIndex) -> None:
        self._lexicon = lexicon
        self._referring = Referring(catalogue, domain, titles)
        self._nouns = frozenset(keys(noun) for noun in (*domain.noun.en, *domain.noun.zh))
        self._patterns = tuple(_patterns())

    def read(self, unread: Unread, state: DialogueState) -> Read:
        """The acts of the corrections; they leave blanks."""
        found: list[Act] = []
        end = 0
        for stretch in _stretches(unread.text):
            acts = self._read(stretch, unread.words, state) if stretch.offset >= end else ()
            if acts:
                found += acts
                end = stretch.offset + len(stretch.text)
                unread = unread.blanked(stretch.offset, end)
        return tuple(found), unread

    def _read(self, stretch: Stretch, words: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
        if (everything := switched(stretch.text)) is not None:
            return (everything,)
        for says, pattern in self._patterns:
            match = pattern.fullmatch(stretch.text)
            if match is None:
                continue
            start, end = (stretch.offset + at for at in match.span("what"))
            acts = self._acts(says, tuple(word for word in words if start <= word.start < end), state)
            if acts:
                return acts
        return ()

    def _acts(self, says: Says, words: tuple[Word, ...], state: DialogueState) -> tuple[Act, ...]:
        """What is said of the words as one thing, else of each of several: "not because of Heat and Fargo"."""
        one = self._of_one(says, words, state)
        if one and not isinstance(one[0], UnknownTitle):
            return one
        several = [self._of_one(says, part, state) for part in _listed(words)]
        known = all(acts and not isinstance(acts[0], UnknownTitle) for acts in several)
        return tuple(act for acts in several for act in acts) if known and len(several) > 1 else one

    def _of_one(self, says: Says, words: tuple[Word, ...], state: DialogueState) -> tuple[Act, ...]:
        if not words:
            return ()
        values, item = self._values(words, state), self._item(words, state)
        quoted = bool(set(words[0].gap) & set(QUOTES))
        if says in {Says.NO_LONGER, Says.NEVER_SAID} and values and not quoted:
            item = None
        if isinstance(item, TheItem):
            return (_of_item(says, item),)
        if values and says is Says.NO_LONGER:
            return (*map(CorrectProfile, values), *map(Dislike, values))
        if values and says is Says.NEVER_SAID:
            return tuple(map(Retract, values))
        if values and says in {Says.NOT_BECAUSE, Says.COUNTS}:
            return tuple(CorrectProfile(value, counts=says is Says.COUNTS) for value in values)
        return (item,) if isinstance(item, UnknownTitle) else ()

    def _item(self, words: tuple[Word, ...], state: DialogueState) -> TheItem | UnknownTitle | None:
        """The item that is meant; one that we do not know only where the words are written as a title is."""
        found: Reference | None = self._referring.refer(words, state.last_rows, sure=False)
        if found is It.IT:
            return TheItem(state.topic.item) if state.topic is not None and state.topic.item is not None else None
        return found if isinstance(found, TheItem | UnknownTitle) else None

    def _values(self, words: tuple[Word, ...], state: DialogueState) -> tuple[TheValue, ...]:
        """What the words name all at once, with the noun behind it or without: "horror", "horror films", 恐怖片."""
        said = tuple(word.key for word in words)
        bare = next(
            (said[: -len(noun)] for noun in self._nouns if len(said) > len(noun) and said[-len(noun) :] == noun), said
        )
        for phrase in (said, bare):
            for meant in islice(self._lexicon.meanings(phrase), 1):
                return tuple(one for value in meant.values for one in spoken_of(value, state))
        return ()


def _of_item(says: Says, item: TheItem) -> Act:
    match says:
        case Says.NOT_BECAUSE:
            return CorrectProfile(item)
        case Says.COUNTS:
            return CorrectProfile(item, counts=True)
        case Says.FORGET | Says.NEVER_SAID:
            return Retract(item)
        case Says.NO_LONGER:
            return Dislike(item)


def _listed(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The words between "and", "or", 和 and 、."""
    parts: list[list[Word]] = [[]]
    for at, word in enumerate(words):
        if at and set(word.gap) & LISTING:
            parts.append([])
        if word.key in JOINTS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(part) for part in parts]


def _stretches(text: str) -> Iterator[Stretch]:
    """Everything, then what stands between stops and commas, each with and without a polite beginning; the longest first."""
    breaks = list(islice(BREAK.finditer(text), MOST))
    starts = (0, *(match.end() for match in breaks))
    ends = (*(match.start() for match in breaks), len(text))
    for at, start in enumerate(starts):
        for end in reversed(ends[at:]):
            part = text[start:end]
            if 0 < len(part) <= LONGEST:
                yield Stretch(part, start)
                if (polite := POLITE.match(part)) is not None:
                    yield Stretch(part[polite.end() :], start + polite.end())


__all__ = ["Correcting"]
