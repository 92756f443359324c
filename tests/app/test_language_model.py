"""A setting becomes a language model, with its key in the right place."""

from pathlib import Path

import pytest
from tests.llm.scripted import Reply, message, said, scripted
from tests.llm.small import small_model

from chatrec.app.checkup import checkup
from chatrec.app.home import Home
from chatrec.app.language_model import identity, language_model, tried
from chatrec.app.settings import FILE, LlmSettings, Settings, read_settings
from chatrec.app.wiring import open_app
from chatrec.core.errors import ConfigError, LanguageModelError
from chatrec.testing.fakes import FixedClock


def test_the_setting_is_a_name_alone_or_a_table(tmp_path: Path) -> None:
    assert read_settings(tmp_path).llm.model is None
    assert read_settings(tmp_path, ["llm=openai:m@http://h/v1"]).llm == LlmSettings(model="openai:m@http://h/v1")
    (tmp_path / FILE).write_text('[llm]\nmodel = "openai:m@http://h/v1"\ntimeout_s = 2.5\n')
    assert read_settings(tmp_path).llm == LlmSettings(model="openai:m@http://h/v1", timeout_s=2.5)
    with pytest.raises(ConfigError, match="llm"):
        read_settings(tmp_path, ["llm.timeout_s=-1"])


def test_no_name_is_no_model() -> None:
    assert language_model(Settings().llm, {}, FixedClock()) is None


@pytest.mark.parametrize(
    "name",
    ["", "gpt", "openai:m", "openai:@http://h/v1", "openai:m@host/v1", "ollama:m@http://h", "gguf:", "anthropic:m@h"],
)
def test_other_names_are_refused_with_an_example(name: str) -> None:
    with pytest.raises(ConfigError, match="names no language model; give 'openai:MODEL@URL'"):
        language_model(LlmSettings(model=name), {}, FixedClock())


def test_anthropics_models_need_no_address_and_have_a_key_of_their_own() -> None:
    named = language_model(LlmSettings(model="anthropic:claude-x"), {}, FixedClock())
    assert named is not None
    assert named.name == "anthropic:claude-x@https://api.anthropic.com"
    with scripted() as server:
        server.script = lambda _: message({"ready": True})
        keys = {"OPENAI_API_KEY": "sk-1", "ANTHROPIC_API_KEY": "sk-ant"}
        at = server.url.removesuffix("/v1")
        model = language_model(LlmSettings(model=f"anthropic:claude-x@{at}"), keys, FixedClock())
        assert tried(model, timeout_s=5).model == f"anthropic:claude-x@{at}"
        assert server.keys == ["sk-ant"]


def test_a_file_that_is_no_model_is_refused_when_the_home_opens(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(f'llm = "gguf:{tmp_path / FILE}"\n')
    with pytest.raises(ConfigError, match=r"is no GGUF|chatrec\[local-llm\]"), open_app(Home(tmp_path).made()):
        pass


def test_a_model_is_told_from_another_by_its_name_or_its_file(tmp_path: Path) -> None:
    remote = LlmSettings(model="openai:m@http://127.0.0.1:1/v1")
    assert identity(remote) == ("openai:m@http://127.0.0.1:1/v1", "")
    assert identity(LlmSettings()) is None
    file = tmp_path / "m.gguf"
    local = LlmSettings(model=f"gguf:{file}")
    assert identity(local) == ("gguf:m.gguf", "")  # there is none
    digests = set()
    for content in (b"GGUF", b"GGUG", b"GGUF" * 100_000, b"GGUF" * 99_999 + b"GGUG"):
        file.write_bytes(content)
        digests.add(identity(local).digest)
    assert len(digests - {""}) == 4


def test_where_nothing_may_leave_a_local_model_may_still_answer() -> None:
    named = LlmSettings(model="openai:m@http://127.0.0.1:9/v1", others=(f"gguf:{small_model()}",), egress="none")
    model = language_model(named, {}, FixedClock())
    assert tried(model, timeout_s=60).model == f"gguf:{small_model().name}"


def test_every_model_has_its_own_key(tmp_path: Path) -> None:
    keys = {"OPENAI_API_KEY": "sk-1", "OPENAI_API_KEY_2": "sk-2"}
    with scripted() as first, scripted() as second:
        first.script = lambda _: Reply(b"", 404)
        named = LlmSettings(model=first.name("a@b"), others=(second.name(),))
        model = language_model(named, keys, FixedClock())
        assert tried(model, timeout_s=5).model == f"openai:m@{second.url}"
        assert (first.keys, second.keys) == (["Bearer sk-1"], ["Bearer sk-2"])
        assert first.asked[0]["model"] == "a@b"
        file = tmp_path / "key"
        file.write_text("sk-3\n")
        model = language_model(named.model_copy(update={"key_file": file}), {}, FixedClock())
        tried(model, timeout_s=5)
        assert (first.keys[1:], second.keys[1:]) == (["Bearer sk-3"], [None])
        assert not any(key in repr(model) + model.name for key in ("sk-1", "sk-2", "sk-3"))


@pytest.mark.parametrize(
    ("content", "sentence"), [(None, "cannot be read"), ("", "holds no key"), ("a\nb", "holds no key")]
)
def test_a_key_file_without_a_key_is_refused(content: str | None, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_text(content)
    with pytest.raises(ConfigError, match=sentence):
        language_model(LlmSettings(model="openai:m@http://h/v1", key_file=file), {}, FixedClock())


def test_the_doctor_says_whether_the_model_answers(tmp_path: Path) -> None:
    with scripted() as server:
        server.script = lambda _: said({"ready": True})
        home = Home(tmp_path).made()
        (tmp_path / FILE).write_text(f'llm = "{server.name()}"\n')
        with open_app(home):
            pass
        found = {finding.what: finding for finding in checkup(home)}
        assert found["language model"].ok
        assert f"openai:m@{server.url} answers in" in found["language model"].found
        server.script = lambda _: Reply(b"", 401)
        found = {finding.what: finding for finding in checkup(home)}
        assert not found["language model"].ok
        assert "set OPENAI_API_KEY" in found["language model"].found


def test_a_model_that_is_down_rests() -> None:
    model = language_model(
        LlmSettings(model="openai:m@http://127.0.0.1:9/v1", failures=1, attempts=1), {}, FixedClock()
    )
    for sentence in ("could not be asked", "rests for"):
        with pytest.raises(LanguageModelError, match=sentence):
            tried(model, timeout_s=1)
