"""What a server says to itself before anybody comes reaches what is made at the first message."""

import pytest
from tests.dialogue.talk import Talk

from chatrec.app.rehearsing import MESSAGES, rehearse
from chatrec.core.acts import AskFact
from chatrec.dialogue import Tools


@pytest.mark.parametrize("message", MESSAGES)
def test_a_rehearsal_asks_for_a_fact(message: str, informed: Tools) -> None:
    talk = Talk(informed)
    talk.say("three films")
    assert any(isinstance(act, AskFact) for act in talk.say(message).acts)


def test_a_rehearsal_takes_as_long_as_it_says(informed: Tools) -> None:
    assert rehearse(informed) > 0
