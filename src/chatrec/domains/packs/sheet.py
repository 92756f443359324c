"""What a line of a pack says, in the words of a catalogue: how it completes an item, and how it becomes one."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import ITEM, Triple

ARTICLES = ("the ", "a ", "an ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A thing of a pack. `title` is the English one, `called` every other; `labels` and `numbers` hold what is known and no
    more; `ties` are its relations in the graph, with the entities by their English names. `ours` are the fields that hold of
    our own item alone, as what a product typically costs does not hold of what a shop asks for it. `story` is the title of the
    work that it tells, of a film its source, of a book itself; "" where that is not known.
    """

    id: str
    title: str
    title_zh: str | None = None
    called: tuple[str, ...] = ()
    labels: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, float]
    text: str = ""
    text_zh: str = ""
    ties: Mapping[str, tuple[str, ...]]
    ours: frozenset[str] = frozenset()
    story: str = ""

    def enriched(self, item: Item) -> Item:
        """The item with what it lacks; what it has of its own wins, field by field."""
        return self._completed(item, self.ours)

    def item(self) -> Item:
        """The thing as an item of its own."""
        return self._completed(Item(id=ItemId(self.id), title=self.title), frozenset())

    def _completed(self, item: Item, without: frozenset[str]) -> Item:
        names = (self.title_zh, self.title, *self.called)
        aliases = dict.fromkeys((*item.aliases, *(name for name in names if name and name != item.title)))
        titles = {"zh": self.title_zh} if self.title_zh and self.title_zh != item.title else {}
        labels = {name: own for name, own in self.labels.items() if own and name not in {*item.labels, *without}}
        numbers = {name: own for name, own in self.numbers.items() if name not in {*item.numbers, *without}}
        return replace(
            item,
            aliases=tuple(aliases),
            labels={**item.labels, **labels},
            numbers={**item.numbers, **numbers},
            text=item.text or self.text,
            titles={**titles, **item.titles},
            texts={**({"zh": self.text_zh} if self.text_zh else {}), **item.texts},
        )

    def names(self) -> set[str]:
        """Every title, folded."""
        return {name for name in map(folded, (self.title, self.title_zh or "", *self.called)) if name}

    def triples(self, item: ItemId) -> Iterator[Triple]:
        """What is true of the item that it is, with the tie's name."""
        head = f"{ITEM}{item}"
        return (Triple(head, tie, what) for tie, whom in self.ties.items() for what in whom)

    def spelt(self, spelling: Mapping[str, str]) -> "Sheet":
        """With the names as a catalogue spells them, by what `folded` makes of them: "J.K. Rowling" for "J. K. Rowling"."""
        return replace(
            self,
            labels={name: tuple(spelling.get(folded(one), one) for one in own) for name, own in self.labels.items()},
            ties={name: tuple(spelling.get(folded(one), one) for one in own) for name, own in self.ties.items()},
        )


def spellings(items: Sequence[Item], fields: Sequence[str]) -> Mapping[str, str]:
    """How a catalogue spells the names in these fields, by what `folded` makes of them; the first spelling stands."""
    names = (value for item in items for field in fields for value in item.labels.get(field, ()))
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(folded(name), name)
    return found


def folded(title: str) -> str:
    """A title or a name as they are compared: without case, marks, punctuation and the article in front."""
    plain = unicodedata.normalize("NFKD", title).casefold().replace("&", " and ")
    for article in ARTICLES:
        plain = plain.removeprefix(article)
    return "".join(char for char in plain if char.isalnum())


__all__ = ["Sheet", "folded", "spellings"]
