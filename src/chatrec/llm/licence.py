"""What a point of a plan allows to be said: its facts, each with every phrase that may stand for it, and its frame."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from chatrec.core.attribution import Kind
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.ids import ItemId
from chatrec.core.query import ABOUT, ALIKE, Constraint, Excludes, Includes, Locale
from chatrec.dialogue.points import Clause, Point, Say, Things, Titles, Traits, Wish, Wishes
from chatrec.domains.base import Domain
from chatrec.explain.words import WORDS
from chatrec.llm.frames import Frame, Frames
from chatrec.llm.frames_en import ENGLISH
from chatrec.llm.frames_zh import CHINESE
from chatrec.llm.surfaces import compiled, of_noun, of_number, of_title, of_value, of_wish

FRAMES: Mapping[Locale, Frames] = MappingProxyType({"en": ENGLISH, "zh": CHINESE})
ITEM = "item"


@dataclass(frozen=True, slots=True)
class Unit:
    """One fact: the mark that stands for it, its phrases, whether case matters, and the group of which one must be said
    ("" = it may be left out).
    """

    mark: str
    surfaces: tuple[str, ...]
    exact: bool = False
    group: str = ""


@dataclass(frozen=True)
class Licence:
    """The facts of one sentence, how they may be said, and its language; `measure` is the domain's Chinese one."""

    frame: Frame
    locale: Locale
    units: tuple[Unit, ...]
    measure: str

    @cached_property
    def patterns(self) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
        """The units with what finds them in a sentence, longer phrases first."""
        longest = sorted(self.units, key=lambda unit: -max(map(len, unit.surfaces)))
        return tuple((unit, compiled(unit.surfaces, unit.exact)) for unit in longest)


class Licences:
    """Makes licences over one catalogue and domain."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._domain = domain

    def of(self, point: Point, locale: Locale) -> Licence | None:
        """The licence of a point; None for a kind of point, of fact or of claim that is only said by template."""
        if point.say not in FRAMES[locale].by_say:
            return None
        units = self._units(point, locale)
        if units is None:
            return None
        noun = Unit("noun", of_noun(self._domain, locale))
        popular = point.say is Say.REASON_OF_FIRST and any(_of_popularity(claim) for claim in point.claims)
        frame = FRAMES[locale].popular if popular else FRAMES[locale].by_say[point.say]
        return Licence(frame, locale, (*units, noun), self._domain.measure)

    def _units(self, point: Point, locale: Locale) -> tuple[Unit, ...] | None:
        found: list[Unit] = []
        for name, slot in point.slots.items():
            match slot:
                case int():
                    found.append(Unit(name, of_number(slot, locale), group=name))
                case Titles(rows):
                    found += self._titles(
                        "item" if point.say in (Say.REASON_OF_FIRST, Say.KNOWN) else "like", rows, locale
                    )
                case Traits(row):
                    found += self._titles("item", (row,), locale) if "title" not in point.slots else []
                    found += self._traits(row, locale)
                case Things((wish,)) if point.say in (Say.LIKES_VALUE, Say.DISLIKES_VALUE):
                    found.append(Unit("value0", self._of_wish(wish, locale), group="value"))
                case Things(constraints):
                    found += self._wishes(constraints, locale)
                case Wish(constraint) | Wishes((constraint,)):
                    found += self._wish(point.say, constraint, locale)
                case Clause():
                    reason = self._reason(point.claims, locale)
                    if reason is None:
                        return None
                    found += reason
                case _:
                    return None
        return tuple(found)

    def _titles(self, mark: str, rows: Sequence[int], locale: Locale) -> Iterator[Unit]:
        for place, row in enumerate(rows):
            item = self._catalogue[row]
            unique = self._titled[item.title.casefold()] == 1
            yield Unit(f"{mark}{place}", of_title(item, locale, unique=unique), exact=True, group=f"{mark}{place}")

    def _traits(self, row: int, locale: Locale) -> Iterator[Unit]:
        labels = self._catalogue[row].labels.items()
        values = [(field, value) for field, values in labels for value in values]
        for place, (field, value) in enumerate(values):
            yield Unit(f"value{place}", of_value(field, value, self._domain, locale), group=f"value{place}")

    def _wishes(self, constraints: Sequence[Constraint], locale: Locale) -> Iterator[Unit]:
        for place, wish in enumerate(constraints):
            kind = "pos" if isinstance(wish, Includes) else "neg" if isinstance(wish, Excludes) else "range"
            yield Unit(f"{kind}{place}", self._of_wish(wish, locale), group=f"wish{place}")

    def _wish(self, say: Say, wish: Constraint, locale: Locale) -> Iterator[Unit]:
        if say is not Say.LEFT_OUT:
            yield Unit("wish0", self._of_wish(wish, locale), group="wish")
            return
        yield Unit("neg0", self._of_wish(wish, locale), group="wish")
        if isinstance(wish, Excludes) and len(wish.values) == 1 and wish.field != ITEM:
            yield Unit("bare0", of_value(wish.field, wish.values[0], self._domain, locale), group="wish")

    def _of_wish(self, wish: Constraint, locale: Locale) -> tuple[str, ...]:
        if isinstance(wish, Excludes) and wish.field == ITEM:
            titles = tuple(self._catalogue[self._catalogue.row(ItemId(value))].title for value in wish.values)
            wish = Excludes(ITEM, tuple(f"《{title}》" for title in titles) if locale == "zh" else titles)
        return of_wish(wish, self._domain, locale)

    def _reason(self, claims: Sequence[Claim], locale: Locale) -> list[Unit] | None:
        """What the reason of an item rests on, read off its claims; None where they are of another kind."""
        liked = [ItemId(claim.ref) for claim in claims if claim.kind is ClaimKind.OPINION]
        found = [*self._titles("like", [self._catalogue.row(item) for item in liked], locale)]
        for claim in claims:
            if claim.kind is not ClaimKind.EVIDENCE:
                continue
            kind, _, ref = claim.value.partition("|")[2].rpartition("|")[0].partition("|")
            if kind in (Kind.WISH, Kind.ATTRIBUTE) and ref.partition("=")[0] not in (ALIKE, ABOUT):
                found.append(Unit("value0", self._feature(ref, locale), group="value"))
            elif kind not in (Kind.HISTORY, Kind.PRIOR):
                return None
        return found

    def _feature(self, ref: str, locale: Locale) -> tuple[str, ...]:
        """A feature of items in words: "genre=Comedy" is "comedy films" or "comedies", "decade=1990s" what it says."""
        field, _, value = ref.partition("=")
        nouns = WORDS[locale].nouns
        if field == "decade":
            return (nouns.decade(value, self._domain),)
        if field not in self._domain.labels:
            return (nouns.other(self._domain.say_field(field, locale), value, self._domain),)
        return of_value(field, value, self._domain, locale)

    @cached_property
    def _titled(self) -> Counter[str]:
        return Counter(item.title.casefold() for item in self._catalogue)


def _of_popularity(claim: Claim) -> bool:
    return claim.kind is ClaimKind.EVIDENCE and f"|{Kind.PRIOR}|" in claim.value


__all__ = ["FRAMES", "Licence", "Licences", "Unit"]
