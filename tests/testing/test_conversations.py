"""The grammar of conversations: its reckoning by hand, its talk with the real dialogue, and that it catches who mishears."""

from dataclasses import dataclass, field, replace

import numpy as np
import pytest
from tests.dialogue.conftest import informed
from tests.dialogue.talk import Talk

from chatrec.core.query import Between, Constraint, Excludes, Includes, Outside
from chatrec.core.relaxation import Relaxation, Widened
from chatrec.dialogue import Tools, dump, load
from chatrec.testing.conversations import Grammar, Heard, Line, agreement, play
from chatrec.testing.conversations.holding import Holding, canonical

__all__ = ["informed"]

HORROR, WAR = Excludes("genre", ("Horror",)), Excludes("genre", ("War",))
COMEDY, WESTERN = Includes("genre", ("Comedy",)), Includes("genre", ("Western",))
EIGHTIES, LATER = Between("year", 1980, 1989), Between("year", 1980, None)
TALKS = 2  # a test


@dataclass
class Hearer:
    """Talks to the dialogue; deaf to exclusions where `deaf`, so that it shows what was not to be shown."""

    talk: Talk
    deaf: bool = False
    shown: list[tuple[int, ...]] = field(default_factory=list)

    def say(self, message: str) -> Heard:
        self.talk.state = load(dump(self.talk.state))
        turn = self.talk.say(message)
        state = turn.state
        if self.deaf:
            kept = tuple(one for one in state.constraints if not isinstance(one.constraint, Excludes))
            self.talk.state = state = replace(state, constraints=kept)
        items = tuple(item.item for item in turn.slate.items) if turn.slate else ()
        return Heard(
            constraints=state.hard,
            items=items,
            offers=tuple((offer.said, offer.relaxation) for offer in state.offering.offers) if state.offering else (),
            choices=tuple((one.said, one.constraint) for one in state.question.choices) if state.question else (),
        )


@pytest.fixture(scope="module")
def grammar(informed: Tools) -> Grammar:
    return Grammar(informed.catalogue, informed.domain)


@pytest.mark.parametrize("first", range(0, 10 * TALKS, TALKS))
def test_what_is_said_holds_in_every_language(first: int, grammar: Grammar, informed: Tools) -> None:
    for seed in range(first, first + TALKS):
        held = {
            tongue: play(
                grammar.conversation(np.random.default_rng(seed)), Hearer(Talk(informed)), tongue, informed.catalogue
            )
            for tongue in ("en", "zh", "mixed")
        }
        for played in held.values():
            assert played.mismatch is None, played.told()
            assert played.violations == 0
            assert not any(said.again for said in played.said)
        both = agreement(held["en"], held["zh"])
        assert both.equal == both.turns >= 1
        assert np.mean(both.jaccard or (1.0,)) == pytest.approx(1.0)


def test_who_does_not_hear_exclusions_is_caught(grammar: Grammar, informed: Tools) -> None:
    talks = [
        play(grammar.conversation(np.random.default_rng(seed)), Hearer(Talk(informed), deaf=True), "en", informed.catalogue)
        for seed in range(2 * TALKS)
    ]  # fmt: skip
    wrong = [played for played in talks if played.mismatch is not None]
    assert len(wrong) >= TALKS
    assert "holds:" in wrong[0].told()
    assert "!=" in wrong[0].told()


def test_a_list_that_shows_what_is_forbidden_is_counted(grammar: Grammar, informed: Tools) -> None:
    class Blind:
        """Says that it understood, and shows everything."""

        def __init__(self) -> None:
            self.hearer = Hearer(Talk(informed))

        def say(self, message: str) -> Heard:
            return replace(self.hearer.say(message), items=tuple(range(len(informed.catalogue))))

    played = play(grammar.conversation(np.random.default_rng(3)), Blind(), "en", informed.catalogue)
    assert played.said[0].right
    assert len(played.said[0].violations) > len(informed.catalogue) // 10
    assert played.violations >= len(played.said[0].violations)


def test_the_same_seed_makes_the_same_conversation_in_each_language(grammar: Grammar) -> None:
    def lines(seed: int) -> list[Line]:
        conversation = grammar.conversation(np.random.default_rng(seed))
        return list(iter(lambda: conversation.line(Heard()), None))

    assert lines(5) == lines(5)
    every = [line for seed in range(60) for line in lines(seed)]
    assert {len(lines(seed)) for seed in range(60)} == {2, 3, 4, 5, 6}
    assert all(line.words.en and line.words.zh for line in every)
    assert {"opening", "wish", "exclusion", "except", "either", "need not", "may come", "any value"} <= {
        line.rule for line in every
    }


@pytest.mark.parametrize(
    ("holding", "constraints"),
    [
        (Holding().asked([COMEDY, HORROR], 1), [COMEDY, HORROR]),
        (Holding().asked([COMEDY], 1).asked([Excludes("genre", ("Comedy",))], 2), [Excludes("genre", ("Comedy",))]),
        (Holding().asked([HORROR], 1).asked([Includes("genre", ("Horror",))], 2), [Includes("genre", ("Horror",))]),
        (Holding().asked([COMEDY, HORROR], 1).instead(WESTERN, 2), [WESTERN, HORROR]),
        (Holding().asked([LATER], 1).asked([Between("year", None, 1989)], 2), [EIGHTIES]),
        (Holding().asked([COMEDY, EIGHTIES, Outside("year", 1985, 1985)], 1).without_field("year"), [COMEDY]),
        (Holding().asked([Excludes("genre", ("Horror", "War"))], 1), [HORROR, WAR]),
        (Holding().asked([Excludes("genre", ("Horror", "War"))], 1).without_value("genre", "War"), [HORROR]),
        (Holding().asked([COMEDY], 1).asked([EIGHTIES], 2).without_turn(2), [COMEDY]),
        (
            Holding().asked([COMEDY, EIGHTIES], 1).relaxed(Relaxation((COMEDY,), (Widened(EIGHTIES, LATER),), 3), 2),
            [LATER],
        ),
    ],
)  # fmt: skip
def test_the_reckoning_of_what_holds(holding: Holding, constraints: list[Constraint]) -> None:
    assert holding.constraints == canonical(constraints)
