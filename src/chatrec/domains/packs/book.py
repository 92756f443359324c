"""What one line of the books pack says. A fact that is not known is absent: None, or an empty list."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from chatrec.domains.packs.film import Slugs, Texts
from chatrec.domains.packs.forms import Country, Fact, ItemIds, Language, Moods, Themes, distinct
from chatrec.domains.packs.names import Slug

Genre = Literal[
    "Fantasy", "Science Fiction", "Dystopia", "Horror", "Mystery", "Crime", "Thriller", "Romance", "Historical Fiction",
    "Literary Fiction", "Classics", "Contemporary", "Adventure", "War", "Magical Realism", "Humor", "Satire", "Western",
    "Young Adult", "Children's", "Fairy Tales", "Mythology", "Wuxia", "Biography", "Memoir", "History", "Science",
    "Nature", "Philosophy", "Psychology", "Business", "Self-Help", "Politics", "Religion", "Travel", "True Crime",
    "Art", "Food", "Sport",
]  # fmt: skip
"""The genres of the books domain; finer kinds are themes."""

Form = Literal[
    "novel", "novella", "stories", "poetry", "play", "essays", "memoir", "biography", "nonfiction", "comic", "picture-book",
]  # fmt: skip
"""The forms of the books domain; "stories" are short ones, "nonfiction" is whatever else is true."""


class Book(Fact):
    """One book. `title` is the original title in its own script, `title_en` the English one where it differs."""

    listed_as: dict[Literal["goodbooks"], ItemIds] = Field(
        default_factory=dict, description="item ids by data set; the ids of goodbooks-10k are those of its ratings"
    )
    aliases: Texts = Field((), description="other titles by which people know it, in any language")
    year: Annotated[int, Field(ge=-800, le=2030)] | None = Field(
        None, description="of the first publication, as a serial or as a book; absent where only a century is known"
    )
    authors: Slugs = ()
    countries: Annotated[tuple[Country, ...], AfterValidator(distinct)] = Field((), description="of the author")
    language: Language | None = Field(None, description="that it was written in")
    form: Form
    genres: Annotated[tuple[Genre, ...], Field(min_length=1), AfterValidator(distinct)]
    themes: Themes = ()
    moods: Moods = ()
    pace: Literal["slow", "medium", "fast"] | None = None
    series: Slug | None = None
    volume: Annotated[int, Field(ge=1, le=99)] | None = Field(None, description="its number in the series")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        self.named_after(self.english, self.year)
        if self.volume is not None and self.series is None:
            raise ValueError(f"volume {self.volume} is of no series; name the series or leave the volume out")
        return self

    def refers(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that the line names."""
        return {
            "themes": self.themes,
            "moods": self.moods,
            "countries": self.countries,
            "languages": (self.language,) if self.language else (),
            "people": self.authors,
            "series": (self.series,) if self.series else (),
        }

    def listed(self) -> Mapping[str, tuple[str, ...]]:
        """The item ids under which data sets list it."""
        return {str(name): items for name, items in self.listed_as.items()}


__all__ = ["Book", "Form", "Genre"]
