"""A message cut into clauses, and what each clause says of the things it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import zip_longest

from chatrec.core.acts import TheField, TheItem, UnknownTitle
from chatrec.dialogue.nlu.words.cues_en import SIGHS
from chatrec.dialogue.nlu.words.marks import (
    Count,
    Cue,
    Mark,
    Meaning,
    Noun,
    Place,
    Several,
    Span,
    Topics,
    Unserved,
    Values,
)
from chatrec.dialogue.nlu.words.text import Word


class Frame(StrEnum):
    """What is said of a thing."""

    ASK = "ask"
    LIKE = "like"
    FAVOUR = "favour"
    DISLIKE = "dislike"
    SEEN = "seen"
    NOT = "not"
    SIMILAR = "similar"
    UNLIKE = "unlike"
    WHY = "why"
    ABOUT = "about"
    RETRACT = "retract"
    FINE = "fine"
    IGNORE = "ignore"


Thing = Values | TheField | Span | TheItem | UnknownTitle | Place | Unserved | Topics


@dataclass(frozen=True, slots=True)
class Said:
    """A thing and what is said of it; `link` is the last cue between it and the thing before it, None = they touch, and
    `many` says that it stands for items in the plural ("comedies", "comedy films").
    """

    what: Thing
    frame: Frame
    link: Cue | None = None
    many: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The things that a clause names, its cues, how many items it asks for, whether it says "films" at all, and whether
    every word of the message means something to us.
    """

    said: tuple[Said, ...]
    cues: frozenset[Cue]
    n: int | None
    noun: bool
    clear: bool


OPENERS = {
    Cue.WANT: Frame.ASK,
    Cue.WISH: Frame.ASK,
    Cue.MORE: Frame.ASK,
    Cue.ONLY: Frame.ASK,
    Cue.ALSO: Frame.ASK,
    Cue.LIKE: Frame.LIKE,
    Cue.FAVOUR: Frame.FAVOUR,
    Cue.DISLIKE: Frame.DISLIKE,
    Cue.SEEN: Frame.SEEN,
    Cue.NOT: Frame.NOT,
    Cue.NOT_SO: Frame.NOT,
    Cue.SIMILAR: Frame.SIMILAR,
    Cue.WHY: Frame.WHY,
    Cue.ABOUT: Frame.ABOUT,
    Cue.RETRACT: Frame.RETRACT,
    Cue.ALLOW: Frame.FINE,
    Cue.IGNORE: Frame.IGNORE,
    Cue.OUTSIDE: Frame.ASK,
}
# What a cue says of the things before it when none follow: "Heat was great", "恐怖片不要", "Alien我看过".
BACKWARD = {
    Cue.GOOD: Frame.LIKE,
    Cue.BAD: Frame.DISLIKE,
    Cue.FINE: Frame.FINE,
    Cue.ALLOW: Frame.FINE,
    Cue.LIKE: Frame.LIKE,
    Cue.FAVOUR: Frame.FAVOUR,
    Cue.DISLIKE: Frame.DISLIKE,
    Cue.SEEN: Frame.SEEN,
    Cue.NOT: Frame.NOT,
    Cue.NOT_SO: Frame.NOT,
    Cue.ANY: Frame.RETRACT,
    Cue.IGNORE: Frame.IGNORE,
    Cue.RETRACT: Frame.RETRACT,
    Cue.SIMILAR: Frame.SIMILAR,
    Cue.ABOUT: Frame.ABOUT,
}
AT_ONCE = {Cue.GOOD, Cue.BAD, Cue.FINE}  # cues that never speak of what follows
OPEN_TO = {Frame.RETRACT: {Frame.ASK, Frame.NOT}, Frame.NOT: {Frame.ASK, Frame.SIMILAR}}  # else what was merely named
LINKS = {Cue.AND, Cue.OR}
ASKING = {Cue.WANT, Cue.WISH}
REFUSING = {Cue.NOT, Cue.NOT_SO}
TAKEN_BACK = {Cue.LIKE, Cue.DISLIKE, Cue.SEEN, Cue.NOT}  # "I take back that I liked Heat"
CARRIED = {Frame.LIKE, Frame.FAVOUR, Frame.DISLIKE, Frame.SEEN, Frame.NOT, Frame.IGNORE}
LONGEST_LIST = 20  # marks of a list that are looked through for its "or"
SERIES = frozenset({"franchise", "series"})
SPOKEN_OF = {Cue.IT, Cue.SIMILAR}  # "I hate it", "anything similar?"
MOST_MEANT = 5  # items that one "them" stands for
DENIED, TOO = frozenset({"不", "没"}), "也"  # 不是…也行, 没有…也可以
ARE_NOT = frozenset({"isnt", "arent", "is not", "are not"})
JUNIOR = frozenset({"jr", "sr"})
STOPS = frozenset(".!?;。！？；\n")
COMMAS = frozenset(",，:：")
LISTED = frozenset("、/&")


def clauses(words: Sequence[Word], marks: Sequence[Mark], it: TheItem | None = None) -> Iterator[Clause]:
    """Every clause in order. A comma carries on what was said before only into a mere list of further things. `it` is what
    the conversation spoke of before: "I hate it".
    """
    frame = Frame.ASK
    said: tuple[Said, ...] = ()
    read = {at for mark in marks for at in range(mark.start, mark.end)}
    clear = all(at in read or word.key in SIGHS for at, word in enumerate(words))
    before = (Said(it, Frame.ASK),) if it is not None and any(mark.what in SPOKEN_OF for mark in marks) else ()
    for comma, part in _parts(words, _resolved(_lifting(words, _refusing(words, marks)))):
        carried = frame if comma and _lists_on(part, frame) else Frame.ASK
        clause = replace(_read(words, part, carried, said if comma else before), clear=clear)
        before = ()
        if frame is Frame.LIKE and part[0].what is Cue.BUT:
            clause = replace(clause, said=tuple(map(_disliked, clause.said)))
        yield clause
        named = [one for one in clause.said if not isinstance(one.what, Span)]
        frame, said = (named[-1].frame if named else Frame.ASK), clause.said


def _disliked(one: Said) -> Said:
    """An item that is refused beside liked ones, "I loved Heat but not Alien", is disliked."""
    refused = one.frame is Frame.NOT and isinstance(one.what, TheItem | UnknownTitle)
    return replace(one, frame=Frame.DISLIKE) if refused else one


def _refusing(words: Sequence[Word], marks: Sequence[Mark]) -> list[Mark]:
    """Marks without an "are not" that has nothing known behind it: "thrillers that aren't boring" refuses no thrillers."""
    return [
        mark
        for mark, after in zip_longest(marks, marks[1:])
        if mark.what is not Cue.NOT
        or " ".join(word.key for word in words[mark.start : mark.end]) not in ARE_NOT
        or (after is not None and not any(word.gap for word in words[mark.end : after.start + 1]))
    ]


def _lifting(words: Sequence[Word], marks: Sequence[Mark]) -> list[Mark]:
    """Marks in which a "not" has become "it need not be" where "would do too" follows in its clause: 不是喜剧也行."""
    found = list(marks)
    for at, mark in enumerate(marks):
        if mark.what not in REFUSING or words[mark.start].key not in DENIED:
            continue
        for after in marks[at + 1 :]:
            if words[after.start].gap:  # and not within: a name has dots
                break
            if after.what is Cue.FINE and words[after.start].key == TOO:
                found[at] = replace(mark, what=Cue.RETRACT)
                break
    return found


def _resolved(marks: Sequence[Mark]) -> list[Mark]:
    """Marks in which "besides" has become "not", or nothing where "also" follows: "除了喜剧，还要动作片"."""
    also = [mark.start for mark in marks if mark.what is Cue.ALSO]
    joined = {mark for mark in marks if mark.what is Cue.BESIDES and any(at > mark.start for at in also)}
    what = {mark: Cue.FILLER if mark in joined else Cue.NOT for mark in marks if mark.what is Cue.BESIDES}
    return [replace(mark, what=what.get(mark, mark.what)) for mark in marks]


def _parts(words: Sequence[Word], marks: Sequence[Mark]) -> Iterator[tuple[bool, list[Mark]]]:
    """The marks of each clause, and whether a comma opened it. A title holds its punctuation inside."""
    part: list[Mark] = []
    comma, at = False, 0
    for number, mark in enumerate(marks):
        gaps = "".join(_gap(words, place) for place in range(at, mark.start + 1))
        stop, pause = bool(STOPS & set(gaps)), bool(COMMAS & set(gaps))
        pause = pause and not (part and _in_list(marks, number, words))
        if stop or pause or mark.what is Cue.BUT:
            if part:
                yield comma, part
            part, comma = [], pause and not stop and mark.what is not Cue.BUT
        part.append(mark)
        at = mark.end
    if part:
        yield comma, part


def _gap(words: Sequence[Word], at: int) -> str:
    """What stands before a word; the dot of "Ed Begley Jr. as well" is the name's."""
    word = words[at]
    named = at > 0 and words[at - 1].key in JUNIOR and word.gap == "." and not word.text[0].isupper()
    return "" if named else word.gap


def _in_list(marks: Sequence[Mark], number: int, words: Sequence[Word]) -> bool:
    """Whether the comma before a mark stands in a list of values that ends in "and" or "or"."""
    if not isinstance(marks[number - 1].what, Values | Noun):
        return False
    linked = False
    for mark in marks[number : number + LONGEST_LIST]:
        if STOPS & set(words[mark.start].gap) or not (isinstance(mark.what, Values | Noun) or mark.what in LINKS):
            break
        linked = linked or mark.what in LINKS
    return linked and isinstance(marks[number].what, Values)


def _lists_on(part: Sequence[Mark], frame: Frame) -> bool:
    """Whether the clause only names further things. Of an exclusion only a list with "or" or "and" goes on: "no horror,
    war or westerns", but "no horror, comedies".
    """
    if frame not in CARRIED or any(isinstance(mark.what, Span | Count | Place) for mark in part):
        return False
    cues = {mark.what for mark in part if isinstance(mark.what, Cue)}
    if cues - {Cue.AND, Cue.OR, Cue.ALSO, Cue.IT, Cue.FILLER}:
        return False
    return frame is not Frame.NOT or bool(cues & LINKS)


def _read(words: Sequence[Word], part: Sequence[Mark], frame: Frame, former: Sequence[Said]) -> Clause:
    reader = Reader(frame, former, asks_why=any(mark.what is Cue.WHY for mark in part))
    for mark in part:
        listed = mark.start > 0 and bool((LISTED | COMMAS) & set(words[mark.start].gap))
        last = words[mark.end - 1]
        person = isinstance(mark.what, Values) and mark.what.people
        reader.take(mark.what, listed=listed, many=not person and (last.han or last.key.endswith("s")))
    return Clause(
        said=reader.finished(),
        cues=frozenset(mark.what for mark in part if isinstance(mark.what, Cue)),
        n=next((mark.what.n for mark in part if isinstance(mark.what, Count)), None),
        noun=any(isinstance(mark.what, Noun) for mark in part),
        clear=False,
    )


class Reader:
    """Reads one clause, meaning by meaning, and keeps what is being said."""

    def __init__(self, frame: Frame, former: Sequence[Said], *, asks_why: bool) -> None:
        self._frame = Frame.WHY if asks_why else frame
        self._asks_why = asks_why
        self._former = former
        self._said: list[Said] = []
        self._link: Cue | None = None
        self._both = False
        self._once = False  # the frame holds for the next thing and those joined to it, no further
        self._pointed = False  # "it" was said
        self._open: Cue | None = None  # a cue that may speak of what stood before, if nothing follows it

    def take(self, what: Meaning, *, listed: bool, many: bool) -> None:
        """One more meaning; `listed` = an enumeration mark stands before it, `many` = its words are in the plural."""
        match what:
            case Cue():
                self._cue(what)
            case Noun(one):
                last = self._said[-1] if self._said else None
                if last is not None and isinstance(last.what, Values) and not last.what.people:
                    self._said[-1] = replace(last, many=not one)
            case Count():
                pass
            case Several(items):
                for item in items:
                    self._thing(item, listed=True, many=False)
            case _:
                self._thing(what, listed=listed, many=many)

    def finished(self) -> tuple[Said, ...]:
        """Everything that was said; a cue at the end speaks of what stood before it."""
        self._close()
        return tuple(self._said)

    def _cue(self, cue: Cue) -> None:
        if cue in LINKS or cue is Cue.BOTH:
            self._both = self._both or cue is Cue.BOTH
            self._link = Cue.BOTH if self._both and cue is not Cue.OR else cue
        self._pointed = self._pointed or cue is Cue.IT
        if self._asks_why:
            return
        if cue in AT_ONCE:
            self._close()
            self._open = cue
            self._close()
        elif cue in ASKING and self._open in REFUSING:
            pass  # "skip anything before 1960", "不要给我推荐": the refusal goes on
        elif cue in OPENERS or cue in BACKWARD:
            self._close()
            if cue in OPENERS and not (cue in TAKEN_BACK and self._frame is Frame.RETRACT):
                refused = cue is Cue.SIMILAR and self._frame is Frame.NOT and self._open in {*REFUSING, None}
                self._frame = Frame.UNLIKE if refused else OPENERS[cue]
                self._once = cue is Cue.NOT_SO
            self._open = cue if cue in BACKWARD else None
            self._link = cue if cue in OPENERS else self._link

    def _thing(self, what: Thing, *, listed: bool, many: bool) -> None:
        link = self._link or (Cue.OR if listed and self._said else None)
        if self._once and link is None and self._said and self._said[-1].frame is self._frame:
            self._frame, self._once = Frame.ASK, False
        frame = self._frame
        if self._open is Cue.ANY and isinstance(what, TheField):
            frame = Frame.RETRACT
        self._said.append(Said(what, frame, link, many))
        self._link, self._open = None, None

    def _close(self) -> None:
        """Let a cue that nothing followed speak of what stood before it."""
        if self._open is None:
            return
        frame, self._open = BACKWARD[self._open], None
        open_to = OPEN_TO.get(frame, {Frame.ASK})
        unclaimed = [at for at, one in enumerate(self._said) if one.frame in open_to and _fits(one.what, frame)]
        for at in unclaimed:
            seen = frame is Frame.SEEN and isinstance(self._said[at].what, Values)
            unlike = frame is Frame.NOT and self._said[at].frame is Frame.SIMILAR
            unlike = unlike and isinstance(self._said[at].what, TheItem)
            self._said[at] = replace(self._said[at], frame=Frame.NOT if seen else Frame.UNLIKE if unlike else frame)
        reported = self._frame is Frame.IGNORE  # "my friend said it's overrated" is not for the user to have said
        if not unclaimed and not reported and frame in {Frame.LIKE, Frame.DISLIKE, Frame.SEEN, Frame.SIMILAR}:
            self._judge_the_former(frame)
        elif not unclaimed and not self._said and (frame is Frame.SIMILAR or (frame is Frame.NOT and self._pointed)):
            self._said += [replace(one, frame=frame) for one in self._former if isinstance(one.what, TheItem)]

    def _judge_the_former(self, frame: Frame) -> None:
        """Let "loved it" speak of what was seen in this clause, else of the last items of the clause before."""
        seen = [at for at, one in enumerate(self._said) if one.frame is Frame.SEEN]
        for at in seen:
            self._said[at] = replace(self._said[at], frame=frame)
        if not self._said:
            items = [one for one in self._former if isinstance(one.what, TheItem)]
            self._said += [replace(one, frame=frame) for one in items[-MOST_MEANT:]]


def _fits(what: Thing, frame: Frame) -> bool:
    """Whether a cue may speak of a thing before it: "similar" and "how is" of items only."""
    if frame in {Frame.SIMILAR, Frame.ABOUT}:
        return isinstance(what, TheItem | UnknownTitle)
    if frame is Frame.SEEN and isinstance(what, Values):
        return all(value.field in SERIES for value in what.values)  # who has seen a series wants none of it
    return frame is not Frame.SEEN or not isinstance(what, Span)


__all__ = ["REFUSING", "Clause", "Frame", "Said", "clauses"]
