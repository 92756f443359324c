"""Seekers whose messages a language model words. The agenda decides what is said, the detector whether it may be said so.

A model that knows films may name the one that is looked for, or tell what its seeker does not remember: another actor, the year, the
plot. Such words are refused and the agenda's own are said. What comes of it is a report of its own (`dialogue-llm`), beside which
nothing of the agenda's seekers stands: words of a model change with the model, and figures of both must not be mixed.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from pydantic import BaseModel, ConfigDict, Field

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import DataError, LanguageModelError
from chatrec.core.query import Locale
from chatrec.dialogue import Tools
from chatrec.dialogue.nlu.words.text import HAN, Normaliser, keys
from chatrec.domains.base import Domain
from chatrec.evaluation.report import Report
from chatrec.evaluation.seekers import Memory, Seeker, Seen
from chatrec.evaluation.seeking import TURNS, Sought, Speaks, estimates_of, held, seeker_of, values_of
from chatrec.ports.language_model import LanguageModel, Prompt

PROTOCOL = "dialogue-llm"
SYSTEM = """You play somebody who talks to a film recommender. You get the next thing that they want to say. Say it as people \
talk, in {language}, in one short sentence. Say no more than that: name no film, no person and no year that is not in it."""
LANGUAGE: Mapping[Locale, str] = {"en": "English", "zh": "simplified Chinese"}
AGENTS: Mapping[str, Speaks] = {
    "worded seeker": Speaks("en", 99, people=True),
    "worded seeker, Chinese": Speaks("zh", 99, people=True),
}
LONGEST = 300  # characters of a message
RUN = 4  # words of an item's prose in a row that only who has read it says
NUMBER = re.compile(r"\d+")


class Utterance(BaseModel):
    """What the model answers."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=LONGEST)


@dataclass(slots=True)
class Tally:
    """How many messages the model worded, how many of its were refused, and how often it gave none."""

    worded: int = 0
    refused: int = 0
    failed: int = 0


class Telling:
    """Whether words tell of an item what the agenda's own do not: a value of it, a number, words of its prose. Made once a catalogue."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._catalogue = catalogue
        self._domain = domain
        self._normalise = Normaliser()

    def more(self, text: str, plain: str, row: int) -> str | None:
        """What `text` tells of the item beside what `plain` does; None when that is nothing."""
        item = self._catalogue[row]
        numbers: set[str] = set(NUMBER.findall(text)) - set(NUMBER.findall(plain))
        if numbers:
            return min(numbers)
        said, allowed = self._keys(text), self._keys(plain)
        known = (self._keys(phrase) for phrase in self._phrases(item))
        told = (phrase for phrase in known if phrase and _within(phrase, said) and not _within(phrase, allowed))
        return next((" ".join(phrase) for phrase in told), None)

    def _keys(self, text: str) -> tuple[str, ...]:
        return keys(self._normalise(text))

    def _phrases(self, item: Item) -> Iterator[str]:
        """Everything that is known of the item, in both languages, and its prose in pieces."""
        for name, values in item.labels.items():
            field_ = self._domain.labels.get(name)
            for value in values:
                words = field_.values.get(value) if field_ else None
                yield from (value, *((*words.en, *(word.removesuffix("片") for word in words.zh)) if words else ()))
        for prose in (item.text, *item.texts.values()):
            words_of = self._keys(prose)
            run = 2 * RUN if any(HAN.match(word) for word in words_of) else RUN
            yield from (" ".join(words_of[at : at + run]) for at in range(len(words_of) - run + 1))


@dataclass(slots=True)
class Worded:
    """A seeker who says what another would, in the words of a model where those give nothing away."""

    inner: Seeker
    target: int
    locale: Locale
    model: LanguageModel
    memory: Memory
    telling: Telling
    timeout_s: float
    tally: Tally = field(default_factory=Tally)

    def say(self, seen: Seen) -> str:
        """The next message; the inner seeker's own words where the model has none that may be said."""
        plain = self.inner.say(seen)
        prompt = Prompt(SYSTEM.format(language=LANGUAGE[self.locale]), json.dumps({"say": plain}, ensure_ascii=False))
        try:
            text = self.model.complete(prompt, schema=Utterance, timeout_s=self.timeout_s).value.text.strip()
        except LanguageModelError:
            self.tally.failed += 1
            return plain
        if not text or self.memory.gives_away(text, self.target) or self.telling.more(text, plain, self.target):
            self.tally.refused += 1
            return plain
        self.tally.worded += 1
        return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordsmith:
    """The model that words, and how long it may take over a message."""

    model: LanguageModel
    timeout_s: float


class Of(NamedTuple):
    """The data that a report is about."""

    name: str
    fingerprint: str


def worded_seeking(sought: Sequence[Sought], tools: Tools, rng: Generator, *, wordsmith: Wordsmith, data: Of) -> Report:
    """Seekers in the words of a model look for the same things; means and intervals over people.

    Raises DataError where there is nobody. Cost: one request to the model a turn, at most ten turns an agent and person.
    """
    if not sought:
        raise DataError("Nobody liked anything of which something can be told, so there is nothing to look for.")
    started = time.perf_counter()
    memory, telling, tally = Memory(tools.catalogue, tools.domain), Telling(tools.catalogue, tools.domain), Tally()
    seeds = rng.integers(2**32, size=len(sought)).tolist()

    def turns_of(one: Sought, speaks: Speaks, seed: int) -> int:
        inner = seeker_of(one, tools, memory, speaks, np.random.default_rng(seed))
        talking = Worded(
            inner, one.target, speaks.locale, wordsmith.model, memory, telling, wordsmith.timeout_s, tally
        )  # fmt: skip
        return held(one, talking, tools, memory, speaks.locale)

    found = {
        agent: values_of(np.array([turns_of(one, speaks, seed) for one, seed in zip(sought, seeds, strict=True)]))
        for agent, speaks in AGENTS.items()
    }
    return Report(
        protocol=PROTOCOL,
        data=data.name,
        fingerprint=data.fingerprint,
        settings={
            "turns": TURNS, "people": len(sought), "model": wordsmith.model.name, "worded": tally.worded,
            "refused": tally.refused, "failed": tally.failed,
        },
        seconds=time.perf_counter() - started,
        models={agent: estimates_of(values, rng) for agent, values in found.items()},
        main="success@10",
    )  # fmt: skip


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    return any(tuple(whole[at : at + len(part)]) == tuple(part) for at in range(len(whole) - len(part) + 1))


__all__ = ["AGENTS", "PROTOCOL", "Of", "Telling", "Utterance", "Worded", "Wordsmith", "worded_seeking"]
