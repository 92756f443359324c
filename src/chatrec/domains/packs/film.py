"""What one line of the films pack says. A fact that is not known is absent: None, or an empty list."""

import re
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from chatrec.domains.packs.names import Slug, Text, slug

HAN = re.compile(r"[\u3400-\u9fff]")

Genre = Literal[
    "Action", "Adventure", "Animation", "Children's", "Comedy", "Crime", "Documentary", "Drama", "Fantasy", "Film-Noir",
    "Horror", "Musical", "Mystery", "Romance", "Sci-Fi", "Thriller", "War", "Western",
]  # fmt: skip
"""The eighteen genres of MovieLens; finer kinds are themes."""

Source = Literal[
    "article", "book", "comic", "fairy tale", "film", "legend", "memoir", "musical", "novel", "novella", "opera", "play",
    "poem", "scripture", "short film", "short story", "song", "story", "toy", "true events", "tv series", "video game",
]  # fmt: skip
"""What a film may be based on; "book" is non-fiction, "story" is for what is neither a novel nor printed alone."""

Catalogue = Literal["100k", "1m"]
"""The MovieLens data set whose item ids a line names."""

Year = Annotated[int, Field(ge=1888, le=2030)]
Level = Annotated[int, Field(ge=0, le=3)]


def _english(sentence: str) -> str:
    if HAN.search(sentence) or sentence[-1] not in ".!?":
        raise ValueError("an English synopsis is one English sentence that ends with a full stop")
    return sentence


def _chinese(sentence: str) -> str:
    if not HAN.search(sentence) or sentence[-1] not in "。！？" or len(re.findall("[。！？]", sentence)) > 1:
        raise ValueError("a Chinese synopsis is one Chinese sentence that ends with 。")
    return sentence


def _chinese_title(title: str) -> str:
    if not HAN.search(title) and not re.search(r"\d", title):
        raise ValueError("a Chinese title has Chinese characters; leave it out where there is none")
    return title


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        raise ValueError(f"{', '.join(twice)} stands there twice; once is enough")
    return values


Texts = Annotated[tuple[Text, ...], AfterValidator(_distinct)]
Slugs = Annotated[tuple[Slug, ...], AfterValidator(_distinct)]


class Line(BaseModel):
    """What every line of a pack keeps: no field that we do not know, no value of another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Content(Line):
    """How much of what parents and the squeamish ask about: 0 none, 1 mild, 2 moderate, 3 strong; absent = not known."""

    violence: Level | None = None
    sex: Level | None = None
    language: Level | None = None
    fright: Level | None = None
    drugs: Level | None = None


class BasedOn(Line):
    """The work or the events behind a film; `by` are its authors' English names."""

    kind: Source
    title: Text | None = None
    title_zh: Text | None = None
    by: Texts = ()


class Film(Line):
    """One film. `title` is the original title in its own script, `title_en` the English one where it differs."""

    id: Slug
    ml: dict[Catalogue, Annotated[tuple[Annotated[str, StringConstraints(pattern=r"^\d+$")], ...], Field(min_length=1)]] = Field(
        default_factory=dict, description="MovieLens item ids by data set; two where the data set lists the film twice"
    )  # fmt: skip
    title: Text
    title_en: Text | None = None
    title_zh: Annotated[Text, AfterValidator(_chinese_title)] | None = Field(None, description="mainland release title")
    aliases: Texts = Field((), description="other titles by which people know it, in any language")
    year: Year = Field(description="of the first public showing")
    directors: Slugs = ()
    writers: Slugs = Field(
        (), description="of the screenplay or the screen story; authors of the source are in based_on"
    )
    cast: Annotated[Slugs, Field(max_length=8)] = Field((), description="leading actors, most important first")
    countries: Annotated[
        tuple[Annotated[str, StringConstraints(pattern="^[A-Z]{2}$")], ...], AfterValidator(_distinct)
    ] = ()
    languages: Annotated[
        tuple[Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")], ...], AfterValidator(_distinct)
    ] = ()
    runtime_min: Annotated[int, Field(ge=1, le=900)] | None = None
    genres: Annotated[tuple[Genre, ...], Field(min_length=1), AfterValidator(_distinct)]
    themes: Annotated[Slugs, Field(max_length=10)] = ()
    moods: Annotated[Slugs, Field(max_length=4)] = ()
    pace: Literal["slow", "medium", "fast"] | None = None
    content: Content = Content()
    suitable_age: Annotated[int, Field(ge=0, le=18)] | None = Field(None, description="from which age, in years")
    based_on: BasedOn | None = None
    franchise: Slug | None = None
    awards: Slugs = Field((), description="won, not nominated")
    synopsis_en: Annotated[Text, StringConstraints(min_length=20, max_length=300), AfterValidator(_english)] | None = (
        None
    )
    synopsis_zh: Annotated[Text, StringConstraints(min_length=8, max_length=150), AfterValidator(_chinese)] | None = (
        None
    )

    @model_validator(mode="after")
    def _named_after_its_title(self) -> Self:
        right = f"{slug(self.english)}-{self.year}"
        if self.id != right and not self.id.startswith(f"{right}-"):
            raise ValueError(
                f"the id is the English title and the year: {right!r}; a homonym of that year adds a word to it"
            )
        if self.title_en == self.title:
            raise ValueError("title_en is only there where it differs from title")
        return self

    @property
    def english(self) -> str:
        """What it is called in English."""
        return self.title_en or self.title

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of everyone the line names: directors, writers, cast; a person in two roles is there twice."""
        return self.directors + self.writers + self.cast


class Noted(Line):
    """A disagreement with another source that was looked at, and why the line is right all the same."""

    film: Slug
    field: Literal["title", "year", "directors", "cast", "countries"]
    source: Literal["ml-100k", "ml-100k-text", "ml-100k-kg", "ml-1m-text", "ml-1m-kg"]
    why: Text


__all__ = ["BasedOn", "Content", "Film", "Genre", "Line", "Noted", "Source"]
