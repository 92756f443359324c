"""The attribute-asking game: its rules by hand, its data, and its face."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from chatrec.core.errors import DataError
from chatrec.data.attribute_game import AttributeGame, read_attribute_game
from chatrec.evaluation.asking import Ended, Game, asking
from chatrec.interfaces.cli.main import main


def game_of(*attributes: tuple[int, ...]) -> AttributeGame:
    return AttributeGame(attributes, np.arange(len(attributes)), "0" * 16)


def played(data: AttributeGame, sought: int, opening: int, *, believes_no: bool = True) -> Ended:
    return Game(data, np.random.default_rng(0)).played(sought, opening, believes_no=believes_no)


def test_what_fits_on_a_list_is_shown_at_once() -> None:
    """The opening is turn 1 and leaves ten items: the list of turn 2 holds them all."""
    data = game_of(*[(0, 1 + item) for item in range(10)])
    assert {played(data, item, 0) for item in range(10)} == {Ended(True, 2)}


def test_halves_are_asked_for_until_a_list_tells_more() -> None:
    """256 items under one attribute, told apart by eight more: a question always tells 1 bit. A list of ten tells .4 of 256
    and .7 of 128, but 1.1 of 64; so two questions are asked, and the first list comes in turn 4.
    """
    data = game_of(*[(0, *(1 + bit for bit in range(8) if item >> bit & 1)) for item in range(256)])
    game = Game(data, np.random.default_rng(0))
    ended = [game.played(item, 0, believes_no=True) for item in range(0, 256, 4)]
    assert all(one.found for one in ended)
    assert min(one.turns for one in ended) == 4
    assert max(one.turns for one in ended) <= 4 + 6


def test_a_no_that_is_not_believed_costs_turns() -> None:
    rng = np.random.default_rng(5)
    data = game_of(*[(0, *(1 + np.flatnonzero(rng.random(8) < 0.3)).tolist()) for _ in range(150)])
    both = {no: [played(data, item, 0, believes_no=no) for item in range(150)] for no in (True, False)}
    assert np.mean([one.turns for one in both[True]]) < np.mean([one.turns for one in both[False]])


def test_items_that_nothing_tells_apart_are_shown_ten_by_ten() -> None:
    data = game_of(*[(0,)] * 150)
    ended = [played(data, item, 0) for item in range(150)]
    assert sum(one.found for one in ended) == 140
    assert sorted({one.turns for one in ended}) == list(range(2, 16))
    assert {one.turns for one in ended if not one.found} == {15}


def test_a_report_plays_every_agent_on_the_same_games() -> None:
    rng = np.random.default_rng(5)
    data = game_of(*[(0, *(1 + np.flatnonzero(rng.random(8) < 0.3)).tolist()) for _ in range(60)])
    report, again = (asking(data, np.random.default_rng(1), name="some", seeds=2) for _ in range(2))
    assert report.models == again.models
    assert set(report.models) == {"gain", "yes-only"}
    assert report.models["gain"]["turns"].mean <= report.models["yes-only"]["turns"].mean
    assert report.models["gain"]["success@15"].n == report.settings["games"] == 120
    with pytest.raises(DataError, match="nothing to ask for"):
        asking(AttributeGame(((0,),), np.zeros(0, np.int64), ""), np.random.default_rng(1), name="none")


def write(folder: Path, items: object, sought: object, *, packed: bool = True) -> Path:
    for name, content in (("item_dict.json", items), ("review_dict_test.json", sought)):
        text = json.dumps(content).encode()
        (folder / f"{name}{'.gz' if packed else ''}").write_bytes(gzip.compress(text) if packed else text)
    return folder


ITEMS = {"0": {"feature_index": [3, 1, 3]}, "2": {"feature_index": []}, "1": {"feature_index": [1]}}


@pytest.mark.parametrize("packed", [True, False])
def test_the_data_is_read(tmp_path: Path, packed: bool, capsys: pytest.CaptureFixture[str]) -> None:
    data = read_attribute_game(write(tmp_path, ITEMS, {"7": [1, 2], "8": [0]}, packed=packed))
    assert data.attributes == ((1, 3), (1,), ())
    assert data.sought.tolist() == [1, 0]
    with pytest.raises(SystemExit) as left:
        main(["evaluate", "asking", "--data", str(tmp_path), "--json", "--home", str(tmp_path)])
    report = json.loads(capsys.readouterr().out)
    assert (left.value.code, report["protocol"]) == (0, "asking")
    assert report["models"]["gain"]["success@15"]["mean"] == 1.0
    assert report["models"]["gain"]["turns"]["mean"] == 2.0


@pytest.mark.parametrize(
    ("items", "sought", "wrong"),
    [
        ({}, {}, "items are numbers"),
        ({"-1": {"feature_index": []}}, {}, "items are numbers"),
        ({"0": {"feature_index": [-4]}}, {}, "item 0 has an attribute"),
        ({"0": {"features": []}}, {}, "not of the form"),
        (ITEMS, {"7": [5]}, "item 5 is not in"),
        (ITEMS, [1], "not of the form"),
    ],
)
def test_other_data_is_refused(tmp_path: Path, items: object, sought: object, wrong: str) -> None:
    with pytest.raises(DataError, match=wrong):
        read_attribute_game(write(tmp_path, items, sought))


def test_missing_and_damaged_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="item_dict"):
        read_attribute_game(tmp_path)
    write(tmp_path, ITEMS, {})
    (tmp_path / "item_dict.json.gz").write_bytes(gzip.compress(b"{}" * 50)[:-9])
    with pytest.raises(DataError, match="cannot be read"):
        read_attribute_game(tmp_path)


def test_the_published_data_is_as_published(shared_data: Callable[[str], Path]) -> None:
    data = read_attribute_game(shared_data("lastfm-star-crs"))
    assert len(data.attributes) == 7432
    assert max(map(max, filter(None, data.attributes))) == 8437
    assert len(data.sought) <= 11_892
