"""Titles that are misspelt or not ours, where the sentence leaves no doubt that a title is meant."""

from collections.abc import Iterator, Sequence
from itertools import islice

from chatrec.core.acts import TheItem, UnknownTitle
from chatrec.dialogue.nlu.names.naming import TAKERS
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.cues_zh import TALK
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun, Values
from chatrec.dialogue.nlu.words.text import Word

MOST_GUESSES = 6  # a message; each costs a search through all titles
LONGEST_RUN = 8  # words of a title that we do not know
SHORTEST_HAN = 2
PASSED = {Cue.AND, Cue.OR, Cue.ALSO, Cue.BOTH}  # between a verb and a further title
VERDICTS = {Cue.GOOD, Cue.BAD}
HAVING = frozenset({"have", "got", "there"})
ARTICLES = frozenset({"the", "a", "an"})
STOPS = frozenset(".!?;。！？；\n")


def with_guesses(words: Sequence[Word], marks: Sequence[Mark], titles: TitleIndex) -> tuple[Mark, ...]:
    """The marks and, for runs of unmarked words that must be titles, what they are or resemble."""
    found = list(marks)
    for start, end in islice(_runs(words, marks), MOST_GUESSES):
        if _expected(words, found, start, end):
            found = _with_guess(found, Mark(start, end, titles.guess(words[start:end])), words, titles)
    return tuple(sorted(found, key=lambda mark: mark.start))


def _with_guess(found: list[Mark], mark: Mark, words: Sequence[Word], titles: TitleIndex) -> list[Mark]:
    """With the guess; with one guess for both sides of an "and" that stands inside a title ("Sense and Sensability")."""
    for joint in found:
        unknown = next((other for other in found if other.end == joint.start), None)
        if joint.what is Cue.AND and joint.end == mark.start and unknown and isinstance(unknown.what, UnknownTitle):
            whole = titles.guess(words[unknown.start : mark.end])
            if isinstance(whole, TheItem):
                kept = [other for other in found if other not in (joint, unknown)]
                return [*kept, Mark(unknown.start, mark.end, whole)]
    return [*found, mark]


def _runs(words: Sequence[Word], marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Stretches of unmarked words without punctuation between, stopwords taken off both ends."""
    taken = {at for mark in marks for at in range(mark.start, mark.end)}
    at = 0
    while at < len(words):
        start = at
        while at < len(words) and at not in taken and (at == start or (not _parts(words[at]) and _alike(words, at))):
            at += 1
        if at == start:
            at += 1
            continue
        if (run := _trimmed(words, start, at)) is not None:
            yield run


def _parts(word: Word) -> bool:
    return bool(set(word.gap) - {"-", "'", ".", ":", "&"}) or ("." in word.gap and len(word.gap) > 1)


def _alike(words: Sequence[Word], at: int) -> bool:
    return words[at].han == words[at - 1].han


def _trimmed(words: Sequence[Word], start: int, end: int) -> tuple[int, int] | None:
    while start < end and words[start].key in STOPWORDS and words[start].key not in ARTICLES:
        start += 1
    while end > start and words[end - 1].key in STOPWORDS:
        end -= 1
    if start < end and not words[start].han and end - start > LONGEST_RUN:
        return None
    return (start, end) if any(word.key not in STOPWORDS for word in words[start:end]) else None


def _expected(words: Sequence[Word], marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether a title is expected at the run."""
    if words[start].han and not _chinese_name(words[start:end]):
        return False
    if not words[start].han and any(mark.start in (end, end + 1) and mark.what in VERDICTS for mark in marks):
        return True
    if any(mark.start == end and isinstance(mark.what, Noun | Values) for mark in marks) and not words[start].capital:
        return False  # "big movies": a quality of things, not the name of one
    if _had(words, marks, start, end):
        return True
    return _behind_a_taker(words, sorted(marks, key=lambda mark: mark.start), start)


def _had(words: Sequence[Word], marks: Sequence[Mark], start: int, end: int) -> bool:
    """Whether it is asked if the catalogue has what is written as a name: "do you have The Matrix?"."""
    before = next((mark for mark in marks if mark.end == start), None)
    named = words[start].capital and (end == len(words) or bool(words[end].gap))
    return before is not None and named and before.what is Cue.WISH and words[before.end - 1].key in HAVING


def _chinese_name(run: Sequence[Word]) -> bool:
    """Whether Chinese characters may be a title; "轻松的" is a quality, "肖申克的救赎" is not."""
    return len(run) >= SHORTEST_HAN and run[-1].key != "的" and not any(word.key in TALK for word in run)


def _behind_a_taker(words: Sequence[Word], marks: Sequence[Mark], start: int) -> bool:
    before = [mark for mark in marks if mark.end <= start]
    joined = False
    while before:
        last = before.pop()
        if any(STOPS & set(word.gap) for word in words[last.end : start + 1]):
            return False
        if last.what in TAKERS and last.what not in {Cue.NOT, Cue.BESIDES}:
            return last.what is not Cue.RETRACT or words[start].capital
        if last.what in PASSED or isinstance(last.what, TheItem | UnknownTitle):
            joined = True
        elif (not isinstance(last.what, Noun) and not joined) or isinstance(last.what, Cue):
            return False
    return False


__all__ = ["with_guesses"]
