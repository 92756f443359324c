"""Who watches too, and what they like and refuse: "my girlfriend hates horror", "we watch with my dad, he loves westerns",
和孩子一起看，他怕鬼.

Their words are marked before any others are, as what they say of things: what company refuses, or has seen, is kept out, what it
likes is an example, what it wants is wished. "She" is whoever was named last, in this message or before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.acts import Act, Company, Refine
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import Between
from chatrec.dialogue.companions import CHINESE, ENGLISH, OWNED
from chatrec.dialogue.nlu.numbers.ages import FIELD as AGE
from chatrec.dialogue.nlu.numbers.ages import OLD, YEARS
from chatrec.dialogue.nlu.numbers.numerals import number
from chatrec.dialogue.nlu.remarks import company_words
from chatrec.dialogue.nlu.words.marks import Cue, Mark
from chatrec.dialogue.nlu.words.phrases import patterns
from chatrec.dialogue.nlu.words.text import HAN, Word, lowered
from chatrec.dialogue.nlu.words.unread import Unread
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain


def _any(words: Iterator[str] | Sequence[str] | Mapping[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)).replace(r"\-", "[- ]")


MODIFIER = r"(?:little|older|elder|big|younger|youngest|eldest|oldest|best|old|new|teenage|two|three|four|both|own|dear|good|whole|small|lovely|ex|\d{1,2}(?:[- ]year[- ]old)?)"
KIN = r"(?:kids|children|family|wife|missus|boys|girls|in-laws|folks|little ones|grandkids|guests|grandparents)"
WHO = re.compile(
    rf"\b(?:my|our)(?: {MODIFIER})*? (?P<own>{_any(ENGLISH)})(?![\w-])|(?:\b(?:my|our) |(?<=\bfor )an? )(?P<years>{YEARS}){OLD}(?! \w*(?:{_any(ENGLISH)}))|\bthe (?:whole )?(?P<the>{KIN})\b|"
    rf"(?<=\bwith )(?:a |an |some |two |three |a few )?(?P<some>{_any(ENGLISH)})\b(?! of my own|'s)|"
    rf"(?P<pronoun>\b(?:she|he|they)(?='|\b)|(?<=\bwith )(?:her|him|them)\b|(?<=\bfor )(?:her|him|them)\b|(?<![其吉])(?:他们|她们|他|她))|"
    rf"(?:我|咱|俺)们?家?的?(?:两个|三个|几个|一个|俩|那个|小|大)?(?P<zh>{_any(OWNED)})|(?P<free>{_any(CHINESE)})|"
    r"(?P<me>\bi\b|\bi'|\bwe\b|\bwe'|我|咱|俺)|(?P<stop>[.!?;。！？；\n])"
)
BESIDE = re.compile(r"(?:\b(?:with|for)\s*(?:both\s)?|[和跟与同陪带给为](?:着)?)$")
ASIDE = re.compile(
    r"(?:\b(?:of|to|than|from|by|like|about|without|can|does|do|is|are|would|will)\s*|[比像被让不]|关于|有关|讲述?|描写)$"
)
KIND = re.compile(r"(?:给|为|适合|\bfor\s*)$")  # films for children are a kind of films
PAST = re.compile(r"\b(?:saw|seen|watched|see)\b[^.!?,;]*$|看(?:过|了)[^。！？，,]*$")
SAYS: Mapping[str, Cue] = MappingProxyType(
    {"refuses": Cue.NOT, "knows": Cue.NOT, "wants": Cue.WISH, "likes": Cue.FAVOUR, "joins": Cue.FILLER}
)
ASKED = re.compile(r"(?:吗|(?<![什怎那这多])么|不)$")  # "will she like it?" says nothing
RELATIVE = re.compile(r"[\s,]*(?:who|that|and (?:s?he|they))\s*")
TOLD_OF = ("的", "题材", "主题", "故事")  # 兄弟姐妹题材的电影 has no company
NEAR = 24  # characters between somebody and the first verb that is said of them
AGED = re.compile(rf"(?<![a-z0-9])(?:{YEARS})(?={OLD})")  # "my 6 year old", "my ten-year-old son"
ADULT = 18  # years from which nobody asks what is suitable
MANY = re.compile(r"[两三几俩]个?")  # of them are meant

CHILDREN = frozenset({"child", "children", "grandchildren"})
YOUNG = re.compile(
    r"child|kid|toddler|little|baby|grand|孩|娃|宝|孙|小朋友"
)  # of them; a teenager watches what adults do
CHILDHOOD = 10.0  # years at which what children watch too is suitable, where nobody says how old they are
LONGEST = 120  # characters behind a name that are read of them
MOST = 40  # people and stops of a message


@dataclass(frozen=True, slots=True)
class Companied:
    """Who a message says is there too, what their words mean in it, and the places of the words that name who is `beside`."""

    acts: tuple[Act, ...] = ()
    marks: tuple[Mark, ...] = ()
    beside: frozenset[int] = frozenset()


class _Named(NamedTuple):
    """Somebody in a text: who, where the words begin and end, and up to where the text speaks of them; `beside` = as company."""

    who: str
    start: int
    end: int
    until: int
    beside: bool


class Companions:
    """Reads of companions in messages about one catalogue; 30 us for a message without any."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._domain = domain
        self._aged = AGE in catalogue.fields

    @cached_property
    def _says(self) -> Mapping[bool, re.Pattern[str]]:
        """By whether it is Chinese; made when somebody is first spoken of (0.1 s)."""
        nouns = "|".join(map(re.escape, self._domain.noun.en))
        return {
            han: re.compile(
                "|".join(
                    f"(?P<{one.about}{at}>{one.text.replace('{nouns}', f'(?:{nouns})')})"
                    for at, one in enumerate(patterns(table))
                )
            )
            for han, table in ((False, company_words.ENGLISH), (True, company_words.CHINESE))
        }

    def read(self, unread: Unread, state: DialogueState) -> Companied:
        """What a message says of companions."""
        text, words = unread
        lower = lowered(text)
        acts: list[Act] = []
        marks: dict[int, Mark] = {}
        beside: set[int] = set()
        last: _Named | None = None
        for one in _named(lower, state.company.who if state.company else None):
            if not _within(words, one.start, one.end):
                continue
            said = [*self._said(lower, one, words)]
            asked = not one.beside and ASKED.search(lower[one.start : one.until]) is not None
            said = [replace(mark, what=Cue.IGNORE) for mark in said] if asked else said
            if (one.beside or said) and not asked:
                acts += [Company(one.who), *self._suitable(lower[one.start : one.end], one.who, state)]
                beside |= {at for at, word in enumerate(words) if one.start <= word.start < one.end}
            if said and not one.beside and (mark := _marked(words, one.start, one.end, Cue.FILLER)) is not None:
                marks.setdefault(mark.start, mark)
            for mark in said:
                if mark.start not in marks and not any(
                    of.start < mark.end and mark.start < of.end for of in marks.values()
                ):
                    marks[mark.start] = mark
            last = one
        return Companied(tuple(dict.fromkeys(acts)), tuple(marks.values()), frozenset(beside)) if last else Companied()

    def _suitable(self, called: str, who: str, state: DialogueState) -> Iterator[Refine]:
        """That what is shown suits children, when they are first spoken of and no age was asked for; by their own age where it is
        said.
        """
        known = state.company is not None and state.company.who == who
        asked = any(wish.field == AGE for wish in state.hard)
        aged = AGED.search(called)
        if not self._aged or who not in CHILDREN or not (aged or (YOUNG.search(called) and not known and not asked)):
            return
        years = number(aged[0]) if aged else None
        if years is None or years < ADULT:
            yield Refine(Between(AGE, None, CHILDHOOD if years is None else float(years)))

    def _said(self, text: str, one: _Named, words: Sequence[Word]) -> Iterator[Mark]:
        """What somebody is said to like, refuse, want and know, from their name on."""
        pattern = self._says[bool(HAN.search(text[one.start : one.until]))]
        near = False
        for match in pattern.finditer(text, one.end, one.until):
            if not near and not _of_whom(text[one.end : match.start()], one):
                return
            near = near or bool(match[0].strip())
            says = next(name for name, found in match.groupdict().items() if found is not None)
            mark = _marked(words, match.start(), match.end(), SAYS[says.rstrip("0123456789")])
            if match[0].strip() and mark is not None:
                yield mark


def _of_whom(between: str, one: _Named) -> bool:
    """Whether a verb is said of somebody, by what stands between them: it follows at once, or after "with my wife, who"."""
    if one.beside:
        return RELATIVE.fullmatch(between) is not None
    return len(between) <= NEAR and not between.startswith(TOLD_OF)


def _named(text: str, known: str | None) -> Iterator[_Named]:
    """Everybody whom the text names or takes up, each up to the next person or the end of the sentence."""
    found = list(WHO.finditer(text))
    for at, match in enumerate(found):
        who = _who(match)
        before = text[: match.start()]
        if match["pronoun"]:
            who = known
        if (match["free"] or match["the"]) and KIND.search(before):
            continue
        if who is None or ASIDE.search(before) or (BESIDE.search(before) and PAST.search(before)):
            continue
        until = found[at + 1].start() if at + 1 < len(found) else len(text)
        yield _Named(who, match.start(), match.end(), until, bool(BESIDE.search(before)) or match["some"] is not None)
        known = who


def _who(match: re.Match[str]) -> str | None:
    if match["years"]:
        return "child"
    for name in ("own", "the", "some"):
        if match[name]:
            return ENGLISH.get(match[name].replace(" ", "-"))
    who = OWNED.get(match["zh"] or match["free"] or "")
    return f"{who}s" if MANY.search(match[0]) and f"{who}s" in ENGLISH else who


def _within(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether words stand there that nothing else has read."""
    return any(start <= word.start < end for word in words)


def _marked(words: Sequence[Word], start: int, end: int, cue: Cue) -> Mark | None:
    inside = [at for at, word in enumerate(words) if start <= word.start < end]
    return Mark(inside[0], inside[-1] + 1, cue) if inside else None


__all__ = ["Companied", "Companions"]
