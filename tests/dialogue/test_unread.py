"""What a reader takes out of a message, and what it leaves to the next."""

import pytest

from chatrec.dialogue.nlu.words.text import lowered, words
from chatrec.dialogue.nlu.words.unread import Unread


def unread(text: str) -> Unread:
    return Unread(text, words(text))


@pytest.mark.parametrize(
    ("text", "opening"), [("no, thanks", 1), ("no thanks", 2), ("好的。再来一部", 2), ("", 0), ("¿no? really", 1)]
)
def test_a_message_opens_up_to_its_first_mark(text: str, opening: int) -> None:
    assert unread(text).opening == opening


def test_words_are_taken_out_and_characters_stay() -> None:
    message = unread("Fine, surprise me")
    assert message.keys == ("fine", "surprise", "me")
    for rest in (message.behind(1), message.besides({0}), message.outside(0, 5)):
        assert rest == (message.text, message.words[1:])
    assert message.behind(9).keys == ()


def test_blanks_take_the_place_of_what_nobody_may_see_again() -> None:
    rest = unread("Not because of Fargo. A comedy").blanked(0, 20)
    assert rest.text == " " * 20 + ". A comedy"
    assert rest.keys == ("a", "comedy")
    assert all(rest.text[word.start : word.end] == word.text for word in rest.words)


@pytest.mark.parametrize(("text", "lower"), [("HEAT", "heat"), ("İstanbul", "İstanbul"), ("冷门 ÉTÉ", "冷门 été")])
def test_lower_case_leaves_every_character_in_its_place(text: str, lower: str) -> None:
    assert lowered(text) == lower
