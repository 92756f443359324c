"""Commands with many options: the options are the fields of a frozen dataclass, and the command takes that one object; and an
option that several commands have.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, TypeVar, get_type_hints

import typer

from chatrec.core.ids import DecisionId

Decided = Annotated[
    str | None,
    typer.Option("--decision", help="The `decision_id` of a list: that one is meant, as it was asked for and judged."),
]
T = TypeVar("T")


def options(form: type[T]) -> Callable[[Callable[[typer.Context, T], None]], Callable[..., None]]:
    """Let Typer read the fields of `form` as it reads the arguments of a function."""

    def decorated(work: Callable[[typer.Context, T], None]) -> Callable[..., None]:
        def run(context: typer.Context, **given: object) -> None:
            work(context, form(**given))

        context = inspect.Parameter("context", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
        run.__signature__ = inspect.Signature([context, *inspect.signature(form).parameters.values()])  # type: ignore[attr-defined] # what inspect reads
        run.__annotations__ = {"context": typer.Context, **get_type_hints(form, include_extras=True)}
        run.__doc__ = work.__doc__
        return run

    return decorated


def decision_id(given: str | None) -> DecisionId | None:
    """The id that was given."""
    return None if given is None else DecisionId(given)


__all__ = ["Decided", "decision_id", "options"]
