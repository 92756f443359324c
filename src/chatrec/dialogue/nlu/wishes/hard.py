"""The hard wishes of a clause: values joined as the words join them, and ranges of numbers."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf, nextafter

from chatrec.core.acts import Act, Negate, Refine, Retract, TheField, TheValue
from chatrec.core.query import Between, Excludes, Includes, Outside, Preference
from chatrec.dialogue.nlu.numbers.amounts import YEAR
from chatrec.dialogue.nlu.wishes.clauses import REFUSING, Clause, Frame, Said
from chatrec.dialogue.nlu.words.marks import Cue, Span, Values
from chatrec.dialogue.state import DialogueState

ASKING = {Frame.ASK, Frame.SIMILAR, Frame.ABOUT}
UNWANTED = {Frame.NOT, Frame.DISLIKE}


def wished(clause: Clause, state: DialogueState) -> Iterator[Act]:
    """What the clause asks of label fields. Values side by side ("sci-fi comedies") and adjectives joined by "and"
    ("funny and romantic") must meet in one item; values joined by "or", or in the plural by "and" ("comedies and
    dramas"), are alternatives.
    """
    joins = Cue.ALSO in clause.cues
    groups: list[list[TheValue]] = []
    for one in clause.said:
        if one.frame in ASKING and isinstance(one.what, Values):
            values = one.what.values
            if _alternative(one) and groups and groups[-1][0].field == values[0].field and len(values) == 1:
                groups[-1].extend(values)
            elif one.link is Cue.OR and not groups:
                groups.append([*_asked_before(state, values[0].field), *values])
            elif one.what.either:
                groups.append([*values])
            else:
                groups.extend([value] for value in values)
    allowed = [one.what for one in clause.said if one.frame is Frame.FINE and isinstance(one.what, Values)]
    yield from _allowed([value for what in allowed for value in what.values], state)
    for group in groups:
        together = tuple(dict.fromkeys(value.value for value in group))
        yield Refine(Includes(group[0].field, together), joins=joins)


def _alternative(one: Said) -> bool:
    return one.link is Cue.OR or (one.link is Cue.AND and one.many)


def _asked_before(state: DialogueState, field: str) -> list[TheValue]:
    return [
        TheValue(field, value)
        for wish in state.hard
        if isinstance(wish, Includes) and wish.field == field
        for value in wish.values
    ]


def _allowed(values: Sequence[TheValue], state: DialogueState) -> Iterator[Act]:
    """Takes back an exclusion or a dislike, else widens what was asked for: "horror is fine"."""
    wider: dict[str, list[TheValue]] = {}
    for value in (meant for named in values for meant in spoken_of(named, state)):
        if _unwanted(value, state):
            yield Retract(value)
        else:
            wider.setdefault(value.field, _asked_before(state, value.field)).append(value)
    for field, wished_for in wider.items():
        yield Refine(Includes(field, tuple(dict.fromkeys(value.value for value in wished_for))))


def spoken_of(value: TheValue, state: DialogueState) -> tuple[TheValue, ...]:
    """A value as this conversation spoke of it: of a name that stands in two fields, of one who directs and acts, all those in
    which it was wished or refused before; itself where in none.
    """
    fields = [wish.field for wish in state.hard if isinstance(wish, Includes | Excludes) and value.value in wish.values]
    fields += [wish.field for wish in state.soft if wish.value == value.value]
    return tuple(TheValue(field, value.value) for field in dict.fromkeys(fields)) or (value,)


def _unwanted(value: TheValue, state: DialogueState) -> bool:
    excluded = any(
        isinstance(wish, Excludes) and wish.field == value.field and value.value in wish.values for wish in state.hard
    )
    disliked = Preference(value.field, value.value, -1.0) in state.soft
    return excluded or disliked


def spans(clause: Clause, state: DialogueState) -> Iterator[Act]:
    """What the clause says of number fields."""
    joins = Cue.ALSO in clause.cues
    united: list[Span] = []
    for at, one in enumerate(clause.said):
        if not isinstance(one.what, Span):
            continue
        if one.frame is Frame.RETRACT or (one.frame is Frame.FINE and _allowed_again(one.what, state)):
            yield Retract(TheField(one.what.field))
        elif one.frame in UNWANTED and not _of_values(clause, at):
            yield from _excluded(one.what)
        elif one.frame in ASKING | {Frame.LIKE, Frame.FAVOUR, Frame.FINE} or _after_values(clause, at):
            if united and not (one.link in {Cue.AND, Cue.OR} and _closed(one.what) and _closed(united[-1])):
                yield from _included(united, joins=joins)
                united = []
            united.append(one.what)
    yield from _included(united, joins=joins)


def _allowed_again(span: Span, state: DialogueState) -> bool:
    """Whether "violence is fine", "older ones are ok too" lifts a wish: not "a bit of violence is ok", which is one."""
    held = any(wish.field == span.field for wish in state.hard if isinstance(wish, Between | Outside))
    return held and (span.field == YEAR or span.high is None)


def _of_values(clause: Clause, at: int) -> bool:
    """Whether a range is refused together with values, "no 90s comedies", and not in a refusal of its own."""
    said = clause.said
    start, end = at, at + 1
    while start and said[start].link not in REFUSING:
        start -= 1
    while end < len(said) and said[end].link not in REFUSING:
        end += 1
    return any(one.frame is said[at].frame and isinstance(one.what, Values) for one in said[start:end])


def _after_values(clause: Clause, at: int) -> bool:
    """Whether a range stands behind the values of an exclusion, "no comedies from the 90s"."""
    return clause.said[at].frame is Frame.NOT and any(isinstance(one.what, Values) for one in clause.said[:at])


def _closed(span: Span) -> bool:
    return span.low is not None and span.high is not None


def _excluded(span: Span) -> Iterator[Act]:
    """The complement: of an open range another open range, "nothing before 1980" is 1980 and later."""
    if span.low is not None and span.high is not None:
        yield Negate(Outside(span.field, span.low, span.high))
    elif span.low is not None:
        yield Refine(Between(span.field, None, _next(span.low, -inf, span)))
    elif span.high is not None:
        yield Refine(Between(span.field, _next(span.high, inf, span), None))


def _next(number: float, towards: float, span: Span) -> float:
    """The number beside an end: the year before or after it, the next level, of other numbers the nearest one that there is."""
    step = 1.0 if span.field == YEAR else span.step
    return number + (step if towards > number else -step) if step else nextafter(number, towards)


def _included(united: Sequence[Span], *, joins: bool) -> Iterator[Act]:
    """One range, or several joined by "or" as the range that spans them without the gaps between."""
    if len(united) < 2:
        for span in united:
            yield Refine(Between(span.field, span.low, span.high), joins=joins)
        return
    ordered = sorted(united, key=lambda span: (span.low or 0.0, span.high or 0.0))
    yield Refine(Between(ordered[0].field, ordered[0].low, max(span.high or 0.0 for span in ordered)), joins=joins)
    for first, second in pairwise(ordered):
        if (first.high or 0.0) + 1 < (second.low or 0.0):
            yield Negate(Outside(first.field, (first.high or 0.0) + 1, (second.low or 0.0) - 1))


__all__ = ["spans", "spoken_of", "wished"]
