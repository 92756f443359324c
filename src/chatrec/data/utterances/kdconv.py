"""KdConv (Zhou et al. 2020): Chinese conversations about films, music and travel, whose facts are annotated.

The two sides are peers; the first, who opens, is taken for the user. No act is annotated, so it follows from where the facts
stand: who uses a fact tells, who uses none and is answered with one asks, all else is chat. No mention is annotated either: the
entities of a message with facts are those of the facts, as subject or in the value, whose names stand in its words.
"""

from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from chatrec.data.utterances.corpus import Corpus, Name, Utterance
from chatrec.data.utterances.form import Form, Part, a_first, nothing

DESCRIBED = "（"  # a name may go on with what it is: "魂断蓝桥（美国1940年费雯·丽主演电影）"


class _Fact(BaseModel):
    name: str
    attrvalue: str = ""

    @property
    def entity(self) -> str:
        """The subject without what it is, by which alone some facts call it."""
        return self.name.partition(DESCRIBED)[0].strip()


class _Message(BaseModel):
    message: str
    attrs: tuple[_Fact, ...] = ()


class _Dialogue(BaseModel):
    messages: tuple[_Message, ...]


def _talks(content: object) -> bool:
    first = a_first(content) if isinstance(content, list) else None
    messages = first.get("messages") if isinstance(first, dict) else None
    return isinstance(messages, list) and all(isinstance(one, dict) and "message" in one for one in messages)


def _read(parts: Sequence[Part], _tables: Sequence[Part]) -> Corpus:
    talks = {
        f"{part.path.name}:{at}": dialogue
        for part in parts
        for at, dialogue in enumerate(part.parsed(tuple[_Dialogue, ...]))
    }
    facts = (fact for talk in talks.values() for message in talk.messages for fact in message.attrs)
    names = tuple(dict.fromkeys(fact.entity for fact in facts if fact.entity))
    said = (utterance for key, talk in talks.items() for utterance in _utterances(key, talk.messages, names))
    return Corpus(form=KDCONV.name, utterances=tuple(said), names=tuple(Name(name=name, kind="") for name in names))


def _utterances(key: str, messages: Sequence[_Message], names: Sequence[str]) -> Iterator[Utterance]:
    for at in range(0, len(messages), 2):
        message, previous = messages[at], messages[at - 1] if at else None
        answer = messages[at + 1].attrs if at + 1 < len(messages) else ()
        act = "tell" if message.attrs else "ask" if answer else "chat"
        yield Utterance(
            dialogue=key,
            text=message.message,
            previous=previous.message if previous else "",
            cues=("first",) if previous is None else ("did tell",) if previous.attrs else (),
            acts=frozenset({act}),
            entities=frozenset(_spoken_of(message, names)) if message.attrs else None,
        )


def _spoken_of(message: _Message, names: Sequence[str]) -> Iterator[str]:
    subjects = {fact.entity for fact in message.attrs}
    for name in names:
        if name in message.message and (name in subjects or any(name in fact.attrvalue for fact in message.attrs)):
            yield name


KDCONV = Form("KdConv", "[{messages: [{message, attrs}]}]", _talks, nothing, _read)

__all__ = ["KDCONV"]
