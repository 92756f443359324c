"""From clauses to acts, in one order whatever the order of the words: what was said of items, what is taken back, what
is excluded, what is wished, what is asked.

"No comedies from the 90s" is read as "no comedies; from the 90s": whichever way it was meant, every item that is
neither a comedy nor from another decade is right. "No 90s comedies" excludes comedies, for the same reason.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from types import MappingProxyType

from chatrec.core.acts import (
    Act,
    AskFact,
    AskWhy,
    Dislike,
    Everything,
    Favour,
    Greet,
    Help,
    Like,
    More,
    Negate,
    NoSuchPlace,
    NotUnderstood,
    OffTopic,
    Recommend,
    Refine,
    Reject,
    Retract,
    Seen,
    Thanks,
    TheField,
    TheItem,
    TheValue,
    UnknownTitle,
)
from chatrec.core.catalogue import Catalogue
from chatrec.core.events import EventKind
from chatrec.core.query import ABOUT, ALIKE, Between, Constraint, Excludes, Includes
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.numbers.counting import names_a_place
from chatrec.dialogue.nlu.wishes.clauses import Clause, Frame, Said
from chatrec.dialogue.nlu.wishes.hard import spans, spoken_of, wished
from chatrec.dialogue.nlu.words.marks import Cue, Place, Span, Topics, Unserved, Values
from chatrec.dialogue.nlu.words.text import keys
from chatrec.dialogue.state import DialogueState

ORDER = (
    Greet, Thanks, Reject, NotUnderstood, UnknownTitle, Like, Favour, Dislike, Seen, Retract, Negate, Refine, More, Recommend,
    AskWhy, AskFact, NoSuchPlace, Help,
)  # fmt: skip
POINTING = {
    Frame.LIKE,
    Frame.FAVOUR,
    Frame.DISLIKE,
    Frame.SEEN,
    Frame.SIMILAR,
    Frame.UNLIKE,
    Frame.WHY,
    Frame.ABOUT,
    Frame.RETRACT,
}
OF_ONE: Mapping[Frame, Callable[[TheItem], Act]] = MappingProxyType(
    {
        Frame.LIKE: Like,
        Frame.FAVOUR: Favour,
        Frame.DISLIKE: Dislike,
        Frame.SEEN: Seen,
        Frame.WHY: AskWhy,
    }
)
SERIES = frozenset({"franchise", "series"})  # fields that hold what belongs together
TAKEN_BACK = {Frame.RETRACT, Frame.FINE}
SAID: Mapping[Frame, EventKind] = MappingProxyType(
    {
        Frame.LIKE: EventKind.LIKE,
        Frame.SIMILAR: EventKind.LIKE,
        Frame.DISLIKE: EventKind.DISLIKE,
        Frame.SEEN: EventKind.SEEN,
    }
)


def acts_of(said: Sequence[Clause], state: DialogueState, catalogue: Catalogue, lexicon: Lexicon) -> tuple[Act, ...]:
    """The acts of a message, OffTopic when there is none."""
    found: list[Act] = []
    said = tuple(_likened(said))
    for clause in said:
        found += _of_items(clause, state, catalogue)
        found += _of_series(clause, catalogue)
        found += _of_values(clause, state, lexicon)
        found += wished(clause, state)
        found += spans(clause, state)
        found += _asked(clause, alone=len(said) == 1)
    found += tuple(_social(said, found))
    mild = any(Cue.NOT_SO in clause.cues for clause in said)  # "scary, but not too scary"
    unique = _settled(
        [act for act in found if not (mild and isinstance(act, Negate) and _wanted(act.constraint, found))]
    )
    return tuple(sorted(unique, key=lambda act: ORDER.index(type(act)))) or (OffTopic(),)


def _likened(said: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, in which "the third one, but older" asks for things like the third one."""
    for clause, after in zip_longest(said, said[1:]):
        differs = after is not None and Cue.BUT in after.cues and {type(one.what) for one in after.said} == {Span}
        match clause.said:
            case [Said(TheItem(), Frame.ASK) as one] if differs:
                yield replace(clause, said=(replace(one, frame=Frame.SIMILAR),))
            case _:
                yield clause


def _of_items(clause: Clause, state: DialogueState, catalogue: Catalogue) -> Iterator[Act]:
    for one in clause.said:
        match one.what:
            case UnknownTitle() as unknown if one.frame is not Frame.IGNORE:
                yield replace(unknown, said=SAID.get(one.frame))
            case Place(text) if state.last_rows and (one.frame in POINTING or clause.clear):
                yield NoSuchPlace(text)
            case Unserved(text) if one.frame is not Frame.IGNORE:
                yield NotUnderstood(text)
            case Topics(texts):
                yield from (act for text in texts for act in _of_topic(TheValue(ABOUT, text), one.frame, state))
            case TheItem(text=text) if one.frame in TAKEN_BACK and (held := _held(text, state)):
                yield from map(Retract, held)
            case TheItem() as item:
                yield from _of_item(item, one.frame, clause, catalogue)
                yield from _of_wishes(TheValue(ALIKE, catalogue[item.item].id), one.frame, state)
            case _:
                pass


def _of_wishes(named: TheValue, frame: Frame, state: DialogueState) -> Iterator[Act]:
    """What becomes of the wishes that name an item: that it be left out, or that others be like it."""
    excluded = Excludes(named.field, (named.value,)) in state.hard
    likened = (named.field, named.value) in ((wish.field, wish.value) for wish in state.soft)
    if (excluded and frame in TAKEN_BACK | {Frame.LIKE}) or (likened and frame in TAKEN_BACK):
        yield Retract(named)


def _of_topic(topic: TheValue, frame: Frame, state: DialogueState) -> Iterator[Act]:
    """What is said of a topic: it speaks for or against things, or is dropped."""
    if frame in TAKEN_BACK:
        yield from _of_wishes(topic, frame, state)
    elif frame in {Frame.NOT, Frame.DISLIKE, Frame.UNLIKE}:
        yield Dislike(topic)
    elif frame is not Frame.IGNORE:
        yield Like(topic)


def _held(text: str, state: DialogueState) -> tuple[TheValue, ...]:
    """The values that the words of a title call too, where this conversation asked for them or refused them."""
    wishes = (wish for wish in state.hard if isinstance(wish, Includes | Excludes) and wish.field != "item")
    return tuple(
        TheValue(wish.field, value) for wish in wishes for value in wish.values if text and keys(value) == keys(text)
    )


def _of_item(item: TheItem, frame: Frame, clause: Clause, catalogue: Catalogue) -> Iterator[Act]:
    match frame:
        case Frame.LIKE | Frame.FAVOUR | Frame.DISLIKE | Frame.SEEN | Frame.WHY:
            yield OF_ONE[frame](item)
        case Frame.ABOUT | Frame.ASK if frame is Frame.ABOUT or _asks_about(clause):
            yield AskFact(item)
        case Frame.RETRACT | Frame.FINE:
            yield Retract(item)
        case Frame.SIMILAR | Frame.UNLIKE:
            alike = TheValue(ALIKE, catalogue[item.item].id)
            yield from (Dislike(alike),) if frame is Frame.UNLIKE else (Like(alike), Recommend(clause.n))
        case Frame.NOT:
            yield Negate(Excludes("item", (catalogue[item.item].id,)))
        case Frame.ASK if (
            clause.clear
            and not clause.cues - {Cue.AND, Cue.IT, Cue.GREET, Cue.FILLER, Cue.FINE}
            and not _others(clause)
        ):
            # A title and nothing else answers "tell me a film you like"; a place of the list asks for more of it.
            yield AskFact(item) if names_a_place(item.text) else Like(item)
        case _:
            return


def _asks_about(clause: Clause) -> bool:
    """Whether the clause asks for one item by its title, "do you have Heat?", and not for items."""
    items = any(one.frame is Frame.ASK and isinstance(one.what, TheItem | UnknownTitle) for one in clause.said)
    return items and Cue.WISH in clause.cues and not (_others(clause) or clause.noun or clause.n)


def _others(clause: Clause) -> bool:
    return any(not isinstance(one.what, TheItem | UnknownTitle) for one in clause.said)


def _of_series(clause: Clause, catalogue: Catalogue) -> Iterator[Act]:
    """What is known of a series as a whole: "I've read The Lord of the Rings"."""
    for one in clause.said:
        for value in _values(one) if one.frame is Frame.SEEN else ():
            rows = catalogue.label_rows.get((value.field, value.value), ()) if value.field in SERIES else ()
            yield from (Seen(TheItem(int(row))) for row in rows)


def _of_values(clause: Clause, state: DialogueState, lexicon: Lexicon) -> Iterator[Act]:
    asked = {value for one in clause.said if one.frame is Frame.ASK for value in _values(one)}
    for one in clause.said:
        values = _values(one)
        match one.frame:
            case Frame.LIKE | Frame.FAVOUR:
                yield from map(Like, values)
            case Frame.DISLIKE:
                yield from map(Dislike, values)
            case Frame.RETRACT:
                yield from (Retract(meant) for value in values for meant in spoken_of(value, state))
            case _:
                pass
        if isinstance(one.what, TheField) and one.frame in {Frame.RETRACT, Frame.FINE}:
            yield Retract(one.what)
    for met in _together(clause):
        # Of what must not meet in one item ("no rom coms", "no scary westerns") it is enough to leave out the rarest.
        value = lexicon.rarest([value for value in met if value not in asked] or met)
        yield Negate(Excludes(value.field, (value.value,)))
    for one in clause.said:
        if one.frame is Frame.NOT and isinstance(one.what, Values):
            yield from (Negate(Excludes(value.field, (value.value,))) for value in one.what.also)


def _together(clause: Clause) -> Iterator[list[TheValue]]:
    """The excluded values, those that stand side by side together: "no scary westerns", but "no horror or westerns"."""
    together: list[TheValue] = []
    for former, one in pairwise((None, *clause.said)):
        if one is None or one.frame is not Frame.NOT or not isinstance(one.what, Values):
            continue
        if together and (one.link is not None or former is None or not isinstance(former.what, Values)):
            yield together
            together = []
        together += one.what.values
    if together:
        yield together


def _values(one: Said) -> tuple[TheValue, ...]:
    return one.what.values if isinstance(one.what, Values) else ()


def _asked(clause: Clause, *, alone: bool) -> Iterator[Act]:
    if Cue.RESTART in clause.cues:
        yield Retract(Everything())
    if Cue.WHY in clause.cues:
        if not any(isinstance(one.what, TheItem | UnknownTitle | Place) for one in clause.said):
            yield AskWhy()
        return
    if _asks_about(clause):
        return
    wishes = bool(clause.said or clause.noun or clause.n)
    if Cue.MORE in clause.cues and not any(one.frame is Frame.SIMILAR for one in clause.said):
        yield More(clause.n)
    elif Cue.SIMILAR in clause.cues and not clause.said and clause.clear:
        yield More(clause.n)  # "more like that", where nothing says like what
    elif Cue.WANT in clause.cues or (Cue.WISH in clause.cues and wishes) or clause.n is not None:
        yield Recommend(clause.n)
    elif (Cue.ANY in clause.cues and not clause.said) or (
        alone and clause.noun and not clause.said and not clause.cues - {Cue.FILLER, Cue.GREET, Cue.ANY}
    ):
        yield Recommend()


def _social(said: Sequence[Clause], found: Sequence[Act]) -> Iterator[Act]:
    cues = {cue for clause in said for cue in clause.cues}
    if Cue.GREET in cues:
        yield Greet()
    if Cue.THANKS in cues:
        yield Thanks()
    if Cue.HELP in cues and not found:
        yield Help()


def _settled(acts: Sequence[Act]) -> list[Act]:
    """Without what other acts of the message make pointless: "seen it, loved it" is a like, and a request that says how
    many stands for one that does not; "older, before 1970" is before 1970.
    """
    ranges = [act.constraint for act in acts if isinstance(act, Refine) and isinstance(act.constraint, Between)]
    judged = {act.target.item for act in acts if isinstance(act, Like | Dislike) and isinstance(act.target, TheItem)}
    counted = any(isinstance(act, Recommend | More) and act.n is not None for act in acts)
    more = any(isinstance(act, More) for act in acts)
    kept = [
        act
        for act in acts
        if not (isinstance(act, Seen) and act.target.item in judged)
        and not (isinstance(act, Refine) and _wider(act.constraint, ranges))
        and not (isinstance(act, Recommend) and (more or (counted and act.n is None)))
    ]
    return list({_same(act): act for act in reversed(kept)}.values())[::-1]


def _wanted(unwanted: Constraint, acts: Sequence[Act]) -> bool:
    """Whether the message asks for the very thing that it refuses."""
    wishes = (act.constraint for act in acts if isinstance(act, Refine))
    return isinstance(unwanted, Excludes) and any(
        isinstance(wish, Includes) and wish.field == unwanted.field and set(unwanted.values) <= set(wish.values)
        for wish in wishes
    )


def _wider(wish: Constraint, ranges: Sequence[Between]) -> bool:
    """Whether another range of the message lies within this one and says it better."""
    return isinstance(wish, Between) and any(one != wish and one.within(wish) for one in ranges)


def _same(act: Act) -> tuple[object, ...]:
    """What makes two acts one: the words that named an item do not matter."""
    target = getattr(act, "target", None)
    return (type(act), target.item if isinstance(target, TheItem) else act)


__all__ = ["acts_of"]
