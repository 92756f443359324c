"""The points that answer "why?": the reasons of one shown item, with their values."""

from collections.abc import Iterator

from chatrec.core.acts import AskWhy
from chatrec.core.slate import SlateItem
from chatrec.dialogue.claiming import named
from chatrec.dialogue.facts import holds
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Point, Say, Titles
from chatrec.dialogue.tools import Tools
from chatrec.dialogue.why_not import why_not_points

MOST_REASONS = 4  # sentences a person reads; the why-panel shows all of them


def why(outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """For every item asked for: what ranked it, or that it was not recommended, and why not."""
    if outcome.slate is None or outcome.query is None:
        yield Point(Say.NOTHING_SHOWN)
        return
    by_row = {item.item: item for item in outcome.slate.items}
    asked = [act.target for act in outcome.acts if isinstance(act, AskWhy)]
    first = outcome.slate.items[0].item if outcome.slate.items else None
    for row in dict.fromkeys(target.item if target else first for target in asked):
        if row is None:
            yield Point(Say.NOTHING_SHOWN)
        elif row in by_row:
            yield from _reasons(by_row[row], outcome, tools)
        else:
            yield Point(Say.NOT_SHOWN, {"title": Titles((row,))}, named((row,), tools.catalogue))
            kept_out = outcome.state.last.kept_out if outcome.state.last else frozenset()
            facts = outcome.facts(tools.catalogue)
            for point in why_not_points(row, outcome.query, kept_out, tools):
                # A wish may have gone since the list was made; what no longer holds is not said.
                if all(holds(claim, facts) for claim in point.claims):
                    yield point


def _reasons(item: SlateItem, outcome: Outcome, tools: Tools) -> Iterator[Point]:
    if outcome.query is None:
        return
    title, claims = {"title": Titles((item.item,))}, named((item.item,), tools.catalogue)
    facts = outcome.facts(tools.catalogue)
    reasons = tools.explainer.reasons(item, outcome.query, limit=MOST_REASONS)
    # A taste may have changed since the list was made; what no longer holds is not said.
    held = [reason for reason in reasons if all(holds(claim, facts) for claim in reason.claims)]
    yield Point(Say.WHY if held else Say.UNRANKED, title, claims)
    for reason in held:
        yield Point(Say.REASON, {"label": reason.label, "value": f"{reason.value:+.2f}"}, reason.claims)


__all__ = ["MOST_REASONS", "why"]
