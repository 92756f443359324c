"""`chatrec evaluate` from files to figures, by protocols that take their data in different forms."""

import json
from pathlib import Path

import pytest
from tests.data.files import table

from chatrec.interfaces.cli.main import main

POPULARITY = ("--set", "scorers=['popularity']")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Films and ratings without times, as in MovieLens 1M, and the same behaviour as sequences.

    Film 9 is everybody's last. Nobody rates it highly, and before it nobody uses it.
    """
    users = range(1, 31)
    table(tmp_path / "movies.dat", "".join(f"{film}::Film {film} (1990)::Drama\n" for film in range(1, 10)))
    pasts = {user: [(user + step) % 8 + 1 for step in range(4)] for user in users}
    table(tmp_path / "sequences.txt.gz", "".join(f"{user} {' '.join(map(str, pasts[user]))} 9\n" for user in users))
    rows = "".join(f"{user},{film},4\n" for user in users for film in (*pasts[user], 9))
    table(tmp_path / "ratings_all.csv", "user_id,movie_id,rating\n" + rows)
    return tmp_path


def test_next_takes_the_file_that_tells_the_order(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Film 9 is nowhere in training, so popularity puts it last of the five films that a user has not seen."""
    with pytest.raises(SystemExit) as left:
        main(["evaluate", "next", "--data", str(folder), *POPULARITY, "--json", "--home", str(folder / "home")])
    assert left.value.code == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["protocol"], report["settings"]["strict"]) == ("next", False)
    found = report["models"]["popularity"]["mrr"]
    assert (found["mean"], found["n"]) == (pytest.approx(0.2), 30)


def test_the_text_shows_what_the_protocol_is_known_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["neurec", "--data", str(folder), "--seeds", "1", *POPULARITY, "--home", str(folder / "home")]
    with pytest.raises(SystemExit) as left:
        main(["evaluate", *arguments])
    assert left.value.code == 0
    head = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("model"))
    assert head.split() == ["model", "precision@10", "recall@10", "ndcg@10"]


def test_next_on_ratings_without_times_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ratings = str(folder / "ratings_all.csv")
    with pytest.raises(SystemExit) as left:
        main(["evaluate", "next", "--data", ratings, *POPULARITY, "--home", str(folder / "home")])
    assert left.value.code == 6
    said = capsys.readouterr()
    assert said.out == ""
    assert "150 of 150 rows of 'ratings_all.csv' have no time" in said.err
