"""What the lines of every pack but the films' have in common: own sentences, and what they refer to."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from chatrec.domains import domain
from chatrec.domains.base import Words
from chatrec.domains.packs.film import HAN, Line, Slugs
from chatrec.domains.packs.names import Slug, Text, slug


def _english(sentence: str) -> str:
    if HAN.search(sentence) or sentence[-1] not in ".!?":
        raise ValueError("an English sentence has no Chinese characters and ends with a full stop")
    return sentence


def _chinese(sentence: str) -> str:
    if not HAN.search(sentence) or sentence[-1] not in "。！？" or len(re.findall("[。！？]", sentence)) > 1:
        raise ValueError("it is one Chinese sentence that ends with 。")
    return sentence


def _chinese_title(title: str) -> str:
    if not HAN.search(title) and not re.search(r"\d", title):
        raise ValueError("a Chinese name has Chinese characters; leave it out where there is none")
    return title


def distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    """The values. Raises ValueError when one stands there twice."""
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands there twice; once is enough")
    return values


def worded(domain_name: str, field: str) -> Callable[[str], str]:
    """A check that a value is one for which the domain has words; that is loaded when the first value is checked, because
    the domains themselves hold packs.
    """

    @cache
    def known() -> Mapping[str, Words]:
        return domain(domain_name).labels[field].values

    def check(value: str) -> str:
        if value not in known():
            near = get_close_matches(value, known(), n=2, cutoff=0.6)
            hint = f"; right would be {' or '.join(repr(one) for one in near)}" if near else ""
            raise ValueError(f"the {domain_name} domain has no words for it as a {field}{hint}")
        return value

    return check


English = Annotated[Text, StringConstraints(min_length=20, max_length=300), AfterValidator(_english)]
Chinese = Annotated[Text, StringConstraints(min_length=8, max_length=150), AfterValidator(_chinese)]
ChineseTitle = Annotated[Text, AfterValidator(_chinese_title)]
Country = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")]
Themes = Annotated[Slugs, Field(max_length=10)]
Moods = Annotated[Slugs, Field(max_length=4)]
ItemIds = Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^\d+$")], ...], Field(min_length=1)]


class Fact(Line):
    """One thing of a pack: a book, an album, a product. `about_en` and `about_zh` are one own sentence each."""

    id: Slug
    title: Text = Field(description="in its own script")
    title_en: Text | None = Field(None, description="in English, where that differs")
    title_zh: ChineseTitle | None = Field(None, description="the settled Chinese name")
    about_en: English | None = None
    about_zh: Chinese | None = None

    @property
    def english(self) -> str:
        """What it is called in English."""
        return self.title_en or self.title

    def refers(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that the line names, by the vocabulary or the names that explain them."""
        return {}

    def listed(self) -> Mapping[str, tuple[str, ...]]:
        """The item ids under which data sets list it."""
        return {}

    def named_after(self, *parts: object) -> None:
        """Raises ValueError unless the id is made of the parts, with a word after them for a homonym."""
        right = slug(" ".join(str(part) for part in parts if part is not None))
        if self.id != right and not self.id.startswith(f"{right}-"):
            raise ValueError(f"the id is made of its name: {right!r}; a homonym adds a word to it")
        if self.title_en == self.title:
            raise ValueError("title_en is only there where it differs from title")


__all__ = [
    "Chinese",
    "ChineseTitle",
    "Country",
    "English",
    "Fact",
    "ItemIds",
    "Language",
    "Moods",
    "Themes",
    "distinct",
    "worded",
]
