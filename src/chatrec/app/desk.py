"""The service desk of a home."""

from chatrec.app.home import Home
from chatrec.app.settings import DeskSettings
from chatrec.core.errors import ConfigError
from chatrec.data.passages import read_passages
from chatrec.dialogue import Desk


def desk(home: Home, settings: DeskSettings) -> Desk | None:
    """What answers customers' questions; None where the home has no documents.

    Raises ConfigError for a folder that the settings name and that is not there, DataError for a document that cannot be read.
    """
    if settings.folder is not None and not settings.folder.is_dir():
        raise ConfigError(f"desk.folder = {str(settings.folder)!r} is no folder; name one with Markdown or CSV files.")
    passages = read_passages(settings.folder or home.desk)
    return Desk(passages, contact=settings.contact) if passages else None


__all__ = ["desk"]
