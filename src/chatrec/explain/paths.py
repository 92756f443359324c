"""Chains of facts in words: what joins a liked item to the one that is shown."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote

from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import BACKWARDS, ITEM, path_parts
from chatrec.core.query import Locale
from chatrec.domains.base import Domain, named

# Ids of Freebase, Wikidata and databases: names for machines, which a label must not pass off as words.
_OPAQUE = re.compile(r"/?[mg][./][0-9a-z_]{2,}|[QP]\d+|\d+|[0-9a-f]{8}-[0-9a-f-]{20,}", re.IGNORECASE)
_URI = re.compile(r"[a-z][a-z0-9+.-]*://.*[/#]([^/#]+)/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PathWords:
    """One language. What is called a relation comes in words; `title` is the liked item, "it" the one that is shown.

    `same`, `other` and `far` name the entity between them: with one relation to both, with another to each, or two
    entities that are linked; the `some` forms are for entities whose name is not known, and `tied` for "directed by Stanley Kubrick".
    """

    rest: Callable[[str], str]
    same: Callable[[str, str, str], str]
    some_same: Callable[[str, str], str]
    tied: Callable[[str, str], str]
    other: Callable[[str, str, str, str], str]
    some_other: Callable[[str, str, str], str]
    of_liked: Callable[[str, str], str]
    of_shown: Callable[[str, str], str]
    far: Callable[[str, str, str, str], str]
    backwards: Callable[[str], str]
    role: Callable[[str, str], str]


WORDS: Mapping[Locale, PathWords] = MappingProxyType(
    {
        "en": PathWords(
            rest=lambda title: f"other facts it shares with {title}",
            same=lambda relation, entity, title: f"{relation}: {entity}, as in {title}",
            some_same=lambda relation, title: f"the same {relation} as {title}",
            tied=lambda tie, title: f"{tie}, as is {title}",
            other=lambda entity, here, there, title: f"{entity}: {here} here, {there} in {title}",
            some_other=lambda here, there, title: f"its {here} is the {there} of {title}",
            of_liked=lambda relation, title: f"{relation} of {title}",
            of_shown=lambda relation, title: f"its {relation} is {title}",
            far=lambda here, link, there, title: f"{here} here; by {link} linked to {there} of {title}",
            backwards=lambda relation: f"{relation} (in reverse)",
            role=lambda relation, entity: f"{relation} {entity}",
        ),
        "zh": PathWords(
            rest=lambda title: f"与{title}共有的其他事实",
            same=lambda relation, entity, title: f"{relation}：{entity}，与{title}相同",
            some_same=lambda relation, title: f"与{title}的{relation}相同",
            tied=lambda tie, title: f"与{title}同为{tie}",
            other=lambda entity, here, there, title: f"{entity}：此处为{here}，在{title}中为{there}",
            some_other=lambda here, there, title: f"它的{here}是{title}的{there}",
            of_liked=lambda relation, title: f"{title}的{relation}",
            of_shown=lambda relation, title: f"它的{relation}是{title}",
            far=lambda here, link, there, title: f"{here}，经“{link}”关联到{title}的{there}",
            backwards=lambda relation: f"{relation}（反向）",
            role=lambda relation, entity: f"{relation}{entity}",
        ),
    }
)


class Stop(NamedTuple):
    """A thing on a path: what the graph calls it, what people do, and whether it is an item of the user's own."""

    name: str
    label: str
    own: bool = False


class Hop(NamedTuple):
    """One fact of a path: a thing, the relation in words, and the thing that it has."""

    source: Stop
    relation: str
    target: Stop


SHOWN = Stop("", "")  # the item that is shown, which a term does not name


@dataclass(frozen=True, slots=True)
class PathLabels:
    """Puts paths into words, in one language."""

    catalogue: Catalogue
    domain: Domain
    locale: Locale

    def label(self, ref: str) -> str:
        """The path of a PATH term, see `scorers.naming.chain_ref`, or a chain of names where it has another form."""
        words = WORDS[self.locale]
        start, *parts = path_parts(ref)
        title = self._title(ItemId(start.removeprefix(ITEM)))
        match parts:
            case []:
                return words.rest(title)
            case [relation, entity]:
                what = self._entity(relation, entity)
                there = self._relation(relation)
                if what and (tie := self.domain.say_tie(relation, what, self.locale)):
                    return words.tied(tie, title)
                return words.same(there, what, title) if what else words.some_same(there, title)
            case [relation, _, ""]:
                return words.of_liked(self._relation(relation), title)
            case ["", _, relation]:
                return words.of_shown(self._relation(relation), title)
            case [first, entity, last]:
                what, there, here = self._entity(last, entity), self._relation(first), self._relation(last)
                return words.other(what, here, there, title) if what else words.some_other(here, there, title)
            case [first, near, link, far, last]:
                here, there = self._role(last, far), self._role(first, near)
                return words.far(here, self._relation(link), there, title)
            case _:
                return words.same(" · ".join(parts[:-1]), parts[-1], title)

    def hops(self, ref: str) -> tuple[Hop, ...]:
        """The path of a PATH term hop by hop from the liked item to the one that is shown, which is SHOWN; no hops where
        the term is about the liked item's other chains together, or the ref has another form.
        """
        start, *parts = path_parts(ref)
        liked = Stop(start, self._title(ItemId(start.removeprefix(ITEM))), own=True)
        match parts:
            case [relation, _, ""]:
                return (Hop(liked, self._relation(relation), SHOWN),)
            case ["", _, relation]:
                return (Hop(SHOWN, self._relation(relation), liked),)
            case [first, entity, *over] if len(over) <= 1:
                last = over[0] if over else first
                between = Stop(entity, self._entity(last, entity) or self._relation(last))
                return (Hop(liked, self._relation(first), between), Hop(SHOWN, self._relation(last), between))
            case [first, near, link, far, last]:
                here = Stop(near, self._entity(first, near) or self._relation(first))
                there = Stop(far, self._entity(last, far) or self._relation(last))
                return (
                    Hop(liked, self._relation(first), here),
                    Hop(here, self._relation(link), there),
                    Hop(SHOWN, self._relation(last), there),
                )
            case _:
                return ()

    def _role(self, relation: str, entity: str) -> str:
        """The relation and its entity, "director Lana Wachowski"; the relation alone where the name is not known."""
        said = self._relation(relation)
        what = self._entity(relation, entity)
        return WORDS[self.locale].role(said, what) if what else said

    def _relation(self, name: str) -> str:
        said = self.domain.say_relation(name.removeprefix(BACKWARDS), self.locale)
        return WORDS[self.locale].backwards(said) if name.startswith(BACKWARDS) else said

    def _entity(self, relation: str, name: str) -> str:
        """The entity as a person calls it; "" when the graph has only an id for it."""
        item = ItemId(name.removeprefix(ITEM))
        if name.startswith(ITEM) and self.catalogue.has(item):
            return self._title(item)
        if (relation, name) in self.catalogue.label_rows:
            return self.domain.say_value(relation, name, self.locale)
        uri = _URI.fullmatch(name)
        last = unquote(uri.group(1)).replace("_", " ") if uri else name
        return "" if _OPAQUE.fullmatch(last) else self.domain.say_entity(last, self.locale)

    def _title(self, item: ItemId) -> str:
        return named(self.catalogue[self.catalogue.row(item)], self.locale)


__all__ = ["SHOWN", "Hop", "PathLabels", "Stop"]
