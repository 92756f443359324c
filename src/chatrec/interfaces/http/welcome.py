"""What to say first."""

from fastapi import APIRouter

from chatrec.app.welcoming import WelcomeOut
from chatrec.interfaces.http.given import Language, TheApp

router = APIRouter(prefix="/v1/welcome", tags=["conversations"])


@router.get("")
def read(app: TheApp, locale: Language = "en") -> WelcomeOut:
    """Sentences that a conversation may begin with, made of the catalogue that is there."""
    return app.welcoming.welcome(locale)


__all__ = ["router"]
