"""A language model in this process: a real small one where it is installed, and what is said where something is missing."""

import importlib.util
import time
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict, Field
from tests.llm.small import small_model

from chatrec.adapters.llm import gguf
from chatrec.adapters.llm.gguf import GgufLanguageModel
from chatrec.core.errors import ConfigError, LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.language_model import Prompt

library = pytest.mark.skipif(
    importlib.util.find_spec("xllamacpp") is None, reason="pip install 'chatrec[local-llm]' brings llama.cpp"
)
LONG_S = 60.0  # on a machine that does other things too


class Fruit(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=12)
    ripe: bool


class Pick(BaseModel):
    choice: str


@pytest.fixture(scope="module")
def model() -> GgufLanguageModel:
    return GgufLanguageModel(small_model(), max_tokens=40, context=512)


def test_a_real_model_answers_under_the_schema(model: GgufLanguageModel) -> None:
    completion = model.complete(Prompt("Name a fruit.", "A yellow one."), schema=Fruit, timeout_s=LONG_S)
    assert completion.value.name
    assert completion.model == "gguf:SmolLM2-135M-Instruct.Q4_1.gguf"
    assert 20 < completion.usage.prompt_tokens < 200
    assert 4 < completion.usage.completion_tokens <= 40


def test_a_real_model_chooses_and_tells_the_odds(model: GgufLanguageModel) -> None:
    prompt = Prompt("Answer with one letter.", "A. Paris\nB. Rome\nWhich is in France?", options=("A", "B"))
    completion = model.complete(prompt, schema=Pick, timeout_s=LONG_S)
    assert set(completion.odds) == {"A", "B"}
    assert all(log < 0 for log in completion.odds.values())
    assert completion.value.choice == max(completion.odds, key=completion.odds.__getitem__)


def test_what_is_too_long_and_what_is_cut_short_are_errors_of_ours(model: GgufLanguageModel) -> None:
    for prompt, schema, trouble in (
        (Prompt("Name a fruit.", "Hello. " * 300), Fruit, Trouble.REFUSED),
        (Prompt("Tell a long story.", "Now."), _Story, Trouble.GARBLED),
    ):
        with pytest.raises(LanguageModelError) as raised:
            model.complete(prompt, schema=schema, timeout_s=LONG_S)
        assert raised.value.trouble is trouble


class _Story(BaseModel):
    words: list[str] = Field(min_length=50)


def test_the_deadline_stops_the_engine(model: GgufLanguageModel) -> None:
    prompt = Prompt("Name a fruit.", "Any.")
    with pytest.raises(LanguageModelError) as raised:
        model.complete(prompt, schema=_Story, timeout_s=0.02)
    assert raised.value.trouble is Trouble.SLOW
    began = time.monotonic()
    model.complete(prompt, schema=Fruit, timeout_s=LONG_S)  # the next one waits for nothing
    assert time.monotonic() - began < LONG_S / 2


@library
@pytest.mark.parametrize(
    ("content", "sentence"), [(None, "is not there; name a model in GGUF form"), (b"PK\x03\x04", "is no GGUF")]
)
def test_a_file_that_is_none_is_refused_in_one_sentence(content: bytes | None, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=sentence):
        GgufLanguageModel(path)


@library
def test_a_damaged_file_is_an_error_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF" + bytes(60))
    with pytest.raises(LanguageModelError, match="cannot load"):
        GgufLanguageModel(path).complete(Prompt("", ""), schema=Fruit, timeout_s=5)


def test_a_library_that_is_missing_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(gguf, "EXTRA", gguf.EXTRA._replace(packages=("no_such_llama",)))
    with pytest.raises(ConfigError, match=r"no_such_llama, not installed here; pip install 'chatrec\[local-llm\]'"):
        GgufLanguageModel(tmp_path / "model.gguf")
