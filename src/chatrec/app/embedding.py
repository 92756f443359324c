"""The embedding model that a setting names."""

from collections.abc import Mapping
from typing import Protocol, Self, runtime_checkable

from chatrec.adapters.openai_embeddings import OpenAiEmbedder
from chatrec.adapters.sentence_transformers import SentenceTransformersEmbedder
from chatrec.core.errors import ConfigError
from chatrec.ports.embeddings import CATALOGUE, Embedder

KEY = "OPENAI_API_KEY"  # the variable of the environment that holds the key, by the name that other clients use


@runtime_checkable
class Embedding(Protocol):
    """A trainer that may rest on an embedding model, which its settings name."""

    @property
    def embeddings(self) -> str: ...

    def using(self, embedder: Embedder | None) -> Self:
        """The same trainer with the model; None where none is named."""
        ...


def embedder(name: str, environment: Mapping[str, str]) -> Embedder | None:
    """The model of a name; None for "catalogue", whose own words do. Nothing is loaded or asked yet.

    Raises ConfigError for a name of another form.
    """
    kind, _, model = name.partition(":")
    if kind == "sentence-transformers" and model:
        return SentenceTransformersEmbedder(model)
    if kind == "openai":
        model, _, url = model.partition("@")
        if model and url.startswith(("http://", "https://")):
            return OpenAiEmbedder(model, url, environment.get(KEY))
    if name != CATALOGUE:
        raise ConfigError(
            f"embeddings = {name!r} names no model; give {CATALOGUE!r}, 'sentence-transformers:NAME_OR_PATH' or "
            "'openai:MODEL@URL', as in 'openai:nomic-embed-text@http://127.0.0.1:11434/v1'."
        )
    return None


__all__ = ["KEY", "Embedding", "embedder"]
