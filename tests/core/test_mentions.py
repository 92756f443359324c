"""A word is found in the singular and the plural, alone and in both languages, and nowhere else."""

import pytest

from chatrec.core.catalogue import Catalogue, Item, written
from chatrec.core.ids import ItemId
from chatrec.core.mentions import REMEMBERED, Mentions, forms, speaks

TEXTS = (
    ("A boy learns chess.",),
    ("The duchess and her Wolves", "公爵夫人"),
    ("", "一盘国际象棋和DNA技术"),
    ("Two dogs; one wolf, in AFRICA",),
    (),
)


@pytest.mark.parametrize(
    ("topic", "rows"),
    [
        ("chess", [0]), ("Chess", [0]), ("dog", [3]), ("dogs", [3]), ("wolf", [1, 3]), ("wolves", [1, 3]), ("africa", [3]),
        ("dog wolf", [3]), ("dog chess", []), ("国际象棋", [2]), ("象棋", [2]), ("dna", [2]), ("boys", [0]), ("ches", []),
        ("", []), ("  ", []), ("(", []), (".*", []),
    ],
)  # fmt: skip
def test_who_speaks_of_what(topic: str, rows: list[int]) -> None:
    mentions = Mentions(TEXTS)
    assert mentions.rows(topic).tolist() == rows
    assert mentions.rows(topic).tolist() == rows  # remembered
    assert [speaks("\n".join(parts), topic) for parts in TEXTS] == [row in rows for row in range(len(TEXTS))]


@pytest.mark.parametrize(
    ("one", "many"),
    [("dog", "dogs"), ("city", "cities"), ("fox", "foxes"), ("witch", "witches"), ("child", "children"), ("boss", "bosses"),
     ("thief", "thieves"), ("day", "days"), ("class", "classes")],
)  # fmt: skip
def test_a_noun_in_both_numbers(one: str, many: str) -> None:
    assert {one, many} <= forms(one)
    assert {one, many} <= forms(many)


@pytest.mark.parametrize(("word", "other"), [("chess", "ches"), ("bus", "bu"), ("tennis", "tenni"), ("gas", "ga")])
def test_an_ending_that_is_no_plural_stays(word: str, other: str) -> None:
    assert other not in forms(word)


def test_it_remembers_no_more_than_it_should() -> None:
    mentions = Mentions(TEXTS)
    for number in range(2 * REMEMBERED):
        assert not len(mentions.rows(f"word{number}"))
    assert len(mentions._found) <= REMEMBERED


def test_titles_count_only_where_nothing_else_speaks_of_a_topic() -> None:
    told = Item(id=ItemId("a"), title="Reservoir Dogs", text="Thieves after a heist.", labels={"theme": ("heist",)})
    other = Item(id=ItemId("b"), title="Heist", aliases=("Dog Day",))
    catalogue = Catalogue([told, other])
    assert list(written(told)) == [("text", "Thieves after a heist."), ("theme", "heist"), ("title", "Reservoir Dogs")]
    assert list(written(other)) == [("title", "Heist"), ("title", "Dog Day")]
    assert catalogue.mentions.rows("heist").tolist() == [0]
    assert catalogue.mentions.rows("dog").tolist() == [0, 1]
    assert catalogue.tells
    assert not Catalogue([other]).tells
