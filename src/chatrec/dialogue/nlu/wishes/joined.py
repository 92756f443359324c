"""People joined by "and" or "or" are of one field: "nothing with De Niro or Pacino" says of neither that he directed.

A name that stands in two fields means by itself the commoner, and refused both; a cue beside it tells which, and tells it of those
that are joined to it too.
"""

from collections.abc import Sequence
from dataclasses import replace

from chatrec.core.acts import TheValue
from chatrec.dialogue.nlu.words.marks import Cue, Mark, Values
from chatrec.dialogue.nlu.words.text import Word

LINKS = frozenset({Cue.AND, Cue.OR, Cue.BOTH})
LISTING = frozenset(",，、/&")


def of_one_field(words: Sequence[Word], marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, in which people who are joined share the field of one of them that was sure."""
    found = list(marks)
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        former: int | None = None
        for at in order:
            what = found[at].what
            if isinstance(what, Values) and what.people:
                if former is not None and _touch(words, found, *sorted((former, at))):
                    found[at] = replace(found[at], what=_like(what, found[former].what))
                former = at
            elif what not in LINKS:
                former = None
    return tuple(found)


def _touch(words: Sequence[Word], marks: Sequence[Mark], first: int, second: int) -> bool:
    """Whether nothing stands between two marks but links or a sign of enumeration."""
    between = range(marks[first].end, marks[second].start)
    linked = {at for mark in marks[first + 1 : second] for at in range(mark.start, mark.end)}
    if linked:
        return set(between) == linked
    return not between and words[marks[second].start].gap in LISTING


def _like(what: Values, sure: object) -> Values:
    """A person in the field of another who is sure, where they stand in it."""
    if not isinstance(sure, Values) or sure.also or not what.also:
        return what
    field = sure.values[0].field
    here = [value for value in (*what.values, *what.also) if value.field == field]
    return replace(what, values=_distinct(here), also=()) if here else what


def _distinct(values: Sequence[TheValue]) -> tuple[TheValue, ...]:
    return tuple(dict.fromkeys(values))


__all__ = ["of_one_field"]
