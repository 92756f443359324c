"""Remarks on the talk itself: that the whole list is known, which of it is taken, that it is better now, what is known of oneself,
and whether questions are welcome.

They are read as wholes, before the rest of the message is, for their words mean something else by themselves: "I've seen all of
these" asks for nothing, and in "no more questions" nothing more is asked for.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from types import ModuleType
from typing import NamedTuple

from chatrec.core.acts import (
    Act,
    Approve,
    AskFact,
    AskProfile,
    Choose,
    Negate,
    NoSuchPlace,
    Questions,
    Recommend,
    Seen,
    TheItem,
)
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.query import ALIKE, Excludes
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.names.referring import It, Reference, Referring
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.numbers.counting import first_places
from chatrec.dialogue.nlu.remarks import remarks_en, remarks_zh
from chatrec.dialogue.nlu.words.marks import Several, Values
from chatrec.dialogue.nlu.words.text import HAN, Word
from chatrec.dialogue.nlu.words.unread import Read, Unread
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain

BREAK = re.compile(r"[.!?;。！？；\n]+\s*|[,，]\s*|\s+(?:and|but|so)\s+", re.IGNORECASE)
STOP = re.compile(r"[.!?;。！？；\n]")
MOST_BREAKS = 8  # of a message at which a remark may begin or end
MOST_ENDS = 4  # of a remark that are tried
LONGEST = 120  # characters of one
JOINTS = frozenset({"and", "or", "nor", "also", "和", "与", "跟", "及"})
PAIR = 2
SLOW = ("pace", ("slow",))  # what is refused where the pace of a whole list drags
LISTING = frozenset("、,，/")
SERIES = frozenset({"franchise", "series"})  # fields whose values are called what one of their items is


class Form(NamedTuple):
    """What a remark says, its pattern, whether it may only begin a sentence, and whether it is Chinese."""

    says: str
    pattern: re.Pattern[str]
    opens: bool
    chinese: bool


class Remarks:
    """Finds the remarks in messages about one catalogue. Making the patterns costs 0.3 s once, reading a short message 0.1 ms."""

    def __init__(self, catalogue: Catalogue, domain: Domain, lexicon: Lexicon, titles: TitleIndex) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._referring = Referring(catalogue, domain, titles)
        self._domain = domain

    @cached_property
    def _forms(self) -> tuple[Form, ...]:
        """Made at the first message: not everybody who loads a catalogue talks."""
        return tuple(_forms(self._domain))

    @cached_property
    def _approving(self) -> tuple[re.Pattern[str], ...]:
        languages = (remarks_en, remarks_zh)
        return tuple(re.compile(_filled(one.APPROVING, self._domain, one), re.IGNORECASE) for one in languages)

    def read(self, unread: Unread, state: DialogueState) -> Read:
        """The acts of the remarks; they leave blanks."""
        if state.last_rows and self._approves(unread):
            return (Approve(),), unread.blanked(0, len(unread.text))
        found: list[Act] = []
        end = 0
        for start, ends in _segments(unread.text):
            for stop in ends if start >= end else ():
                acts = self._said(unread, start, stop, state)
                if acts:
                    found += acts
                    end = stop
                    unread = unread.blanked(start, end)
                    break
        return tuple(dict.fromkeys(found)), unread

    def _approves(self, unread: Unread) -> bool:
        """Whether a message says that it is better now, and nothing else: none of it was an answer to what we asked."""
        text, words = unread
        if not words or len(text) > LONGEST or re.search(r"\w", text[: words[0].start]):
            return False
        return any(pattern.fullmatch(text.strip()) for pattern in self._approving)

    def _said(self, unread: Unread, start: int, stop: int, state: DialogueState) -> tuple[Act, ...]:
        """What a stretch of the text says."""
        text, words = unread
        stretch = text[start:stop].lower()
        if len(stretch) != stop - start or not stretch.strip():
            return ()
        han = bool(HAN.search(stretch))
        opening = not any(word.start < start for word in words) or bool(STOP.search(text[:start].rstrip()[-1:]))
        for form in self._forms:
            match = form.pattern.fullmatch(stretch) if form.chinese == han and (opening or not form.opens) else None
            if match is None:
                continue
            slots = {
                name.rstrip("0123456789"): tuple(
                    word for word in words if start + at <= word.start < start + match.end(name)
                )
                for name in match.re.groupindex
                if (at := match.start(name)) >= 0
            }
            if acts := self._acts(form.says, slots, state):
                return acts
        return ()

    def _acts(self, says: str, slots: dict[str, tuple[Word, ...]], state: DialogueState) -> tuple[Act, ...]:
        match says:
            case "theirs" | "both" | "seen" | "known":
                return self._known(says, slots.get("but", ()), state)
            case "profile":
                return (AskProfile(),)
            case "quiet":
                owed = state.question is not None and state.question.instead  # the list that a question stood for
                return (Questions(welcome=False), *((Recommend(),) if owed else ()))
            case "films":
                return (Questions(welcome=False), Recommend())
            case "welcome":
                return (Questions(welcome=True),)
            case "slow":
                return (Negate(Excludes(*SLOW)),) if SLOW[0] in self._domain.labels else ()
            case "tell":
                found = self._taken(slots.get("item", ()), state)
                return (AskFact(found),) if isinstance(found, TheItem) else ()
            case _:
                return self._chosen(slots.get("item", ()), state)

    def _known(self, says: str, but: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
        """That items of the list are known to the user, or to somebody else, who is to see others."""
        match says:
            case "theirs":
                rows = [act.target.item for act in self._seen(but, state) if isinstance(act, Seen)]
                return (Negate(Excludes("item", tuple(self._catalogue[row].id for row in rows))),) if rows else ()
            case "both":
                return tuple(Seen(TheItem(row)) for row in self._both(state))
            case "known" if state.it is not None:  # by itself: what was spoken of, else the whole list
                return (Seen(TheItem(state.it)),)
            case _:
                return self._seen(but, state)

    def _seen(self, but: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
        """The whole list but for what is excepted; nothing where an exception is none of the list."""
        spared = [one for part in _parts(but) for one in self._spared(part, state)]
        missing = [one for one in spared if isinstance(one, NoSuchPlace)]
        if missing:
            return tuple(missing)
        rows = {one.item for one in spared if isinstance(one, TheItem)}
        if len(rows) < len(spared):
            return ()
        return tuple(Seen(TheItem(row)) for row in state.last_rows if row not in rows)

    def _both(self, state: DialogueState) -> tuple[int, ...]:
        """The two items that "both" can mean: a list of two, else those that things were to be like."""
        alike = [wish.value for wish in state.soft if wish.field == ALIKE and wish.weight > 0]
        rows = (
            state.last_rows
            if len(state.last_rows) == PAIR
            else tuple(self._catalogue.row(ItemId(one)) for one in alike)
        )
        return rows if len(rows) == PAIR else ()

    def _spared(self, words: Sequence[Word], state: DialogueState) -> Sequence[Reference | None]:
        """What one exception names: "the first two", or one thing."""
        several = first_places(words, 0, state.last_rows)
        if several is not None and several.end == len(words) and isinstance(several.what, Several):
            return several.what.items
        return [self._referring.refer(words, state.last_rows, sure=None)]

    def _chosen(self, words: Sequence[Word], state: DialogueState) -> tuple[Act, ...]:
        found = It.IT if not words else self._taken(words, state)
        if isinstance(found, NoSuchPlace):
            return (found,)
        if found is It.IT:
            return (Choose(None if state.it is None else TheItem(state.it)),)
        return (Choose(found),) if isinstance(found, TheItem) else ()

    def _taken(self, words: Sequence[Word], state: DialogueState) -> Reference | None:
        """What is taken; a kind of things is none: "I'll take a comedy" is a wish, unless it is written as a name."""
        meant = self._lexicon.at(words, 0)
        kind = meant is not None and isinstance(meant.what, Values) and meant.what.values[0].field not in SERIES
        if kind and meant is not None and meant.end == len(words) and not words[0].capital:
            return None
        return self._referring.refer(words, state.last_rows, sure=None)


def _parts(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """The words between "and", "or" and enumeration marks."""
    part: list[Word] = []
    for word in words:
        joint = word.key in JOINTS
        if part and (joint or LISTING & set(word.gap)):
            yield tuple(part)
            part = []
        if not joint:
            part.append(word)
    if part:
        yield tuple(part)


def _segments(text: str) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Where a remark may begin, and from there where it may end, the furthest first."""
    breaks = list(BREAK.finditer(text))[:MOST_BREAKS]
    ends = sorted({len(text), *(match.start() for match in breaks)}, reverse=True)
    for start in (0, *(match.end() for match in breaks)):
        yield start, tuple(end for end in ends if start < end <= start + LONGEST)[-MOST_ENDS:]


def _forms(domain: Domain) -> Iterator[Form]:
    """All patterns that say one thing as one; their slots are numbered."""
    for language in (remarks_en, remarks_zh):
        said: dict[tuple[str, bool], list[str]] = {}
        for at, pattern in enumerate(language.REMARKS):
            text = _filled(pattern.text, domain, language).replace("{item}", "(?P<item>.+?)")
            numbered = re.sub(r"\(\?P<([a-z]+)>", rf"(?P<\g<1>{at}>", text)
            said.setdefault((pattern.about, pattern.sure), []).append(numbered)
        for (says, opens), texts in said.items():
            whole = re.compile(f"{language.BEGIN}(?:{'|'.join(texts)}){language.END}")
            yield Form(says, whole, opens, language is remarks_zh)


def _filled(text: str, domain: Domain, language: ModuleType) -> str:
    nouns = domain.noun.en if language is remarks_en else domain.noun.zh
    said = "|".join(re.escape(noun) for noun in sorted(nouns, key=len, reverse=True))
    return text.replace("{nouns}", f"(?:{said})").replace("{noun}", f"(?:{said})")


__all__ = ["Remarks"]
