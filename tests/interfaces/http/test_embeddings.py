"""Vectors of items and texts, as OpenAI's own client sees them."""

import base64

import numpy as np
import openai
import pytest
from fastapi.testclient import TestClient

from chatrec.app.wiring import App
from chatrec.interfaces.http import create_app
from chatrec.scorers.lexicon import prose


@pytest.fixture(scope="module")
def sdk(app: App) -> openai.OpenAI:
    http = TestClient(create_app(app), base_url="http://127.0.0.1/v1")
    return openai.OpenAI(api_key="none", base_url="http://127.0.0.1/v1", http_client=http, max_retries=0)


def embedded(sdk: openai.OpenAI, inputs: list[str], **more: object) -> np.ndarray:
    answer = sdk.embeddings.create(model="chatrec", input=inputs, **more)
    assert [one.index for one in answer.data] == list(range(len(inputs)))
    return np.array([one.embedding for one in answer.data])


def test_an_item_is_like_the_text_of_its_own_words(sdk: openai.OpenAI, app: App) -> None:
    catalogue = app.live.tools().catalogue
    items = [f"item:{item.id}" for item in catalogue]
    said = [prose(item) for item in catalogue]
    vectors, texts = embedded(sdk, items), embedded(sdk, said)
    lengths = np.linalg.norm(vectors, axis=1)
    assert (lengths > 0).sum() >= 29  # one item shares no word with another, and says nothing
    np.testing.assert_allclose(lengths[lengths > 0], 1.0, atol=1e-6)
    np.testing.assert_allclose(texts, vectors, atol=1e-6)
    labels = [{value for values in item.labels.values() for value in values} for item in catalogue]
    shared = np.array([[len(own & other) for other in labels] for own in labels])
    others = ~np.eye(len(items), dtype=bool)
    likeness = (vectors @ vectors.T)[others]
    assert likeness[shared[others] > 0].mean() > likeness[shared[others] == 0].mean()


def test_the_forms_of_the_protocol_say_the_same(sdk: openai.OpenAI, app: App) -> None:
    item = f"item:{app.live.tools().catalogue[1].id}"
    binary = embedded(sdk, [item])[0]  # the client asks for base64 by itself
    plain = embedded(sdk, [item], encoding_format="float")[0]
    np.testing.assert_allclose(binary, plain, atol=1e-7)
    short = embedded(sdk, [item], dimensions=2)[0]
    np.testing.assert_allclose(short, plain[:2] / np.linalg.norm(plain[:2]), atol=1e-6)
    alone = sdk.embeddings.create(model="chatrec", input=item, encoding_format="base64")
    decoded = np.frombuffer(base64.b64decode(alone.data[0].embedding), "<f4")
    np.testing.assert_allclose(decoded, plain, atol=1e-7)
    assert alone.usage.total_tokens == 1


def test_words_that_the_catalogue_does_not_know_say_nothing(sdk: openai.OpenAI) -> None:
    assert not embedded(sdk, ["xyzzy"]).any()


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"input": ["item:nobody"]}, openai.NotFoundError, "nobody"),
        ({"input": []}, openai.UnprocessableEntityError, "input"),
        ({"input": ["a"], "model": "text-embedding-3-small"}, openai.NotFoundError, "There is no model"),
        ({"input": ["a"], "dimensions": 0}, openai.UnprocessableEntityError, "dimensions = 0"),
        ({"input": ["a"], "dimensions": 100_000}, openai.UnprocessableEntityError, "dimensions = 100000"),
        ({"input": [[1, 2]]}, openai.UnprocessableEntityError, "input"),
    ],
)
def test_what_cannot_be_embedded_is_refused(given: dict, error: type, sentence: str, sdk: openai.OpenAI) -> None:
    with pytest.raises(error, match=sentence):
        sdk.embeddings.create(**{"model": "chatrec", **given})
