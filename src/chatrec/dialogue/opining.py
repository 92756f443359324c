"""The points that tell what people here think of an item, those like the user, and what they chose it after."""

from collections.abc import Iterator

from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.opinions import FEWEST, Verdict
from chatrec.dialogue.claiming import named
from chatrec.dialogue.crowd import FEW, followed, opined, opined_closest, percent
from chatrec.dialogue.outcome import Outcome
from chatrec.dialogue.points import Point, Say, Slot, Titles
from chatrec.dialogue.tools import Tools


def opinions(row: int, outcome: Outcome, tools: Tools) -> Iterator[Point]:
    """How people's words on an item are distributed, what those say whose likes are closest, and after what it is chosen."""
    item, titles = tools.catalogue[row].id, named((row,), tools.catalogue)
    history = outcome.profile.history(tools.catalogue)
    title: dict[str, Slot] = {"title": Titles((row,))}
    verdict = tools.crowd.verdict(row)
    if verdict is not None:
        say = Say.RATED if verdict.starred else Say.OPINED
        yield Point(say, {**title, **_shares(verdict)}, (*titles, opined(item, verdict)))
    elif tools.crowd.opines:
        yield Point(Say.FEW_OPINED, {**title, "n": FEWEST}, (*titles, Claim(ClaimKind.OPINIONS, item, FEW)))
    if closest := tools.crowd.closest(row, history):
        slots: dict[str, Slot] = {**_shares(closest.verdict), "least": closest.least}
        yield Point(Say.CLOSEST, slots, (opined_closest(item, closest),))
    if sequel := tools.crowd.sequel(row, history):
        _, low, high, support, _ = sequel.lift
        slots = {**title, "other": Titles((sequel.first,)), "n": support, "value": f"{sequel.lift.lift:.1f}"}
        slots |= {"low": f"{low:.1f}", "high": f"{high:.1f}"}
        claim = followed(item, tools.catalogue[sequel.first].id, sequel.lift)
        yield Point(Say.FOLLOWED, slots, (*titles, *named((sequel.first,), tools.catalogue), claim))


def _shares(verdict: Verdict) -> dict[str, Slot]:
    people, liking, disliking, _ = verdict
    return {"n": people, "liking": f"{percent(liking, people)} %", "disliking": f"{percent(disliking, people)} %"}


__all__ = ["opinions"]
