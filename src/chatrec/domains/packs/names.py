"""Ids and what they are called: people, franchises, and the words of the controlled vocabularies."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from chatrec.domains.base import Words
from chatrec.domains.packs.lines import Place, Problem

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$")]

# Letters that Unicode does not take apart into a Latin letter and its mark.
LATIN = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d",
    "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "'": None, "’": None, "ʻ": None, ".": None, "&": " and ",
})  # fmt: skip


def slug(name: str) -> str:
    """A name as an id: lower case, no marks, words joined by hyphens.

    >>> slug("Renée Zellweger"), slug("Vincent D'Onofrio"), slug("Samuel L. Jackson"), slug("E.T. the Extra-Terrestrial")
    ('renee-zellweger', 'vincent-donofrio', 'samuel-l-jackson', 'et-the-extra-terrestrial')
    """
    plain = unicodedata.normalize("NFKD", name.translate(LATIN)).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


class Named(BaseModel):
    """A person or a franchise. `aliases` are other names by which it is known, in any language."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Slug
    en: Text
    zh: Text | None = None
    aliases: tuple[Text, ...] = ()

    def fits(self) -> bool:
        """Whether the id is the English name's slug, with a year of birth or a word after it for a homonym."""
        right = slug(self.en)
        return self.id == right or self.id.startswith(f"{right}-")

    def words(self) -> Words:
        """As the domains hold it; an alias is of the language of its letters."""
        han = tuple(name for name in self.aliases if not name.isascii())
        ascii_only = tuple(name for name in self.aliases if name.isascii())
        return Words(en=(self.en, *ascii_only), zh=(*((self.zh,) if self.zh else ()), *han))


class Word(BaseModel):
    """One value of a controlled vocabulary. The first word of a language is how we say it; all of them are understood. `before`
    is the English word before a noun where that is another: "Japanese", of Japan.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+(-[a-z0-9]+)*$")]
    kind: Text | None = None
    en: Annotated[tuple[Text, ...], Field(min_length=1)]
    zh: Annotated[tuple[Text, ...], Field(min_length=1)]
    before: Text | None = None

    def words(self) -> Words:
        """As the domains hold it."""
        return Words(en=self.en, zh=self.zh, before=self.before or "")


def merged(lines: Iterable[tuple[Place, Named]], problems: list[Problem]) -> dict[str, Named]:
    """One entry an id. Files may name the same one again: what one leaves out the other adds, what differs is a problem."""
    known: dict[str, Named] = {}
    first: dict[str, Place] = {}
    for place, one in lines:
        if not one.fits():
            problems.append(Problem(place, f"id {one.id!r} is not that of {one.en!r}; right would be {slug(one.en)!r}"))
        before = known.setdefault(one.id, one)
        where = first.setdefault(one.id, place)
        problems.extend(
            Problem(place, f"{one.id!r} {clash} {where}; they must be one") for clash in _clashes(before, one)
        )
        aliases = tuple(dict.fromkeys(before.aliases + one.aliases))
        known[one.id] = Named(id=one.id, en=before.en, zh=before.zh or one.zh, aliases=aliases)
    return known


def _clashes(before: Named, one: Named) -> Iterator[str]:
    if one.en != before.en:
        yield f"is called {one.en!r} here and {before.en!r} in"
    if one.zh and before.zh and one.zh != before.zh:
        yield f"is called {one.zh!r} here and {before.zh!r} in"


def vocabulary(lines: Iterable[tuple[Place, Word]], problems: list[Problem]) -> dict[str, Word]:
    """The words by id, in their order; an id that stands there twice is a problem."""
    known: dict[str, Word] = {}
    for place, word in lines:
        if word.id in known:
            problems.append(Problem(place, f"{word.id!r} is there already; an id stands for one thing"))
        known.setdefault(word.id, word)
    return known


__all__ = ["Named", "Slug", "Text", "Word", "merged", "slug", "vocabulary"]
