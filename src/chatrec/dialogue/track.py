"""What the acts of one message make of the conversation's wishes."""

from collections.abc import Sequence
from dataclasses import replace

from chatrec.core.acts import (
    Accept,
    Act,
    Adjust,
    AskFact,
    AskWhy,
    AskWorks,
    Choose,
    Company,
    Dislike,
    Evaluate,
    Everything,
    Feel,
    Like,
    More,
    Negate,
    Questions,
    Recommend,
    Refine,
    Retract,
    Seen,
    TheField,
    TheItem,
    TheValue,
    TheWish,
    UnknownTitle,
)
from chatrec.core.query import (
    ABOUT,
    ALIKE,
    AS_USUAL,
    EVEN,
    Between,
    Constraint,
    Dial,
    Excludes,
    Includes,
    Outside,
    Preference,
)
from chatrec.core.relaxation import Relaxation
from chatrec.dialogue.state import (
    DEFAULT_N,
    Accompanied,
    DialogueState,
    Felt,
    StatedConstraint,
    StatedPreference,
    Topic,
    part_of,
)

STEP = 0.5  # by which a word turns the dial
MOST = 50  # items a slate; more than anybody reads in a chat


def track(state: DialogueState, acts: Sequence[Act]) -> DialogueState:
    """The state after one more turn with these acts; the locale and what is shown are not its business."""
    unsure = next((act for act in acts if isinstance(act, UnknownTitle) and act.close), None)
    state = replace(state, turn=state.turn + 1, unsure=unsure, offering=None, question=None, topic=topic(state, acts))
    if state.n == 1 and not any(isinstance(act, More) for act in acts):
        state = replace(state, n=DEFAULT_N)  # "one" asks for one once, not for ever
    for act in acts:
        state = _after(state, act)
    return state


def topic(state: DialogueState, acts: Sequence[Act]) -> Topic | None:
    """What "it" will mean: what was asked about last, or what was judged; nothing any more when other things were asked for since."""
    for act in reversed(acts):
        match act:
            case AskFact(target, about):
                return Topic(target.item, about)
            case AskWorks(of, beside):
                return Topic(beside.item if beside else None, of)
            case Evaluate(TheItem(item)) | AskWhy(TheItem(item)) | Choose(TheItem(item)):
                return Topic(item)
            case Like(TheItem(item)) | Dislike(TheItem(item)) | Seen(TheItem(item)):
                return Topic(item) if len(_judged(acts)) == 1 else None
            case _:
                pass
    return None if any(isinstance(act, Recommend | More | Refine | Negate | Retract) for act in acts) else state.topic


def _judged(acts: Sequence[Act]) -> set[int]:
    """The items of which something is said."""
    said = (act.target for act in acts if isinstance(act, Like | Dislike | Seen))
    return {target.item for target in said if isinstance(target, TheItem)}


def _after(state: DialogueState, act: Act) -> DialogueState:
    match act:
        case Recommend(int(n)) | More(int(n)):
            state = replace(state, n=min(max(n, 1), MOST))
        case Refine(constraint, joins):
            state = _stated(_lifted(state, constraint) if joins else _making_room(state, constraint), constraint)
        case Negate(constraint):
            state = _stated(_unwished(state, constraint), constraint)
        case Like(TheValue() as value):
            state = _leaning(_lifted(state, Includes(value.field, (value.value,))), value, 1.0)
        case Dislike(TheValue() as value):
            state = _leaning(_unwished(state, Excludes(value.field, (value.value,))), value, -1.0)
        case Accept(relaxation):
            state = _relaxed(state, relaxation)
        case Retract(target):
            state = _retracted(state, target)
        case _:
            state = _beside_wishes(state, act)
    return state


def _beside_wishes(state: DialogueState, act: Act) -> DialogueState:
    """What is no wish: the dial, a mood, company, and whether to ask."""
    match act:
        case Adjust(to=Dial() as dial):
            state = replace(state, dial=dial)
        case Adjust(novelty, variety):
            turned = Dial(_turned(state.dial.novelty, novelty), _turned(state.dial.variety, variety))
            state = replace(state, dial=turned if novelty or variety else AS_USUAL)
        case Feel(mood):
            state = replace(state, felt=None if mood == EVEN else Felt(mood, state.turn))
        case Company(who):
            state = replace(state, company=Accompanied(who, state.turn))
        case Questions(welcome):
            state = replace(state, unasked=None if welcome else state.turn)
        case _:
            pass  # what is said of items goes to the log
    return state


def _stated(state: DialogueState, constraint: Constraint) -> DialogueState:
    others = tuple(stated for stated in state.constraints if stated.constraint != constraint)
    return replace(state, constraints=(*others, StatedConstraint(constraint, state.turn)))


def _making_room(state: DialogueState, wish: Constraint) -> DialogueState:
    """Without what earlier turns asked of the same field and without exclusions that the new wish contradicts."""
    state = _lifted(state, wish)
    return replace(
        state,
        constraints=tuple(
            stated
            for stated in state.constraints
            if stated.turn == state.turn or not _replaces(wish, stated.constraint)
        ),
    )


def _replaces(wish: Constraint, former: Constraint) -> bool:
    """Whether `wish` is said instead of `former`. Two half-open ranges that leave room between them ("after 1980",
    later "before 1990") narrow each other and both stay.
    """
    match wish, former:
        case Includes(), Includes():
            return wish.field == former.field
        case Between(), Between():
            return wish.field == former.field and not _narrow(wish, former)
        case _:
            return False


def _narrow(one: Between, other: Between) -> bool:
    if one.low is None and other.high is None:
        one, other = other, one
    return one.high is None and other.low is None and (one.low or 0.0) <= (other.high or 0.0)


def _lifted(state: DialogueState, wish: Constraint) -> DialogueState:
    """Without the exclusions of earlier turns that would leave nothing of the wish."""
    kept: list[StatedConstraint] = []
    for stated in state.constraints:
        left = stated.constraint if stated.turn == state.turn else _beside(stated.constraint, wish)
        if left is not None:
            kept.append(replace(stated, constraint=left))
    return replace(state, constraints=tuple(kept))


def _beside(former: Constraint, wish: Constraint) -> Constraint | None:
    match former, wish:
        case Excludes(field, values), Includes() if field == wish.field:
            left = tuple(value for value in values if value not in wish.values)
            return Excludes(field, left) if left else None
        case Outside(), Between(field, float(low), float(high)) if field == former.field:
            return None if former.low <= low and high <= former.high else former
        case _:
            return former


def _unwished(state: DialogueState, unwanted: Constraint) -> DialogueState:
    """Without the values that are now excluded or disliked, where earlier turns asked for them or liked them."""
    if not isinstance(unwanted, Excludes):
        return state
    kept: list[StatedConstraint] = []
    for stated in state.constraints:
        left = stated.constraint
        if isinstance(left, Includes) and left.field == unwanted.field and stated.turn < state.turn:
            left = Includes(left.field, tuple(value for value in left.values if value not in unwanted.values))
        if not isinstance(left, Includes) or left.values:
            kept.append(replace(stated, constraint=left))
    preferences = tuple(
        stated for stated in state.preferences if not _of(stated.preference, unwanted.field, unwanted.values)
    )
    return replace(state, constraints=tuple(kept), preferences=preferences)


def _of(preference: Preference, field: str, values: tuple[str, ...]) -> bool:
    return preference.field == field and preference.value in values


def _leaning(state: DialogueState, value: TheValue, weight: float) -> DialogueState:
    others = tuple(
        stated
        for stated in state.preferences
        if not _of(stated.preference, value.field, (value.value,)) and not _outdated(stated, value.field, state.turn)
    )
    leaning = StatedPreference(Preference(value.field, value.value, weight), state.turn)
    return replace(state, preferences=(*others, leaning))


def _outdated(stated: StatedPreference, field: str, turn: int) -> bool:
    """Whether a new request of the same sort is said instead: "like Heat", later "like Alien"."""
    return field in (ALIKE, ABOUT) and stated.preference.field == field and stated.turn < turn


def _turned(now: float, step: int) -> float:
    """Half a turn further; a turn to the other side begins in the middle."""
    if not step:
        return now
    return max(-1.0, min(1.0, (now if now * step > 0 else 0.0) + STEP * step))


def _relaxed(state: DialogueState, relaxation: Relaxation) -> DialogueState:
    """Without what falls, and with wider ranges; a range that several turns stated together goes with all its parts."""
    kept = tuple(stated for stated in state.constraints if not _touches(relaxation, stated.constraint))
    wider = tuple(StatedConstraint(range_.wider, state.turn) for range_ in relaxation.widened)
    return replace(state, constraints=(*kept, *wider))


def _touches(relaxation: Relaxation, stated: Constraint) -> bool:
    return any(part_of(one, stated) for one in relaxation.touched)


def _retracted(state: DialogueState, target: TheItem | TheValue | TheField | TheWish | Everything) -> DialogueState:
    match target:
        case TheItem():
            return state
        case TheWish(constraint):
            left = tuple(stated for stated in state.constraints if not part_of(constraint, stated.constraint))
            return replace(state, constraints=left)
        case Everything():
            return replace(
                state,
                n=DEFAULT_N,
                constraints=(),
                preferences=(),
                shown=(),
                last=None,
                asked=(),
                dial=AS_USUAL,
                felt=None,
                said=(),
                heard=(),
                company=None,
            )
        case TheField(field):
            return replace(
                state,
                constraints=tuple(stated for stated in state.constraints if stated.constraint.field != field),
                preferences=tuple(stated for stated in state.preferences if stated.preference.field != field),
            )
        case TheValue(field, value):
            kept = ((stated, _without(stated.constraint, field, value)) for stated in state.constraints)
            return replace(
                state,
                constraints=tuple(replace(stated, constraint=left) for stated, left in kept if left is not None),
                preferences=tuple(
                    stated for stated in state.preferences if not _of(stated.preference, field, (value,))
                ),
            )


def _without(constraint: Constraint, field: str, value: str) -> Constraint | None:
    if not isinstance(constraint, Includes | Excludes) or constraint.field != field:
        return constraint
    left = tuple(other for other in constraint.values if other != value)
    return replace(constraint, values=left) if left else None


__all__ = ["MOST", "track"]
