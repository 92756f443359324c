"""A setting becomes an embedding model, and reaches the trainer that names it."""

import pytest

from chatrec.adapters.openai_embeddings import OpenAiEmbedder
from chatrec.adapters.sentence_transformers import SentenceTransformersEmbedder
from chatrec.app.embedding import KEY, embedder
from chatrec.app.settings import Settings
from chatrec.app.trainers import blend_trainer, trainers
from chatrec.core.errors import ConfigError
from chatrec.scorers.text import TextTrainer

URL = "https://host:1/v1"


def test_names_become_models() -> None:
    assert embedder("catalogue", {}) is None
    assert embedder("sentence-transformers:org/model", {}) == SentenceTransformersEmbedder("org/model")
    assert embedder(f"openai:text-embedding-3-small@{URL}", {KEY: "sk-1"}) == OpenAiEmbedder(
        "text-embedding-3-small", URL, "sk-1"
    )
    assert embedder(f"openai:m@{URL}", {}) == OpenAiEmbedder("m", URL, None)


@pytest.mark.parametrize(
    "name", ["", "catalog", "openai:", "openai:model", "openai:@http://x", "openai:m@host", "sentence-transformers:"]
)
def test_other_names_are_refused_with_an_example(name: str) -> None:
    with pytest.raises(ConfigError, match=r"names no model; give 'catalogue'"):
        embedder(name, {})


def test_the_model_reaches_the_trainer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY, "sk-2")
    chosen = Settings(scorers=("text", "popularity"), scorer={"text": {"embeddings": f"openai:m@{URL}", "size": 9}})
    trainer = trainers(chosen)[0]["text"]
    assert isinstance(trainer, TextTrainer)
    assert (trainer.embedder, trainer.size) == (OpenAiEmbedder("m", URL, "sk-2"), 9)
    assert "sk-2" not in repr(trainer)
    assert blend_trainer(chosen).learned[0].name == "text"
    plain = trainers(Settings(scorers=("text",)))[0]["text"]
    assert isinstance(plain, TextTrainer)
    assert plain.embedder is None


def test_the_model_itself_cannot_be_set() -> None:
    with pytest.raises(ConfigError, match="embedder"):
        trainers(Settings(scorers=("text",), scorer={"text": {"embedder": "me"}}))
