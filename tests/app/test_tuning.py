"""A search over real scorers on small data: what it finds, what it refuses, and that it goes on."""

from pathlib import Path

import numpy as np
import pytest
from tests.data.files import original

from chatrec.adapters.optuna_search import OptunaSearch
from chatrec.app.settings import Settings
from chatrec.app.tuning import Tuned, Tuning, Wanted
from chatrec.core.errors import DataError, InputError
from chatrec.data import Loaded, load
from chatrec.ports.search import Search, Setting, Space

pytest.importorskip("optuna")


@pytest.fixture
def films(tmp_path: Path) -> Loaded:
    """80 users who keep to the films with odd or with even numbers, so that what goes together says everything."""
    rng = np.random.default_rng(0)
    rows = []
    for user in range(1, 81):
        half = rng.permutation(5)[:4] * 2 + 1 + user % 2
        rows += [f"{user}\t{film}\t5\t{880000000 + place}" for place, film in enumerate(half)]
    (tmp_path / "films").mkdir()
    return load(original(tmp_path / "films", rows, 10))


def tuned(folder: Path, films: Loaded, settings: Settings | None = None, **more: object) -> Tuned:
    def opened(name: str, space: Space, first: Setting | None) -> Search:
        return OptunaSearch(folder / f"{name}.log", space, seed=0, first=first)

    tuning = Tuning(settings=settings or Settings(), searches=opened)
    asked = {"protocol": "holdout", "model": "together", "trials": 6, **more}
    return tuning.run(Wanted(**asked), films, name="films")  # type: ignore[arg-type]


def test_the_best_is_the_best_of_all_that_was_tried(tmp_path: Path, films: Loaded) -> None:
    """The present setting of `filter` is a poor one for these users, so that one of twelve is better."""
    found = tuned(tmp_path, films, protocol="next", model="filter", trials=12)
    (journal,) = tmp_path.glob("*.log")
    tried = OptunaSearch(journal, {}, seed=0).tried()
    assert found.tried == len(tried) == 12
    assert found.validation.mean == pytest.approx(max(one.value or 0.0 for one in tried))
    assert found.before.mean == pytest.approx(tried[0].value or 0.0)
    assert found.gain.mean == pytest.approx(found.validation.mean - found.before.mean)
    assert found.gain.mean > 0
    assert not found.several


def test_the_first_setting_is_the_present_one_so_the_best_is_no_worse(tmp_path: Path, films: Loaded) -> None:
    found = tuned(tmp_path, films, trials=1)
    assert found.best == {"l2": 300.0, "dropout": 0.7, "user_power": 0.5, "rarity": 0.15}
    assert found.gain.mean == 0.0


def test_it_goes_on_where_it_was_and_finds_the_same(tmp_path: Path, films: Loaded) -> None:
    whole = tuned(tmp_path / "whole", films)
    tuned(tmp_path / "parts", films, trials=2)
    found = tuned(tmp_path / "parts", films)
    assert (found.best, found.validation, found.tried) == (whole.best, whole.validation, 6)
    assert len(list((tmp_path / "parts").glob("*.log"))) == 1


@pytest.mark.parametrize(
    "other", [{"protocol": "neurec"}, {"space": ["l2=1:9"]}, {"metric": "recall@10"}, {"model": "popularity"}], ids=str
)
def test_another_question_is_another_search(tmp_path: Path, films: Loaded, other: dict[str, object]) -> None:
    tuned(tmp_path, films, trials=1)
    tuned(tmp_path, films, trials=1, **other)
    assert len(list(tmp_path.glob("*.log"))) == 2


def test_when_time_is_over_it_begins_no_further_setting(tmp_path: Path, films: Loaded) -> None:
    tuned(tmp_path, films, trials=1)
    assert tuned(tmp_path, films, seconds=0.0).tried == 1


def test_settings_that_cannot_be_used_are_counted_and_the_search_goes_on(tmp_path: Path, films: Loaded) -> None:
    """Beyond 1 the dropout is no share; the search is allowed to try, and told so."""
    found = tuned(tmp_path, films, space=["dropout=0.5,1.5"], trials=8)
    assert 0 < found.failed < 8
    assert found.best["dropout"] == 0.5


def test_when_no_setting_can_be_used_the_reason_is_told(tmp_path: Path, films: Loaded) -> None:
    with pytest.raises(DataError, match=r"None of the 2 settings of 'together' could be used; .* less than 1"):
        tuned(tmp_path, films, space=["dropout=1.5"], trials=2)


def test_rating_prediction_is_tuned_by_its_error(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    rows = [
        f"{user}\t{film}\t{int(np.clip(round(3 + (user % 3 - 1) + rng.normal() / 2), 1, 5))}\t{880000000 + film}"
        for user in range(1, 31)
        for film in rng.permutation(12)[:8] + 1
    ]
    (tmp_path / "rated").mkdir()
    rated = load(original(tmp_path / "rated", rows, 12))
    space = ["factors=0,1,2", "rounds=2", "users_l2=1.0", "items_l2=1.0"]
    present = Settings(scorer={"ratings": {"factors": 1, "rounds": 2}})
    found = tuned(tmp_path, rated, present, protocol="ratings", model="ratings", space=space, trials=3)
    assert found.metric == "rmse"
    assert 0.3 < found.validation.mean <= found.before.mean
    assert found.gain.mean == pytest.approx(found.before.mean - found.validation.mean)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"protocol": "ratings"}, "'together' cannot be tuned under 'ratings': `ratings` predicts ratings"),
        ({"model": "ratings"}, "'ratings' cannot be tuned under 'holdout'"),
        ({"model": "blend"}, "'blend' cannot be tuned: the blend learns its weights itself"),
        ({"model": "wishes"}, "'wishes' cannot be tuned: there is no such scorer that learns.*Known are attributes"),
        ({"protocol": "best"}, "Settings cannot be chosen for 'best'"),
        ({"metric": "ndcg@7"}, "--metric 'ndcg@7' is not measured here; known are precision@10"),
    ],
)
def test_what_there_is_not_is_refused(tmp_path: Path, films: Loaded, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        tuned(tmp_path, films, **wrong)
