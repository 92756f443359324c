"""A dialogue state as text, so that a conversation survives a restart."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chatrec.core.acts import UnknownTitle
from chatrec.core.errors import StorageError
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import (
    Between,
    Constraint,
    Context,
    Excludes,
    Includes,
    Interaction,
    Locale,
    Outside,
    Preference,
    Query,
)
from chatrec.dialogue.state import DialogueState, Served, StatedConstraint, StatedPreference, Topic

VERSION = 1


class Form(BaseModel):
    """Anything else than the named fields is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class IncludesForm(Form):
    """`Includes` under its name: by fields alone it could not be told from `Excludes`."""

    kind: Literal["includes"] = "includes"
    field: str
    values: tuple[str, ...]

    def read(self) -> Constraint:
        return Includes(self.field, self.values)


class ExcludesForm(Form):
    """`Excludes` under its name."""

    kind: Literal["excludes"] = "excludes"
    field: str
    values: tuple[str, ...]

    def read(self) -> Constraint:
        return Excludes(self.field, self.values)


class BetweenForm(Form):
    """`Between` under its name."""

    kind: Literal["between"] = "between"
    field: str
    low: float | None
    high: float | None

    def read(self) -> Constraint:
        return Between(self.field, self.low, self.high)


class OutsideForm(Form):
    """`Outside` under its name."""

    kind: Literal["outside"] = "outside"
    field: str
    low: float
    high: float

    def read(self) -> Constraint:
        return Outside(self.field, self.low, self.high)


ConstraintForm = Annotated[IncludesForm | ExcludesForm | BetweenForm | OutsideForm, Field(discriminator="kind")]


def constraint_form(constraint: Constraint) -> ConstraintForm:
    """The constraint as it is written down."""
    match constraint:
        case Includes(field, values):
            return IncludesForm(field=field, values=values)
        case Excludes(field, values):
            return ExcludesForm(field=field, values=values)
        case Between(field, low, high):
            return BetweenForm(field=field, low=low, high=high)
        case Outside(field, low, high):
            return OutsideForm(field=field, low=low, high=high)


class ServedForm(Form):
    """The last slate and its query; the query's user and the wishes' turns stand in the state.

    The history goes by column: it may be long, is written with every turn, and three lists of numbers read five times
    as fast as a list of records.
    """

    items: tuple[int, ...]
    weights: tuple[float, ...]
    times: tuple[float, ...]
    constraints: tuple[ConstraintForm, ...]
    preferences: tuple[Preference, ...]
    locale: Locale
    at: float
    n: int
    kept_out: tuple[int, ...]
    rows: tuple[int, ...]

    @classmethod
    def of(cls, served: Served) -> "ServedForm":
        """The last slate as it is written down."""
        query = served.query
        return cls(
            items=tuple(past.item for past in query.history),
            weights=tuple(past.weight for past in query.history),
            times=tuple(past.at for past in query.history),
            constraints=tuple(map(constraint_form, query.constraints)),
            preferences=query.preferences,
            locale=query.context.locale,
            at=query.context.at,
            n=query.n,
            kept_out=tuple(sorted(served.kept_out)),
            rows=served.rows,
        )

    def read(self, user: UserId) -> Served:
        query = Query(
            user=user,
            history=tuple(map(Interaction, self.items, self.weights, self.times)),
            constraints=tuple(form.read() for form in self.constraints),
            preferences=self.preferences,
            context=Context(self.locale, self.at),
            n=self.n,
        )
        return Served(query, frozenset(self.kept_out), self.rows)


class StateForm(Form):
    """A state as it is written down; `version` grows when the form changes."""

    version: Literal[1] = 1
    conversation: str
    user: str
    locale: Locale
    turn: int
    n: int
    constraints: tuple[tuple[ConstraintForm, int], ...]
    preferences: tuple[tuple[Preference, int], ...]
    shown: tuple[int, ...]
    last: ServedForm | None
    unsure: UnknownTitle | None = None
    topic: Topic | None = None


def dump(state: DialogueState) -> str:
    """The state as JSON; `load` gives it back equal."""
    form = StateForm(
        conversation=state.conversation,
        user=state.user,
        locale=state.locale,
        turn=state.turn,
        n=state.n,
        constraints=tuple((constraint_form(stated.constraint), stated.turn) for stated in state.constraints),
        preferences=tuple((stated.preference, stated.turn) for stated in state.preferences),
        shown=state.shown,
        last=ServedForm.of(state.last) if state.last else None,
        unsure=state.unsure,
        topic=state.topic,
    )
    return form.model_dump_json()


def load(text: str) -> DialogueState:
    """The state that `dump` wrote. Raises StorageError for any other text, such as that of another version."""
    try:
        form = StateForm.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        where = ".".join(map(str, found["loc"])) or "the whole"
        raise StorageError(
            f"A stored conversation cannot be read as version {VERSION} of its form: {where}: {found['msg']}, "
            f"got {str(found['input'])[:80]!r}."
        ) from error
    user = UserId(form.user)
    return DialogueState(
        conversation=ConversationId(form.conversation),
        user=user,
        locale=form.locale,
        turn=form.turn,
        n=form.n,
        constraints=tuple(StatedConstraint(wish.read(), turn) for wish, turn in form.constraints),
        preferences=tuple(StatedPreference(preference, turn) for preference, turn in form.preferences),
        shown=form.shown,
        last=form.last.read(user) if form.last else None,
        unsure=form.unsure,
        topic=form.topic,
    )


__all__ = ["VERSION", "dump", "load"]
