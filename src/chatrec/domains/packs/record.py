"""What one line of the music pack says, of an artist or of an album. A fact that is not known is absent."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from chatrec.domains.packs.film import Slugs, Texts, Year
from chatrec.domains.packs.forms import Country, Fact, ItemIds, Language, Moods, Themes, distinct, worded
from chatrec.domains.packs.names import Text

Tag = Annotated[Text, AfterValidator(worded("music", "genre"))]


class Record(Fact):
    """An artist (a singer, a band, a composer), or an album with its artists."""

    kind: Literal["artist", "album"]
    listed_as: dict[Literal["hetrec"], ItemIds] = Field(
        default_factory=dict, description="an artist's item ids in HetRec Last.fm"
    )
    aliases: Texts = ()
    year: Year | None = Field(None, description="of the release; of an artist, when they began to record or perform")
    artists: Slugs = Field((), description="an album's artists; for an artist, himself")
    countries: Annotated[tuple[Country, ...], AfterValidator(distinct)] = ()
    languages: Annotated[tuple[Language, ...], AfterValidator(distinct)] = Field(
        (), description="sung in, main first; zxx = none"
    )
    genres: Annotated[tuple[Tag, ...], Field(min_length=1), AfterValidator(distinct)] = Field(
        description="tags of the music domain, main first"
    )
    themes: Themes = ()
    moods: Moods = ()
    pace: Literal["slow", "medium", "fast"] | None = None
    songs: Annotated[Texts, Field(max_length=4)] = Field((), description="well-known ones")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "artist":
            self.named_after(self.english)
            if self.artists != (self.id,):
                raise ValueError(f"artists of an artist is himself: {self.id!r}")
        else:
            self.named_after(self.english, self.year)
            if not self.artists or self.listed_as:
                raise ValueError("an album has artists, and no item ids; those are the artists'")
        return self

    def refers(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that the line names."""
        return {
            "themes": self.themes,
            "moods": self.moods,
            "countries": self.countries,
            "languages": self.languages,
            "people": self.artists,
        }

    def listed(self) -> Mapping[str, tuple[str, ...]]:
        """The item ids under which data sets list it."""
        return {str(name): items for name, items in self.listed_as.items()}


__all__ = ["Record"]
