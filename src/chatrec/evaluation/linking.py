"""Which entities of a database an utterance names: the product's own index of titles, over the names of the database."""

from collections.abc import Iterator, Sequence

from chatrec.core.acts import TheItem
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId
from chatrec.data.utterances import Name, Span
from chatrec.dialogue.nlu.intents.features import normaliser
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.words.text import words

SHORTEST = 2  # characters; a single one is a word and no name, and so is a bare number


class Linker:
    """Finds names as they are and by their aliases, the longest first."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = tuple({name.name: name for name in names}.values())
        items = [
            Item(id=ItemId(name.name), title=_plain(name.name), aliases=tuple(map(_plain, name.aliases)))
            for name in self._names
        ]
        self._titles = TitleIndex(Catalogue(items))

    def found(self, text: str) -> Iterator[tuple[Name, Span]]:
        """The names in a text and where they stand, from left to right. O(words)."""
        spoken = words(_plain(text))
        at = 0
        while at < len(spoken):
            end = at + 1
            for length in self._titles.lengths_at(spoken, at):
                item = self._titles.exact(spoken[at : at + length])
                start, stop = spoken[at].start, spoken[at + length - 1].end
                if isinstance(item, TheItem) and stop - start >= SHORTEST and not item.text.isdigit():
                    name = self._names[item.item]
                    yield name, Span(name.kind, start, stop)
                    end = at + length
                    break
            at = end


def _plain(text: str) -> str:
    """Comparable, and as long as it was wherever that can be."""
    return normaliser()(text)


__all__ = ["Linker"]
