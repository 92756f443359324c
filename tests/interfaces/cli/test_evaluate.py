"""`chatrec evaluate` from files to figures, by protocols that take their data in different forms."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable
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


def run(folder: Path, *arguments: str) -> int:
    """The exit code of a command on the folder's home."""
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--home", str(folder / "home")])
    return int(left.value.code or 0)


@pytest.fixture
def measure(folder: Path) -> Callable[..., int]:
    """`chatrec evaluate neurec` on the ratings, two splits, by popularity."""

    def command(*arguments: str) -> int:
        return run(folder, "evaluate", "neurec", "--data", str(folder), "--seeds", "2", *POPULARITY, *arguments)

    return command


def test_named_models_run_in_that_order_and_the_text_tells_what_is_asked(
    measure: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure("--models", "together, blend,together", "--metrics", "all") == 0
    lines = capsys.readouterr().out.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("model"))
    assert [line.split()[0] for line in lines[at + 1 : at + 3]] == ["together", "blend"]
    assert any(line.startswith("minus blend") for line in lines)
    assert any("coverage@10" in line for line in lines)


def test_an_unknown_model_and_an_unknown_part_are_refused_before_anything_is_read(
    measure: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure("--models", "together,magic") == 2
    assert "'magic' cannot be measured; known are blend, attributes, " in capsys.readouterr().err
    assert measure("--metrics", "beauty") == 2
    assert (
        "--metrics 'beauty' is not told here; give any of paired, worth, beyond, groups, or all."
        in capsys.readouterr().err
    )


def test_a_second_run_takes_what_the_first_kept_and_fresh_does_not(
    measure: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    reports = []
    for arguments in ((), (), ("--fresh",)):
        assert measure("--json", *arguments) == 0
        said = capsys.readouterr()
        reports.append({name: value for name, value in json.loads(said.out).items() if name != "seconds"})
        assert said.err.count("kept from before") == (4 if len(reports) == 2 else 0)
    assert reports[0] == reports[1] == reports[2]


def test_a_damaged_step_is_warned_of_and_measured_again(
    measure: Callable[..., int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure("--json") == 0
    wanted = json.loads(capsys.readouterr().out)["models"]
    file = min((folder / "home" / "evaluations").iterdir())
    file.write_bytes(b"not ours")
    assert measure("--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["models"] == wanted
    assert (said.err.count("warning:"), said.err.count("kept from before")) == (1, 3)


def test_ctrl_c_says_what_is_kept_and_the_same_command_goes_on(folder: Path) -> None:
    """A process of its own gets a real signal after its first finished step."""
    command = [
        sys.executable,
        "-m",
        "chatrec",
        "evaluate",
        "neurec",
        "--data",
        str(folder),
        "--seeds",
        "300",
        *POPULARITY,
    ]
    command += ["--home", str(folder / "home"), "--locale", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=60)
    assert first.startswith("1/600 blend, trial 1 of 300: ")
    assert (process.returncode, out) == (130, "")
    assert re.search(r"interrupted after \d+ finished steps, which are kept; the same command goes on", rest)
    assert "Traceback" not in rest
    assert len(list((folder / "home" / "evaluations").iterdir())) >= 1


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_the_page_is_written_where_it_is_asked(
    measure: Callable[..., int], folder: Path, locale: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "report.html"
    assert measure("--html", str(path), "--locale", locale) == 0
    assert str(path) in capsys.readouterr().out
    text = path.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert ("准确性" in text) == (locale == "zh")


def test_a_place_where_no_page_can_be_is_refused_first(
    measure: Callable[..., int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (folder, folder / "nowhere" / "report.html"):
        assert measure("--html", str(path)) == 5
        said = capsys.readouterr()
        assert "is no place for a file" in said.err
        assert "trial" not in said.err


def test_help_lists_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["evaluate", "--help"])
    told = capsys.readouterr().out
    assert all(option in told for option in ("--models", "--metrics", "--html", "--fresh", "--set", "--seeds"))


def test_nlu_is_learned_from_one_folder_and_tested_on_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pieces = {"eat": ("cook", "soup", "food"), "go": ("visit", "Rome", "city")}
    for folder, n in (("train", 12), ("test", 4)):
        (tmp_path / folder).mkdir()
        for intent, (verb, value, slot) in pieces.items():
            said = [
                {"data": [{"text": f"{verb} "}, {"text": value, "entity": slot}, {"text": f" {at}"}]} for at in range(n)
            ]
            (tmp_path / folder / f"{intent}.json").write_text(json.dumps({intent: said}), "utf-8")
    both = ("--train", str(tmp_path / "train"), "--test", str(tmp_path / "test"))
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", "nlu", *both, "--json", "--home", str(tmp_path / "home")])
    report = json.loads(capsys.readouterr().out)
    assert ended.value.code == 0
    assert report["settings"]["form"] == "SNIPS"
    assert {"intent_accuracy", "macro_f1", "slot_f1"} <= set(report["models"]["trained"])
    assert report["models"]["trained"]["intent_accuracy"] == {"mean": 1.0, "ci95": [1.0, 1.0], "n": 8}


@pytest.mark.parametrize(("arguments", "message"), [(("nlu",), "needs --train"), (("next",), "'next' needs --data")])
def test_what_a_protocol_learns_from_must_be_named(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["evaluate", *arguments])
    assert message in capsys.readouterr().err
