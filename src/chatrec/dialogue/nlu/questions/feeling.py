"""Items of the list by how they feel, of which there is no number: "which one is the funniest?", "which is scarier", 哪部最搞笑."""

from collections.abc import Iterator, Sequence

from chatrec.core.acts import TheField, TheItem
from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.numbers.extremes import BEHIND_EN
from chatrec.dialogue.nlu.words.text import Word, keys
from chatrec.domains.moods import FIELD

ENDINGS = (("iest", "y"), ("ier", "y"), ("est", ""), ("er", ""), ("est", "e"), ("er", "e"))
DOUBLED = 2  # letters that "saddest" has where "sad" has one


class Feeling:
    """Knows the adjectives of a catalogue's moods in their degrees."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon

    def of(self, words: Sequence[Word], shown: Sequence[int]) -> tuple[TheItem, TheField] | None:
        """The first item of the list that feels as the words say, and that field; None where none does."""
        for said in _plain(words):
            moods = {
                one.value for values in self._lexicon.meanings(said) for one in values.values if one.field == FIELD
            }
            row = next((row for row in shown if moods & set(self._catalogue[row].labels.get(FIELD, ()))), None)
            if row is not None:
                return TheItem(row, " ".join(said)), TheField(FIELD)
        return None


def _plain(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """The adjective without its degree, as it may be written: "the scariest one" is "scary", "saddest" is "sad"."""
    if words and words[0].han:
        said = "".join(word.key for word in words).removeprefix("最").removesuffix("的")
        yield keys(said)
        return
    said = " ".join(word.key for word in words).removeprefix("the ").removeprefix("most ").removeprefix("more ")
    first, *others = said.split() or [""]
    if others and not BEHIND_EN.fullmatch(" " + " ".join(others)):
        return
    yield (first,)
    for ending, plain in ENDINGS:
        if first.endswith(ending):
            stem = first.removesuffix(ending)
            yield (stem + plain,)
            if stem[-DOUBLED:-1] == stem[-1:]:
                yield (stem[:-1],)


__all__ = ["Feeling"]
