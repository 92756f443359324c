"""What each error means outside: one table for the HTTP status, the exit code, the title and the code that programs go by."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import NamedTuple

from chatrec.core.errors import (
    ChatRecError,
    ConfigError,
    ConflictError,
    DataError,
    InputError,
    LawBroken,
    NotFoundError,
    NotReadyError,
    PortError,
    StorageError,
)
from chatrec.core.query import Locale
from chatrec.core.told import Told

FAULT = Told(
    "This is a fault of the server, not of the request; its log has the reason under the X-Request-ID of this answer.",
    "这是服务器的故障，不是请求的问题；原因在服务器日志里，按这个回答的 X-Request-ID 可以找到。",
)


class Outcome(NamedTuple):
    """How an error leaves the house."""

    status: HTTPStatus
    exit_code: int
    title: str
    zh: str
    code: str


BROKEN = Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, 1, "Something broke on our side", "我们这边出了问题", "broken")

# Every branch of the tree in core/errors.py; a class that is not named here shares the row of its parent.
OUTCOMES: Mapping[type[ChatRecError], Outcome] = MappingProxyType(
    {
        ChatRecError: BROKEN,
        InputError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, 2, "This cannot be used", "这个用不了", "invalid"),
        NotFoundError: Outcome(HTTPStatus.NOT_FOUND, 3, "Not found", "没有找到", "not_found"),
        ConflictError: Outcome(HTTPStatus.CONFLICT, 4, "Conflict", "与已有内容冲突", "conflict"),
        ConfigError: Outcome(
            HTTPStatus.INTERNAL_SERVER_ERROR, 5, "The installation is not set up right", "安装或设置有误", "config"
        ),
        DataError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, 6, "The data cannot be used", "数据用不了", "data"),
        StorageError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, 7, "Nothing can be stored", "无法保存", "storage"),
        PortError: Outcome(
            HTTPStatus.SERVICE_UNAVAILABLE, 7, "Something we depend on failed", "所依赖的部分出了问题", "unavailable"
        ),
        NotReadyError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, 8, "Not ready yet", "还没有准备好", "not_ready"),
        LawBroken: BROKEN._replace(exit_code=9),
    }
)


def outcome(error: ChatRecError) -> Outcome:
    """The row of the error's class, or of the nearest class above it."""
    return next(OUTCOMES[kind] for kind in type(error).__mro__ if kind in OUTCOMES)


def said(error: ChatRecError, locale: Locale) -> str:
    """The error in the language of whoever runs the house, as far as it has words in it; it may say where files lie."""
    return error.zh if locale == "zh" and error.zh else str(error)


def told(error: ChatRecError, locale: Locale) -> str:
    """The error for whoever is not known to run the house: what lies on its disk and how it is set up stays inside."""
    if outcome(error).status == HTTPStatus.INTERNAL_SERVER_ERROR:
        return FAULT.zh if locale == "zh" else FAULT.en
    if isinstance(error, StorageError):
        return error.told.zh if locale == "zh" else error.told.en
    return said(error, locale)


def exit_code(error: ChatRecError) -> int:
    """What a command that ends with this error returns to the shell."""
    return outcome(error).exit_code


__all__ = ["BROKEN", "FAULT", "OUTCOMES", "Outcome", "exit_code", "outcome", "said", "told"]
