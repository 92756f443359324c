"""What is refused before anything is fitted, and a whole evaluation on small data."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tests.data.files import original, table

from chatrec.app.evaluating import Evaluating, evaluate, told_of_items
from chatrec.app.settings import Settings, read_settings
from chatrec.core.errors import DataError, InputError
from chatrec.core.knowledge import Triple, knowledge
from chatrec.data import load
from chatrec.evaluation.html import page
from chatrec.evaluation.tables import report_lines

POPULARITY = Settings(scorers=("popularity",))


def wide_split(folder: Path, items: int) -> Path:
    """A LightGCN split over this many items, of which hardly any is used by two users."""
    table(folder / "train.txt", "".join(f"{item % 50} {item}\n" for item in range(items)))
    table(folder / "test.txt", "".join(f"{user} {user + 1}\n" for user in range(50)))
    return folder


def test_a_catalogue_beyond_a_scorer_names_the_settings_without_it(tmp_path: Path) -> None:
    loaded = load(wide_split(tmp_path, 30_001))
    with pytest.raises(DataError, match="has 30001 items and 'together' takes up to 30000; leave it out") as refusal:
        evaluate("lightgcn", loaded, Settings(), seeds=1, name="wide")
    override = str(refusal.value).split('--set "')[1].split('"')[0]
    assert read_settings(tmp_path, [override]).scorers == ("attributes", "popularity", "wishes", "mood")


def test_the_own_split_of_a_folder_is_what_is_measured(tmp_path: Path) -> None:
    table(tmp_path / "train.txt", "0 0 1\n1 1 2\n2 1 3\n")
    table(tmp_path / "test.txt", "0 2\n2 2\n")
    report = evaluate("lightgcn", load(tmp_path), POPULARITY, seeds=1, name="tiny")
    assert report.models["popularity"]["recall@20"].mean == 1.0
    assert report.models["popularity"]["ndcg@20"].mean == pytest.approx(np.mean([1.0, 1 / np.log2(3)]))
    assert report.models["popularity"]["recall@20"].n == 2


@pytest.mark.parametrize("rating", ["nan", "inf", "7"])
def test_a_rating_that_is_none_is_refused_with_its_line(tmp_path: Path, rating: str) -> None:
    rows = [f"{user}\t{item}\t5\t880000000" for user in (1, 2) for item in (1, 2)]
    loaded = load(original(tmp_path, [*rows, f"3\t1\t{rating}\t880000000"]))
    with pytest.raises(DataError, match=f"u.data: 1 ratings are no finite .* from 1 to 5, .* line 5 is '{rating}'"):
        evaluate("holdout", loaded, POPULARITY, seeds=1, name="broken")


def test_next_on_data_without_order_is_refused(tmp_path: Path) -> None:
    loaded = load(wide_split(tmp_path, 100))
    with pytest.raises(DataError, match="150 of 150 rows of 'wide' have no time"):
        evaluate("next", loaded, POPULARITY, seeds=1, name="wide")


def test_an_unknown_protocol_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no protocol 'best'"):
        evaluate("best", load(wide_split(tmp_path, 100)), POPULARITY, seeds=1, name="wide")


def test_ratings_are_predicted_on_their_own_scale(tmp_path: Path) -> None:
    rows = [f"{user}\t{item}\t{1 + (user + item) % 5}\t880000000" for user in range(1, 9) for item in (1, 2, 3)]
    settings = Settings(scorer={"ratings": {"factors": 1, "rounds": 3}}, scorers=("popularity",))
    report = evaluate("ratings", load(original(tmp_path, rows)), settings, seeds=1, name="small")
    assert set(report.models) == {"ratings", "offsets"}
    assert report.settings["scale"] == [1.0, 5.0]
    assert 0.5 < report.models["offsets"]["rmse"].mean < 2.5


def test_behaviour_that_is_not_rated_is_refused_by_ratings(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="The 150 rows of 'wide' are not all ratings"):
        evaluate("ratings", load(wide_split(tmp_path, 100)), POPULARITY, seeds=1, name="wide")


def test_new_items_without_attributes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No item of 'wide' has a label or a number"):
        evaluate("cold-items", load(wide_split(tmp_path, 100)), POPULARITY, seeds=1, name="wide")


def test_a_catalogue_beyond_rating_prediction_is_refused(tmp_path: Path) -> None:
    loaded = load(wide_split(tmp_path, 30_001))
    with pytest.raises(DataError, match="has 30001 items and rating prediction takes up to 30000"):
        evaluate("ratings", loaded, POPULARITY, seeds=1, name="wide")


def test_a_kept_step_knows_which_texts_and_facts_it_rested_on(tmp_path: Path) -> None:
    loaded = load(original(tmp_path, ["1\t1\t5\t880000000"], 2))
    first, *others = loaded.items
    described = replace(loaded, items=(replace(first, text="A heist."), *others))
    graph = replace(loaded, knowledge=knowledge([Triple("item:1", "made_by", "x")]))
    other = replace(loaded, knowledge=knowledge([Triple("item:1", "made_by", "y")]))
    assert len({told_of_items(one) for one in (loaded, described, graph, other)}) == 4
    assert told_of_items(loaded) == told_of_items(replace(loaded))


def rated_films(folder: Path, lowest: int) -> Path:
    """Twenty users with twelve ratings each, of which those from `lowest` on are in the file."""
    rng = np.random.default_rng(4)
    folder.mkdir()
    rows = [
        f"{user}\t{film}\t{stars}\t{880000000 + film}"
        for user in range(1, 21)
        for film, stars in zip(rng.permutation(15)[:12] + 1, rng.integers(1, 6, 12), strict=True)
        if stars >= lowest
    ]
    return original(folder, rows, 15)


def test_beside_stands_what_a_file_with_the_higher_ratings_alone_would_say(tmp_path: Path) -> None:
    every, high = (load(rated_films(tmp_path / str(lowest), lowest)) for lowest in (1, 4))
    measuring = Evaluating(settings=POPULARITY, models=["popularity"])
    report = measuring.run("holdout", every, seeds=2, name="films", positive=4.0)
    alone = measuring.run("holdout", high, seeds=2, name="films")
    assert report.models == measuring.run("holdout", every, seeds=2, name="films").models
    assert report.beside["4"].models == alone.models != report.models
    assert report.beside["4"].settings["positive"] == "ratings from 4 on"
    found = json.loads(report.json())["beside"]["4"]["models"]["popularity"]["ndcg@5"]["mean"]
    assert found == alone.models["popularity"]["ndcg@5"].mean
    assert sum(line.startswith("popularity ") for line in report_lines(report, ("ndcg@5",), ())) == 2
    assert f"{found:.4f}" in page(report, ("ndcg@5",), "zh")


def test_the_split_of_a_publisher_is_kept_among_the_higher_ratings(tmp_path: Path) -> None:
    loaded = load(rated_films(tmp_path / "all", 1))
    held_out = np.arange(len(loaded.ratings)) % 4 == 0
    report = Evaluating(settings=POPULARITY, models=["popularity"]).run(
        "lightgcn", replace(loaded, held_out=held_out), seeds=1, name="films", positive=4.0
    )
    assert report.beside["4"].settings["test"] == np.count_nonzero(held_out & (loaded.ratings.values >= 4.0))


@pytest.mark.parametrize(
    ("positive", "protocol", "said"),
    [
        (1.0, "holdout", "divides no ratings from 1 to 5; give one within"),
        (float("nan"), "holdout", "divides no ratings"),
        (4.0, "ratings", "has no meaning where ratings are predicted"),
    ],
)
def test_a_threshold_that_makes_no_sense_is_refused(tmp_path: Path, positive: float, protocol: str, said: str) -> None:
    loaded = load(rated_films(tmp_path / "all", 1))
    with pytest.raises(InputError, match=said):
        Evaluating(settings=POPULARITY).run(protocol, loaded, seeds=1, name="films", positive=positive)


def test_a_threshold_needs_ratings(tmp_path: Path) -> None:
    loaded = load(wide_split(tmp_path, 100))
    with pytest.raises(DataError, match="--positive 4 needs ratings"):
        Evaluating(settings=POPULARITY).run("holdout", loaded, seeds=1, name="wide", positive=4.0)
