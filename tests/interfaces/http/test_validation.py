"""Sentences for requests of the wrong form."""

import pytest
from pydantic import BaseModel, ValidationError

from chatrec.core.events import EventKind
from chatrec.interfaces.http.feedback import Feedback
from chatrec.interfaces.http.validation import LONGEST, Wrong, complaint

RIGHT = {"event_id": "e", "user": "u", "item_id": "i", "kind": "like"}


def sentence(form: type[BaseModel], body: object) -> str:
    with pytest.raises(ValidationError) as caught:
        form.model_validate(body)
    found = caught.value.errors()[0]
    return complaint(Wrong.of({**found, "loc": ("body", *found["loc"])}))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({**RIGHT, "user": 5}, "'user' in the body is 5; it must be a text."),
        ({**RIGHT, "user": ""}, "'user' in the body is ''; it must be a text of 1 or more characters."),
        ({**RIGHT, "user": "a\x00"}, "'user' in the body is 'a\\x00'; it must be a text without control characters."),
        ({**RIGHT, "user": "\ud800"}, "'user' in the body is '\\ud800'; it must be a text in valid Unicode."),
        ({**RIGHT, "value": 2}, "'value' in the body is 2; it must be 1.0 or less."),
        ({**RIGHT, "value": "high"}, "'value' in the body is 'high'; it must be a number."),
        ({**RIGHT, "value": float("inf")}, "'value' in the body is inf; it must be a finite number."),
        ({**RIGHT, "colour": "red"}, "'colour' in the body is not known here (its value is 'red'); leave it out."),
        ({}, "'event_id' in the body is missing; /docs says what belongs there."),
    ],
)
def test_a_sentence_says_what_where_and_what_would_be_right(body: object, words: str) -> None:
    assert sentence(Feedback, body) == words


def test_every_kind_of_feedback_is_offered() -> None:
    words = sentence(Feedback, {**RIGHT, "kind": "love"})
    assert words.startswith("'kind' in the body is 'love'; it must be ")
    assert all(repr(kind.value) in words for kind in EventKind)


def test_what_has_no_sentence_of_its_own_is_still_one() -> None:
    class Form(BaseModel):
        day: bytes

    assert sentence(Form, {"day": 7}) == "'day' in the body is 7, which cannot be used: Input should be a valid bytes."


def test_a_long_value_is_cut() -> None:
    words = sentence(Feedback, {**RIGHT, "user": "a" * 10_000})
    assert len(words) < LONGEST + 100
    assert "at most 200 characters" in words
