"""Talking with somebody who is not profiled: only what they say in this conversation counts, and it is not kept beyond it."""

from dataclasses import replace

from chatrec.core.catalogue import Catalogue
from chatrec.core.events import Event
from chatrec.core.ids import EventId
from chatrec.core.profile import Profile
from chatrec.dialogue import DialogueState


def as_heard(
    profile: Profile, state: DialogueState, catalogue: Catalogue, *, at: float
) -> tuple[DialogueState, Profile]:
    """The state of a conversation, which says whether its user is profiled, and what may be known of them in it.

    `at` is when what was said in the conversation was said, as far as it matters.
    """
    profiled = profile.steering.profiling
    state = replace(state, profiled=profiled)
    if profiled:
        return state, profile
    events = (
        Event(event_id=EventId(f"heard-{place}"), user=profile.user, item=catalogue[row].id, kind=kind, at=at)
        for place, (kind, row) in enumerate(state.heard)
    )
    return state, profile.unread().folded(events)


__all__ = ["as_heard"]
