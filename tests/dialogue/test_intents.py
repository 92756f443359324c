"""Features, weights and probabilities of the trained understanding, against scikit-learn and by hand."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from chatrec.core.errors import DataError
from chatrec.dialogue.nlu.intents.features import ALONE, IN_DIALOGUE, blocks
from chatrec.dialogue.nlu.intents.model import IntentModel, Vocabulary
from chatrec.dialogue.nlu.intents.training import STRENGTH, matrix, trained
from chatrec.dialogue.nlu.intents.vectors import WordVectors, english_vectors, readable

SAID = ["show me more", "more please", "hello there", "hello you", "再来一些", "还有别的吗", "你好", "你好呀"] * 2
INTENTS = [{"more"}, {"more"}, {"greet"}, {"greet"}, {"more"}, {"more"}, {"greet"}, {"greet"}] * 2


@pytest.fixture(scope="module")
def model() -> IntentModel:
    return trained([blocks(text) for text in SAID], INTENTS)


def test_words_behind_a_negation_are_marked_until_the_clause_ends() -> None:
    negated = blocks("I havent seen it, but I like it")[2]
    assert negated == ("i", "haven't", "not seen", "not it", "i", "like", "it")


def test_chinese_is_cut_into_words_and_pieces() -> None:
    words, pieces, *_ = blocks("我想看喜剧片")
    assert "喜剧片" in words
    assert {"喜剧", "看喜剧"} <= set(pieces)


def test_traditional_and_wide_characters_are_the_same_features() -> None:
    assert blocks("我想看喜劇片！") == blocks("我想看喜剧片!")


def test_a_vector_is_each_block_of_its_weight(model: IntentModel) -> None:
    said = blocks("show me more more", "hello", ("cue",))
    columns, values = model.vocabulary.vector(said)
    assert len(set(columns)) == len(columns)
    for known, weight in zip(model.vocabulary.columns, IN_DIALOGUE, strict=True):
        inside = np.isin(columns, list(known.values()))
        if inside.any():
            assert np.linalg.norm(values[inside]) == pytest.approx(weight)


def test_rare_features_weigh_more_and_single_ones_are_left_out() -> None:
    vocabulary = Vocabulary.of([blocks(text) for text in ("a b", "a b", "a c")], ALONE, least=2)
    first = vocabulary.columns[0]
    assert set(first) == {"a", "b", "a b"}
    assert vocabulary.rarity[first["b"]] == pytest.approx(np.log(4 / 3) + 1)
    assert vocabulary.rarity[first["a"]] == pytest.approx(1.0)


def test_probabilities_are_those_of_the_regression(model: IntentModel) -> None:
    said = [blocks(text) for text in SAID]
    greets = np.array(["greet" in intents for intents in INTENTS])
    vectors = matrix(said, model.vocabulary)
    reference = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, tol=1e-8).fit(vectors, greets)
    place = model.intents.index("greet")
    expected = reference.predict_proba(vectors)[:, 1]
    assert [model.probabilities(one)[place] for one in said] == pytest.approx(list(expected), abs=1e-3)


def test_saving_keeps_the_probabilities_to_half_precision(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    loaded = IntentModel.load((tmp_path / "model.npz").read_bytes())
    assert loaded.intents == model.intents
    for text in ("more of it", "hello", "再来", ""):
        assert loaded.probabilities(blocks(text)) == pytest.approx(model.probabilities(blocks(text)), abs=2e-3)


def test_what_is_no_model_is_refused() -> None:
    with pytest.raises(DataError, match="cannot be read"):
        IntentModel.load(b"nothing")


def test_an_intent_that_all_have_is_certain() -> None:
    said = [blocks(text) for text in SAID]
    model = trained(said, [{"talk"}] * len(said))
    assert model.probabilities(said[0]) == pytest.approx([1.0])


def test_an_answer_is_read_with_what_the_system_did_last() -> None:
    answers = blocks("yes, not him", "Have you seen it?", ("turn 1", "did ASK", "did last ASK"))[5]
    assert answers == ("did last ASK | not", "did last ASK | not him", "did last ASK | yes")
    assert blocks("yes, not him")[5] == ()


def test_the_direction_of_an_utterance_is_the_sum_of_its_words_at_length_one() -> None:
    vectors = WordVectors({"0 good": 0, "0 film": 1, "2 not good": 2}, np.array([[3.0, 0.0], [0.0, 4.0], [-1.0, -1.0]]))
    twice = 1 + np.log(2)
    expected = np.array([3.0 * twice, 4.0]) / np.hypot(3.0 * twice, 4.0)
    assert vectors.of(blocks("good good film")) == pytest.approx(expected)
    assert list(vectors.of(blocks("xyzzy"))) == [0.0, 0.0]


def test_words_of_one_meaning_have_one_direction() -> None:
    def alike(one: str, other: str) -> float:
        return float(english_vectors().of(blocks(one)) @ english_vectors().of(blocks(other)))

    assert alike("thank you", "thanks so much") > alike("thank you", "i have seen it") + 0.3
    assert alike("i have seen it", "i watched that one") > alike("i have seen it", "hello there") + 0.3


def test_a_word_never_labelled_is_read_by_its_direction(tmp_path: Path) -> None:
    said = [blocks(text) for text in ("i have seen it", "i have seen that", "hello there", "hello you") * 2]
    intents = [{"seen"}, {"seen"}, {"greet"}, {"greet"}] * 2
    vocabulary = Vocabulary.of(said, IN_DIALOGUE, least=2, meaning=english_vectors())
    assert matrix(said, vocabulary).shape == (8, vocabulary.size)
    model, plain = trained(said, intents, vocabulary=vocabulary), trained(said, intents)
    watched = blocks("watched already")
    seen = model.intents.index("seen")
    assert model.probabilities(watched)[seen] > plain.probabilities(watched)[seen] + 0.005
    model.save(tmp_path / "model.npz")
    loaded = IntentModel.load((tmp_path / "model.npz").read_bytes())
    assert loaded.probabilities(watched) == pytest.approx(model.probabilities(watched), abs=2e-3)


def test_what_is_no_vectors_is_refused() -> None:
    with pytest.raises(DataError, match="cannot be read"):
        WordVectors.load(b"nothing")


def test_vectors_are_of_words_negations_and_edges() -> None:
    assert {"0 not", "2 not good", "4 begins not"} <= set(readable(blocks("not good")))
    assert "2 not" not in set(readable(blocks("not good")))
