"""What things are to be about, where no field of the catalogue says it: "a movie about chess", "set in Africa", "关于国际象棋的电影".

Whoever asks for a topic is served by the texts of the items. Where these have no prose there are no topics: titles alone would find
"Africa" in "Out of Africa" and nothing else.
"""

import re
from collections.abc import Iterator, Sequence

from chatrec.core.acts import TheItem, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.wishes.unserved import DEGREES, HARMLESS, LANGUAGES, LOOSE, OF_WHOM, PREPOSITIONS
from chatrec.dialogue.nlu.wishes.unserved_zh import HARMLESS as HARMLESS_ZH
from chatrec.dialogue.nlu.wishes.unserved_zh import LANDS
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun, Span, Topics, Unserved, Values
from chatrec.dialogue.nlu.words.text import HAN, Word, vocabulary

# What a topic follows; "with" and the like only small letters: "with Tom Hanks" asks for a person.
OPENERS = tuple(
    tuple(phrase.split())
    for phrase in (
        "about", "set in", "set on", "set at", "set during", "set around", "taking place in", "takes place in",
        "that takes place in", "takes place on", "that deals with", "which deals with", "dealing with", "deals with",
        "involving", "that involves", "revolving around", "that revolves around", "centered on", "centred on",
        "on the subject of", "on the topic of", "mentioning", "where", "in which", "telling of", "concerning",
        "learn", "to learn", "learn about", "learn how to", "learning", "study", "teach me", "teaches", "get better at", "improve my",
    )
)  # fmt: skip
WITHIN = tuple(tuple(phrase.split()) for phrase in ("with", "that has", "that have", "which has", "containing"))
PLAIN = vocabulary(
    """man woman boy girl guy person people somebody someone everybody everyone hero main character characters plot
    story stories scene scenes foreign stupid silly dumb cheesy place takes goes gets becomes has comes falls finds tries theme themes subject topic
    lots plenty many much others etc who whom he she they him them us likes into same over guys them his her hers their theirs its my your our"""
)
# Of how a thing is made and not of what it is about: "a happy ending", "a good soundtrack".
MAKING = vocabulary(
    """ending endings end twist twists soundtrack music songs acting actors actor actress cast message effects visuals
    dialogue dialogues script photography cinematography reviews review rating ratings subtitles budget awards score
    running length runtime price battery screen camera quality delivery shipping warranty"""
)
MOST = 3  # topics of one message
LONGEST = 4  # words of one topic
ENDS = {Cue.BUT, Cue.NOT, Cue.NOT_SO, Cue.ONLY, Cue.WANT, Cue.SIMILAR, Cue.SEEN, Cue.LIKE, Cue.DISLIKE, Cue.WHY}
ASKED = {Cue.WANT, Cue.WISH, Cue.MORE, Cue.ANY}
SENTENCE = frozenset(",.!?;:()，。！？；：、\n")
# What a topic stands between; the first group is the topic.
ABOUT_ZH = re.compile(
    r"(?:关于|有关(?!于)|讲述|讲的是|讲到|讲|描写|描述|发生在|涉及|提到|谈到)(.{1,10}?)(?:的|题材|主题|故事|之类|发生|片|电影|$)"
)
SET_ZH = re.compile(r"以(.{1,10}?)(?:为|做|作)(?:主题|背景|题材|主角|主线)的?(?:故事的?)?")
LEARN_ZH = re.compile(
    r"(?:想要?|要|来|打算|准备|我)(?:学习?|了解|掌握)(?:一下|一点|点|怎么|如何)?(.{1,8}?)(?:的|课程|课|教程|$)"
)
KIND_ZH = re.compile(r"^(.{1,8}?)(?:题材|主题)?的?$")
OTHERWISE_ZH = re.compile(rf"(?:{LANDS})|(?:主演|出演|参演|执导|编剧|配音|演|导|拍)的?$")


def with_topics(
    words: Sequence[Word], marks: Sequence[Mark], catalogue: Catalogue, held: Sequence[str]
) -> tuple[Mark, ...]:
    """The marks and those of the topics, also of those that are `held`, spoken of before."""
    if not catalogue.tells:
        return tuple(marks)
    reader = _Reader(words, marks, catalogue)
    found = [*reader.english(), *reader.chinese()]
    found += [
        mark for mark in reader.held(held) if not any(mark.start < one.end and one.start < mark.end for one in found)
    ]
    kept = [mark for mark in marks if not any(mark.start < one.end and one.start < mark.end for one in found)]
    return tuple(sorted((*kept, *found), key=lambda mark: mark.start))


def of_qualities(words: Sequence[Word], marks: Sequence[Mark], catalogue: Catalogue) -> tuple[Mark, ...]:
    """The marks, those of qualities that no field holds as topics where some text speaks of them: "chess movies", but not
    "something dull", where an adjective stands.
    """
    if not catalogue.tells:
        return tuple(marks)
    loose = {at + 1 for at, word in enumerate(words) if word.key in LOOSE}
    opened = PREPOSITIONS | {phrase.split()[0] for phrase in OF_WHOM}
    return tuple(
        mark if mark.start in loose and words[mark.start].key not in opened else _as_topic(mark, catalogue)
        for mark in marks
    )


def told_of(marks: Sequence[Mark], words: Sequence[Word], catalogue: Catalogue) -> tuple[Mark, ...]:
    """The marks, with topics for what is written small and resembles no title, where some text speaks of it: "she loves trains"."""
    return tuple(_untitled(mark, words[mark.start : mark.end], catalogue) for mark in marks)


def _untitled(mark: Mark, said: Sequence[Word], catalogue: Catalogue) -> Mark:
    if not isinstance(mark.what, UnknownTitle) or mark.what.close or not catalogue.tells:
        return mark
    text = mark.what.text.lower()
    small = len(said) <= LONGEST and not any(word.capital or word.han or '"' in word.gap for word in said)
    vague = {word.key for word in said} & (PLAIN | DEGREES | STOPWORDS)
    if not small or vague or not len(catalogue.mentions.rows(text)):
        return mark
    return Mark(mark.start, mark.end, Topics((text,)))


def _as_topic(mark: Mark, catalogue: Catalogue) -> Mark:
    if not isinstance(mark.what, Unserved):
        return mark
    text = mark.what.text.lower()
    words = text.split()
    vague = set(words) & (DEGREES | LANGUAGES | PLAIN) or OTHERWISE_ZH.search(text) or HARMLESS_ZH.search(text)
    if (
        vague
        or not words
        or words[0] in {"not", "no"}
        or text[0] in "不没别太"
        or not len(catalogue.mentions.rows(text))
    ):
        return mark
    return Mark(mark.start, mark.end, Topics((text,)))


class _Reader:
    """Looks for the places where a topic stands."""

    def __init__(self, words: Sequence[Word], marks: Sequence[Mark], catalogue: Catalogue) -> None:
        self._words = words
        self._by_start = {mark.start: mark for mark in marks}
        self._by_end = {mark.end: mark for mark in marks}
        self._taken = {at for mark in marks for at in range(mark.start, mark.end)}
        self._mentions = catalogue.mentions

    def held(self, topics: Sequence[str]) -> Iterator[Mark]:
        """The topics that the conversation spoke of before, where they are named again: "forget chess"."""
        for text in topics:
            keys = tuple(text.lower().split()) if not HAN.search(text) else tuple(text)
            for start in range(len(self._words) - len(keys) + 1):
                span = range(start, start + len(keys))
                if tuple(self._words[at].key for at in span) == keys and not self._taken & set(span):
                    yield Mark(start, start + len(keys), Topics((text,)))

    def english(self) -> Iterator[Mark]:
        """The topics behind "about", "set in" and the like."""
        end = 0
        for start in range(len(self._words)):
            if start < end or (opened := self._opened(start)) is None:
                continue
            begin, small = opened
            if not small and (named := self._named(begin)) is not None:
                end = named.end
                yield Mark(start, end, named.what)
                continue
            if self._begins_with_a_value(begin):
                continue  # a field serves it: of "a bank robbery gone wrong" nothing is left to search for
            runs = list(self._runs(begin, small=small))
            made = any(set(text.lower().split()) & MAKING for _, _, text in runs)
            texts = () if made else self._known([text for _, _, text in runs])
            if texts:
                end = runs[0][1]
                yield Mark(start, end, Topics(texts))

    def chinese(self) -> Iterator[Mark]:
        """The topics between "关于" or "以" and what follows them, and before a noun: "国际象棋电影"."""
        for start, end in self._han():
            run = "".join(word.key for word in self._words[start:end])
            within = SET_ZH.search(run)
            named = ABOUT_ZH.search(run) or within or LEARN_ZH.search(run)
            if named is not None:
                begin, close = start + named.start(1), start + named.end(1)
                if not self._means_values(begin, close):
                    stop = start + named.end() if named is within else close
                    yield Mark(start + named.start(), stop, Topics((named[1],)))
            else:
                yield from self._kinds(start, end)

    def _kinds(self, start: int, end: int) -> Iterator[Mark]:
        """What stands before a noun and means nothing else, where some text speaks of it."""
        for noun in range(start + 1, end):
            mark = self._by_start.get(noun)
            if mark is None or not isinstance(mark.what, Noun):
                continue
            begin = noun
            while begin > start and begin - 1 not in self._taken:
                begin -= 1
            run = "".join(word.key for word in self._words[begin:noun])
            kind = KIND_ZH.search(run)
            before = self._by_end.get(begin)
            of_its_own = before is None or not isinstance(before.what, Values | Span)
            text = kind[1].removeprefix("有").strip("的") if kind and of_its_own else ""
            vague = HARMLESS_ZH.search(text) or OTHERWISE_ZH.search(run)
            if text and not vague and text[0] not in "不没别太" and len(self._mentions.rows(text)):
                yield Mark(begin, noun, Topics((text,)))

    def _han(self) -> Iterator[tuple[int, int]]:
        """Stretches of Chinese characters without anything between."""
        start = 0
        for at in range(1, len(self._words) + 1):
            if at == len(self._words) or self._words[at].gap or not self._words[at].han or not self._words[start].han:
                if self._words[start].han:
                    yield start, at
                start = at

    def _means_values(self, begin: int, close: int) -> bool:
        """Whether anything between is known as more than a cue: a value, a title, a range."""
        return any(
            begin <= mark.start < close and not isinstance(mark.what, Cue | Unserved | Noun)
            for mark in self._by_start.values()
        )

    def _opened(self, start: int) -> tuple[int, bool] | None:
        """Where a topic begins whose opener begins at a word, and whether it must be in small letters."""
        if start in self._taken or not self._behind_a_thing(start):
            return None
        for openers, small in ((OPENERS, False), (WITHIN, True)):
            for phrase in openers:
                end = start + len(phrase)
                if tuple(word.key for word in self._words[start:end]) == phrase and end < len(self._words):
                    return end, small
        return None

    def _begins_with_a_value(self, at: int) -> bool:
        while at < len(self._words) and at not in self._taken and self._words[at].key in STOPWORDS:
            at += 1
        mark = self._by_start.get(at)
        return mark is not None and isinstance(mark.what, Values)

    def _named(self, begin: int) -> Mark | None:
        """What a title names behind "about", where some text speaks of it: "about the Titanic"."""
        at = begin + (self._words[begin].key == "the" and begin not in self._by_start)
        mark = self._by_start.get(at)
        if mark is None or not isinstance(mark.what, TheItem | UnknownTitle) or '"' in self._words[mark.start].gap:
            return None
        text = " ".join(word.text for word in self._words[mark.start : mark.end] if word.key != "the")
        return Mark(begin, mark.end, Topics((text,))) if len(self._mentions.rows(text)) else None

    def _behind_a_thing(self, at: int) -> bool:
        mark = self._by_end.get(at)
        if mark is not None and (isinstance(mark.what, Noun | Values | TheItem) or mark.what in ASKED):
            return True
        return at > 0 and self._words[at - 1].key in LOOSE | {"one", "ones", "it"}

    def _runs(self, at: int, *, small: bool) -> Iterator[tuple[int, int, str]]:
        """(start, end, text) of the runs of telling words up to the end of the clause."""
        start = at
        while at <= len(self._words):
            ends = at == len(self._words) or (at > start and bool(SENTENCE & set(self._words[at].gap)))
            if ends or not self._tells(at, small=small) or at - start == LONGEST:
                if at > start:
                    yield start, at, " ".join(word.text.removesuffix("'s") for word in self._words[start:at])
                if ends or self._closed(at):
                    return
                start = at if at - start == LONGEST else at + 1
            at += 1

    def _tells(self, at: int, *, small: bool) -> bool:
        word = self._words[at]
        if word.han or at in self._taken or (small and word.text[0].isupper()):
            return False
        return word.key not in STOPWORDS | HARMLESS | PLAIN | DEGREES and not word.key.isdigit()

    def _closed(self, at: int) -> bool:
        mark = self._by_start.get(at)
        return mark is not None and (mark.what in ENDS or isinstance(mark.what, Noun))

    def _known(self, texts: Sequence[str]) -> tuple[str, ...]:
        """What is searched for: what some text speaks of, as a whole, in part or in its last word, else the first as it was said."""
        found: list[str] = []
        for text in texts:
            found += [part for part in _parts(text.split()) if len(self._mentions.rows(part))][:1]
        return tuple(dict.fromkeys(found or texts[:1]))[:MOST]


def _parts(words: Sequence[str]) -> Iterator[str]:
    """Of "bank robbery gone wrong" itself, "bank robbery gone", "robbery gone wrong", "bank robbery" and so on, and "wrong"."""
    for size in range(len(words), 1, -1):
        yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
    yield words[-1]


__all__ = ["of_qualities", "told_of", "with_topics"]
