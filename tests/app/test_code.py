"""The name of the code changes when the code does."""

from pathlib import Path

import pytest

from chatrec.app.code import code_version


def test_another_source_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "a_scorer_of_somebody").mkdir()
    source = tmp_path / "a_scorer_of_somebody" / "scorer.py"
    (tmp_path / "a_module_of_somebody.py").write_text("")
    source.write_text("one = 1\n")
    names = ["chatrec.scorers.together", "a_scorer_of_somebody.scorer", "a_module_of_somebody", "builtins"]
    first = code_version(names)
    assert code_version(list(reversed(names))) == first
    assert code_version(names[:1]) != first
    source.write_text("one = 2\n")
    assert code_version(names) != first
