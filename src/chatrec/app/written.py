"""What was stored as JSON, in its form again."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from chatrec.core.errors import StorageError
from chatrec.core.told import OTHER_VERSION

Written = TypeVar("Written", bound=BaseModel)


def read_back(form: type[Written], text: str, what: str) -> Written:
    """The text in the form. Raises StorageError, naming `what` it is, for a text of another version."""
    try:
        return form.model_validate_json(text)
    except ValidationError as error:
        raise StorageError(
            f"{what} was stored by another version of Chat-Rec in a form that this one cannot read.", told=OTHER_VERSION
        ) from error


__all__ = ["read_back"]
