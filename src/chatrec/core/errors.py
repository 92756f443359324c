"""Every error that Chat-Rec raises on purpose.

    ChatRecError
    ├── InputError            what the caller sent cannot be used          HTTP 422, exit 2
    │   ├── NotFoundError     it names something that does not exist       HTTP 404, exit 3
    │   └── ConflictError     it contradicts what is already stored        HTTP 409, exit 4
    ├── ConfigError           a setting or the installation is wrong       HTTP 500, exit 5
    ├── DataError             a file or data set cannot be used            HTTP 422, exit 6
    ├── PortError             the outside world failed                     HTTP 503, exit 7
    │   ├── StorageError      the database or the disk                     HTTP 503, exit 7
    │   ├── FetchError        a download                                   HTTP 503, exit 7
    │   └── LanguageModelError                                             HTTP 503, exit 7
    ├── NotReadyError         no trained model is live                     HTTP 503, exit 8
    └── LawBroken             our own arithmetic contradicts itself: a bug HTTP 500, exit 9

A message says what was wrong, the value, and what would be right.
"""

from chatrec.core.told import UNREADABLE, Told
from chatrec.core.trouble import Trouble


class ChatRecError(Exception):
    """The root of the tree; `str(error)` is one sentence for a person, and `zh` the same in Chinese where somebody who only
    chats may meet the error ("" elsewhere: programs and operators read English).
    """

    def __init__(self, message: str = "", *, zh: str = "") -> None:
        super().__init__(message)
        self.zh = zh


class InputError(ChatRecError):
    """What the caller sent cannot be used."""


class NotFoundError(InputError):
    """The caller named something that does not exist."""


class ConflictError(InputError):
    """The request contradicts what is already stored."""


class ConfigError(ChatRecError):
    """A setting or the installation is wrong."""


class DataError(ChatRecError):
    """A file or a data set cannot be used."""


class PortError(ChatRecError):
    """Something outside the house failed; adapters translate foreign errors into this."""


class StorageError(PortError):
    """The database or the disk failed: full, read-only, locked, or from a newer version.

    Its message is for whoever runs the house and may say where files lie; `told` is what everybody else may read of it.
    """

    def __init__(self, message: str = "", *, zh: str = "", told: Told = UNREADABLE) -> None:
        super().__init__(message, zh=zh)
        self.told = told


class FetchError(PortError):
    """A download failed."""


class LanguageModelError(PortError):
    """A language model failed, timed out or answered outside its schema; `retry_after_s` is the wait it asked for, if any."""

    def __init__(self, message: str, trouble: Trouble = Trouble.FAILED, *, retry_after_s: float = 0.0) -> None:
        super().__init__(message)
        self.trouble = trouble
        self.retry_after_s = retry_after_s


class NotReadyError(ChatRecError):
    """No trained model is live yet."""


class LawBroken(ChatRecError):  # noqa: N818 - the design's word: a law was broken
    """Our own arithmetic contradicts itself; always a bug, never the caller's fault."""


__all__ = [
    "ChatRecError",
    "ConfigError",
    "ConflictError",
    "DataError",
    "FetchError",
    "InputError",
    "LanguageModelError",
    "LawBroken",
    "NotFoundError",
    "NotReadyError",
    "PortError",
    "StorageError",
]
