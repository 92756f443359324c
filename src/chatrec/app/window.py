"""The latest turns and events, kept in memory as the few figures that the operator's dashboard counts."""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, ValidationError

from chatrec.core.events import Event, EventKind
from chatrec.ports.activity import Activity, PlacedTurn

TURNS = 2_000
EVENTS = 10_000


class _Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    item_id: str


class _Act(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    act: str


class _Wording(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    by: str = "template"
    model: str | None = None
    trouble: str | None = None
    blocked: int = 0
    tokens: int = 0
    cost: float = 0.0


class _Reply(BaseModel):
    """What is counted of a stored turn, whichever version of Chat-Rec stored it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    locale: str = ""
    move: str = ""
    acts: tuple[_Act, ...] = ()
    slate: tuple[_Shown, ...] = ()
    excluded: dict[str, int] = {}
    wording: _Wording = _Wording()


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """One turn: when it was stored, the move, the language, what was shown and kept out, and who worded it."""

    at: float
    move: str
    locale: str
    accepted: bool
    items: tuple[str, ...]
    excluded: Mapping[str, int]
    wording: _Wording


@dataclass(frozen=True, slots=True)
class EventSeen:
    """One event: when it happened, its kind, and whether a card of ours had shown the item."""

    at: float
    kind: EventKind
    shown: bool


@dataclass(slots=True)
class _Kept:
    """The turns up to a place, of which the last one was stored at a time."""

    place: int = 0
    at: float = 0.0
    turns: deque[TurnSeen] = field(default_factory=lambda: deque(maxlen=TURNS))


class Window:
    """The last 2,000 turns and 10,000 events. Each look reads what has come since the one before: 0.5 s for the first one
    of a full window, then 1 ms with nothing new. Who said what is not kept. Safe to use from many threads.
    """

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._lock = threading.Lock()
        self._kept = _Kept()
        self._last_event = 0
        self._events: deque[EventSeen] = deque(maxlen=EVENTS)

    def turns(self) -> tuple[TurnSeen, ...]:
        """The turns of the window, oldest first."""
        with self._lock:
            kept = self._kept
            found = self._activity.turns(after=kept.place - 1, limit=TURNS)
            if kept.place and not (found and (found[0].place, found[0].turn.at) == (kept.place, kept.at)):
                # Where the last turn is gone, its user was forgotten or more came than fit: places may begin anew.
                kept = self._kept = _Kept()
                found = self._activity.turns(after=0, limit=TURNS)
            for placed in found[1:] if kept.place else found:
                kept.turns.append(_seen(placed))
            if found:
                kept.place, kept.at = found[-1].place, found[-1].turn.at
            return tuple(kept.turns)

    def events(self) -> tuple[EventSeen, ...]:
        """The events of the window, oldest first."""
        with self._lock:
            for seq, event in self._activity.events(after=self._last_event, limit=EVENTS):
                self._last_event = seq
                self._events.append(_noted(event))
            return tuple(self._events)


def _seen(placed: PlacedTurn) -> TurnSeen:
    try:
        reply = _Reply.model_validate_json(placed.turn.reply)
    except ValidationError:
        reply = _Reply()  # of a version that wrote another form: a turn it was
    return TurnSeen(
        at=placed.turn.at,
        move=reply.move,
        locale=reply.locale,
        accepted=any(act.act == "accept" for act in reply.acts),
        items=tuple(card.item_id for card in reply.slate),
        excluded=reply.excluded,
        wording=reply.wording,
    )


def _noted(event: Event) -> EventSeen:
    return EventSeen(event.at, event.kind, event.decision is not None)


__all__ = ["EVENTS", "TURNS", "EventSeen", "TurnSeen", "Window"]
