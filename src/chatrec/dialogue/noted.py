"""The points that answer what the user said of items and wishes, before any list."""

from collections.abc import Iterator

from chatrec.core.acts import (
    Accept,
    Act,
    Adjust,
    AnyWillDo,
    Approve,
    Choose,
    Company,
    Dislike,
    Everything,
    Favour,
    Feel,
    Greet,
    Guessed,
    Like,
    More,
    NotUnderstood,
    Questions,
    Recommend,
    Reject,
    Retract,
    Seen,
    Thanks,
    TheField,
    TheItem,
    TheValue,
    TheWish,
    UnknownTitle,
)
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.query import ALIKE, AS_USUAL, EVEN, Constraint, Dial, Excludes, Includes, Mood, Outside, Preference
from chatrec.core.tone import Tone, tone
from chatrec.dialogue.claiming import lifted, named, tasted
from chatrec.dialogue.correcting import confirmed
from chatrec.dialogue.facts import preference_key
from chatrec.dialogue.nlu.words.text import keys
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Companion, Fields, Named, Point, Say, Things, Titles, Wish, Wishes
from chatrec.dialogue.requested import is_request, requested
from chatrec.dialogue.tools import Tools

EXAMPLES = 4  # fields that are named where one cannot be filtered by
TONES = {
    Tone.SORRY: Say.SORRY,
    Tone.CALMING: Say.CALMING,
    Tone.ENLIVENING: Say.ENLIVENING,
    Tone.RESTFUL: Say.RESTFUL,
    Tone.GLAD: Say.GLAD,
}
TASTES = ((EventKind.LIKE, Say.LIKED), (EventKind.DISLIKE, Say.DISLIKED), (EventKind.SEEN, Say.SEEN))


def noted(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """What was heard, in the order in which a person would confirm it; first of all, that it was guessed."""
    catalogue = tools.catalogue
    yield from _guessed(outcome)
    yield from _social(outcome)
    yield from _accompanied(outcome, catalogue)
    yield from _tasted(outcome, catalogue)
    rows = tuple(
        act.target.item for act in outcome.acts if isinstance(act, Retract) and isinstance(act.target, TheItem)
    )
    if rows:
        yield Point(Say.TAKEN_BACK, {"what": Titles(rows)}, named(rows, catalogue))
    for act in outcome.acts:
        yield from _leaned(act, outcome)
        yield from _taken_back(act, outcome, catalogue)
    yield from requested(outcome, catalogue)
    yield from confirmed(outcome, catalogue)
    yield from _lifted(outcome)
    if any(isinstance(act, Adjust) for act in outcome.acts):
        yield from turned(outcome.state.dial)
    yield from _of_the_talk(outcome, catalogue)
    for act in outcome.acts:
        if isinstance(act, Feel):
            yield _felt(act.mood)
        yield from _unknown(act, catalogue)
        yield from _unserved(act, outcome, tools)


def _guessed(outcome: Outcome) -> Iterator[Point]:
    if Guessed() in outcome.acts:
        kinds = {type(act) for act in outcome.acts}
        yield Point(Say.GUESSED_WISH if Recommend in kinds else Say.GUESSED_MORE if More in kinds else Say.GUESSED)


def _social(outcome: Outcome) -> Iterator[Point]:
    if any(isinstance(act, Greet) for act in outcome.acts):
        yield Point(Say.GREETING)
    if any(isinstance(act, Thanks) for act in outcome.acts):
        yield Point(Say.WELCOME)


def _accompanied(outcome: Outcome, catalogue: Catalogue) -> Iterator[Point]:
    """For whom the wishes of the turn are, and what they like; that they may be told of, where nothing was said of them."""
    named_here = [act.who for act in outcome.acts if isinstance(act, Company)]
    if not named_here:
        return
    who = {"who": Companion(named_here[-1])}
    alone = all(isinstance(act, Company | Greet) for act in outcome.acts)
    yield Point(Say.TELL_OF_COMPANY if alone else Say.FOR_COMPANY, who)
    rows = tuple(act.target.item for act in outcome.acts if isinstance(act, Favour))
    if rows:
        yield Point(Say.FAVOURED, {"what": Titles(rows)}, named(rows, catalogue))


def _of_the_talk(outcome: Outcome, catalogue: Catalogue) -> Iterator[Point]:
    """What was chosen, that the list is good, and whether questions are welcome."""
    for act in outcome.acts:
        match act:
            case Choose(TheItem(row)):
                yield Point(Say.ENJOY, {"what": Titles((row,))}, named((row,), catalogue))
            case Choose():
                yield Point(Say.ENJOY_IT)
            case Approve():
                yield Point(Say.APPROVED)
            case Questions(welcome):
                yield Point(Say.QUESTIONS if welcome else Say.NO_QUESTIONS)
            case _:
                pass


def _tasted(outcome: Outcome, catalogue: Catalogue) -> Iterator[Point]:
    """What was said of items; when one message says two things of an item, the latter is what holds."""
    said = dict.fromkeys(
        act.target.item for act in outcome.acts if isinstance(act, Like | Dislike) and isinstance(act.target, TheItem)
    )
    seen = dict.fromkeys(act.target.item for act in outcome.acts if isinstance(act, Seen))
    kinds = {row: outcome.profile.tastes.get(catalogue[row].id) for row in (*said, *seen)}
    for kind, say in TASTES:
        rows = tuple(row for row, taste in kinds.items() if taste is not None and taste.kind is kind)
        if rows:
            yield Point(say, {"what": Titles(rows)}, tasted(rows, kind, catalogue))


def _leaned(act: Act, outcome: Outcome) -> Iterator[Point]:
    if not isinstance(act, Like | Dislike) or not isinstance(act.target, TheValue) or is_request(act):
        return
    liked = isinstance(act, Like)
    preference = Preference(act.target.field, act.target.value, 1.0 if liked else -1.0)
    if preference in outcome.state.soft:
        say = Say.LIKES_VALUE if liked else Say.DISLIKES_VALUE
        claim = Claim(ClaimKind.WISH, preference_key(preference), "")
        kind = Includes(act.target.field, (act.target.value,))
        yield Point(say, {"what": Things((kind,))}, (claim,))


def _taken_back(act: Act, outcome: Outcome, catalogue: Catalogue) -> Iterator[Point]:
    match act:
        case Accept(relaxation):
            gone = tuple(map(lifted, relaxation.touched))
            yield Point(Say.LIFTED, {"what": Wishes(relaxation.touched)}, gone)
        case Retract(Everything()):
            yield Point(Say.STARTED_OVER)
        case Retract(TheWish(wish)):
            yield Point(Say.LIFTED, {"what": Wish(wish)}, (lifted(wish),))
        case Retract(TheValue(field=field, value=item)) if field == ALIKE and _named_beside(item, outcome, catalogue):
            return
        case Retract(TheValue() as target) if (whole := _whole(target, outcome)) is not None:
            if target.value == whole.values[0]:
                yield Point(Say.LIFTED, {"what": Wish(whole)}, (lifted(whole),))
        case Retract((TheValue() | TheField()) as target):
            gone = tuple(
                lifted(constraint)
                for constraint in outcome.before.hard
                if constraint.field == target.field and constraint not in outcome.state.hard
            )
            yield Point(Say.TAKEN_BACK, {"what": Named(target)}, gone)
        case _:
            return


def _whole(target: TheValue, outcome: Outcome) -> Includes | Excludes | None:
    """The wish for several values of which this one is, where all of them are taken back: one sentence says it."""
    gone = {act.target for act in outcome.acts if isinstance(act, Retract)}
    for wish in outcome.before.hard:
        if wish not in outcome.state.hard and isinstance(wish, Includes | Excludes) and target.value in wish.values:
            values = {TheValue(wish.field, value) for value in wish.values}
            return wish if len(values) > 1 and target in values <= gone else None
    return None


def _named_beside(item: str, outcome: Outcome, catalogue: Catalogue) -> bool:
    """Whether what was said of the item itself is taken back too: one sentence says both."""
    taken = (act.target for act in outcome.acts if isinstance(act, Retract) and isinstance(act.target, TheItem))
    return any(catalogue[target.item].id == item for target in taken)


def _lifted(outcome: Outcome) -> Iterator[Point]:
    """Exclusions that a wish of this turn overruled; those that were taken back or accepted are confirmed as such."""
    if any(isinstance(act, Retract | Accept) for act in outcome.acts):
        return
    now = outcome.state.hard
    for former in outcome.before.hard:
        match former:
            case Excludes(field, values):
                still = {
                    value for wish in now if isinstance(wish, Excludes) and wish.field == field for value in wish.values
                }
                gone: tuple[Constraint, ...] = tuple(
                    Excludes(field, (value,)) for value in values if value not in still
                )
            case Outside():
                gone = () if former in now else (former,)
            case _:
                gone = ()
        for constraint in gone:
            yield Point(Say.LIFTED, {"what": Wish(constraint)}, (lifted(constraint),))


def turned(dial: Dial) -> Iterator[Point]:
    """How the dial stands now."""
    if dial.novelty:
        yield Point(Say.LESS_KNOWN if dial.novelty > 0 else Say.WELL_KNOWN)
    if dial.variety:
        yield Point(Say.MORE_VARIED if dial.variety > 0 else Say.MORE_ALIKE)
    if dial == AS_USUAL:
        yield Point(Say.AS_USUAL)


def _felt(mood: Mood) -> Point:
    """What a person would say first to somebody who feels so."""
    if mood == EVEN:
        return Point(Say.NOT_BY_MOOD)
    return Point(TONES[tone(mood)])


def _unknown(act: Act, catalogue: Catalogue) -> Iterator[Point]:
    if not isinstance(act, UnknownTitle):
        return
    if act.close and not act.text:
        yield Point(Say.WHICH_OF_THEM, {"close": Titles(act.close)}, named(act.close, catalogue))
    elif act.close and all(_is_called(act.text, row, catalogue) for row in act.close):
        yield Point(Say.WHICH, {"title": act.text, "close": Titles(act.close)}, named(act.close, catalogue))
    elif act.close:
        yield Point(Say.DID_YOU_MEAN, {"title": act.text, "close": Titles(act.close)}, named(act.close, catalogue))
    else:
        yield Point(Say.UNKNOWN, {"title": act.text})


def _is_called(text: str, row: int, catalogue: Catalogue) -> bool:
    """Whether the words are a title of the item, so that only which item is meant is not known."""
    item = catalogue[row]
    return keys(text) in {keys(title) for title in (item.title, *item.aliases)}


def _unserved(act: Act, outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """That a quality cannot be filtered by, and some of what can: what a card shows comes first."""
    fields = tools.catalogue.fields
    examples = tuple(sorted(fields, key=lambda name: (name not in tools.domain.card, fields.index(name))))
    if isinstance(act, AnyWillDo):
        yield Point(Say.ANY_WILL_DO, {"field": Fields((act.field,))})
    elif isinstance(act, Reject):
        yield Point(Say.DROPPED if outcome.before.unsure else Say.KEPT)
    elif isinstance(act, NotUnderstood) and fields:
        yield Point(Say.NO_SUCH_FILTER, {"text": act.text, "fields": Fields(examples[:EXAMPLES])})
    elif isinstance(act, NotUnderstood):
        yield Point(Say.TITLES_ONLY, {"text": act.text})


__all__ = ["noted", "turned"]
