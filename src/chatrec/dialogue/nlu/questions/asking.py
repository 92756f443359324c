"""Questions about items: who, when, how long, how violent, how good, this one or that one.

A question has a form of its own, so it is read as a whole before the rest of the message is: "I loved Fargo. Who directed
it?" is a question and, without it, "I loved Fargo".
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice

from chatrec.core.acts import Act, NoSuchPlace, TheField, TheItem, TheValue, UnknownTitle
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.names.persons import Persons
from chatrec.dialogue.nlu.names.referring import It, Reference, Referring
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.numbers.counting import first_places
from chatrec.dialogue.nlu.numbers.extremes import Extremes
from chatrec.dialogue.nlu.numbers.numerals import number
from chatrec.dialogue.nlu.questions.feeling import Feeling
from chatrec.dialogue.nlu.questions.forms import Asks, Form, Forms
from chatrec.dialogue.nlu.questions.found import Question, acts_of_question
from chatrec.dialogue.nlu.words.marks import Several, Values
from chatrec.dialogue.nlu.words.text import HAN, Word, lowered, vocabulary
from chatrec.dialogue.nlu.words.unread import Unread
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain

MOST_BREAKS = 8  # of a message at which a question may begin or end; of a rant the last ones that end a sentence
MOST_ENDS = 4  # of a question that are tried
LONGEST = 120  # characters of a question
MOST_CUTS = 4  # of "A, B or C"
STARTS = re.compile(r"[.!?;。！？；,，:：\n]+\s*|\b(?:and|but|so)\b\s*|但是?|不过|另外", re.IGNORECASE)
ASKS = re.compile(
    r"\b(?:who|whom|whos|what|whats|when|which|where|how|hows|is|was|are|were|does|did|do|has|have|can|could|should|would|will|"
    r"compare|contrast|rate|evaluate|describe|summari[sz]e|plot|synopsis|summary|cast|director|directed|writer|author|length|"
    r"runtime|price|cost|[a-z]+est one|most [a-z]+ one|or|vs|versus|opinions?|thoughts|any|worth|of|him|his|hers?|them|their)\b"
    r"|[谁啥几哪吗么多最]|什么|怎么|怎样|如何|咋|何时|还是|比较|对比|评价|区别|导演|主演|演员|片长|时长|剧情|简介|情节|价格|适合|值得|推荐|喜欢|不",
    re.IGNORECASE,
)
STOPS = frozenset(".!?;。！？；\n")
MARKED = re.compile(r"[谁什啥几哪吗么多怎何呢?？]")
LATIN = re.compile(r"[a-z]{2}")
OTHERWISE = re.compile(r"\bor\b|\bvs\b|\bversus\b|better than|还是|或|比")
PAIR = vocabulary("them these those both two 这 两 俩 部 个 它 们 款 本")  # what may stand for the list on the table
SERIES = ("franchise", "series")  # fields of what belongs together
EARLIER = frozenset({"before", "prior to", "之前", "以前", "前"})
ARTICLES = frozenset({"a", "an", "the", "really", "just", "actually", "also", "very", "one", "一", "部"})


@dataclass(frozen=True, slots=True)
class Said:
    """A stretch of a message that may be a question, in lower case, where it begins, and the state before it."""

    text: str
    offset: int
    words: Sequence[Word]
    state: DialogueState

    def slot(self, match: re.Match[str], name: str) -> tuple[Word, ...]:
        """The words of a slot."""
        groups = match.groupdict()
        key = next((key for key in (name, f"{name}2", f"{name}3") if groups.get(key) is not None), None)
        if key is None:
            return ()
        start, end = match.start(key) + self.offset, match.end(key) + self.offset
        return tuple(word for word in self.words if start <= word.start and word.end <= end)


class Asking:
    """Finds the questions of messages about one catalogue."""

    def __init__(self, catalogue: Catalogue, domain: Domain, lexicon: Lexicon, titles: TitleIndex) -> None:
        self._lexicon = lexicon
        self._referring = Referring(catalogue, domain, titles)
        self._persons = Persons(catalogue, domain, lexicon)
        self._extremes = Extremes(catalogue, domain)
        self._feeling = Feeling(catalogue, lexicon)
        self._catalogue = catalogue
        self._domain = domain
        self._nouns = frozenset(noun for noun in (*domain.noun.en, *domain.noun.zh))

    @cached_property
    def _forms(self) -> Forms:
        """Made at the first message: not everybody who loads a catalogue talks."""
        return Forms(self._catalogue, self._domain)

    def split(self, unread: Unread, state: DialogueState) -> tuple[tuple[Question, ...], Unread]:
        """The questions of a message, and what it says besides."""
        found: list[Question] = []
        text, words = unread
        end = 0
        lower = lowered(text)
        for start, ends in _segments(lower):
            question, stop = self._beginning(lower, start, ends, words, state) if start >= end else (None, end)
            if question is not None:
                found.append(question)
                unread = unread.outside(start, stop)
                end = stop
        return tuple(found), unread

    def _beginning(
        self, text: str, start: int, ends: Sequence[int], words: Sequence[Word], state: DialogueState
    ) -> tuple[Question | None, int]:
        """The longest question that begins at a place and whose items we know, else the longest of all; and its end."""
        unknown: tuple[Question | None, int] = (None, start)
        for stop in ends:
            asks = ASKS.search(text, start, stop)
            question = self._question(Said(text[start:stop], start, words, state)) if asks else None
            if question is not None and not any(isinstance(one, UnknownTitle) for one in question.targets):
                return question, stop
            if question is not None and unknown[0] is None:
                unknown = question, stop
        return unknown

    def acts(self, questions: Sequence[Question], said: Sequence[Act], state: DialogueState) -> Iterator[Act]:
        """The acts that the questions are; `said` are those of the rest of the message."""
        targets = [getattr(act, "target", None) for act in said]
        spoken = next((target for target in reversed(targets) if isinstance(target, TheItem)), None)
        for question in questions:
            meant = tuple(_spoken_of(spoken, state) if one is It.IT else one for one in question.targets)
            yield from acts_of_question(question._replace(targets=meant))
            spoken = next((one for one in reversed(meant) if isinstance(one, TheItem)), spoken)

    def _question(self, said: Said) -> Question | None:
        han, latin = bool(HAN.search(said.text)), bool(LATIN.search(said.text))
        for form in self._forms.all:
            match = form.pattern.fullmatch(said.text) if (han if form.chinese else latin) else None
            if match is not None and (question := self._read(form, match, said)) is not None:
                return question
        return None

    def _read(self, form: Form, match: re.Match[str], said: Said) -> Question | None:
        match form.asks:
            case Asks.COMPARE:
                return self._compared(form, match, said)
            case Asks.WORKS:
                return self._works(form, match, said)
            case Asks.WHETHER:
                return self._whether(form, match, said)
            case Asks.EXTREME:
                what, shown = said.slot(match, "what"), said.state.last_rows
                found = self._extremes.of(what, shown) or self._feeling.of(what, shown)
                return found and Question(Asks.FACT, (found[0],), found[1])
            case _:
                # In Chinese a field behind a name is a question only by its mark: "不限年代" is none.
                sure = form.sure and (not form.chinese or MARKED.search(said.text) is not None)
                target = self._target(said.slot(match, "what"), said.state, sure=sure)
                if target is None:
                    return None
                return Question(form.asks, (target,), None if form.asks is Asks.JUDGE else self._about(form, match))

    def _target(self, words: tuple[Word, ...], state: DialogueState, *, sure: bool | None) -> Reference | None:
        """What the words point at. None at all point at something only where something was spoken of."""
        if not words and state.topic is None and state.last is None:
            return None
        return self._referring.refer(words, state.last_rows, sure=sure)

    def _about(self, form: Form, match: re.Match[str]) -> TheField | TheValue:
        if form.asks is Asks.LEVEL:
            return TheField(self._forms.levels[match["much"]])
        if form.asks is Asks.FIELD:
            return TheField(self._forms.fields[match["field"]])
        age = match.groupdict().get("age")
        years = number(age) if age else None
        return TheValue(form.about, str(years)) if years is not None else TheField(form.about)

    def _works(self, form: Form, match: re.Match[str], said: Said) -> Question | None:
        if form.about in SERIES:
            return self._series(form, match, said)
        verb = match.groupdict().get("verb") or ""
        role = next((field for begin, field in form.language.ROLES.items() if verb.startswith(begin)), None)
        person = self._persons.named(said.slot(match, "who"), role, said.state.topic)
        if person is None:
            return None
        when = match.groupdict().get("when")
        if not when:
            topic = said.state.topic
            known = (TheItem(topic.item),) if topic is not None and topic.item is not None else ()
            return Question(form.asks, known, person)
        beside = self._target(said.slot(match, "what"), said.state, sure=True)
        return (
            None if beside is None else Question(form.asks, (beside,), person, "before" if when in EARLIER else "after")
        )

    def _series(self, form: Form, match: re.Match[str], said: Said) -> Question | None:
        """What else belongs to the series of an item; whether it is of one, where that is not known."""
        target = self._target(said.slot(match, "what"), said.state, sure=True)
        if target is It.IT:
            target = _spoken_of(None, said.state)
        if not isinstance(target, TheItem):
            return None if target is None else Question(Asks.FACT, (target,), TheField(form.about))
        labels = self._catalogue[target.item].labels
        series = next((TheValue(field, labels[field][0]) for field in SERIES if labels.get(field)), None)
        asks = Asks.FACT if series is None else form.asks
        return Question(asks, (target,), series or TheField(form.about))

    def _whether(self, form: Form, match: re.Match[str], said: Said) -> Question | None:
        """Whether an item has a value; where nothing stands between them, every place to part them is tried."""
        what, value = said.slot(match, "what"), said.slot(match, "value")
        together = (*what, *value) if not what or (value and what[-1].start < value[0].start) else ()
        parted = ((together[:at], together[at:]) for at in range(1, len(together))) if form.about == "any" else ()
        for item, told in ((what, value), *parted):
            if form.about == "any" and not item and said.state.topic is None and len(said.state.last_rows) != 1:
                continue  # "a comedy?" beside a list is no question about one of it
            about = self._value(told, form.about, said.state)
            target = self._target(item, said.state, sure=None) if about is not None else None
            if about is not None and target is not None:
                return Question(form.asks, (target,), about)
        return None

    def _value(self, words: Sequence[Word], field: str, state: DialogueState) -> TheValue | None:
        while words and words[0].key in ARTICLES:
            words = words[1:]
        while len(words) > 1 and words[-1].key in self._nouns:
            words = words[:-1]
        if not words:
            return None
        meant = [values.values[0] for values in self._meanings(words) if len(values.values) == 1]
        fitting = [value for value in meant if field in ("any", value.field)]
        if fitting or field not in {"director", "actor", "writer"}:
            return next(iter(fitting), None)
        return self._persons.named(tuple(words), field, state.topic)

    def _meanings(self, words: Sequence[Word]) -> tuple[Values, ...]:
        return self._lexicon.meanings(tuple(word.key for word in words))

    def _compared(self, form: Form, match: re.Match[str], said: Said) -> Question | None:
        if not form.sure and not OTHERWISE.search(match[0]):
            return None
        words = said.slot(match, "what")
        shown = said.state.last_rows
        several = first_places(words, 0, shown) if words else None
        if several is not None and isinstance(several.what, Several):
            return Question(form.asks, several.what.items)
        if form.sure and all(word.key in PAIR or word.key in self._nouns for word in words) and len(shown) > 1:
            return Question(form.asks, tuple(TheItem(row, "") for row in shown[:2]))
        targets = self._alternatives(words, form, match, said)
        return Question(form.asks, targets) if len(targets) > 1 else None

    def _alternatives(
        self, words: Sequence[Word], form: Form, match: re.Match[str], said: Said
    ) -> tuple[Reference, ...]:
        """The items of "A, B or C", cut where every part is an item we know, else everywhere; () unless every part is one."""
        offset = said.offset + match.start("what")
        cuts = [cut.span() for cut in islice(re.finditer(form.language.BETWEEN, match["what"]), MOST_CUTS)]
        for n in range(1, len(cuts) + 1):
            for some in combinations(cuts, n):
                found = [self._part(part, form, said.state) for part in _parts(words, offset, some)]
                known = sum(isinstance(one, TheItem) for one in found)
                missing = any(isinstance(one, NoSuchPlace) for one in found)
                unknown = n == len(cuts) and (known or missing) and None not in found
                if known == len(found) or unknown:
                    return tuple(one for one in found if one is not None)
        return ()

    def _part(self, words: Sequence[Word], form: Form, state: DialogueState) -> Reference | None:
        """An item; a kind of things, as in "comedy or drama?", is none, unless it is written as a name."""
        if not words or (not form.sure and not words[0].capital and self._meanings(words)):
            return None
        return self._referring.refer(words, state.last_rows, sure=False)


def _parts(words: Sequence[Word], offset: int, cuts: Sequence[tuple[int, int]]) -> Iterator[tuple[Word, ...]]:
    """The words between cuts, which are spans of the text from `offset` on."""
    begin = 0
    for start, end in (*cuts, (LONGEST, LONGEST)):
        yield tuple(word for word in words if begin <= word.start - offset < start)
        begin = end


def _segments(text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Where a question may begin, and from there all places where it may end, the furthest first: at the ends of
    sentences, before a comma or an "and", and with the message.
    """
    breaks = list(STARTS.finditer(text))
    if len(breaks) > MOST_BREAKS:
        breaks = [match for match in breaks if STOPS & set(match[0])][-MOST_BREAKS:]
    ends = sorted({len(text), *(match.start() for match in breaks), *(match.end() for match in breaks)}, reverse=True)
    for start in (0, *(match.end() for match in breaks)):
        yield start, tuple(end for end in ends if start < end <= start + LONGEST)[:MOST_ENDS]


def _spoken_of(spoken: TheItem | None, state: DialogueState) -> TheItem | NoSuchPlace:
    """What "it" is: an item of this message, what the last question was about, or the first of the list on the table."""
    if spoken is not None:
        return spoken
    if state.topic is not None and state.topic.item is not None:
        return TheItem(state.topic.item)
    return TheItem(state.last_rows[0]) if state.last_rows else NoSuchPlace("")


__all__ = ["Asking"]
