"""Labelled lines: JSON Lines of objects with a `text` and its `intent`; `chatrec review export` writes accepted paraphrases so."""

from collections.abc import Sequence

from pydantic import BaseModel, Field

from chatrec.data.utterances.corpus import Corpus, Utterance
from chatrec.data.utterances.form import Form, Part, a_first, nothing


class _Line(BaseModel):
    text: str = Field(min_length=1)
    intent: str = Field(min_length=1)
    of: str = ""


def _talks(content: object) -> bool:
    first = a_first(content) if isinstance(content, list) else content
    return isinstance(first, dict) and isinstance(first.get("text"), str) and isinstance(first.get("intent"), str)


def _read(parts: Sequence[Part], _tables: Sequence[Part]) -> Corpus:
    """An utterance and what is `of` it, in other words, are one dialogue, so that no fold is tested on what it was trained on."""
    lines = [
        line
        for part in parts
        for line in (part.parsed(tuple[_Line, ...]) if isinstance(part.content, list) else [part.parsed(_Line)])
    ]
    utterances = (
        Utterance(dialogue=line.of or line.text, text=line.text, intents=frozenset({line.intent})) for line in lines
    )
    return Corpus(form=LABELLED.name, utterances=tuple(utterances), exclusive=True)


LABELLED = Form("labelled lines", "{text, intent} on each line", _talks, nothing, _read)

__all__ = ["LABELLED"]
