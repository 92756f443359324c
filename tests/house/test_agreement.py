"""The films pack says what independent sources say: by the sources where they are at hand, by the file kept of them anywhere."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import agreement
import kept
import pytest

from chatrec.domains.packs import FilmPack, load_films

BARS = {
    "directors ml-100k-text": 0.99,
    "directors ml-1m-text": 0.99,
    "directors ml-100k-kg": 0.99,
    "cast ml-100k-text": 0.97,
    "year ml-100k-text": 0.995,
}


@pytest.fixture(scope="module")
def pack() -> FilmPack:
    return load_films()


@pytest.fixture(scope="module")
def answers() -> agreement.Answers:
    return kept.read(kept.FILE.read_text("utf-8"))


def changed(pack: FilmPack, film: str, **facts: object) -> FilmPack:
    """The pack with other facts of a film."""
    return replace(pack, films={**pack.films, film: pack.films[film].model_copy(update=facts)})


def told(pack: FilmPack, answers: agreement.Answers) -> Mapping[str, str]:
    """What the unexplained disagreements say, by question."""
    return {one.question.name: one.says for one in agreement.compared(pack, answers)[1]}


def test_the_pack_agrees_as_it_should_and_every_disagreement_has_its_reason(
    pack: FilmPack, answers: agreement.Answers
) -> None:
    measures, disagreements = agreement.compared(pack, answers)
    print(*measures, sep="\n")
    assert disagreements == []
    found = {measure.question.name: measure for measure in measures}
    assert set(found) == {question.name for question in agreement.QUESTIONS}
    for name, bar in BARS.items():
        assert found[name].precision >= bar, found[name]
        assert found[name].question.least >= bar
    assert min(found[name].ours for name in BARS) > 900


@pytest.mark.parametrize(
    ("film", "facts", "says"),
    [
        (
            "fargo-1996",
            {"directors": ("ethan-coen", "steven-spielberg")},
            "directors ml-100k-text: only we say steven-",
        ),
        ("fargo-1996", {"directors": ("joel-coen", "steven-spielberg")}, "directors ml-100k-kg: only we say "),
        ("fargo-1996", {"directors": ()}, "directors ml-1m-text: only we say nothing; only they say something"),
        ("fargo-1996", {"cast": ("steve-buscemi", "tom-hanks")}, "cast ml-100k-text: only we say tom-hanks; "),
        ("fargo-1996", {"year": 1999}, "year ml-100k-text: only we say 1999; "),
        ("fargo-1996", {"countries": ("JP",)}, "countries ml-100k-kg: only we say JP; "),
    ],
)
def test_a_wrong_fact_is_found(
    film: str, facts: dict[str, object], says: str, pack: FilmPack, answers: agreement.Answers
) -> None:
    found = told(changed(pack, film, **facts), answers)
    assert any(f"{name}: {said}".startswith(says) for name, said in found.items()), found


def test_every_note_explains_something(pack: FilmPack, answers: agreement.Answers) -> None:
    bare = agreement.compared(replace(pack, noted=()), answers)[1]
    needed = {(one.film.id, one.question.name) for one in bare}
    of_sources = [note for note in pack.noted if note.source != "ml-100k"]
    assert [note for note in of_sources if (note.film, f"{note.field} {note.source}") not in needed] == []


def test_the_kept_file_is_what_the_sources_say(pack: FilmPack, shared_data: Callable[[str], Path]) -> None:
    for name in ("ml-100k", "ml-1m", "ml-100k-kg", "ml-1m-text"):
        shared_data(name)
    answers = agreement.answered(pack, shared_data("ml-100k-text").parent)
    assert kept.written(answers) == kept.FILE.read_text("utf-8"), "tools/packs.py agreement --data DIR --write keeps it"
