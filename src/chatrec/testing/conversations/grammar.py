"""A grammar of conversations about constraints: every sentence comes in English and Chinese with what holds after it.

    conversation := request further{1..5}
    request      := opener wish{1..3} exclusion{0..2}
    further      := wish | exclusion | "also" wish | wish "instead" | A "or" B | A, B "or" C | "both" A "and" B | no A, B "or" C | take back | any value will do | start over
                  | undo | another wish was meant | than an item of the list ("the second one but newer") | everything "except" | more | why
                  | yes or no to what was offered | a choice of what was asked | it does not matter

The wishes of one conversation are true of one hidden item of the catalogue, and its exclusions false, so that lists do not
run empty at once; a fifth of all people type without capitals, and another in traditional characters; one wish in ten is drawn from other items, so that some do, and relaxations are offered.

What holds is reckoned here (`holding`), from the meaning that the sentence was made for. Only sentences are made of which
people would not dispute the meaning. A plug-in author plays them on a domain of their own:

    grammar = Grammar(catalogue, domain)
    played = play(grammar.conversation(default_rng(1)), talker, "en")     # a talker says a message and tells what came of it
    assert played.mismatch is None and not played.violations
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.random import Generator

from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.domains.base import Domain
from chatrec.testing.conversations.holding import Holding
from chatrec.testing.conversations.rules import FURTHER, opening
from chatrec.testing.conversations.scene import Heard, Line, Rule, Scene
from chatrec.testing.conversations.sentences import Hand
from chatrec.testing.conversations.vocabulary import Vocabulary
from chatrec.testing.conversations.wishes import Part, Wishes

SHORTEST, LONGEST = 2, 6  # turns
LEAST = 4  # things that can be said of the item that a conversation is about
HANDS = (Hand.PLAIN, Hand.PLAIN, Hand.PLAIN, Hand.SMALL, Hand.TRADITIONAL)
ASTRAY = 0.1  # of the wishes are drawn from another item


class Conversation:
    """One conversation, made as it is held: `line` answers what was heard last with the next line, None at its end."""

    def __init__(self, scene: Scene, turns: int) -> None:
        self._scene = scene
        self._turns = turns

    def line(self, heard: Heard) -> Line | None:
        """What is said next."""
        scene = self._scene
        if scene.turn == self._turns:
            return None
        scene.turn += 1
        scene.heard = heard
        found = opening(scene) if scene.turn == 1 else self._further(FURTHER)
        if found is not None:
            found = replace(found, words=found.words.by(scene.hand))
            scene.holding, scene.last = found.holding, found
        return found

    def _further(self, rules: Sequence[tuple[Rule, float]]) -> Line | None:
        """The line of a rule that applies, drawn by weight."""
        weights = np.array([weight for _, weight in rules])
        order = self._scene.rng.choice(len(rules), size=len(rules), replace=False, p=weights / weights.sum())
        for at in order.tolist():
            rule: Rule = rules[at][0]
            line = rule(self._scene)
            if line is not None:
                return line
        return None


class Grammar:
    """Makes conversations about one catalogue; raises InputError for one of which nothing can be said. Built once, O(items)."""

    def __init__(self, catalogue: Catalogue, domain: Domain) -> None:
        self._vocabulary = Vocabulary(catalogue, domain)
        self._wishes = Wishes(self._vocabulary)
        self._telling = [row for row, item in enumerate(catalogue) if len(self._vocabulary.of(item)) >= LEAST]
        if not self._telling:
            raise InputError(
                f"No item of this catalogue has {LEAST} labels with words in both languages, so that there is nothing to talk "
                "about; ingest the films with the setting facts = true."
            )

    def conversation(self, rng: Generator) -> Conversation:
        """A conversation; with an equal `rng` and equal answers an equal one, whatever the language."""
        catalogue = self._vocabulary.catalogue
        item, other = (catalogue[self._telling[at]] for at in rng.integers(len(self._telling), size=2).tolist())
        parts, against = self._wishes.of(item, rng), self._wishes.against(item, rng)
        astray = self._wishes.of(other, rng)
        mixed = [one if rng.random() >= ASTRAY or not astray else astray[0] for one in parts]
        hand = HANDS[int(rng.integers(len(HANDS)))]
        scene = Scene(rng, self._vocabulary, _distinct(mixed), _distinct(against), Holding(), Heard(), hand)
        return Conversation(scene, int(rng.integers(SHORTEST, LONGEST + 1)))


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """Each constraint once, so that nothing is said twice."""
    return list({one.constraint: one for one in parts}.values())


__all__ = ["Conversation", "Grammar"]
