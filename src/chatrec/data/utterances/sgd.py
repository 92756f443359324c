"""Schema-Guided Dialogue (Rastogi et al. 2020), user turns as JSON Lines: one instance for each service that a turn is about.

The service is given, as in the task of the authors, so that an intent is chosen among those that occur with it.
"""

from collections import defaultdict
from collections.abc import Sequence

from pydantic import BaseModel

from chatrec.data.utterances.corpus import Corpus, Span, Utterance
from chatrec.data.utterances.form import Form, Part, a_first

LATE = 6  # turns; how late beyond does not matter


class _Slot(BaseModel):
    slot: str
    start: int
    exclusive_end: int


class _Frame(BaseModel):
    service: str
    active_intent: str
    slot_spans: tuple[_Slot, ...] = ()


class _Turn(BaseModel):
    dialogue_id: str
    turn: int
    utterance: str
    prev_system: str | None = None
    frames: tuple[_Frame, ...]


class _Intent(BaseModel):
    name: str


class _Service(BaseModel):
    service_name: str
    intents: tuple[_Intent, ...]


def _talks(content: object) -> bool:
    first = a_first(content) if isinstance(content, list) else None
    return isinstance(first, dict) and {"frames", "utterance"} <= set(first)


def _tells(content: object) -> bool:
    first = a_first(content) if isinstance(content, list) else None
    return isinstance(first, dict) and {"service_name", "intents"} <= set(first)


def _read(parts: Sequence[Part], tables: Sequence[Part]) -> Corpus:
    turns = [turn for part in parts for turn in part.parsed(tuple[_Turn, ...])]
    among: defaultdict[str, set[str]] = defaultdict(set)
    for part in tables:
        for service in part.parsed(tuple[_Service, ...]):
            among[service.service_name] = {"NONE", *(intent.name for intent in service.intents)}
    for turn in turns:
        for frame in turn.frames:
            among[frame.service].add(frame.active_intent)
    last: dict[tuple[str, str], int] = {}
    said: list[Utterance] = []
    for turn in turns:
        for frame in turn.frames:
            key = (turn.dialogue_id, frame.service)
            said.append(_utterance(turn, frame, frozenset(among[frame.service]), last.get(key)))
            last[key] = len(said) - 1
    return Corpus(form=SGD.name, utterances=tuple(said), exclusive=True)


def _utterance(turn: _Turn, frame: _Frame, among: frozenset[str], follows: int | None) -> Utterance:
    first = frame is turn.frames[0]  # a turn's spans count once
    return Utterance(
        dialogue=turn.dialogue_id,
        text=turn.utterance,
        previous=turn.prev_system or "",
        cues=(f"service {frame.service}", f"turn {min(turn.turn, LATE)}", f"services {len(turn.frames)}"),
        intents=frozenset({f"{frame.service}|{frame.active_intent}"}),
        spans=_spans(turn) if first else (),
        among=frozenset(f"{frame.service}|{intent}" for intent in among),
        follows=follows,
    )


def _spans(turn: _Turn) -> tuple[Span, ...]:
    slots = (slot for frame in turn.frames for slot in frame.slot_spans)
    return tuple(dict.fromkeys(Span(slot.slot, slot.start, slot.exclusive_end) for slot in slots))


SGD = Form("SGD", "lines of {dialogue_id, turn, utterance, frames}", _talks, _tells, _read)

__all__ = ["SGD"]
