"""Which facts of a catalogue can be spoken of plainly: with words in both languages that mean nothing else there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from chatrec.core.catalogue import Catalogue, Item
from chatrec.dialogue.nlu.numbers.years import ranges
from chatrec.dialogue.nlu.words.cues_en import CUES
from chatrec.dialogue.nlu.words.cues_zh import CUES as ZH
from chatrec.dialogue.nlu.words.text import keys
from chatrec.domains.base import Domain, Words

LEAST_ITEMS = 3  # that have a value of which somebody speaks


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a label field and its words; `people` = it is a person's name."""

    field: str
    value: str
    words: Words
    people: bool


class Vocabulary:
    """The values of a catalogue that a person may name, by item and by field. Built once, O(items)."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self.catalogue = catalogue
        self.domain = domain
        self.values = tuple(_plain(catalogue, domain))
        self._known: Mapping[tuple[str, str], Value] = {(one.field, one.value): one for one in self.values}
        self._named = frozenset(
            keys(said)
            for known in domain.labels.values()
            for words in known.values.values()
            for said in (*words.en, *words.zh)
        )

    def __contains__(self, label: tuple[str, str]) -> bool:
        """Whether a value of a field can be spoken of plainly."""
        return label in self._known

    def names(self, first: str, second: str) -> bool:
        """Whether two words side by side are one value's: "dark comedy" is no comedy that is dark, but a kind of its own."""
        return keys(f"{first} {second}") in self._named

    def of(self, item: Item) -> tuple[Value, ...]:
        """What can be said of an item's labels."""
        labels = ((field, value) for field, values in item.labels.items() for value in values)
        return tuple(self._known[label] for label in labels if label in self._known)


def _plain(catalogue: Catalogue, domain: Domain) -> Iterator[Value]:
    meanings = Counter(
        phrase
        for known in domain.labels.values()
        for words in known.values.values()
        for phrase in {keys(said) for said in (*words.en, *words.zh, words.before)}
    )
    titles = {keys(title) for item in catalogue for title in (item.title, *item.aliases, *item.titles.values())}
    cues = {keys(said) for words in CUES.values() for said in words} | {
        keys(said) for words in ZH.values() for said in words.split()
    }
    for (field, value), rows in catalogue.label_rows.items():
        known = domain.labels.get(field)
        words = known.values.get(value) if known else None
        if known is None or words is None or not words.zh or len(rows) < LEAST_ITEMS:
            continue
        said = {keys(words.en[0]), keys(words.zh[0])}
        # A director who also acts has one name in two fields: what stands beside it tells which.
        alone = known.names or all(meanings[phrase] == 1 for phrase in said)
        dated = ranges(words.en[0].lower()) or ranges(words.zh[0])  # "the 1950s" as a theme
        if alone and not dated and not said & (titles | cues):
            yield Value(field, value, words, known.names)


__all__ = ["Value", "Vocabulary"]
