"""Which phrase of the lexicon begins at a word, as it is meant where it stands."""

from collections.abc import Mapping, Sequence

from chatrec.core.acts import TheField
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.numbers.degrees import TOO
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun, Span, Values
from chatrec.dialogue.nlu.words.text import Word
from chatrec.domains.moods import FIELD as MOOD
from chatrec.domains.moods import MOODS

REFUSING = {Cue.NOT, Cue.NOT_SO}
DENIAL = "不"
# Words that mean old or new, or refuse, only before these and before things: not in 老失眠, 最近心情不好, 非洲.
VAGUE = {"老": "的了一点些吧啊呢港", "最近": "的有上新出几很热流火好推", "非": "", "无": ""}
GRADING = frozenset("太很更好别够有最偏挺")
BEFORE_REFUSAL = frozenset("你您请就都可先也还又再那后们家人的了吧啊我咱俩以万但而且让能部个本款些里且并")
LONGEST_BEFORE = 4  # characters of a phrase before a refusal


class Phrasing:
    """Reads phrases in the words of one message, of which `ranges` are known by the word at which they begin; `ages` is what "new" and
    "old" mean, and `dated` whether years are named.
    """

    def __init__(
        self,
        words: Sequence[Word],
        lexicon: Lexicon,
        ranges: Mapping[int, Mark],
        *,
        ages: Mapping[Cue, Span],
        dated: bool,
    ) -> None:
        self._words = words
        self._lexicon = lexicon
        self._ranges = ranges
        self._ages = ages
        self._dates = dated

    def at(self, at: int) -> Mark | None:
        """The phrase that begins at a word; None where none is meant."""
        phrase = self._lexicon.at(self._words, at)
        if phrase is not None and (name := self._name_inside(phrase)) is not None:
            phrase = self._lexicon.at(self._words[:name], at)
        if phrase is not None and self._inside(phrase):
            phrase = None
        if phrase is None and (self._denies(at) or self._complains(at)):
            return Mark(at, at + 1, Cue.NOT_SO)
        if (
            phrase is not None
            and phrase.what in REFUSING
            and any(inside in self._ranges for inside in range(at + 1, phrase.end))
        ):
            return None  # "is" of "is not too long": the refusal is part of the range
        if phrase is not None and phrase.what in REFUSING:
            return self._shortened(phrase)
        if phrase is None or (phrase.what is not Cue.RECENT and phrase.what is not Cue.OLD):
            return phrase
        if self._dates and self._words[at].han:
            return Mark(phrase.start, phrase.end, Cue.FILLER)  # of 90年代的老片 the years say more
        span = self._ages.get(phrase.what)
        return Mark(phrase.start, phrase.end, span) if span else None

    def _name_inside(self, phrase: Mark) -> int | None:
        """Where somebody's name begins inside a Chinese phrase and goes on behind it: 有爱德华·诺顿演的 is not 有爱, loving."""
        if not self._words[phrase.start].han:
            return None
        for at in range(phrase.start + 1, phrase.end):
            name = self._lexicon.at(self._words, at)
            if name is not None and name.end > phrase.end and isinstance(name.what, Values) and name.what.people:
                return at
        return None

    def _inside(self, phrase: Mark) -> bool:
        """Whether what would refuse, or mean old or new, stands within words that say something else: 卓别林, 老失眠."""
        at, end = phrase.start, phrase.end
        said = "".join(word.key for word in self._words[at:end])
        joined = at > 0 and self._words[at - 1].han and not self._words[at].gap
        if said in VAGUE and end < len(self._words) and not self._words[end].gap:
            following = self._lexicon.at(self._words, end)
            things = following is not None and isinstance(following.what, Noun | Values | TheField)
            graded = joined and self._words[at - 1].key in GRADING
            return not (things or graded or self._words[end].key in VAGUE[said])
        if end - at > 1 or not self._words[at].han:
            return False
        unknown = joined and not any(
            (mark := self._lexicon.at(self._words, start)) is not None and mark.end >= at
            for start in range(max(0, at - LONGEST_BEFORE), at)
        )
        return phrase.what in REFUSING and unknown and self._words[at - 1].key not in BEFORE_REFUSAL

    def _shortened(self, refusal: Mark) -> Mark:
        """A Chinese refusal without a last character that begins a value: 不要太空题材的 refuses 太空, outer space, but 不要有爱娃·嘉宝演的
        no love.
        """
        last = refusal.end - 1
        value = self._lexicon.at(self._words, last) if self._words[last].han and last > refusal.start else None
        if value is None or value.end <= refusal.end or not isinstance(value.what, Values):
            return refusal
        behind = self._lexicon.at(self._words, refusal.end)
        if behind is not None and behind.end > value.end:
            return refusal
        shorter = self._lexicon.at(self._words[:last], refusal.start)
        return shorter if shorter is not None and shorter.end == last else refusal

    def _denies(self, at: int) -> bool:
        """Whether a bare "不" stands before a value, "不恐怖的"."""
        if self._words[at].key != DENIAL or at + 1 == len(self._words):
            return False
        following = self._lexicon.at(self._words, at + 1)
        doubled = at > 0 and self._words[at - 1].key == self._words[at + 1].key  # "搞不搞笑" asks
        return following is not None and isinstance(following.what, Values) and not doubled

    def _complains(self, at: int) -> bool:
        """Whether "too" stands before what there is too much of, "too violent", "太老了"; 太 before what is good is praise."""
        if self._words[at].key not in TOO or at + 1 == len(self._words) or self._words[at + 1].gap:
            return False
        if at + 1 in self._ranges:
            return True
        following = self._lexicon.at(self._words, at + 1)
        if following is None or not isinstance(following.what, Values):
            return following is not None and following.what in {Cue.OLD, Cue.RECENT}
        feels = (MOODS.get(one.value) for one in following.what.values if one.field == MOOD)
        praise = self._words[at].han and any(mood is not None and mood.valence > 0 for mood in feels)
        return not praise


__all__ = ["REFUSING", "Phrasing"]
