"""Rules first; where they read nothing, or no more than a greeting, trained intents may say what was meant.

The weights are made by `tools/intents.py` from the utterances in `intents/said`. They act only where they are sure, by a bound that
the tool chose on utterances held out, and the reply says that it was a guess. What needs an item is guessed only where one
item alone is spoken of.

What lasts beyond the list (the dial, a word on an item, wishes taken back) asks for more: every word that says anything must be
one that such utterances hold, for a word we do not know may turn the sense, and the dial must be named by a word of its own.
"she hates violence" sounded like "surprise me" to weights that know neither word.
"""

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import NamedTuple, Protocol

from chatrec.core.acts import (
    Act,
    Adjust,
    AskWhy,
    Dislike,
    Everything,
    Greet,
    Guessed,
    Help,
    Like,
    More,
    OffTopic,
    Recommend,
    Retract,
    Seen,
    Thanks,
    TheItem,
)
from chatrec.core.errors import DataError
from chatrec.dialogue.nlu.intents.features import blocks, normaliser, tokens
from chatrec.dialogue.nlu.intents.model import IntentModel
from chatrec.dialogue.nlu.intents.said import said
from chatrec.dialogue.nlu.numbers.counting import place_at
from chatrec.dialogue.nlu.words.cues_en import STOPWORDS
from chatrec.dialogue.nlu.words.text import folded, words
from chatrec.dialogue.state import DialogueState

WEIGHTS, MANIFEST = "intents.npz", "intents.json"
WEAK = (OffTopic, Greet, Thanks)
LONGEST = 160  # characters; a longer message says more than one thing, and a guess at one is no help
UNGUESSED = frozenset({"other", "greet"})  # a greeting that no rule knows is rarer than what only sounds like one
PLAIN: Mapping[str, Act] = MappingProxyType(
    {
        "recommend": Recommend(),
        "more": More(),
        "thanks": Thanks(),
        "help": Help(),
        "why": AskWhy(),
        "restart": Retract(Everything()),
        "surprise": Adjust(novelty=1),
    }
)
OF_AN_ITEM: Mapping[str, Callable[[TheItem], Act]] = MappingProxyType({"like": Like, "dislike": Dislike, "seen": Seen})


LASTING = frozenset({"surprise", "restart", *OF_AN_ITEM})
# What speaks of how known or how usual things are.
NOVEL = re.compile(
    r"surpris|unexpected|out of the ordinary|unusual|different|fresh|\bnew\b|unknown|obscur|adventur|\bdar(?:e|ing)\b|\bbold\b|hidden|\bgems?\b|"
    r"treasure|underrated|overlooked|radar|beaten (?:path|track)|trodden|weird|quirky|wild ?card|shock me|"
    r"amaze|astonish|curveball|\brisk|a chance|horizons|bubble|comfort zone|deep cuts?|nobody|few people|never|usual suspects|"
    r"\b(?:not|no|less|away from|without)\b.{0,25}(?:mainstream|hits|blockbusters?|chart toppers)|"
    r"不一样|特别|新鲜|另类|怪|冷门|小众|没人|没多少人|没听|鲜为人知|埋没|遗珠|宝|惊喜|意外|意料|意想|烂大街|[别不少非没].{0,4}(?:大众|热门)|那几样|那些|口味|大胆|放开|偏锋|舒适区|眼界"
)
WORDY = re.compile(r"[^\W\d_]{2,}")  # a token that may say something: marks and single characters do not


class Rules(Protocol):
    """Understands what it has rules for."""

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The acts of the message, OffTopic when there is none."""
        ...


class Intents(NamedTuple):
    """Trained intents, and by how much the most probable must lead to be acted on."""

    model: IntentModel
    sure: float


@cache
def trained_intents() -> Intents:
    """Those of this package; read once a process (10 ms). Raises DataError when the files are broken."""
    folder = files("chatrec.dialogue.nlu.intents")
    model = IntentModel.load(folder.joinpath(WEIGHTS).read_bytes())
    try:
        return Intents(model, float(json.loads(folder.joinpath(MANIFEST).read_text("utf-8"))["sure"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(f"{MANIFEST} does not tell when the trained intents are sure: {error!r}.") from error


class BackedNlu:
    """Reads by rules, and guesses where they leave a message unread."""

    def __init__(self, rules: Rules, intents: Intents) -> None:
        self._rules = rules
        self._intents = intents

    def parse(self, message: str, state: DialogueState) -> tuple[Act, ...]:
        """The acts of the rules; what was guessed, and that it was, where they say nothing. 0.2 ms beside the rules."""
        acts = self._rules.parse(message, state)
        if not all(isinstance(act, WEAK) for act in acts) or len(message) > LONGEST:
            return acts
        guess = self.guess(message, state)
        if guess is None or any(type(act) is type(guess) for act in acts):
            return acts
        return (*(act for act in acts if not isinstance(act, OffTopic)), guess, Guessed())

    def guess(self, message: str, state: DialogueState) -> Act | None:
        """The act that a message most probably is; None where that is not sure, nothing of ours, or lacks what it is about."""
        intent, lead = self._intents.model.likeliest(blocks(message))
        if lead < self._intents.sure or intent in UNGUESSED:
            return None
        if _points(message, state) or (intent == "why" and not state.last_rows):
            return None
        if intent == "restart" and state.hard:
            return None  # what a user refused is not lifted on a guess
        if intent in LASTING and not _familiar(message, intent):
            return None
        if intent in PLAIN:
            return PLAIN[intent]
        return None if state.it is None else OF_AN_ITEM[intent](TheItem(state.it))


@cache
def _vocabulary() -> frozenset[str]:
    """Every word of the utterances that train the intents; read once a process (60 ms)."""
    return frozenset(folded(token) for _, text in said() for token in tokens(text))


def _familiar(message: str, intent: str) -> bool:
    """Whether every word of a message that says anything is known to the intents, and the dial is named."""
    telling = (token for token in map(folded, tokens(message)) if WORDY.fullmatch(token) and token not in STOPWORDS)
    named = intent != "surprise" or NOVEL.search(normaliser()(message).lower()) is not None
    return named and all(token in _vocabulary() for token in telling)


def _points(message: str, state: DialogueState) -> bool:
    """Whether the message points at a place of the last list, of which rules know more than intents do."""
    spoken = words(normaliser()(message))
    return any(place_at(spoken, at, state.last_rows) is not None for at in range(len(spoken)))


__all__ = ["MANIFEST", "UNGUESSED", "WEIGHTS", "BackedNlu", "Intents", "trained_intents"]
