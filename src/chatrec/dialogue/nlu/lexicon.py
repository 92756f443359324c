"""Every phrase whose meaning does not depend on the sentence: cues, fields, values and what items are called."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from chatrec.core.acts import TheField, TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu import cues_en, cues_zh
from chatrec.dialogue.nlu.marks import Cue, Mark, Meaning, Noun, Values
from chatrec.dialogue.nlu.spelling import Spelling
from chatrec.dialogue.nlu.text import HAN, Word, keys
from chatrec.domains.base import Domain, Words

Phrase = tuple[str, ...]
INSIDE = frozenset({"", "-", "'", "/", "_"})  # what may stand between the words of one phrase


class Lexicon:
    """Finds the longest known phrase at a word; built once from the domain, the catalogue's own values and the cues."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._meanings: dict[Phrase, Meaning] = dict(_cues())
        self._add_names(domain, catalogue)
        self._items_with = Counter(
            TheValue(field, value) for item in catalogue for field, values in item.labels.items() for value in values
        )
        for field, value, phrase in _spoken(domain):
            self._add(phrase, TheValue(field, value))
        for known in self._items_with:
            if not _too_common(keys(known.value)):
                self._add(keys(known.value), known)
        self._longest = _longest(self._meanings)
        self._spelling = Spelling({words[0]: what for words, what in self._meanings.items() if _spelt(words, what)})

    def at(self, words: Sequence[Word], start: int) -> Mark | None:
        """The longest phrase that begins at the word `start`."""
        reach = 1
        most = min(self._longest.get(words[start].key, 0), len(words) - start)
        while reach < most and words[start + reach].gap in INSIDE:
            reach += 1
        for length in range(min(reach, most), 0, -1):
            meaning = self._meanings.get(tuple(word.key for word in words[start : start + length]))
            if meaning is not None:
                return Mark(start, start + length, meaning)
        return None

    def nearly(self, word: Word) -> Meaning | None:
        """What a misspelt value, noun or request means, None when it resembles none."""
        return self._spelling.nearest(word.key)

    def rarest(self, values: Sequence[TheValue]) -> TheValue:
        """The value that the fewest items have."""
        return min(values, key=lambda value: self._items_with[value])

    def _add(self, phrase: Phrase, value: TheValue) -> None:
        """A phrase of one field may mean several of its values; what the phrase meant before in another way stays."""
        if not phrase:
            return
        known = self._meanings.get(phrase)
        if isinstance(known, Values):
            if value not in known.values and known.values[0].field == value.field:
                self._meanings[phrase] = Values((*known.values, value))
        elif known is None:
            self._meanings[phrase] = Values((value,))

    def _add_names(self, domain: Domain, catalogue: Catalogue) -> None:
        for name in _all(domain.noun):
            self._meanings.setdefault(keys(name), Noun(one=name.isascii() and not name.endswith("s")))
        named = {name: field.words for name, field in domain.labels.items()}
        named |= {name: number.words for name, number in domain.numbers.items() if name in catalogue.fields}
        for field in dict.fromkeys((*named, *catalogue.fields)):
            for name in (field, *_all(named.get(field, Words(en=())))):
                self._meanings.setdefault(keys(name), TheField(field))


def _cues() -> Iterator[tuple[Phrase, Cue]]:
    taken: set[Phrase] = set()
    for cue in Cue:
        for phrase in (*cues_en.CUES.get(cue, ()), *cues_zh.CUES.get(cue, "").split()):
            if (key := keys(phrase)) and key not in taken:
                taken.add(key)
                yield key, cue


def _spoken(domain: Domain) -> Iterator[tuple[str, str, Phrase]]:
    for name, field in domain.labels.items():
        for value, named in field.values.items():
            for word in _all(named):
                yield name, value, keys(word)
                if not HAN.search(word):
                    yield from ((name, value, keys(form)) for form in _plurals(word))


def _all(named: Words) -> Iterable[str]:
    return (*named.en, *named.zh)


def _plurals(word: str) -> tuple[str, ...]:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return (f"{word[:-1]}ies",)
    if word.endswith(("s", "x", "ch", "sh")):
        return (f"{word}es",)
    return (f"{word}s",)


def _too_common(phrase: Phrase) -> bool:
    """Values that would be found everywhere: single letters, bare numbers, words without content."""
    if len(phrase) != 1:
        return not phrase
    word = phrase[0]
    return word.isdigit() or word in cues_en.STOPWORDS or (len(word) == 1 and not HAN.match(word))


def _spelt(phrase: Phrase, meaning: Meaning) -> bool:
    """Whether slips in a phrase are looked for."""
    return len(phrase) == 1 and (isinstance(meaning, Values | Noun) or meaning is Cue.WANT)


def _longest(phrases: Iterable[Phrase]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return longest


__all__ = ["INSIDE", "Lexicon"]
