"""What handlers are given: the use cases, the measures, and identifiers that are safe to store and to say."""

from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from chatrec.app.wiring import App
from chatrec.core.query import Locale
from chatrec.interfaces.http.measures import Measures


class Body(BaseModel):
    """A body that comes in; a field that is not known is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a text without control characters")
    return text


async def _app(request: Request) -> App:
    app: App = request.app.state.app
    return app


async def _measures(request: Request) -> Measures:
    measures: Measures = request.app.state.measures
    return measures


Identifier = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_printable)]
Language = Annotated[Locale, Query(description="The language of labels and reasons.")]
TheApp = Annotated[App, Depends(_app)]
TheMeasures = Annotated[Measures, Depends(_measures)]

__all__ = ["Body", "Identifier", "Language", "TheApp", "TheMeasures"]
