"""What every kind of proposal has in common: a model is asked one thing at a time, and keeps only what our own check confirms."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from typing import Protocol, TypeVar

from pydantic import BaseModel, WithJsonSchema

from chatrec.core.errors import LanguageModelError
from chatrec.core.ids import ConversationId, UserId
from chatrec.core.query import Locale
from chatrec.dialogue import DialogueState
from chatrec.dialogue.nlu.words.text import HAN, keys
from chatrec.domains.base import Domain
from chatrec.ports.language_model import LanguageModel, Prompt, Usage
from chatrec.ports.proposals import ProposalKind

Subject = TypeVar("Subject", contravariant=True)  # noqa: PLC0105 - the word of the house, without its variance
Answer = TypeVar("Answer", bound=BaseModel)


class Drop(StrEnum):
    """Why something that a model proposed goes no further."""

    FOREIGN = "foreign"  # no value of the vocabulary
    UNCONFIRMED = "unconfirmed"  # the item does not say what it is said to say
    UNSURE = "unsure"  # no more than half of the answers name it
    NAMING = "naming"  # names a title
    UNREAD = "unread"  # our rules read no search in it
    CONTRADICTED = "contradicted"  # asks for what the item is not
    ANOTHER_MEANING = "another_meaning"  # means something else than the utterance
    FORMLESS = "formless"  # empty, too long, or of another language
    REPEATED = "repeated"  # known already


@dataclass(frozen=True, slots=True)
class Offer:
    """Something proposed that was confirmed, what it rests on, and the share of the answers that name it."""

    value: str
    ground: str
    agreement: float = 1.0


@dataclass(frozen=True, slots=True)
class Offers:
    """What a model proposed about one subject: what was confirmed, how much was dropped and why, and what it took. `trouble` is the
    model's, where it did not answer; then nothing was proposed.
    """

    kept: tuple[Offer, ...] = ()
    dropped: Mapping[Drop, int] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    trouble: LanguageModelError | None = None

    def of(self, texts: Iterable[str], check: Callable[[str], Offer | Drop]) -> "Offers":
        """With what a check confirms of the texts that were proposed, each once, whatever its case and marks."""
        kept: dict[tuple[str, ...], Offer] = {}
        dropped: Counter[Drop] = Counter()
        for text in texts:
            found = check(text)
            if isinstance(found, Drop):
                dropped[found] += 1
            elif keys(found.value) in kept:
                dropped[Drop.REPEATED] += 1
            else:
                kept[keys(found.value)] = found
        return replace(self, kept=tuple(kept.values()), dropped=dropped)


class Proposer(Protocol[Subject]):
    """Proposes one kind of thing about subjects, an item or an utterance."""

    @property
    def kind(self) -> ProposalKind: ...

    def about(self, subject: Subject) -> str:
        """By what the subject is known."""
        ...

    def prompts(self, subject: Subject) -> tuple[Prompt, ...]:
        """All that the model is asked about it; () where there is nothing by which an answer could be confirmed."""
        ...

    def offers(self, subject: Subject) -> Offers:
        """Ask, and check. Never raises for what a model does."""
        ...


def sentence_form(longest: int, *, shortest: int = 2) -> WithJsonSchema:
    """The form of a sentence as a model is told it: one that is under a grammar says nothing at all otherwise, "". What comes back is
    not held to it: what is wrong is dropped by the check, and counted.
    """
    return WithJsonSchema({"type": "string", "minLength": shortest, "maxLength": longest})


def digest_of(model: str, prompts: Sequence[Prompt]) -> str:
    """The SHA-256 of who is asked and of everything that is asked."""
    whole = hashlib.sha256()
    for part in (model, *(text for prompt in prompts for text in (prompt.system, prompt.user))):
        told = part.encode("utf-8", "replace")
        whole.update(b"%d:" % len(told) + told)
    return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Asking:
    """A model, and how long one answer may take: nobody waits for it in a conversation."""

    model: LanguageModel
    timeout_s: float

    def answers(self, prompts: Iterable[Prompt], schema: type[Answer]) -> tuple[list[Answer], Offers]:
        """The answers of all prompts, and the tokens as offers without any; no answer and the trouble, where one has any."""
        found: list[Answer] = []
        usage = Usage()
        for prompt in prompts:
            try:
                completion = self.model.complete(prompt, schema=schema, timeout_s=self.timeout_s)
            except LanguageModelError as error:
                return [], Offers(usage=usage, trouble=error)
            found.append(completion.value)
            usage += completion.usage
        return found, Offers(usage=usage)


def unspoken(locale: Locale) -> DialogueState:
    """A conversation in which nothing was said yet."""
    return DialogueState(conversation=ConversationId("proposal"), user=UserId("proposal"), locale=locale)


def names_values(name: str, domain: Domain) -> bool:
    """Whether a label field holds names, as people and brands do: there is no end of them, and they show nothing by themselves."""
    known = domain.labels.get(name)
    return known is not None and (known.names or known.open)


def one_line(text: str, longest: int) -> str:
    """A text with single blanks; "" where it is longer than `longest` characters or holds what cannot be seen."""
    plain = " ".join(text.split())
    return plain if len(plain) <= longest and plain.isprintable() else ""


def spoken(text: str, locale: Locale) -> bool:
    """Whether a text is of a language, by its script: Chinese has Chinese characters, English none."""
    return bool(HAN.search(text)) == (locale == "zh")


def within(said: Sequence[str], words: Sequence[str]) -> bool:
    """Whether words stand in a row in what is said."""
    n = len(words)
    return bool(n) and any(tuple(islice(said, at, at + n)) == tuple(words) for at in range(len(said) - n + 1))


__all__ = [
    "Asking",
    "Drop",
    "Offer",
    "Offers",
    "Proposer",
    "digest_of",
    "names_values",
    "one_line",
    "sentence_form",
    "spoken",
    "unspoken",
    "within",
]
