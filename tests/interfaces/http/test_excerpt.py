"""The beginning of a text, as long as a client asked for."""

import re

import numpy as np
import pytest

from chatrec.interfaces.http.excerpt import Excerpt


def taken(pieces: list[str], tokens: int | None, stops: list[str]) -> tuple[list[str], str]:
    """What is said piece by piece, and why it ends."""
    excerpt = Excerpt(tokens=tokens, stops=stops)
    return [*map(excerpt.take, pieces), excerpt.rest()], excerpt.reason


@pytest.mark.parametrize(
    ("pieces", "tokens", "stops", "said", "reason"),
    [
        (["one two", " three"], None, [], ["one two", " three", ""], "stop"),
        (["one two", " three"], 3, [], ["one two", " three", ""], "stop"),
        (["one two", " three", " four"], 1, [], ["one", "", "", ""], "length"),
        (["one two", " three."], 3, [], ["one two", " three", ""], "length"),
        (["我推荐《英雄》", "。再来"], 5, [], ["我推荐《英", "", ""], "length"),
        (["Top 10：hi"], 3, [], ["Top 10：", ""], "length"),
        (["a stop b"], None, ["stop"], ["a ", ""], "stop"),
        (["a stop b"], 1, ["stop"], ["a", ""], "length"),
        (["a stop b"], 2, ["stop"], ["a ", ""], "stop"),
        (["a st", "op b", "c"], None, ["stop"], ["a ", "", "", ""], "stop"),
        (["a st", "ep b"], None, ["stop"], ["a ", "step b", ""], "stop"),
        (["a st"], None, ["stop"], ["a ", "st"], "stop"),
        (["aab", "aac"], None, ["aac"], ["aab", "", ""], "stop"),
        (["xy one", "two"], None, ["two", "one"], ["xy ", "", ""], "stop"),
        (["", ""], 1, ["x"], ["", "", ""], "stop"),
    ],
)  # fmt: skip
def test_an_excerpt_ends_where_it_should(
    pieces: list[str], tokens: int, stops: list[str], said: list, reason: str
) -> None:
    assert taken(pieces, tokens, stops) == (said, reason)


@pytest.mark.parametrize("stops", [["\n\n"], ["ab", "ba"], ["aba", "b "], ["never"]])
def test_pieces_say_what_the_whole_text_would(stops: list[str]) -> None:
    rng = np.random.default_rng(7)
    for _ in range(200):
        text = "".join(rng.choice(list("ab \n"), size=12))
        cut = re.split("|".join(map(re.escape, stops)), text, maxsplit=1)[0]
        places = sorted(rng.integers(0, 13, size=3))
        pieces = [text[a:b] for a, b in zip([0, *places], [*places, 12], strict=True)]
        said, _ = taken(pieces, None, stops)
        assert "".join(said) == cut
