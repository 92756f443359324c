"""Qualities that are asked for and that no field of the catalogue holds: "french films", "with Tom Hanks", "less violent".

What is not understood must be said, not dropped. But nobody wants to hear that "decent" cannot be filtered: only words
in places where a quality stands are taken, and words that hardly narrow a wish are let pass.
"""

from collections.abc import Iterator, Sequence

from chatrec.dialogue.nlu.wishes.unserved_zh import chinese
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun, Unserved, Values
from chatrec.dialogue.nlu.words.text import Word, vocabulary

HARMLESS = vocabulary(
    """
decent solid fine lovely cool awesome amazing excellent fantastic wonderful brilliant superb perfect interesting
enjoyable entertaining worthwhile watchable proper classic famous popular known favourite favorite similar different
other random certain single couple few several whole entire real true actual old-fashioned quality top fun little big
huge major small own usual possible suitable fitting right awful terrible boring ones feeling watching binge catch
enjoy put play pls plz kindly tell talk sorry hmm hmmm wow cheers dear buddy pal mate bro evening night weekend tonight
friday saturday sunday monday tuesday wednesday thursday holiday date rainy day days morning sort sorta kinda pure
outstanding incredible must-see must see high low rated highly best-known well-known beautiful spare go going start
begin continue try trying come having using chance original number numbers total additional extra brand next
previous above below main general simple coming tbh lol haha omg btw imo honestly wait youd youll youve theyd theyll theyve hes shes itll itd
thatll thatd theres heres wheres hows dont didnt doesnt cant wont isnt arent wasnt werent havent hasnt shouldnt wouldnt couldnt
though whatre short-listed picks pick titles great-looking not im dont me my lets
something anything damn bloody freaking gimme lemme sth smth gonna wanna absolute absolutely complete total either neither include includes including starring featuring directed meant mean truly proper-ish stuff tv dvd
"""
)
DEGREES = vocabulary("less more too very really pretty quite so extremely super rather fairly somewhat slightly")
LOOSE = vocabulary("something anything somewhat stuff")
BEFORE_WITH = LOOSE | vocabulary("one ones any some those others")
OF_WHOM = ("directed by", "written by", "made by", "played by", "set in", "set during", "based on", "based upon")
PREPOSITIONS = vocabulary("with starring featuring by about")
COMPANY = vocabulary(
    "my our your his her their me you us him them friends family kids children popcorn beer wine dinner that this these "
    "those it which subtitles"
)
LANGUAGES = vocabulary(
    "english french german italian spanish portuguese russian polish swedish danish norwegian dutch greek turkish arabic "
    "hebrew persian hindi tamil thai vietnamese korean japanese chinese mandarin cantonese color colour"
)
BEING = vocabulary("is are")
JOINTS = vocabulary("and or")
INSIDE = frozenset({"", "-", "'", "."})
LONGEST = 4  # words of one quality
REFUSALS = {Cue.NOT, Cue.NOT_SO}
LESS = {Cue.DISLIKE, Cue.MORE}


def with_unserved(words: Sequence[Word], marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks and those of the qualities that cannot be served, which replace the cues of degree inside them."""
    found = [*_english(words, marks), *chinese(words, marks)]
    taken = {at for mark in found for at in range(mark.start, mark.end)}
    kept = (mark for mark in marks if not taken & set(range(mark.start, mark.end)))
    return tuple(sorted((*kept, *found), key=lambda mark: mark.start))


def _english(words: Sequence[Word], marks: Sequence[Mark]) -> Iterator[Mark]:
    reader = _English(words, marks)
    end = 0
    for at in range(len(words)):
        if at >= end and (mark := reader.at(at)) is not None:
            yield mark
            end = mark.end


class _English:
    """Looks for the places where an English quality stands."""

    def __init__(self, words: Sequence[Word], marks: Sequence[Mark]) -> None:
        self._words = words
        self._by_start = {mark.start: mark for mark in marks}
        self._by_end = {mark.end: mark for mark in marks}
        self._taken = {at for mark in marks for at in range(mark.start, mark.end)}

    def at(self, start: int) -> Mark | None:
        """The quality that begins at a word, None when none does."""
        return self._graded(start) or self._of(start) or self._loose(start) or self._before_a_thing(start)

    def _graded(self, start: int) -> Mark | None:
        """By a cue of degree or refusal: "less violent", "not too long", "without violence"."""
        cue = self._by_start.get(start)
        if cue is None or cue.what not in REFUSALS | LESS:
            return None
        key = self._words[cue.end - 1].key
        if cue.what in LESS and (cue.end != start + 1 or key not in {"less", "more"}):
            return None
        end = self._run(cue.end)
        if end == cue.end or not (self._stops(end) or self._thing(end)):
            return None
        spoken = cue.end if cue.what is Cue.NOT and key not in DEGREES else start + (self._words[start].key in BEING)
        return Mark(spoken, end, self._said(spoken, end))

    def _of(self, start: int) -> Mark | None:
        """Behind a preposition: "with Tom Hanks", "about dinosaurs", "directed by Kubrick", "in French"."""
        begin = self._behind_preposition(start)
        if begin is None:
            return None
        while begin < len(self._words) and self._words[begin].key in {"a", "an", "the", "some", "lots", "of"}:
            begin += 1
        end = self._run(begin, harmless=True)
        if end == begin or self._words[begin].key in COMPANY:
            return None
        return Mark(start, end, self._said(begin, end))

    def _behind_preposition(self, start: int) -> int | None:
        """Where the object of a preposition begins that says of whom, of what or in which language a thing is."""
        if start in self._taken or self._words[start].han:
            return None
        first = self._words[start].key
        if " ".join(word.key for word in self._words[start : start + 2]) in OF_WHOM:
            return start + 2
        told = first in PREPOSITIONS and (start == 0 or self._behind_a_thing(start))
        foreign = first in {"in", "from"} and self._foreign(start + 1, spoken=first == "in")
        return start + 1 if told or foreign else None

    def _loose(self, start: int) -> Mark | None:
        """Behind a loose pronoun: "something short and uplifting"."""
        before = start - 1
        if before < 0 or self._words[before].key not in LOOSE or self._words[start].gap:
            return None
        end = self._run(start)
        return Mark(start, end, self._said(start, end)) if end > start and self._stops(end) else None

    def _before_a_thing(self, start: int) -> Mark | None:
        """Before a noun or a value: "french films", "Japanese animation"."""
        end = self._run(start)
        if end == start or not self._thing(end) or self._words[end].gap not in {"", "-"}:
            return None
        return Mark(start, end, self._said(start, end))

    def _run(self, start: int, *, harmless: bool = False) -> int:
        """Where a run of words that mean nothing to us and would narrow a wish ends."""
        end = start
        while end < len(self._words) and end - start < LONGEST and self._means(end, start, harmless=harmless):
            end += 1
        return end - 1 if end > start and self._words[end - 1].key in JOINTS else end

    def _means(self, at: int, start: int, *, harmless: bool) -> bool:
        word = self._words[at]
        if word.han or word.key.isdigit() or (at > start and word.gap not in INSIDE):
            return False
        if word.key in JOINTS:
            return start < at < len(self._words) - 1 and at + 1 not in self._taken and not self._empty(at + 1)
        if at in self._taken or (word.key in DEGREES and at > start):
            return False
        return not self._empty(at, harmless=harmless)

    def _empty(self, at: int, *, harmless: bool = False) -> bool:
        key = self._words[at].key
        return key in STOPWORDS or (key in HARMLESS and not harmless)

    def _thing(self, at: int) -> bool:
        mark = self._by_start.get(at)
        return mark is not None and isinstance(mark.what, Noun | Values)

    def _behind_a_thing(self, at: int) -> bool:
        mark = self._by_end.get(at)
        if mark is not None and (isinstance(mark.what, Noun | Values) or mark.what is Cue.SIMILAR):
            return True
        return at > 0 and self._words[at - 1].key in BEFORE_WITH

    def _foreign(self, at: int, *, spoken: bool) -> bool:
        """Whether a language, or any proper name behind "from", stands here."""
        if at >= len(self._words) or at in self._taken:
            return False
        word = self._words[at]
        return word.key in LANGUAGES if spoken else word.text[0].isupper() and word.key not in STOPWORDS

    def _stops(self, at: int) -> bool:
        """Whether a clause or its object ends here."""
        if at == len(self._words) or self._words[at].gap:
            return True
        mark = self._by_start.get(at)
        return self._words[at].key in STOPWORDS or (mark is not None and isinstance(mark.what, Cue))

    def _said(self, start: int, end: int) -> Unserved:
        words = self._words[start:end]
        joined = (f"{'' if at == 0 else word.gap or ' '}{word.text}" for at, word in enumerate(words))
        return Unserved("".join(joined))


__all__ = ["with_unserved"]
