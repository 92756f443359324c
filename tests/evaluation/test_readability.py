"""Readability, against hand computations and published examples."""

import math

import pytest

from chatrec.evaluation.readability import characters_a_sentence, reading_ease, words_a_sentence


def test_flesch_by_hand() -> None:
    # 6 words, 1 sentence, 6 syllables.
    assert reading_ease(["The cat sat on the mat."]) == pytest.approx(206.835 - 1.015 * 6 - 84.6)
    # 3 sentences of two texts, 7 words, 9 syllables: "hap-py" and "mon-key" have two.
    assert reading_ease(["A happy dog. It ran!", "No monkey"]) == pytest.approx(206.835 - 1.015 * 7 / 3 - 84.6 * 9 / 7)


def test_harder_words_and_longer_sentences_read_less_easily() -> None:
    plain = reading_ease(["You liked the film. So here is one more."])
    longer = reading_ease(["You liked the film so here is one more and one more and one more."])
    harder = reading_ease(["Considerable similarity characterises neighbouring recommendations."])
    assert plain > longer > harder


@pytest.mark.parametrize(
    ("texts", "words", "characters"),
    [
        (["Because you liked Heat (1995).", "It's good! Isn't it?"], 8 / 3, None),
        (["因为你喜欢《异形》和《冰血暴》。"], None, 11.0),
        (["很多人喜欢它。", "Fargo：因为你喜欢《Heat》！真的？"], None, 13 / 3),
        ([], None, None),
        (["", "1995", "!"], None, None),
    ],
)
def test_what_is_in_a_sentence(texts: list[str], words: float | None, characters: float | None) -> None:
    if words is not None:
        assert words_a_sentence(texts) == pytest.approx(words)
    if characters is not None:
        assert characters_a_sentence(texts) == pytest.approx(characters)
    if not any(any(letter.isalpha() for letter in text) for text in texts):
        assert math.isnan(words_a_sentence(texts))
        assert math.isnan(characters_a_sentence(texts))
        assert math.isnan(reading_ease(texts))
