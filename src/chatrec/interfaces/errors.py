"""What each error means outside: one table for the HTTP status, the exit code and the title."""

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
)


class Outcome(NamedTuple):
    """How an error leaves the house."""

    status: HTTPStatus
    exit_code: int
    title: str


# Every branch of the tree in core/errors.py; a class that is not named here shares the row of its parent.
OUTCOMES: Mapping[type[ChatRecError], Outcome] = MappingProxyType(
    {
        ChatRecError: Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, 1, "Something broke on our side"),
        InputError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, 2, "This cannot be used"),
        NotFoundError: Outcome(HTTPStatus.NOT_FOUND, 3, "Not found"),
        ConflictError: Outcome(HTTPStatus.CONFLICT, 4, "Conflict"),
        ConfigError: Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, 5, "The installation is not set up right"),
        DataError: Outcome(HTTPStatus.UNPROCESSABLE_ENTITY, 6, "The data cannot be used"),
        PortError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, 7, "Something we depend on failed"),
        NotReadyError: Outcome(HTTPStatus.SERVICE_UNAVAILABLE, 8, "Not ready yet"),
        LawBroken: Outcome(HTTPStatus.INTERNAL_SERVER_ERROR, 9, "Something broke on our side"),
    }
)


def outcome(error: ChatRecError) -> Outcome:
    """The row of the error's class, or of the nearest class above it."""
    return next(OUTCOMES[kind] for kind in type(error).__mro__ if kind in OUTCOMES)


def exit_code(error: ChatRecError) -> int:
    """What a command that ends with this error returns to the shell."""
    return outcome(error).exit_code


__all__ = ["OUTCOMES", "Outcome", "exit_code", "outcome"]
