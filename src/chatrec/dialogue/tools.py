"""What a turn is made with; put together in `app/wiring.py`."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

from chatrec.core.acts import Act
from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Sentence
from chatrec.dialogue.advising import Adviser
from chatrec.dialogue.book import FactBook
from chatrec.dialogue.crowd import Crowd
from chatrec.dialogue.desk import Desk
from chatrec.dialogue.points import Plan
from chatrec.dialogue.policy import Patience, Policy
from chatrec.dialogue.prompts import ByExpectation, Prompter
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain
from chatrec.explain import Explainer
from chatrec.recommend import Recommender


class Nlu(Protocol):
    """Understands a message."""

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The acts of the message in this conversation, OffTopic when there is none; never raises."""
        ...


class Nlg(Protocol):
    """Words a reply."""

    def realise(self, plan: Plan) -> Iterator[Sentence]:
        """The sentences of the plan, one by one; every claim they make holds."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """Everything that a turn needs besides its own past. `book` lasts as long as the catalogue: what it reads at the first
    question of fact serves every later turn; `desk` has what the house says of itself, None where it says nothing; `crowd` is
    what people together say and do; `adviser` is asked about lists before they are shown, where there is one.
    """

    nlu: Nlu
    policy: Policy
    nlg: Nlg
    recommender: Recommender
    explainer: Explainer
    catalogue: Catalogue
    domain: Domain
    book: FactBook
    prompter: Prompter = field(default_factory=ByExpectation)
    patience: Patience = field(default_factory=Patience)
    desk: Desk | None = None
    crowd: Crowd = field(default_factory=Crowd)
    adviser: Adviser | None = None


__all__ = ["Nlg", "Nlu", "Tools"]
