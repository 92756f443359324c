"""Last.fm as HetRec 2011 publishes it: artists, listening counts, and the tags that people gave (ISO-8859-1)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.eventrows import EventFields
from chatrec.data.form import Events, Form, NumberedItem
from chatrec.data.ledger import Ledger
from chatrec.data.report import Reason
from chatrec.data.rows import split_rows
from chatrec.data.textfile import TextFile

_PLAYS = EventFields(user=0, item=1, count=2)
MOST_TAGS = 5  # of an artist: those that most people gave
LEAST_PEOPLE = 2  # who gave a tag; what one person alone says of an artist is a note to themselves


def hetrec(tags: TextFile | None, tagged: TextFile | None) -> Form:
    """The form of `artists.dat` and `user_artists.dat`, with the tags where both of their files are given.

    How often somebody listened to an artist is one event, a play with its count.
    """
    return Form("HetRec Last.fm", _Artists(tags, tagged), _events)


@dataclass(frozen=True, slots=True)
class _Artists:
    tags: TextFile | None
    tagged: TextFile | None

    def __call__(self, text: TextIO, ledger: Ledger) -> Iterator[NumberedItem]:
        given = self._given()
        text.readline()
        for line, fields in split_rows(text, "\t", 4, ledger, start=2):
            item, name = fields[0].strip(), fields[1].strip()
            if item and name:
                labels = {"tag": given[item]} if item in given else {}
                yield NumberedItem(line, Item(id=ItemId(item), title=name, labels=labels))
            else:
                ledger.note(Reason.MALFORMED, line, "\t".join(fields))

    def _given(self) -> Mapping[str, tuple[str, ...]]:
        """The tags of each artist, the commonest first; rows of these files that cannot be read are passed over."""
        if self.tags is None or self.tagged is None:
            return {}
        with self.tags.opened() as text:
            words = {
                row[0]: row[1].strip() for _, row in split_rows(text, "\t", 2, Ledger(self.tags.name)) if row[1].strip()
            }
        people: defaultdict[str, Counter[str]] = defaultdict(Counter)
        with self.tagged.opened() as text:
            for _, (_, artist, tag, *_) in split_rows(text, "\t", 6, Ledger(self.tagged.name)):
                if tag in words:
                    people[artist][words[tag]] += 1
        return {artist: _commonest(counts) for artist, counts in people.items() if _commonest(counts)}


def _commonest(counts: Counter[str]) -> tuple[str, ...]:
    enough = ((-count, tag) for tag, count in counts.items() if count >= LEAST_PEOPLE)
    return tuple(tag for _, tag in sorted(enough)[:MOST_TAGS])


def _events(text: TextIO, ledger: Ledger) -> Events:
    text.readline()
    return Events(split_rows(text, "\t", 3, ledger, start=2), _PLAYS)


__all__ = ["hetrec"]
