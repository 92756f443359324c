"""A dialogue state as text, so that a conversation survives a restart."""

import operator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chatrec.core.acts import UnknownTitle
from chatrec.core.advice import Advice
from chatrec.core.errors import StorageError
from chatrec.core.events import EventKind
from chatrec.core.heed import EVENLY, Dispute, Family, Heed, Matter
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import (
    AS_USUAL,
    EVEN,
    Between,
    Constraint,
    Context,
    Dial,
    Excludes,
    Includes,
    Locale,
    Mood,
    Outside,
    Preference,
    Query,
    Said,
    past_of,
)
from chatrec.core.relaxation import Relaxation, Widened
from chatrec.core.told import OTHER_VERSION
from chatrec.dialogue.prompts import Shown
from chatrec.dialogue.state import (
    Accompanied,
    Choice,
    Corrected,
    DialogueState,
    Felt,
    Offer,
    Offering,
    Question,
    Served,
    StatedConstraint,
    StatedPreference,
    Topic,
)

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


class HeedForm(Form):
    """How much each piece of evidence counted, as it is written down."""

    weights: tuple[tuple[Family, float], ...] = ()
    disputes: tuple[tuple[Matter, str], ...] = ()

    @classmethod
    def of(cls, heed: Heed) -> "HeedForm | None":
        """As it is written down; None where everything counts as usual."""
        if heed == EVENLY:
            return None
        return cls(weights=heed.weights, disputes=tuple((one.matter, one.ref) for one in heed.disputes))

    def read(self) -> Heed:
        return Heed(self.weights, tuple(Dispute(matter, ref) for matter, ref in self.disputes))


class AdviceForm(Form):
    """What a language model made of some items, as it is written down."""

    by: str
    weight: float
    items: tuple[int, ...]
    values: tuple[float, ...]

    @classmethod
    def of(cls, advice: Advice | None) -> "AdviceForm | None":
        """As it is written down; None where nobody was asked."""
        if advice is None:
            return None
        return cls(by=advice.by, weight=advice.weight, items=advice.items, values=advice.values)

    def read(self) -> Advice:
        return Advice(self.by, self.weight, self.items, self.values)


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
    dial: Dial = AS_USUAL
    # Not written where there is nothing: a record of before there was any is made again byte for byte.
    mood: Mood = Field(default=EVEN, exclude_if=EVEN.__eq__)
    said: tuple[Said, ...] = Field(default=(), exclude_if=operator.not_)
    heed: HeedForm | None = Field(default=None, exclude_if=operator.not_)
    advice: AdviceForm | None = Field(default=None, exclude_if=operator.not_)

    @classmethod
    def of(cls, served: Served) -> "ServedForm":
        """The last slate as it is written down."""
        query = served.query
        items, weights, times = zip(*query.history, strict=True) if query.history else ((), (), ())
        return cls(
            items=items,
            weights=weights,
            times=times,
            constraints=tuple(map(constraint_form, query.constraints)),
            preferences=query.preferences,
            locale=query.context.locale,
            at=query.context.at,
            n=query.n,
            kept_out=tuple(sorted(served.kept_out)),
            rows=served.rows,
            dial=query.context.dial,
            mood=query.context.mood,
            said=query.said,
            heed=HeedForm.of(query.context.heed),
            advice=AdviceForm.of(query.advice),
        )

    def read(self, user: UserId) -> Served:
        query = Query(
            user=user,
            history=past_of(zip(self.items, self.weights, self.times, strict=False)),
            constraints=tuple(form.read() for form in self.constraints),
            preferences=self.preferences,
            said=self.said,
            context=Context(self.locale, self.at, self.dial, self.mood, self.heed.read() if self.heed else EVENLY),
            advice=self.advice.read() if self.advice else None,
            n=self.n,
        )
        return Served(query, frozenset(self.kept_out), self.rows)


class OfferForm(Form):
    """An offer as it is written down."""

    said: str
    dropped: tuple[ConstraintForm, ...]
    widened: tuple[Widened, ...]
    count: int

    @classmethod
    def of(cls, offer: Offer) -> "OfferForm":
        """The offer as it is written down."""
        relaxation = offer.relaxation
        dropped = tuple(map(constraint_form, relaxation.dropped))
        return cls(said=offer.said, dropped=dropped, widened=relaxation.widened, count=relaxation.count)

    def read(self) -> Offer:
        dropped = tuple(form.read() for form in self.dropped)
        return Offer(self.said, Relaxation(dropped, self.widened, self.count))


class OfferingForm(Form):
    """What was offered, as it is written down."""

    offers: tuple[OfferForm, ...]
    kept_out: tuple[int, ...]

    @classmethod
    def of(cls, offering: Offering) -> "OfferingForm":
        """What was offered, as it is written down."""
        return cls(offers=tuple(map(OfferForm.of, offering.offers)), kept_out=tuple(sorted(offering.kept_out)))

    def read(self) -> Offering:
        return Offering(tuple(form.read() for form in self.offers), frozenset(self.kept_out))


class QuestionForm(Form):
    """A question as it is written down."""

    field: str
    choices: tuple[tuple[str, ConstraintForm], ...]
    gain: float
    slate_gain: float
    instead: bool

    @classmethod
    def of(cls, question: Question) -> "QuestionForm":
        """The question as it is written down."""
        return cls(
            field=question.field,
            choices=tuple((choice.said, constraint_form(choice.constraint)) for choice in question.choices),
            gain=question.gain,
            slate_gain=question.slate_gain,
            instead=question.instead,
        )

    def read(self) -> Question:
        return Question(
            field=self.field,
            choices=tuple(Choice(said, form.read()) for said, form in self.choices),
            gain=self.gain,
            slate_gain=self.slate_gain,
            instead=self.instead,
        )


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
    offering: OfferingForm | None = None
    question: QuestionForm | None = None
    asked: tuple[str, ...] = ()
    dial: Dial = AS_USUAL
    prompted: tuple[Shown, ...] = ()
    topic: Topic | None = None
    felt: Felt | None = None
    said: tuple[Said, ...] = ()
    corrected: Corrected | None = None
    marked: Corrected | None = None
    company: Accompanied | None = None
    unasked: int | None = None
    profiled: bool = True
    heard: tuple[tuple[EventKind, int], ...] = ()


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
        offering=OfferingForm.of(state.offering) if state.offering else None,
        question=QuestionForm.of(state.question) if state.question else None,
        asked=state.asked,
        dial=state.dial,
        prompted=state.prompted,
        topic=state.topic,
        felt=state.felt,
        said=state.said,
        corrected=state.corrected,
        marked=state.marked,
        company=state.company,
        unasked=state.unasked,
        profiled=state.profiled,
        heard=state.heard,
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
            f"got {str(found['input'])[:80]!r}.",
            told=OTHER_VERSION,
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
        offering=form.offering.read() if form.offering else None,
        question=form.question.read() if form.question else None,
        asked=form.asked,
        dial=form.dial,
        prompted=form.prompted,
        topic=form.topic,
        felt=form.felt,
        said=form.said,
        corrected=form.corrected,
        marked=form.marked,
        company=form.company,
        unasked=form.unasked,
        profiled=form.profiled,
        heard=form.heard,
    )


__all__ = ["VERSION", "dump", "load"]
