"""Model versions. `/v1/models` is the name that OpenAI's clients ask for and means something else there."""

from fastapi import APIRouter

from chatrec.app.replies import Form
from chatrec.interfaces.http.given import TheApp
from chatrec.learning import Manifest

router = APIRouter(prefix="/v1/model-versions", tags=["models"])


class VersionsOut(Form):
    """Every version, oldest first, and which one is live."""

    live: str | None
    versions: tuple[Manifest, ...]


@router.get("")
def versions(app: TheApp) -> VersionsOut:
    """How each version was made and how well it did on held-out behaviour."""
    live = app.versions.live()
    return VersionsOut(live=live.version if live else None, versions=tuple(app.versions.every()))


__all__ = ["VersionsOut", "router"]
