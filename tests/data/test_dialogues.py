"""ReDial and INSPIRED dialogues in their published forms, and files that are none."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.core.errors import DataError
from chatrec.data.dialogues import Turn, film_key, read_any, read_dialogues, shared

HEADER = "dialog_id\tutt_id\tspeaker\tturn_id\ttext\tmovies\n"


def redial(number: str, *messages: tuple[int, str], films: object = None) -> str:
    said = [{"text": text, "senderWorkerId": who, "messageId": at} for at, (who, text) in enumerate(messages)]
    named = {"1": "Heat  (1995)", "2": "The Matrix (1999)", "3": None} if films is None else films
    return json.dumps(
        {
            "conversationId": number,
            "initiatorWorkerId": 7,
            "movieMentions": named,
            "messages": said,
            "initiatorQuestions": [],
        }
    )


def test_redial_turns_are_merged_and_films_taken_out(tmp_path: Path) -> None:
    lines = [
        redial("9", (8, "Hi!"), (7, "like @1 &amp; @2"), (7, "or @2 @3 @77"), (8, "ok")),
        redial("10", (7, "nothing"), films=[]),
    ]
    (tmp_path / "train.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode()))
    (tmp_path / "movies_with_mentions.csv").write_text("movieId,movieName,nbMentions\n5,Elf (2003),400\n", "utf-8")
    (tmp_path / "README.md").write_text("# ReDial", "utf-8")
    found = read_dialogues(tmp_path, "redial")
    assert [one.id for one in found.dialogues] == ["10", "9"]
    films = ("heat|1995", "matrix|1999", "film 3|")
    assert found.dialogues[1].turns == (
        Turn("Hi!", (), False),
        Turn("like   &  \nor      ", films, True)._replace(text=found.dialogues[1].turns[1].text),
        Turn("ok", (), False),
    )
    assert found.dialogues[1].turns[1].text.split() == ["like", "&", "or", "@77"][:3]
    assert set(found.films) == {*films, "elf|2003"}


def test_inspired_is_read_in_both_forms(tmp_path: Path) -> None:
    rows = [
        "d1\t1\tRECOMMENDER\t1\tHello\t\n",
        "d1\t2\tRECOMMENDER\t1\tTry QUOTATION_MARKHeatQUOTATION_MARK\tHeat (1995);  Elf (2003)\n",
        "d1\t3\tSEEKER\t1\tthanks\t\n",
        "d2\t1\tSEEKER\t1\tHi\t\n",
    ]
    (tmp_path / "dev.tsv").write_text(HEADER + "".join(rows), "utf-8")
    found = read_dialogues(tmp_path / "dev.tsv", "inspired")
    assert found.dialogues[0].turns == (
        Turn('Hello\nTry "Heat"', ("heat|1995", "elf|2003"), False),
        Turn("thanks", (), True),
    )
    turns = [
        {"text": "Hello", "role": "RECOMMENDER", "movie": [], "entity_link": []},
        {"text": "Heat?", "role": "SEEKER", "movie": ["Heat (1995)"], "entity_link": []},
    ]
    (tmp_path / "train.jsonl").write_text(json.dumps(turns) + "\n", "utf-8")
    other = read_any(tmp_path / "train.jsonl")
    assert other.dialogues[0].turns == (Turn("Hello", (), False), Turn("Heat?", ("heat|1995",), True))
    assert set(other.films) == {"heat|1995"}
    assert len(read_dialogues(tmp_path, "inspired").dialogues) == 3


@pytest.mark.parametrize(
    ("content", "form", "said"),
    [
        (redial("1", (7, "hi")), "inspired", "holds no dialogues in a form in which 'inspired' is published"),
        (HEADER + "d\t1\tSEEKER\t1\tHi\t\n", "redial", "holds no dialogues in a form in which 'redial' is published"),
        ("user,item\n1,2\n", "redial", "holds no dialogues"),
        ("", "inspired", "holds no dialogues"),
        (redial("1", (7, "hi")) + '\n{"conversationId": 3}', "redial", "line 2: initiatorWorkerId"),
        (redial("1", (7, "hi")) + "\n{half", "redial", "line 2"),
    ],
)
def test_what_is_of_another_form_is_refused_in_a_sentence(content: str, form: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text(content, "utf-8")
    with pytest.raises(DataError, match=said) as refused:
        read_dialogues(tmp_path / "file", "redial" if form == "redial" else "inspired")
    assert str(tmp_path / "file") in str(refused.value)


@pytest.mark.parametrize("content", [b"\x1f\x8b broken", b"\xff\xfe\xff"])
def test_what_cannot_be_read_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(DataError, match="cannot be read"):
        read_dialogues(tmp_path / "file", "redial")


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="neither a file nor a folder"):
        read_any(tmp_path / "nowhere")
    with pytest.raises(DataError, match="holds no dialogues"):
        read_any(tmp_path)
    (tmp_path / "file").write_text("a,b\n", "utf-8")
    with pytest.raises(DataError, match="in any form that is read here"):
        read_any(tmp_path / "file")


def test_shared_dialogues_are_known_by_id_and_by_their_words(tmp_path: Path) -> None:
    long = (
        "I would like to see something about the sea with a lot of pirates in it, a treasure and a very good old ship"
    )
    texts = {
        "one": [redial("1", (7, "hi")), redial("2", (7, long)), redial("3", (7, "hi"))],
        "other": [redial("1", (7, "hello")), redial("5", (7, long.upper())), redial("6", (7, "hi"))],
    }
    for name, lines in texts.items():
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    one, other = (read_dialogues(tmp_path / name, "redial") for name in texts)
    assert shared(one, other) == ["1", "2"]


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("The Matrix  (1999)", "matrix|1999"),
        ("matrix (1999) ", "matrix|1999"),
        ("A.I.", "a i|"),
        ("A Bug's Life (1998)", "bug s life|1998"),
        ("It (2017)", "it|2017"),
    ],
)
def test_titles_of_different_sources_have_one_key(title: str, key: str) -> None:
    assert film_key(title) == key


def test_the_published_files_are_read(shared_data: Callable[[str], Path]) -> None:
    found = read_dialogues(shared_data("inspired"), "inspired")
    assert len(found.dialogues) == 199
    assert len(read_dialogues(shared_data("inspired") / "dev.tsv.gz", "inspired").dialogues) == 99
