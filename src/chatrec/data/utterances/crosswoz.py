"""CrossWOZ (Zhu et al. 2020): Chinese task dialogues with acts of intent, domain, slot and value, and the databases.

A value that stands in the words is a span; what is asked for, what is greeted and what an amenity is has none.
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from chatrec.data.utterances.corpus import Corpus, Name, Span, Utterance
from chatrec.data.utterances.form import Form, Part, a_first

NAMING = frozenset({"名称", "出发地", "目的地"})  # slots whose values are names
UNSAID = "酒店设施"  # amenities: their value is "yes", which does not stand in the words
Act = tuple[str, str, str, str]


class _Message(BaseModel):
    content: str
    role: str
    dialog_act: tuple[Act, ...] = ()


class _Dialogue(BaseModel):
    messages: tuple[_Message, ...]


def _talks(content: object) -> bool:
    first = a_first(content) if isinstance(content, dict) else None
    messages = first.get("messages") if isinstance(first, dict) else None
    return isinstance(messages, list) and all(isinstance(one, dict) and "dialog_act" in one for one in messages)


def _tells(content: object) -> bool:
    first = a_first(content) if isinstance(content, list) else None
    return isinstance(first, list) and len(first) == 2 and isinstance(first[1], dict)


def _read(parts: Sequence[Part], tables: Sequence[Part]) -> Corpus:
    names = tuple(
        Name(name=name, kind=str(told.get("领域", "")))
        for part in tables
        for name, told in part.parsed(tuple[tuple[str, Mapping[str, object]], ...])
    )
    known = {name.name for name in names}
    said = (
        utterance
        for part in parts
        for key, dialogue in part.parsed(dict[str, _Dialogue]).items()
        for utterance in _utterances(f"{part.path.name}:{key}", dialogue, known)
    )
    return Corpus(form=CROSSWOZ.name, utterances=tuple(said), names=names, telling=True)


def _utterances(key: str, dialogue: _Dialogue, known: set[str]) -> Iterator[Utterance]:
    previous = _Message(content="", role="sys")
    for message in dialogue.messages:
        if message.role != "usr":
            previous = message
            continue
        acts = dict.fromkeys(message.dialog_act)
        spans = {act: span for act in acts if (span := _span(act, message.content)) is not None}
        yield Utterance(
            dialogue=key,
            text=message.content,
            previous=previous.content,
            cues=tuple(_cues(previous)),
            acts=frozenset("|".join(act) for act in acts),
            spans=tuple(spans.values()),
            entities=frozenset(act[3] for act in acts if act[0] == "Inform" and act[2] in NAMING and act[3] in known)
            if known
            else None,
        )


def _cues(previous: _Message) -> Iterator[str]:
    """What the system did last; that it said nothing yet is known too."""
    if not previous.content:
        yield "first"
    for intent, domain, slot, _ in previous.dialog_act:
        yield f"did {intent} {domain}"
        yield f"told {domain} {slot}"


def _span(act: Act, text: str) -> Span | None:
    intent, domain, slot, value = act
    start = text.find(value) if intent == "Inform" and value and not slot.startswith(UNSAID) else -1
    return None if start < 0 else Span(f"{intent}|{domain}|{slot}", start, start + len(value))


CROSSWOZ = Form("CrossWOZ", "{id: {messages: [{content, role, dialog_act}]}}", _talks, _tells, _read)

__all__ = ["CROSSWOZ"]
