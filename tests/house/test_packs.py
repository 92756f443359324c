"""The tool that looks after the packs tells what is wrong and measures agreement as it says."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
FARGO = {
    "movielens_id": "100",
    "year": "1999",
    "directors": "Joel Coen, Ada Byron",
    "cast": "Steve Buscemi, McDormand Frances",
}
CONTACT = "1584::Contact::1997::PG::1997::Drama::Robert Zemeckis::N/A::Jodie Foster, Jena Malone::A plot.::poster\r\n"
GRAPH = """head_id:token\trelation_id:token\ttail_id:token
m.fargo\tfilm.film.directed_by\tm.one
m.contact\tfilm.film.directed_by\tm.one
m.future\tfilm.film.directed_by\tm.two
m.fargo\tfilm.film.country\tm.us
m.contact\tfilm.film.country\tm.us
m.future\tfilm.film.country\tm.other
"""


def tool(*words: str | Path) -> tuple[int, list[str]]:
    """Exit status and words of the tool."""
    command = [sys.executable, "tools/packs.py", *words]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, (done.stdout or done.stderr).splitlines()


def test_every_line_of_our_packs_is_valid() -> None:
    code, said = tool("check")
    assert (code, len(said)) == (0, 4)
    assert all(line.endswith(", 0 problems") for line in said)


def test_the_schemas_are_those_of_the_models() -> None:
    assert tool("schema") == (0, [])


def test_what_is_measured_needs_data() -> None:
    for words in (("coverage",), ("agreement", "--write")):
        code, said = tool(*words)
        assert code == 2
        assert said[-1].endswith("what is measured needs data sets; --data names their folder")


def test_an_empty_folder_has_nothing_to_compare_with(tmp_path: Path) -> None:
    said = f"{tmp_path} holds none of ml-100k-text, ml-1m-text, ml-100k-kg; get them first"
    assert tool("agreement", "--data", tmp_path) == (2, [said])


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """Data sets in their published forms, three films long, that contradict us."""
    for name in ("ml-100k", "ml-1m", "ml-100k-text", "ml-1m-text", "ml-100k-kg"):
        (tmp_path / name).mkdir()
    (tmp_path / "ml-100k" / "u.item").write_text(
        "100|Fargo (1996)|\n258|Contact (1997)|\n204|Back to the Future (1985)|\n"
    )
    (tmp_path / "ml-1m" / "movies.dat").write_text(
        "608::Fargo (1996)::Crime\n1584::Contact (1997)::Drama\n1270::Back to the Future (1985)::Comedy\n"
    )
    links = "item_id:token\tentity_id:token\n608\tm.fargo\n1584\tm.contact\n1270\tm.future\n"
    for name, text in {
        "ml-100k-text/items_info.json.gz": json.dumps([FARGO]),
        "ml-1m-text/movies_extrainfos.dat.gz": CONTACT,
        "ml-100k-kg/ml-100k.link.gz": links,
        "ml-100k-kg/ml-100k.kg.gz": GRAPH,
    }.items():
        (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_every_disagreement_is_listed_and_counted(wrong: Path) -> None:
    code, said = tool("agreement", "--data", wrong)
    assert code == 1
    assert [line.split(": ", 1)[1] for line in said if ".jsonl:" in line] == [
        "fargo-1996: year ml-100k-text: only we say 1996; only they say 1999",
        "fargo-1996: directors ml-100k-text: only we say ethan-coen; only they say Ada Byron",
        "fargo-1996: cast ml-100k-text: only we say william-h-macy, peter-stormare, harve-presnell; only they say nothing",
        "fargo-1996: directors ml-100k-kg: only we say nothing; only they say contact-1997 (258)",
        "back-to-the-future-1985: directors ml-100k-kg: only we say contact-1997 (258); only they say nothing",
    ]
    assert [" ".join(line.split()) for line in said if ".jsonl:" not in line] == [
        "year ml-100k-text precision 0.00% of 1 recall 0.00% of 1",
        "directors ml-100k-text precision 50.00% of 2 recall 50.00% of 2",
        "cast ml-100k-text precision 40.00% of 5",
        "year ml-1m-text precision 100.00% of 1 recall 100.00% of 1",
        "directors ml-1m-text precision 100.00% of 1 recall 100.00% of 1",
        "cast ml-1m-text recall 50.00% of 2",
        "directors ml-100k-kg precision 0.00% of 1 recall 0.00% of 1",
        "countries ml-100k-kg precision 75.00% of 4 recall 100.00% of 3",
    ]


def test_one_file_is_measured_alone(wrong: Path) -> None:
    code, said = tool("agreement", "films-9999.jsonl", "--data", wrong)
    assert code == 0
    assert all("of" not in line for line in said)


def test_a_year_of_the_catalogue_that_is_another_is_told(wrong: Path) -> None:
    (wrong / "ml-100k" / "u.item").write_text("100|Fargo (1999)|\n")
    code, said = tool("check", "films-0001.jsonl", "--data", wrong)
    assert code == 1
    assert said[0].startswith("films-0001.jsonl:3: year 1996 disagrees with 1999, the catalogue's for item 100")


def test_coverage_is_of_ratings_and_of_items(shared_data: Callable[[str], Path]) -> None:
    code, said = tool("coverage", "--data", shared_data("ml-100k").parent)
    assert code == 0
    assert said[0].startswith("directors")
    assert "of ratings" in said[0]
