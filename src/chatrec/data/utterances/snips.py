"""SNIPS custom intents (Coucke et al. 2018): single utterances in pieces, of which those with an entity fill a slot."""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from chatrec.data.utterances.corpus import Corpus, Span, Utterance
from chatrec.data.utterances.form import Form, Part, a_first, nothing


class _Piece(BaseModel):
    text: str
    entity: str | None = None


class _Said(BaseModel):
    data: tuple[_Piece, ...]


def _talks(content: object) -> bool:
    first = a_first(a_first(content)) if isinstance(content, dict) else None
    return isinstance(first, dict) and isinstance(first.get("data"), list)


def _read(parts: Sequence[Part], _tables: Sequence[Part]) -> Corpus:
    said = (
        (f"{part.path.name}:{intent}:{at}", intent, one)
        for part in parts
        for intent, several in part.parsed(dict[str, tuple[_Said, ...]]).items()
        for at, one in enumerate(several)
    )
    utterances = (
        Utterance(
            dialogue=place,
            text="".join(piece.text for piece in one.data),
            intents=frozenset({intent}),
            spans=tuple(_spans(one)),
        )
        for place, intent, one in said
    )
    return Corpus(form=SNIPS.name, utterances=tuple(utterances), exclusive=True)


def _spans(said: _Said) -> Iterator[Span]:
    start = 0
    for piece in said.data:
        if piece.entity is not None and piece.text.strip():
            lead = len(piece.text) - len(piece.text.lstrip())
            yield Span(piece.entity, start + lead, start + len(piece.text.rstrip()))
        start += len(piece.text)


SNIPS = Form("SNIPS", "{intent: [{data: [{text, entity}]}]}", _talks, nothing, _read)

__all__ = ["SNIPS"]
