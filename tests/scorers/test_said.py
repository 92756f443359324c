"""What was said as amounts of phrases and items: which words count, and how much after how many messages."""

import numpy as np
import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Utterance
from chatrec.core.query import Said
from chatrec.data import dataset_of
from chatrec.scorers.said import WIDTH, Fading, amounts, column, lessons, phrases, placed

FADING = Fading(words=0.5, items=0.25, theirs=0.5, reach=3)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A quiet heist, not too dark", ("quiet", "heist", "quiet heist", "dark", "too dark")),
        ("I haven’t seen any movie", ()),
        ("the bank, and no zombies", ("bank", "zombies", "no zombies")),
        ("ＨＥＩＳＴ heist Heist!", ("heist", "heist heist")),
        ("太空海盗的电影", ("太空", "海盗", "太空海盗")),
        ("", ()),
        ("1999", ("1999",)),
    ],
)
def test_the_phrases_of_a_text(text: str, found: tuple[str, ...]) -> None:
    assert phrases(text) == found


def test_older_messages_and_those_of_the_other_side_say_less() -> None:
    said = [Said("robots"), Said("pirates", (3,)), Said("pirates", own=False), Said("heist robots", (3, 4))]
    found = amounts(said, FADING)
    assert found.words == {"heist": 1.0, "robots": 1.0, "heist robots": 1.0, "pirates": 0.25}
    assert found.items == {3: 1.0, 4: 1.0}
    assert amounts(said[:3], FADING).items == {3: 0.25}
    assert "robots" not in amounts([said[0], *[Said("")] * 3], FADING).words


def test_a_choice_learns_from_what_was_said_before_it_and_within_the_window() -> None:
    catalogue = Catalogue([Item(id=ItemId(name), title=name) for name in "abc"])
    data = dataset_of(
        catalogue,
        [UserId("u"), UserId("u"), UserId("v")],
        [*map(ItemId, "abc")],
        np.ones(3),
        np.array([10.0, 90.0, 10.0]),
    )
    said = [
        Utterance(0, 5.0, Said("heist")),
        Utterance(0, 10.0, Said("robots", (1,))),
        Utterance(0, 80.0, Said("opera")),
    ]
    found = lessons(data.with_said(said), FADING, window_s=30.0)
    assert found.chosen.toarray().tolist() == [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    assert [row.indices.tolist() for row in found.said] == [[column("heist")], [column("opera")]]
    whole = lessons(data.with_said(said), FADING, window_s=1000.0).said
    assert whole[[1], [WIDTH + 1]] == 0.25
    assert whole[[1], [column("robots")]] == 0.5


def test_columns_are_found_among_others() -> None:
    assert placed(np.array([5, 1, 9]), np.array([1, 4, 5])).tolist() == [2, 0, 3]
    assert placed(np.array([5]), np.zeros(0, np.int64)).tolist() == [0]
