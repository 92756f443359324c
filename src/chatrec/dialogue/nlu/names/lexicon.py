"""Every phrase whose meaning does not depend on the sentence: cues, fields, values and what items are called."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from chatrec.core.acts import TheField, TheValue
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.names.people import DOT, full_names, last_names, meant, sounding
from chatrec.dialogue.nlu.words import cues_en, cues_zh
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Meaning, Noun, Values
from chatrec.dialogue.nlu.words.spelling import Names, Spelling
from chatrec.dialogue.nlu.words.text import HAN, Word, keys
from chatrec.domains.base import Domain, Words
from chatrec.domains.moods import FIELD as MOOD
from chatrec.domains.moods import KIN

Phrase = tuple[str, ...]
SERIES = frozenset({"franchise", "series"})  # fields whose values people call without their article
SHORTEST_SURNAME = 7  # letters; shorter ones resemble each other too much
LONGEST_CUE = 3  # characters
LONGEST_NAME = 12  # characters
INSIDE = frozenset({"", "-", "'", "/", "_"})  # what may stand between the words of one phrase


class Lexicon:
    """Finds the longest known phrase at a word; built once from the domain, the catalogue's own values and the cues."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._meanings: dict[Phrase, Meaning] = dict(_cues())
        self._elsewhere: dict[Phrase, dict[str, Values]] = {}  # what a phrase means in other fields than its first
        self._short: set[Phrase] = set()  # last names
        self._subjects: dict[Phrase, Values] = {}  # values that sound like a cue, "starting over": meant behind "about"
        self._told = frozenset(domain.facts.fields if domain.facts else ())
        self._domain = domain
        self._add_names(domain, catalogue)
        self._items_with = Counter(
            TheValue(field, value) for item in catalogue for field, values in item.labels.items() for value in values
        )
        held = {known.field for known in self._items_with}
        for field, value, phrase in _spoken(domain):
            if (
                field in held or not held
            ):  # a wish for what no item tells of would find nothing: it is said not to be known
                self._add(phrase, self._present(TheValue(field, value)))
        for known in self._items_with:
            if not _too_common(keys(known.value)) and not self._named(known.field):
                self._add(keys(known.value), known)
                if known.field in SERIES and known.value.lower().startswith("the "):
                    self._add(keys(known.value)[1:], known)  # "lord of the rings"
        self._add_last_names(domain)
        self._sounding = {sounding(phrase): phrase for phrase in self._foreign(domain)}
        self._longest = _longest(self._meanings)
        spelt = {words[0]: what for words, what in self._meanings.items() if _spelt(words, what)}
        self._surnames = Spelling({words[0]: self._meanings[words] for words in self._short if len(words) == 1})
        self._names = Names({(first, last): what for (first, last), what in self._full_names()})
        self._spelling = Spelling({word: what for word, what in spelt.items() if not self.yields(what)})

    def at(self, words: Sequence[Word], start: int) -> Mark | None:
        """The longest phrase that begins at the word `start`."""
        reach = 1
        most = min(self._longest.get(words[start].key, 0), len(words) - start)
        while reach < most and _goes_on(words, start + reach):
            reach += 1
        for length in range(min(reach, most), 0, -1):
            phrase = tuple(word.key for word in words[start : start + length])
            meaning = self._meanings.get(phrase)
            if phrase in self._subjects and _is_subject(words, start, start + length):
                meaning = self._subjects[phrase]
            if meaning is not None and (phrase not in self._short or self._means_person(words, start, start + length)):
                return Mark(start, start + length, self._in_place(phrase, meaning, words, start))
        return self._transliterated(words, start)

    def _transliterated(self, words: Sequence[Word], start: int) -> Mark | None:
        """A foreign name in other characters of the same sound, told by its dot."""
        if not words[start].han or all(word.gap != DOT for word in words[start + 1 : start + LONGEST_NAME]):
            return None
        for end in range(min(len(words), start + LONGEST_NAME), start + 1, -1):
            phrase = self._sounding.get(sounding([word.key for word in words[start:end]]))
            if phrase is not None:
                return Mark(start, end, self._in_place(phrase, self._meanings[phrase], words, start))
        return None

    def _foreign(self, domain: Domain) -> Iterator[Phrase]:
        """Chinese names with a dot, of people whom the catalogue knows."""
        for field in domain.labels.values():
            for named in field.values.values() if field.names else ():
                yield from (phrase for name in named.zh if DOT in name and (phrase := keys(name)) in self._meanings)

    def meanings(self, phrase: Phrase) -> tuple[Values, ...]:
        """All values that a phrase means where nothing around it says which; () where it means none."""
        first = self._meanings.get(phrase)
        return (first, *self._elsewhere.get(phrase, {}).values()) if isinstance(first, Values) else ()

    def yields(self, what: Meaning) -> bool:
        """Whether it is a value of which a pack told: where its words are also a title, written as one, that is meant."""
        return isinstance(what, Values) and what.values[0].field in self._told

    def cued(self, what: Meaning, words: Sequence[Word], start: int) -> bool:
        """Whether the word before tells that a person is meant here: "featuring Martin Lawrence" is no title."""
        if not isinstance(what, Values) or not start or words[start].gap:
            return False
        field = self._domain.labels.get(what.values[0].field)
        return field is not None and field.names and words[start - 1].key in field.cues.en

    def nearly(self, word: Word) -> Meaning | None:
        """What a misspelt value, noun or request means, None when it resembles none."""
        return self._spelling.nearest(word.key)

    def _present(self, value: TheValue) -> TheValue:
        """A value, or of a mood that no item has the kin that some have: "sad" music is melancholy."""
        kin = (TheValue(MOOD, one) for one in KIN.get(value.value, ())) if value.field == MOOD else ()
        return value if self._items_with[value] else next((one for one in kin if self._items_with[one]), value)

    def nearly_named(self, words: Sequence[Word]) -> Meaning | None:
        """Whom a misspelt last name means, or a first and a last one, "jim carey"; None when they resemble nobody's."""
        said = [word.key for word in words]
        if len(said) == 1:
            return self._surnames.nearest(said[0]) if len(said[0]) >= SHORTEST_SURNAME else None
        telling = not (set(said) & cues_en.STOPWORDS) and not any(word.gap for word in words[1:])
        return self._names.nearest(said) if telling else None

    def _full_names(self) -> Iterator[tuple[tuple[str, str], Values]]:
        """The people who are called by two Latin words."""
        for phrase, what in self._meanings.items():
            match phrase:
                case (first, last) if (
                    isinstance(what, Values) and self._named(what.values[0].field) and first.isascii()
                ):
                    yield (first, last), what
                case _:
                    pass

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
                field = self._domain.labels.get(value.field)
                either = field is not None and field.either
                self._meanings[phrase] = replace(known, values=(*known.values, value), either=either)
            elif value not in known.values and {value.field, known.values[0].field} <= self._told:
                people = self._named(value.field)
                self._elsewhere.setdefault(phrase, {}).setdefault(value.field, Values((value,), people=people))
            elif value not in known.values and not self._named(value.field):
                self._meanings[phrase] = replace(known, also=(*known.also, value))
        elif known is None or known is Cue.FILLER:
            self._meanings[phrase] = Values((value,), people=self._named(value.field))
        elif isinstance(known, Cue):
            self._subjects[phrase] = Values((value,))

    def _add_last_names(self, domain: Domain) -> None:
        people = {
            name: words for field in domain.labels.values() if field.names for name, words in field.values.items()
        }
        for phrase, person in last_names(people).items():
            fields = [name for name, field in domain.labels.items() if field.names and person in field.values]
            if phrase not in self._meanings:
                if len(phrase) == 1 or HAN.match(phrase[0]):
                    self._short.add(phrase)
                for field in fields:
                    self._add(phrase, TheValue(field, person))

    def _named(self, field: str) -> bool:
        known = self._domain.labels.get(field)
        return known is not None and known.names

    def _means_person(self, words: Sequence[Word], start: int, end: int) -> bool:
        cues = (cue for field in self._domain.labels.values() if field.names for cue in field.cues.en)
        return meant(words, start, end, frozenset(cues))

    def _in_place(self, phrase: Phrase, first: Meaning, words: Sequence[Word], start: int) -> Meaning:
        """What a phrase of several fields means here: by the words around it, else of the field in which most items have it."""
        others = self._elsewhere.get(phrase)
        if not others or not isinstance(first, Values):
            return first
        known = {first.values[0].field: first, **others}
        before = words[start - 1].key if start else ""
        behind = "".join(word.key for word in words[start + len(phrase) : start + len(phrase) + LONGEST_CUE])
        for field, values in known.items():
            cues = self._domain.labels[field].cues if field in self._domain.labels else Words(en=())
            if before in cues.en or behind.startswith(cues.zh or ("\0",)):
                return values
        if self._named(first.values[0].field):
            # Of one who directs and acts the commoner is asked for; who is to be left out is left out of both.
            meant = max(known.values(), key=lambda values: self._items_with[values.values[0]])
            rest = (values.values[0] for values in known.values() if values is not meant)
            return replace(meant, also=(*meant.also, *(one for one in rest if self._named(one.field))))
        return first

    def _add_names(self, domain: Domain, catalogue: Catalogue) -> None:
        for name in _all(domain.noun):
            self._meanings.setdefault(keys(name), Noun(one=name.isascii() and not name.endswith("s")))
        named = {name: field.words for name, field in domain.labels.items() if not field.whether}
        named |= {name: number.words for name, number in domain.numbers.items() if name in catalogue.fields}
        whether = {
            name for name, field in domain.labels.items() if field.whether
        }  # its name asks for it: "with a certificate"
        for field in dict.fromkeys((*named, *(name for name in catalogue.fields if name not in whether))):
            for name in (field, *_all(named.get(field, Words(en=())))):
                self._meanings.setdefault(keys(name), TheField(field))


def _is_subject(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a thing is about what stands here: "about starting over", "关于重新开始的", "重新开始题材的"."""
    before = "".join(word.key for word in words[max(0, start - 2) : start])
    behind = "".join(word.key for word in words[end : end + LONGEST_CUE])
    return before.endswith(("about", "关于", "讲")) or behind.startswith(("题材", "主题", "为主题"))


def _cues() -> Iterator[tuple[Phrase, Cue]]:
    taken: set[Phrase] = set()
    for cue in Cue:
        for phrase in (*cues_en.CUES.get(cue, ()), *cues_zh.CUES.get(cue, "").split()):
            if (key := keys(phrase)) and key not in taken:
                taken.add(key)
                yield key, cue


def _spoken(domain: Domain) -> Iterator[tuple[str, str, Phrase]]:
    for name, field in domain.labels.items():
        if field.names:
            yield from ((name, value, phrase) for value, named in field.values.items() for phrase in full_names(named))
            continue
        for value, named in field.values.items():
            for word in _all(named):
                yield name, value, keys(word)
                if not HAN.search(word):
                    yield from ((name, value, keys(form)) for form in _plurals(word))


def _all(named: Words) -> Iterable[str]:
    return (*named.en, *named.zh)


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a phrase may go on with a word: the dot of an initial, as in "William H. Macy", ends none."""
    gap = words[at].gap
    return gap in INSIDE or gap == DOT or (gap == "." and len(words[at - 1].key) == 1)


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
