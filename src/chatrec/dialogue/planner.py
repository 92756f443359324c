"""What a reply says: points in order, each with its claims."""

from collections.abc import Iterator
from dataclasses import replace

from chatrec.core.acts import Feel, More, Negate, OffTopic, Recommend
from chatrec.core.attribution import Kind
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.moves import Move
from chatrec.core.query import Query
from chatrec.core.slate import Slate
from chatrec.dialogue.answers import answers
from chatrec.dialogue.asking import asked
from chatrec.dialogue.claiming import counted, named, wished
from chatrec.dialogue.correcting import moved
from chatrec.dialogue.facts import Facts, holds
from chatrec.dialogue.judging import compared, evaluated
from chatrec.dialogue.noted import noted
from chatrec.dialogue.offering import alone, offered
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Clause, Plan, Point, Say, Things, Titles, Wish
from chatrec.dialogue.portrait import portrait
from chatrec.dialogue.tools import Tools
from chatrec.dialogue.unprofiled import switched
from chatrec.dialogue.why import why

OFFERS = 2  # relaxations offered in one reply


def plan(outcome: Outcome, tools: Tools) -> Plan:
    """The reply to a turn: what was heard, what the move gives, what else must be said."""
    points = (
        *noted(outcome, tools),
        *answers(outcome, tools),
        *portrait(outcome, tools),
        *_moved(outcome, tools),
    )
    facts = replace(outcome.facts(tools.catalogue, tools.book, tools.desk), crowd=tools.crowd)
    return Plan(outcome.state.locale, outcome.state.turn, points, facts)


def _moved(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    match outcome.move:
        case Move.RECOMMEND:
            if outcome.slate is not None and outcome.query is not None:
                yield from _recommended(outcome, outcome.slate, outcome.query, tools)
        case Move.APOLOGISE_AND_RELAX:
            yield from _apologised(outcome)
        case Move.EXPLAIN:
            yield from why(outcome, tools)
        case Move.SUGGEST:
            lost = not outcome.acts or any(isinstance(act, OffTopic) for act in outcome.acts)
            yield Point(Say.NOT_UNDERSTOOD if lost else Say.HELP)
        case Move.ASK:
            yield from asked(outcome.state)
        case Move.COMPARE:
            yield from compared(outcome, tools)
        case Move.EVALUATE:
            yield from evaluated(outcome, tools)
        case Move.CHAT | Move.ANSWER:
            return


def _recommended(outcome: Outcome, slate: Slate, query: Query, tools: Tools) -> Iterator[Point]:
    shown, wishes = len(slate.items), query.constraints
    claims = (counted(shown), *wished(wishes))
    if shown == 1:
        yield Point(Say.SLATE_OF_ONE, {"what": Things(wishes, many=False)}, claims)
    else:
        yield Point(Say.SLATE, {"n": shown, "what": Things(wishes)}, claims)
    if any(isinstance(act, Feel) for act in outcome.acts) and _by_mood(slate):
        yield Point(Say.BY_MOOD)
    yield from _how_many(outcome, shown)
    yield from moved(outcome, slate, tools.catalogue)
    yield from offered(outcome.offers[:1])
    yield from _left_out(outcome, slate)
    if not outcome.state.profiled and outcome.before.last is None and switched(outcome.acts) is None:
        yield Point(Say.UNPROFILED)
    if not query.history and outcome.before.last is None:  # once a conversation is enough
        yield from _cold(slate, query, tools)
    if query.history or wishes or query.preferences:
        yield from _main_reason(slate, query, tools, outcome.facts(tools.catalogue))
    yield from asked(outcome.state)


def _by_mood(slate: Slate) -> bool:
    """Whether how the user feels speaks for or against anything in the list."""
    return any(piece.term.kind is Kind.MOOD for item in slate.items for piece in item.evidence)


def _how_many(outcome: Outcome, shown: int) -> Iterator[Point]:
    """What became of a number that this turn asked for, where it could not be met."""
    for act in outcome.acts:
        if isinstance(act, Recommend | More) and act.n is not None and act.n != shown:
            if shown < outcome.state.n:
                yield Point(Say.FEWER, {"n": shown, "asked": act.n}, (counted(shown),))
            else:
                yield Point(Say.CLAMPED, {"asked": act.n, "n": shown}, (counted(shown),))


def _left_out(outcome: Outcome, slate: Slate) -> Iterator[Point]:
    for act in outcome.acts:
        removed = slate.excluded.get(act.constraint.key, 0) if isinstance(act, Negate) else 0
        if isinstance(act, Negate) and removed:
            claims = (counted(removed, act.constraint.key), *wished((act.constraint,)))
            yield Point(Say.LEFT_OUT, {"n": removed, "what": Wish(act.constraint)}, claims)


def _cold(slate: Slate, query: Query, tools: Tools) -> Iterator[Point]:
    if query.constraints or query.preferences:
        yield Point(Say.BY_WISHES)
        return
    top = slate.items[0]
    prior = next((piece for piece in top.evidence if piece.term.kind is Kind.PRIOR and piece.value > 0), None)
    if prior is not None:
        term = prior.term
        value = f"{term.source}|{term.kind.value}|{term.ref}|+"
        yield Point(Say.POPULAR, claims=(Claim(ClaimKind.EVIDENCE, tools.catalogue[top.item].id, value),))
    yield Point(Say.COLD)


def _main_reason(slate: Slate, query: Query, tools: Tools, facts: Facts) -> Iterator[Point]:
    first = slate.items[0]
    reason = tools.explainer.reason(first, query)
    if reason.text and all(holds(claim, facts) for claim in reason.claims):
        claims = (*named((first.item,), tools.catalogue), *reason.claims)
        yield Point(Say.REASON_OF_FIRST, {"title": Titles((first.item,)), "text": Clause(reason.text)}, claims)


def _apologised(outcome: Outcome) -> Iterator[Point]:
    excluded = outcome.slate.excluded if outcome.slate else {}
    if excluded.get("shown") and not outcome.offers:
        yield Point(Say.NOTHING_LEFT, claims=(counted(excluded["shown"], "shown"),))
        return
    wishes = outcome.state.hard
    yield Point(Say.NOTHING_FITS, {"what": Things(wishes)}, (counted(0), *wished(wishes)))
    earlier = set(outcome.state.earlier)
    for offer in outcome.offers[:OFFERS]:
        dropped = set(offer.relaxation.dropped)
        if 1 < len(earlier) < len(wishes) and dropped == earlier and not offer.relaxation.widened:
            yield alone(offer, wishes)
        else:
            yield from offered((offer,))


__all__ = ["OFFERS", "plan"]
