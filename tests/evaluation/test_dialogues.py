"""Recommending in dialogues: what is asked, ranks and recalls by hand, refusals, and the face."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chatrec.app.dialogues import TRIED, choosing
from chatrec.app.settings import Settings
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import DataError
from chatrec.data.dialogues import Dialogue, Dialogues, Turn, read_dialogues
from chatrec.evaluation.dialogues import REPEATS, Talks, asked, ranks, recommending, refuse_unfit, report_text, taught
from chatrec.interfaces.cli.main import main

FILMS = {f"film {letter}|1999": f"Film {letter.upper()} (1999)" for letter in "abcdefghijklmnopqrstuvwxyz"}
KEYS = tuple(FILMS)
ONE_WAY = choosing(Settings(scorer={"words": {"l2": 50.0, "texts": 0.0, "about": 0.0, "mention": 2.0}}))
SEEK = ("something about pirates", "a quiet heist", "robots in space", "an opera of love")


def talk(number: int) -> Dialogue:
    """Who says one of four things is told one of two films, then another, then the first one again."""
    about = number % 4
    first, second = KEYS[2 * about], KEYS[2 * about + 1]
    return Dialogue(
        f"{number:03d}",
        (
            Turn(f"hello, I look for {SEEK[about]}, number {number}", (), True),
            Turn("try this", (first,), False),
            Turn("like what", (), True),
            Turn("like these", (first, second), False),
        ),
    )


def dialogues(numbers: range) -> Dialogues:
    return Dialogues(tuple(map(talk, numbers)), FILMS, f"{numbers}")


@pytest.fixture(scope="module")
def talks() -> Talks:
    return Talks("redial", dialogues(range(60)), dialogues(range(60, 80)))


@pytest.fixture(scope="module")
def catalogue(talks: Talks) -> Catalogue:
    return Catalogue(talks.items())


def test_equal_scores_count_against_us_and_barred_films_are_no_candidates() -> None:
    scores = np.array([0.5, 0.9, 0.5, 0.1])
    assert ranks(scores, [0, 2, 3], []) == [3, 3, 4]
    assert ranks(scores, [0], [1, 2]) == [1]


def test_a_turn_is_asked_with_what_was_said_before(talks: Talks, catalogue: Catalogue) -> None:
    first, second = asked(talks.test.dialogues[:1], catalogue)
    assert [len(one.query.said) for one in (first, second)] == [1, 3]
    assert (first.named, first.known, second.known) == ((0,), set(), {0})
    assert second.named == (0, 1)
    assert [one.own for one in second.query.said] == [True, False, True]


def test_dialogues_are_behaviour_by_the_clock_of_turns(talks: Talks, catalogue: Catalogue) -> None:
    data = taught(talks.train.dialogues[:2], catalogue)
    assert data.interactions.items.tolist() == [0, 1, 2, 3]
    assert data.interactions.times.tolist() == [2.0, 4.0, 2.0, 4.0]
    assert [one.at for one in data.said] == [1.0, 2.0, 3.0, 4.0] * 2


def test_words_find_what_popularity_and_a_copy_do_not(talks: Talks, catalogue: Catalogue) -> None:
    """Every film is as popular as any other, so all tie at the last place; a copy knows the one repeat of the three."""
    report = recommending(talks, catalogue, ONE_WAY, np.random.default_rng(0), name="here")
    words, popular, copy = (report.models[name] for name in ("words", "popularity", "copy-history"))
    assert words["recall@1"].mean == 1.0
    assert (words["recall@1"].n, words[f"recall@1{REPEATS}"].n) == (40, 60)
    assert popular["recall@1"].mean == 0.0
    assert copy["recall@1"].mean == 0.0
    assert copy[f"recall@1{REPEATS}"].mean == pytest.approx(1 / 3)
    assert {name: report.settings[name] for name in ("train", "validated on", "test")} == {
        "train": 60,
        "validated on": 60,
        "test": 20,
    }
    assert "over dialogues" in report_text(report)


def test_other_dialogues_are_summed_in(talks: Talks, catalogue: Catalogue) -> None:
    """Dialogues in which nothing is said of films teach little; those beside teach what is meant."""
    dull = [
        one._replace(turns=tuple(turn._replace(text="hello") for turn in one.turns)) for one in talks.train.dialogues
    ]
    alone = replace(talks, train=Dialogues(tuple(dull), FILMS, "dull"))
    beside = replace(alone, beside=(dialogues(range(100, 160)),))
    one, other = (
        recommending(each, catalogue, ONE_WAY, np.random.default_rng(0), name="here").models["words"]
        for each in (alone, beside)
    )
    assert one["recall@1"].mean < 0.7 < other["recall@1"].mean


def test_films_that_only_dialogues_beside_name_are_no_candidates(talks: Talks) -> None:
    more = Dialogues((), {"aladdin|": "Aladdin", **FILMS}, "")
    beside = replace(talks, beside=(more,))
    catalogue = Catalogue(beside.items())
    assert [(item.title, dict(item.numbers)) for item in catalogue][:2] == [
        ("Aladdin", {}),
        ("Film A", {"year": 1999.0}),
    ]
    assert beside.foreign(catalogue).tolist() == [0]
    report = recommending(beside, catalogue, ONE_WAY, np.random.default_rng(0), name="here")
    assert (report.settings["candidates"], report.settings["beside"]) == (26, [0])


def test_the_films_to_be_found_are_those_that_were_counted_apart(shared_data: Callable[[str], Path]) -> None:
    """253 by a count that shares no line with ours."""
    found = read_dialogues(shared_data("inspired") / "dev.tsv.gz", "inspired")
    talks = Talks("inspired", found, found)
    every = asked(found.dialogues, Catalogue(talks.items()))
    assert sum(len(set(one.named) - one.known) for one in every) == 253


@pytest.mark.parametrize(
    ("train", "test", "said"),
    [
        (dialogues(range(60)), dialogues(range(59, 70)), "1 of the 11 test dialogues are in the training too, '059'"),
        (dialogues(range(10)), dialogues(range(20, 30)), "10 training dialogues leave no tenth"),
        (dialogues(range(60)), Dialogues((Dialogue("x", (Turn("hi", (), True),)),), {}, ""), "of the test part names"),
    ],
)
def test_what_cannot_be_measured_is_refused(train: Dialogues, test: Dialogues, said: str) -> None:
    with pytest.raises(DataError, match=said):
        refuse_unfit(Talks("redial", train, test))


def test_parameters_are_chosen_in_turn_and_what_is_set_is_taken(talks: Talks, catalogue: Catalogue) -> None:
    """Without strength all films tie, so the other value is chosen; what is no better than what came first is not."""
    assert choosing(Settings()).tried == TRIED
    given = choosing(Settings(scorer={"words": {"texts": 0.0, "about": 0.0}}))
    assert list(given.tried) == ["l2", "mention"]
    tried = given._replace(tried={"strength": (0.0, 1.0), "l2": (50.0, 1e12)})
    report = recommending(talks, catalogue, tried, np.random.default_rng(0), name="here")
    assert report.settings["chosen"] == {"strength": 1.0, "l2": 50.0}
    found = report.settings["validation mrr"]
    assert isinstance(found, dict)
    assert list(found) == ["strength = 0, l2 = 50", "strength = 1, l2 = 50", "strength = 1, l2 = 1e+12"]


def test_the_command_prints_one_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, numbers in (("train", range(40)), ("test", range(60, 70))):
        (tmp_path / name).write_text("".join(map(written, map(talk, numbers))), "utf-8")
    paths = ["--train", str(tmp_path / "train"), "--test", str(tmp_path / "test"), "--home", str(tmp_path / "home")]
    fixed = [
        "--set",
        "scorer.words.l2=50",
        "--set",
        "scorer.words.texts=0",
        "--set",
        "scorer.words.about=0",
        "--set",
        "scorer.words.mention=2",
    ]
    with pytest.raises(SystemExit) as left:
        main(["evaluate", "inspired", *paths, *fixed, "--json"])
    assert left.value.code == 0
    report = json.loads(capsys.readouterr().out)
    assert report["protocol"] == "inspired"
    assert report["models"]["words"]["recall@10"]["n"] == 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["redial", "--train", "."], "needs --train and --test"), (["holdout"], "needs --data")],
)
def test_the_command_says_what_it_needs(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["evaluate", *arguments, "--home", str(tmp_path)])
    assert left.value.code != 0
    assert said in capsys.readouterr().err


def written(one: Dialogue) -> str:
    turns = [
        {
            "text": turn.text,
            "role": "SEEKER" if turn.seeker else "RECOMMENDER",
            "movie": [FILMS[film] for film in turn.films],
        }
        for turn in one.turns
    ]
    return json.dumps(turns) + "\n"
