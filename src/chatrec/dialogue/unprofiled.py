"""What may be known of somebody in a conversation: without profiling only what they say in it, which is not kept beyond it."""

from collections.abc import Sequence
from dataclasses import replace

from chatrec.core.acts import Act, CorrectProfile, Everything
from chatrec.core.catalogue import Catalogue
from chatrec.core.events import Event
from chatrec.core.ids import EventId
from chatrec.core.profile import Profile
from chatrec.dialogue.state import DialogueState


def as_read(profile: Profile, state: DialogueState, catalogue: Catalogue, *, at: float) -> Profile:
    """The profile as far as this conversation may read it; `at` is when what was said in it was said, as far as it matters."""
    if state.profiled:
        return replace(profile, steering=replace(profile.steering, profiling=True))
    events = (
        Event(event_id=EventId(f"heard-{place}"), user=profile.user, item=catalogue[row].id, kind=kind, at=at)
        for place, (kind, row) in enumerate(state.heard)
    )
    return profile.unread().folded(events)


def switched(acts: Sequence[Act]) -> bool | None:
    """Whether the user is to be profiled, by the last that the message says of it; None where it says nothing."""
    said = [act.counts for act in acts if isinstance(act, CorrectProfile) and isinstance(act.target, Everything)]
    return said[-1] if said else None


__all__ = ["as_read", "switched"]
