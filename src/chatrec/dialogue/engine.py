"""One turn of a conversation, as a straight line: parse, track, decide, recommend, explain, plan."""

from collections.abc import Iterator
from dataclasses import replace

from chatrec.core.acts import (
    OPINIONS,
    Accept,
    Act,
    Adjust,
    Choose,
    Compare,
    Dislike,
    Evaluate,
    Everything,
    Favour,
    Feel,
    Like,
    More,
    Negate,
    Recommend,
    Refine,
    Retract,
    Seen,
    TheField,
    TheItem,
    TheValue,
    TheWish,
)
from chatrec.core.catalogue import Catalogue
from chatrec.core.dial import Dial, combined
from chatrec.core.errors import ConflictError, InputError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId
from chatrec.core.moves import Move
from chatrec.core.profile import Profile
from chatrec.core.query import Context, Query
from chatrec.dialogue.advising import listed
from chatrec.dialogue.asking import asking
from chatrec.dialogue.correcting import corrected, corrections, corrects
from chatrec.dialogue.heard import heard
from chatrec.dialogue.held import held
from chatrec.dialogue.locale import spoken
from chatrec.dialogue.offering import offering
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.planner import plan
from chatrec.dialogue.state import DialogueState, Served
from chatrec.dialogue.suggestions import suggestions
from chatrec.dialogue.tools import Tools
from chatrec.dialogue.track import track
from chatrec.dialogue.turn import Feedback, Turn
from chatrec.dialogue.unprofiled import as_read


def take_turn(message: str, state: DialogueState, profile: Profile, tools: Tools, *, at: float) -> Turn:
    """Answer a message. `profile` is the user's before it, of which nothing is read where the state says that they are not
    profiled; `at` is now, in seconds since 1970.
    """
    before = replace(state, locale=spoken(message, state.locale))
    acts = tools.nlu.parse(message, before)
    turn = answer(acts, replace(before, said=heard(before.said, message, acts)), profile, tools, at=at)
    said = message.strip()
    return replace(turn, taken=tuple(prompt.kind for prompt in state.prompted if prompt.said == said))


def react(pressed: Feedback, state: DialogueState, profile: Profile, tools: Tools, *, at: float) -> Turn:
    """Answer the press of a like, dislike, seen or take-back button under the item at a catalogue row.

    Raises InputError for a kind that no button has.
    """
    kind, item = pressed
    return answer((_pressed(kind, TheItem(item)),), state, profile, tools, at=at)


def press(what: str | Dial, state: DialogueState, profile: Profile, tools: Tools, *, at: float) -> Turn:
    """Answer what a press means exactly: it takes back what is held under a key, see `held`, or sets the dial of the lists.

    Raises ConflictError where nothing is held under the key any more.
    """
    act = Adjust(to=what) if isinstance(what, Dial) else _withdrawn(what, state, tools)
    return answer((act,), state, profile, tools, at=at)


def _withdrawn(key: str, state: DialogueState, tools: Tools) -> Act:
    found = next((one for one in held(state, tools.catalogue, tools.domain) if one.key == key), None)
    if found is None:
        raise ConflictError(
            f"Nothing holds under {key!r} in this conversation any more; its last turn names what does.",
            zh="这个条件已经不在了。",
        )
    return found.back


def answer(acts: tuple[Act, ...], before: DialogueState, profile: Profile, tools: Tools, *, at: float) -> Turn:
    """Answer what the user did; this turn's likes and dislikes count at once."""
    former = as_read(profile, before, tools.catalogue, at=at)
    feedback = (*_feedback(acts), *corrections(acts, former, tools.catalogue))
    state = corrected(track(before, acts), acts, feedback)
    known = as_read(profile, state, tools.catalogue, at=at).folded(_events(feedback, profile, tools.catalogue, at))
    outcome = Outcome(before=before, state=state, acts=acts, move=tools.policy.decide(state, acts), profile=known)
    if outcome.move is Move.RECOMMEND:
        outcome = _before(_recommended(outcome, tools, at), former, tools, at)
    elif outcome.move is Move.EXPLAIN:
        outcome = _replayed(outcome, tools)
    elif outcome.move in {Move.COMPARE, Move.EVALUATE}:
        outcome = _judged(outcome, tools, at)
    shown = suggestions(outcome, tools)
    recommends = outcome.move in {Move.RECOMMEND, Move.APOLOGISE_AND_RELAX}
    return Turn(
        locale=outcome.state.locale,
        acts=acts,
        move=outcome.move,
        state=replace(outcome.state, prompted=shown),
        query=outcome.query if recommends else None,
        slate=outcome.slate if recommends else None,
        feedback=feedback,
        plan=plan(outcome, tools),
        suggestions=tuple(prompt.said for prompt in shown),
        profiling=state.profiled if state.profiled != before.profiled else None,
        advised=outcome.advised,
    )


def _recommended(outcome: Outcome, tools: Tools, at: float) -> Outcome:
    """With a slate; with what could be relaxed when nothing fits. Nothing is ever relaxed here."""
    state = outcome.state
    query = _query(outcome, tools, at)
    kept_out = _kept_out(outcome)
    considered = tools.recommender.considered(query, shown=kept_out)
    slate = considered.slate
    if len(slate.items) < query.n:
        earlier = () if slate.items else state.earlier
        state = replace(state, offering=offering(query, kept_out, tools, earlier))
    if not slate.items:
        return replace(outcome, move=Move.APOLOGISE_AND_RELAX, state=state, query=query, slate=slate)
    state = asking(replace(outcome, state=state), considered, tools)
    if state.question is not None and state.question.instead:
        return replace(outcome, move=Move.ASK, state=state)
    # Whoever is not profiled is described to nobody.
    adviser = tools.adviser if state.profiled else None
    query, considered, advised = listed(query, kept_out, tools.recommender, adviser, considered)
    rows = tuple(item.item for item in considered.slate.items)
    shown = tuple(dict.fromkeys((*state.shown, *rows)))
    state = replace(state, shown=shown, last=Served(query, kept_out, rows))
    return replace(outcome, state=state, query=query, slate=considered.slate, considered=considered, advised=advised)


def _before(outcome: Outcome, profile: Profile, tools: Tools, at: float) -> Outcome:
    """With the list as it would be without what the turn corrects of the profile, so that the change can be told; whatever advice
    there is holds on both sides.
    """
    if not corrects(outcome.acts):
        return outcome
    asked = outcome.query or _query(outcome, tools, at)
    query = replace(asked, history=profile.history(tools.catalogue), preferences=outcome.before.soft)
    slate = tools.recommender.recommend(query, shown=_kept_out(outcome))
    return replace(outcome, former=tuple(item.item for item in slate.items))


def _query(outcome: Outcome, tools: Tools, at: float) -> Query:
    """Everything that the user and this conversation ask for now."""
    state, steering = outcome.state, outcome.profile.steering
    return Query(
        user=state.user,
        history=outcome.profile.history(tools.catalogue),
        constraints=state.hard,
        preferences=state.soft,
        said=state.said,
        context=Context(state.locale, at, combined(steering.dial, state.dial), state.mood, steering.heed),
        n=state.n,
    )


def _judged(outcome: Outcome, tools: Tools, at: float) -> Outcome:
    """With the evidence of each item that is compared or evaluated, and how it stands among the others; what was said of the items
    of the last list by advice still holds.
    """
    query, last = _query(outcome, tools, at), outcome.state.last
    if last is not None and outcome.state.profiled:
        query = replace(query, advice=last.query.advice)
    compared = (target.item for act in outcome.acts if isinstance(act, Compare) for target in act.targets)
    evaluated = tuple(act.target.item for act in outcome.acts if isinstance(act, Evaluate))
    judged = tuple(tools.recommender.judged(query, row) for row in dict.fromkeys((*compared, *evaluated)))
    standings = {row: tools.recommender.below(query, row) for row in evaluated}
    return replace(outcome, query=query, judged=judged, standings=standings)


def _replayed(outcome: Outcome, tools: Tools) -> Outcome:
    """With the last slate and its evidence again, worded in the language of now."""
    last = outcome.state.last
    if last is None:
        return outcome
    slate = tools.recommender.recommend(last.query, shown=last.kept_out)
    context = replace(last.query.context, locale=outcome.state.locale)
    return replace(outcome, query=replace(last.query, context=context), slate=slate)


def _kept_out(outcome: Outcome) -> frozenset[int]:
    """What must not come up again: everything shown when more is asked for; a new wish starts a new list; what is accepted
    brings what was counted; a mere word on an item keeps the page that is being read.
    """
    state, acts = outcome.state, outcome.acts
    if any(isinstance(act, More) for act in acts):
        return frozenset(state.shown)
    if outcome.before.offering and any(isinstance(act, Accept) for act in acts):
        return outcome.before.offering.kept_out
    if any(_wish(act) for act in acts) or state.last is None:
        return frozenset()
    return state.last.kept_out


def _wish(act: Act) -> bool:
    match act:
        case Adjust() | Favour() | Feel() | Recommend() | Refine() | Negate() | Like(TheValue()) | Dislike(TheValue()):
            return True
        case Retract(TheValue() | TheField() | TheWish() | Everything()):
            return True
        case _:
            return False


def _feedback(acts: tuple[Act, ...]) -> Iterator[Feedback]:
    for act in acts:
        match act:
            case Like(TheItem(item)):
                yield EventKind.LIKE, item
            case Dislike(TheItem(item)):
                yield EventKind.DISLIKE, item
            case Seen(TheItem(item)):
                yield EventKind.SEEN, item
            case Choose(TheItem(item)):
                yield EventKind.ACCEPT, item
            case Retract(TheItem(item)):
                yield EventKind.RETRACT, item
            case _:
                pass


def _events(feedback: tuple[Feedback, ...], profile: Profile, catalogue: Catalogue, at: float) -> Iterator[Event]:
    for place, (kind, row) in enumerate(feedback):
        yield Event(event_id=EventId(f"turn-{place}"), user=profile.user, item=catalogue[row].id, kind=kind, at=at)


def _pressed(kind: EventKind, target: TheItem) -> Act:
    if kind is EventKind.RETRACT:
        return Retract(target)
    if kind not in OPINIONS:
        raise InputError(f"A button says like, dislike, seen or retract; got {kind.value!r}.")
    return OPINIONS[kind](target)


__all__ = ["Feedback", "answer", "press", "react", "take_turn"]
