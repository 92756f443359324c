"""Where a stretch of words that is also somebody's title is meant as one: "I loved Heat", not "a heat wave"."""

import re
from collections.abc import Sequence

from chatrec.core.acts import TheItem, UnknownTitle
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.words.cues_en import SIGHS, STOPWORDS
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Noun
from chatrec.dialogue.nlu.words.text import Word, vocabulary

TAKERS = frozenset(
    {
        Cue.LIKE,
        Cue.FAVOUR,
        Cue.DISLIKE,
        Cue.SEEN,
        Cue.SIMILAR,
        Cue.WHY,
        Cue.RETRACT,
        Cue.IGNORE,
        Cue.NOT,
        Cue.BESIDES,
        Cue.ABOUT,
    }
)
PREDICATES = frozenset(
    {
        Cue.GOOD,
        Cue.BAD,
        Cue.LIKE,
        Cue.FAVOUR,
        Cue.DISLIKE,
        Cue.SEEN,
        Cue.FINE,
        Cue.IGNORE,
        Cue.WHY,
        Cue.ABOUT,
        Cue.SIMILAR,
    }
)
PREPOSITIONS = vocabulary("in on at from with by about for to into during under over near of set")
SMALL = vocabulary("the a an of and or in on at to for with by from as is le la les de du des et und der die das")
LEADING = vocabulary("the a an film movie called named titled watching seeing to watch see of recommend show")
TRAILING = vocabulary(
    "too please a best most so very really when because since last yesterday today already once twice again with "
    "which that as well either much was is were are here the in"
)
SEQUELS = vocabulary("ii iii iv vi vii viii part")
BREAKS = frozenset(".!?;。！？；\n,，:：")
HAD = re.compile(r"(?:这[部本个])?(?:电影|片子?|书)?(?:[吗么嘛没不]|$)")
HAVING = re.compile(r"(?:你们?|这里?|这儿)?有(?:[吗么嘛没不木]|$)")
LONGEST_HAVING = 5  # characters
ENOUGH = 3  # words of a title that hardly come together by chance


class Naming:
    """Judges whether the words from `start` to `end`, which are a title, are meant as one in this message."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self._words = words
        self._lexicon = lexicon
        letters = "".join(word.text for word in words if not word.han)
        self._shouting = letters.isupper() and len(words) > 1

    def meant(self, start: int, end: int, before: Sequence[Mark]) -> bool:
        """Whether they are; `before` holds the marks up to `start`."""
        if self._crosses_a_break(start, end) or self._goes_on(start, end, before):
            return False
        if end == len(self._words) and all(word.key in SIGHS for word in self._words[:start]):
            return not self._spoken(start, end)
        alone = end - start == 1
        if alone and self._words[start].key in STOPWORDS:
            return self.capitalised(start, end) and self._taken(start, before)
        if alone and start and self._words[start - 1].key in PREPOSITIONS and not self._taken(start, before):
            return False
        if self.capitalised(start, end) and (not alone or not self._first_of_sentence(start) or self._paired(end)):
            return True
        if self._taken(start, before):
            return end - start >= ENOUGH or self._ends(end)
        if self._words[start].han and not alone and self._looked_for(start, end, before):
            return True
        return self._opens(start, before) and self._judged(end)

    def _looked_for(self, start: int, end: int, before: Sequence[Mark]) -> bool:
        """Whether it is asked if the catalogue has what stands here: 有没有活着, 三体有吗."""
        behind = "".join(word.key for word in self._words[end : end + LONGEST_HAVING])
        if before and before[-1].end == start and self._words[before[-1].end - 1].key == "有":
            return HAD.match(behind) is not None
        return self._opens(start, before) and HAVING.match(behind) is not None

    def _spoken(self, start: int, end: int) -> bool:
        """Whether the words are a sentence and no title: "forget Paris" begins small and names something."""
        first, *others = self._words[start:end]
        small = not first.han and not first.capital and first.key not in SMALL
        return small and any(word.capital and not word.key.isdigit() for word in others)

    def _paired(self, end: int) -> bool:
        """Whether "and" and another name follow: "Fargo and The Piano"."""
        joint = self._lexicon.at(self._words, end) if end < len(self._words) else None
        return (
            joint is not None
            and joint.what is Cue.AND
            and joint.end < len(self._words)
            and self._words[joint.end].capital
        )

    def _goes_on(self, start: int, end: int, before: Sequence[Mark]) -> bool:
        """Whether the words are but a part of a longer name: "Toy Story" in "Toy Story 2", "Batman" in "Batman Begins"."""
        if end < len(self._words) and not (following := self._words[end]).gap:
            if following.key in SEQUELS or (following.key.isdigit() and len(following.key) == 1):
                return True
            if self.capitalised(start, end) and self._proper(end) and self._lexicon.at(self._words, end) is None:
                return True
        former = start - 1
        unmarked = former > 0 and not self._words[start].gap and not (before and before[-1].end >= start)
        return unmarked and self._proper(former) and not self._first_of_sentence(former)

    def _proper(self, at: int) -> bool:
        word = self._words[at]
        return not word.han and word.text[0].isupper() and word.key not in STOPWORDS and not self._shouting

    def capitalised(self, start: int, end: int) -> bool:
        """Whether the words are written as a title is, in a message that is not all capitals."""
        if self._shouting or not self._words[start].capital or self._words[start].han:
            return False
        return all(word.capital or word.han or word.key in SMALL for word in self._words[start:end])

    def _taken(self, start: int, before: Sequence[Mark]) -> bool:
        """Whether a verb that takes a title, or another title and "and", stands before."""
        at = start
        while at and self._words[at - 1].key in LEADING and not self._words[at].gap:
            if before and before[-1].end >= at:
                break
            at -= 1
        chain = list(before)
        if not chain or chain[-1].end != at:
            return False
        while chain and (chain[-1].what in {Cue.AND, Cue.OR, Cue.ALSO, Cue.BOTH} or isinstance(chain[-1].what, Noun)):
            chain.pop()
        if not chain:
            return False
        return chain[-1].what in TAKERS or isinstance(chain[-1].what, TheItem | UnknownTitle)

    def _ends(self, end: int) -> bool:
        """Whether what is said of ends here: the words stop, or go on with something that is no part of a title."""
        if end == len(self._words) or self._words[end].gap or self._words[end].key in TRAILING:
            return True
        following = self._lexicon.at(self._words, end)
        return self._words[end].han or (following is not None and isinstance(following.what, Cue | Noun))

    def _opens(self, start: int, before: Sequence[Mark]) -> bool:
        """Whether a clause begins here."""
        if self._first_of_sentence(start) or BREAKS & set(self._words[start].gap):
            return True
        return bool(before) and before[-1].end == start and before[-1].what in {Cue.AND, Cue.BUT}

    def _judged(self, end: int) -> bool:
        """Whether something is said of the words before: "was great", "我看过"."""
        pronoun = self._lexicon.at(self._words, end) if end < len(self._words) and self._words[end].han else None
        if pronoun is not None and pronoun.what is Cue.IT:  # "Contact这部片怎么样"
            end = pronoun.end
        if end < len(self._words) and self._words[end].key in {"is", "was", "i", "我"}:
            nearer = self._lexicon.at(self._words, end)
            if nearer is not None and nearer.what in PREDICATES:
                return True
            end += 1
        following = self._lexicon.at(self._words, end) if end < len(self._words) else None
        return following is not None and following.what in PREDICATES

    def _first_of_sentence(self, start: int) -> bool:
        return start == 0 or bool(set(".!?。！？\n") & set(self._words[start].gap))

    def _crosses_a_break(self, start: int, end: int) -> bool:
        return any(set(word.gap) & set('?!;《》"\n') for word in self._words[start + 1 : end])


__all__ = ["PREDICATES", "TAKERS", "Naming"]
