"""TF-IDF by hand: which entries a text has, in English and Chinese, and what they weigh."""

import numpy as np

from chatrec.core.catalogue import Item
from chatrec.core.ids import ItemId
from chatrec.data.tokens import GRAM
from chatrec.scorers.lexicon import Lexicon, prose


def words_of(lexicon: Lexicon) -> set[str]:
    return {entry for entry, word in zip(lexicon.entries, lexicon.words, strict=True) if word}


def test_words_are_cut_folded_and_freed_of_those_that_say_nothing() -> None:
    texts = ["The HEIST, and a café!", "A heist in the Café (ﬁlm)", "a b film_x 007", "moon 007"]
    assert words_of(Lexicon.fitted(texts, most=1000)) == {"heist", "café", "film", "007"}


def test_chinese_is_cut_into_words_by_a_dictionary() -> None:
    texts = ["一部关于星际旅行的科幻电影", "科幻电影里的星际旅行", "爱情电影", "爱情 story", "无关", "无关"]
    lexicon = Lexicon.fitted(texts, most=1000)
    assert {"星际", "旅行", "科幻电影", "爱情"} <= words_of(lexicon)
    assert GRAM + "星际" in lexicon.entries
    assert all(len(entry) > 1 for entry in lexicon.entries)


def test_pieces_liken_words_that_a_dictionary_keeps_apart() -> None:
    lexicon = Lexicon.fitted(["wizard", "wizardry", "ocean", "oceans"], most=1000)
    assert not lexicon.words.any()
    wizard, wizardry, ocean, oceans = lexicon.matrix(["wizard", "wizardry", "ocean", "oceans"]).toarray()
    assert wizard @ wizardry > 0.7
    assert ocean @ oceans > 0.7
    assert wizard @ ocean == 0.0


def test_what_one_text_has_or_most_texts_have_is_left_out() -> None:
    lexicon = Lexicon.fitted(["heist cop", "heist cop", "heist", "heist moon"], most=1000)
    assert words_of(lexicon) == {"cop"}
    common = Lexicon.fitted(["ab", "ab", "ab", "cd", "cd", "ef", "gh"], most=3)
    assert common.entries == ("# ab", "#ab ", "ab")


def test_an_entry_weighs_by_its_count_and_rarity_and_every_row_has_length_1() -> None:
    """Of four texts two have "cop" and three "ma": the weights are ln(5/3) + 1 and ln(5/4) + 1."""
    lexicon = Lexicon(("cop", "ma"), np.log([5 / 3, 5 / 4]) + 1.0)
    amounts = np.array([(1 + np.log(2)) * (np.log(5 / 3) + 1), np.log(5 / 4) + 1])
    rows = lexicon.matrix(["cop ma cop", "ma", "nothing known", ""]).toarray()
    np.testing.assert_allclose(rows[0], amounts / np.linalg.norm(amounts), atol=1e-15)
    np.testing.assert_array_equal(rows[1:], [[0, 1], [0, 0], [0, 0]])
    fitted = Lexicon.fitted(["zz", "zz", "moon", "sun"], most=9)
    np.testing.assert_allclose(fitted.weights[fitted.entries.index("zz")], np.log(5 / 3) + 1)


def test_it_comes_back_as_it_was() -> None:
    for texts in (["heist moon", "moon heist", "爱情", "爱情"], []):
        lexicon = Lexicon.fitted(texts, most=100)
        again = Lexicon.restored(lexicon.arrays())
        assert again.entries == lexicon.entries
        np.testing.assert_array_equal(again.weights, lexicon.weights)
        np.testing.assert_array_equal(again.matrix(texts).toarray(), lexicon.matrix(texts).toarray())
        assert lexicon.matrix([]).shape == (0, len(lexicon.entries))


def test_an_item_speaks_by_its_titles_labels_year_decade_and_text() -> None:
    item = Item(
        id=ItemId("1"),
        title="Heat",
        aliases=("Fuego",),
        labels={"genre": ("Crime", "Drama")},
        numbers={"year": 1995, "price": 3},
        text="A cop.",
    )
    assert prose(item).split() == ["Heat", "Fuego", "Crime", "Drama", "1995", "1990s", "A", "cop."]
