"""Everything said in a conversation that shapes its lists now, and how each of it is taken back."""

from collections.abc import Iterator
from dataclasses import dataclass

from chatrec.core.acts import Act, Feel, Retract, TheValue, TheWish
from chatrec.core.catalogue import Catalogue
from chatrec.core.query import EVEN
from chatrec.dialogue.facts import preference_key
from chatrec.dialogue.nlg.holding import Holding, holding_constraint, holding_mood, holding_preference
from chatrec.dialogue.state import DialogueState
from chatrec.domains.base import Domain

MOOD = "mood"


@dataclass(frozen=True, slots=True)
class Held:
    """A rule (`hard`), a soft wish or a mood: the key it goes by, its words, the turn that last said it, and the act of taking
    it `back`, which leaves everything else as it is.
    """

    key: str
    words: Holding
    turn: int | None
    back: Act
    hard: bool = False


def held(state: DialogueState, catalogue: Catalogue, domain: Domain) -> tuple[Held, ...]:
    """What holds, in the language of the conversation: rules first, then what was said since."""
    return (*_rules(state, catalogue, domain), *_leanings(state, catalogue, domain))


def _rules(state: DialogueState, catalogue: Catalogue, domain: Domain) -> Iterator[Held]:
    fields = [constraint.field for constraint in state.hard]
    for constraint in state.hard:
        alone = fields.count(constraint.field) == 1
        words = holding_constraint(constraint, state.locale, catalogue, domain, alone=alone)
        back = Retract(TheWish(constraint))
        yield Held(constraint.key, words, state.origin(constraint), back, hard=True)


def _leanings(state: DialogueState, catalogue: Catalogue, domain: Domain) -> Iterator[Held]:
    for stated in state.preferences:
        wish = stated.preference
        words = holding_preference(wish, state.locale, catalogue, domain)
        yield Held(preference_key(wish), words, stated.turn, Retract(TheValue(wish.field, wish.value)))
    if state.mood != EVEN and state.felt is not None:
        yield Held(MOOD, holding_mood(state.locale), state.felt.turn, Feel(EVEN))


__all__ = ["MOOD", "Held", "held"]
