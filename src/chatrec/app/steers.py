"""A person at the wheel: sliders, disputes of reasons that are no items, profiling on and off, each shown with what it changes."""

import uuid
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from chatrec.app.diffs import ListChangeOut
from chatrec.app.rewriting import Books, Owner, Rewriting
from chatrec.core.errors import NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.heed import Dispute
from chatrec.core.ids import EventId
from chatrec.core.query import Candidates
from chatrec.core.steering import UNSTEERED, Steering, change_text
from chatrec.dialogue import Tools
from chatrec.explain import Situation
from chatrec.ports.clock import Clock
from chatrec.recommend import undisputed


class Steers:
    """Every change is an event that holds only what differs, so changes from two pages both hold."""

    def __init__(self, rewriting: Rewriting, books: Books, clock: Clock) -> None:
        self._rewriting = rewriting
        self._books = books
        self._clock = clock

    def steer(
        self, owner: Owner, sliders: Mapping[str, float] | None = None, *, profiling: bool | None = None
    ) -> ListChangeOut:
        """Set some sliders, or switch profiling; the rest stays. Raises InputError for a slider that there is not or out of its range."""
        before = self._books.profiles.of(owner.user).steering
        after = before.set_to(sliders or {})
        return self._changed(owner, before, after if profiling is None else replace(after, profiling=profiling))

    def reset(self, owner: Owner) -> ListChangeOut:
        """Every slider as usual, nothing disputed, profiled."""
        return self._changed(owner, self._books.profiles.of(owner.user).steering, UNSTEERED)

    def dispute(self, owner: Owner, dispute: Dispute, *, lasting: bool) -> ListChangeOut:
        """“Not because of this”, for good or for this answer. Raises NotFoundError where no evidence of theirs rests on it."""
        tools, before = self._rewriting.asked(owner)
        self._rests_on(dispute, tools, before)
        steering = self._books.profiles.of(owner.user).steering
        if lasting:
            return self._changed(owner, steering, steering.disputing(dispute))
        context = replace(before.query.context, heed=steering.disputing(dispute).heed)
        then = replace(before, query=replace(before.query, context=context))
        return self._rewriting.tried(tools, before, then)

    def uphold(self, owner: Owner, dispute: Dispute) -> ListChangeOut:
        """Take a dispute back. Raises NotFoundError for one that there is not."""
        steering = self._books.profiles.of(owner.user).steering
        if dispute not in steering.heed.disputes:
            raise NotFoundError(
                f"User {owner.user!r} disputes no {dispute.matter.value} {dispute.ref!r}; GET /v1/users/{owner.user}/profile "
                "lists what they dispute.",
                zh="这条理由并没有被排除，可能已在别的标签页里恢复；请刷新。",
            )
        return self._changed(owner, steering, steering.upholding(dispute))

    def _changed(self, owner: Owner, before: Steering, after: Steering) -> ListChangeOut:
        text = change_text(before, after)
        event = Event(
            event_id=EventId(f"steer-{uuid.uuid4().hex}"),
            user=owner.user,
            item=None,
            kind=EventKind.STEER,
            at=self._clock.now(),
            text=text or "{}",
        )
        return self._rewriting.written(owner, [event] if text else [])

    def _rests_on(self, dispute: Dispute, tools: Tools, situation: Situation) -> None:
        """Terms depend on the person, not on the candidate; one that is new to the model may be judged by fewer scorers."""
        query = undisputed(situation.query)
        items = [one.item for one in tools.recommender.recommend(query).items] or [0]
        terms = tools.recommender.scorer.attribute(query, Candidates(np.array(items, dtype=np.int64))).terms
        advice = tools.adviser.term(query) if tools.adviser else None
        if not any(dispute.mentions(term) for term in (*terms, *([advice] if advice else []))):
            user = situation.query.user
            raise NotFoundError(
                f"No evidence for user {user!r} rests on the {dispute.matter.value} {dispute.ref!r}; dispute what a reason names, as "
                f"GET /v1/users/{user}/explanations/ITEM lists them.",
                zh="没有推荐是以它为理由的，所以无从排除；请选择理由里列出的。",
            )


__all__ = ["Steers"]
