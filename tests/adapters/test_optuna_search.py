"""The search on a function with a known best, and what it remembers."""

import sys
from pathlib import Path

import pytest

from chatrec.adapters.optuna_search import OptunaSearch
from chatrec.core.errors import ConfigError, LawBroken, StorageError
from chatrec.ports.search import Choice, Range, Setting

optuna = pytest.importorskip("optuna")

SPACE = {"l2": Range(1.0, 1000.0, log=True), "rank": Range(1, 9, whole=True), "kind": Choice(("a", "b"))}


def goodness(setting: Setting) -> float:
    """Best at rank 7 with kind b."""
    return -abs(float(setting["rank"]) - 7) + (setting["kind"] == "b")


def searched(path: Path, n: int, *, seed: int = 0, first: Setting | None = None) -> OptunaSearch:
    search = OptunaSearch(path, SPACE, seed=seed, first=first)
    for _ in range(n):
        search.tell(goodness(search.ask()))
    return search


def test_it_stays_in_the_space_and_finds_what_is_best(tmp_path: Path) -> None:
    tried = searched(tmp_path / "a.log", 30).tried()
    for one in tried:
        assert all(SPACE[name].has(value) for name, value in one.setting.items())
    assert isinstance(tried[0].setting["rank"], int)
    assert max(one.value or 0.0 for one in tried) == 1.0


def test_interrupted_it_proposes_what_it_would_have_proposed(tmp_path: Path) -> None:
    whole = searched(tmp_path / "whole.log", 14).tried()
    searched(tmp_path / "parts.log", 5).ask()  # asked and never told, as when the process ends
    assert searched(tmp_path / "parts.log", 9).tried() == whole
    assert searched(tmp_path / "other.log", 3, seed=1).tried() != whole[:3]


def test_it_begins_where_it_is_told(tmp_path: Path) -> None:
    first = {"l2": 300.0, "rank": 2, "kind": "a"}
    tried = searched(tmp_path / "a.log", 2, first=first).tried()
    assert tried[0].setting == first
    assert tried[1].setting != first


def test_what_cannot_be_used_is_remembered_as_that(tmp_path: Path) -> None:
    search = searched(tmp_path / "a.log", 1)
    search.ask()
    search.tell(None)
    assert [one.value is None for one in search.tried()] == [False, True]
    assert search.ask() != search.tried()[1].setting


def test_an_answer_needs_a_question(tmp_path: Path) -> None:
    with pytest.raises(LawBroken, match="did not propose"):
        searched(tmp_path / "a.log", 0).tell(1.0)


def test_a_file_that_is_no_journal_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("no journal\nat all\n")
    with pytest.raises(StorageError, match="is damaged; remove it to begin anew"):
        searched(tmp_path / "a.log", 0)


def test_a_place_that_cannot_hold_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be kept"):
        searched(tmp_path / "file" / "a.log", 0)


def test_without_optuna_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "optuna", None)
    with pytest.raises(ConfigError, match=r"needs 'optuna': pip install 'chatrec\[tune\]'"):
        searched(tmp_path / "a.log", 0)
