"""Advice: what a model made of some items, as evidence that comes with the question."""

import numpy as np
import pytest

from chatrec.core.advice import SOURCE, Advice, called
from chatrec.core.attribution import Kind, Term
from chatrec.core.errors import LawBroken

ADVICE = Advice("openai:qwen3:8b@http://127.0.0.1:11434/v1", 0.5, (7, 2), (3.0, 0.0))


def test_it_speaks_of_its_items_alone_under_one_name() -> None:
    np.testing.assert_array_equal(ADVICE.of(np.array([1, 2, 7])), [0.0, 0.0, 1.5])
    assert ADVICE.term == Term(SOURCE, Kind.MODEL, ADVICE.by)


@pytest.mark.parametrize(
    ("by", "name"),
    [
        (ADVICE.by, "qwen3:8b"),
        ("gguf:small-q4.gguf", "small-q4.gguf"),
        ("anthropic:claude@https://api.example/v1", "claude"),
        ("oracle", "oracle"),
    ],
)
def test_people_call_it_by_its_name_alone(by: str, name: str) -> None:
    assert called(by) == name


@pytest.mark.parametrize(
    ("weight", "items", "values"),
    [(1.0, (1,), ()), (1.0, (1, 1), (0.0, 0.0)), (1.0, (1,), (-0.1,)), (-1.0, (1,), (1.0,)), (1.0, (1,), (np.nan,))],
)
def test_what_is_no_advice_cannot_exist(weight: float, items: tuple[int, ...], values: tuple[float, ...]) -> None:
    with pytest.raises(LawBroken):
        Advice("m", weight, items, values)
