"""IARD (Cai and Chen 2020): ReDial dialogues whose utterances are labelled with intents, read as our acts.

`iard_acts.json` maps the labels of seekers to acts. Titles are marked in the text; one is read as new, as named by the seeker
before or as named by the recommender before, which is what a system that knows its catalogue sees.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files

from pydantic import BaseModel, Field

from chatrec.core.errors import DataError
from chatrec.data.utterances.corpus import Corpus, Utterance
from chatrec.data.utterances.form import Form, Part, a_first, nothing

MENTION = re.compile(r"@(\d+)\s*(?:<[^>]*>\s*)*")
MAP = "iard_acts.json"
SEEKER = "seeker"
EARLY, LATE = 3, 8  # turns


class _Said(BaseModel):
    utterance_pos: int
    role: str
    utterance_text: str
    labels: tuple[str, ...] = Field(alias="sub-intent/action")


class _Dialogue(BaseModel):
    dialogue_info: dict[str, _Said]


def _talks(content: object) -> bool:
    first = a_first(content) if isinstance(content, dict) else None
    return isinstance(first, dict) and "dialogue_info" in first


def iard_acts() -> Mapping[str, str]:
    """Our act for each label of a seeker."""
    text = files("chatrec.data.utterances").joinpath(MAP).read_text("utf-8")
    return {str(label): str(told["act"]) for label, told in json.loads(text)["labels"].items()}


def _read(parts: Sequence[Part], _tables: Sequence[Part]) -> Corpus:
    acts = iard_acts()
    said = (
        utterance
        for part in parts
        for key, dialogue in part.parsed(dict[str, _Dialogue]).items()
        for utterance in _utterances(f"{part.path.name}:{key}", dialogue, acts)
    )
    return Corpus(form=IARD.name, utterances=tuple(said))


def _utterances(key: str, dialogue: _Dialogue, acts: Mapping[str, str]) -> Iterator[Utterance]:
    named: dict[str, str] = {}
    previous: _Said | None = None
    for at, said in enumerate(sorted(dialogue.dialogue_info.values(), key=lambda one: one.utterance_pos)):
        if said.role == SEEKER:
            unknown = [label for label in said.labels if label not in acts]
            if unknown:
                raise DataError(f"{key}: label {unknown[0]!r} is not in {MAP}, which knows {', '.join(acts)}.")
            yield Utterance(
                dialogue=key,
                text=_marked(said.utterance_text, named),
                previous=_marked(previous.utterance_text, named) if previous else "",
                cues=(*_place(at), *_did(previous)),
                intents=frozenset(acts[label] for label in said.labels),
            )
        else:
            previous = said
        for mention in MENTION.finditer(said.utterance_text):
            named.setdefault(mention[1], said.role)


def _marked(text: str, named: Mapping[str, str]) -> str:
    """The text with each title as one word that tells who named it before."""
    return MENTION.sub(lambda mention: f" title{named.get(mention[1], 'new')} ", text)


def _place(at: int) -> Iterator[str]:
    yield f"turn {at if at < EARLY else 'late' if at >= LATE else 'middle'}"


def _did(previous: _Said | None) -> Iterator[str]:
    """What the recommender did last: what it did at all, and last of all."""
    labels = previous.labels if previous else ()
    yield from (f"did {label}" for label in labels)
    yield f"did first {labels[0] if labels else 'nothing'}"
    yield f"did last {labels[-1] if labels else 'nothing'}"


IARD = Form("IARD", "{id: {dialogue_info: {S1: {role, utterance_text, sub-intent/action}}}}", _talks, nothing, _read)

__all__ = ["IARD", "iard_acts"]
