"""Labelled utterances in the five published forms: read as they are, and refused when they are something else."""

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.core.errors import DataError
from chatrec.data.utterances import Span, read_corpus

SNIPS = {"PlayMusic": [{"data": [{"text": "play "}, {"text": "Heat ", "entity": "track"}, {"text": "now"}]}]}
SGD = {
    "dialogue_id": "d1", "turn": 0, "utterance": "book Sino", "prev_system": None,
    "frames": [{"service": "Food", "active_intent": "Book", "slot_spans": [{"slot": "name", "start": 5, "exclusive_end": 9}]}],
}  # fmt: skip
SCHEMA = [{"service_name": "Food", "intents": [{"name": "Find"}]}]
CROSSWOZ = {
    "7": {"messages": [
        {"content": "你好，去故宫", "role": "usr", "dialog_act": [["General", "greet", "none", "none"], ["Inform", "景点", "名称", "故宫"]]},
        {"content": "好的", "role": "sys", "dialog_act": [["Inform", "景点", "门票", "60元"]]},
        {"content": "有行李寄存吗", "role": "usr", "dialog_act": [["Inform", "酒店", "酒店设施-行李寄存", "是"]]},
    ]}
}  # fmt: skip
DATABASE = [["故宫", {"领域": "景点", "门票": 60}]]
KDCONV = [
    {"name": "阿凡达", "messages": [
        {"message": "谁导演的？"},
        {"message": "卡梅隆", "attrs": [{"name": "阿凡达（2009年电影）", "attrname": "导演", "attrvalue": "卡梅隆"}]},
        {"message": "阿凡达很好看", "attrs": [{"name": "阿凡达", "attrname": "类型", "attrvalue": "科幻"}]},
        {"message": "是的"},
        {"message": "再见"},
    ]}
]  # fmt: skip
IARD = {
    "3": {"dialogue_info": {
        "S1": {"utterance_pos": 1, "role": "seeker", "utterance_text": "I loved @12 <Heat (1995)>", "sub-intent/action": ["PRO", "SEE"]},
        "R2": {"utterance_pos": 2, "role": "recommender", "utterance_text": "@12 <Heat (1995)> or @13 <Alien>", "sub-intent/action": ["REC-S"]},
        "S3": {"utterance_pos": 3, "role": "seeker", "utterance_text": "@13 <Alien> @14", "sub-intent/action": ["CRI-C"]},
    }}
}  # fmt: skip


def written(path: Path, content: object) -> Path:
    text = json.dumps(content, ensure_ascii=False)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("val.json", text)
    else:
        path.write_text(text, "utf-8")
    return path


def test_pieces_with_an_entity_are_slots_without_their_blanks(tmp_path: Path) -> None:
    corpus = read_corpus(written(tmp_path / "train_PlayMusic_full.json.gz", SNIPS))
    (one,) = corpus.utterances
    assert (corpus.form, corpus.exclusive, one.text) == ("SNIPS", True, "play Heat now")
    assert one.intents == {"PlayMusic"}
    assert one.spans == (Span("track", 5, 9),)


def test_a_file_that_is_not_utf_8_is_read_as_latin_1(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(json.dumps({"A": [{"data": [{"text": "café"}]}]}, ensure_ascii=False).encode("iso-8859-1"))
    assert read_corpus(path).utterances[0].text == "café"


def test_an_intent_is_chosen_among_those_of_the_service_and_may_go_on(tmp_path: Path) -> None:
    later = {**SGD, "turn": 2, "utterance": "thanks", "prev_system": "Done."}
    (tmp_path / "turns.jsonl").write_text(f"{json.dumps(SGD)}\n{json.dumps(later)}\n")
    written(tmp_path / "schema.json", SCHEMA)
    first, second = read_corpus(tmp_path).utterances
    assert first.among == {"Food|NONE", "Food|Find", "Food|Book"}
    assert first.spans == (Span("name", 5, 9),)
    assert (first.follows, second.follows) == (None, 0)
    assert second.previous == "Done."


def test_the_databases_of_the_training_set_serve_a_test_set_that_has_none(tmp_path: Path) -> None:
    train, test = tmp_path / "train", tmp_path / "test"
    for folder in (train, test):
        folder.mkdir()
        written(folder / "val.json.zip", CROSSWOZ)
    written(train / "attraction_db.json.gz", DATABASE)
    corpus = read_corpus(test, tables=train)
    opening, further = corpus.utterances
    assert [(name.name, name.kind) for name in corpus.names] == [("故宫", "景点")]
    assert opening.entities == {"故宫"}
    assert opening.spans == (Span("Inform|景点|名称", 4, 6),)
    assert opening.cues == ("first",)
    assert further.acts == {"Inform|酒店|酒店设施-行李寄存|是"}
    assert further.spans == ()
    assert "told 景点 门票" in further.cues
    assert read_corpus(test).utterances[0].entities is None


def test_who_uses_a_fact_tells_and_who_is_answered_with_one_asks(tmp_path: Path) -> None:
    corpus = read_corpus(written(tmp_path / "film_dev.json", KDCONV))
    assert [set(one.acts) for one in corpus.utterances] == [{"ask"}, {"tell"}, {"chat"}]
    assert [one.entities for one in corpus.utterances] == [None, {"阿凡达"}, None]


def test_labels_become_our_acts_and_a_title_tells_who_named_it(tmp_path: Path) -> None:
    first, second = read_corpus(written(tmp_path / "iard.json", IARD)).utterances
    assert (first.intents, second.intents) == ({"like", "seen"}, {"refine"})
    assert first.text.split() == ["I", "loved", "titlenew"]
    assert second.text.split() == ["titlerecommender", "titlenew"]
    assert second.previous.split() == ["titleseeker", "or", "titlerecommender"]
    assert {"did REC-S", "did first REC-S"} <= set(second.cues)


def test_labelled_lines_are_read_and_other_words_stand_with_what_they_are_of(tmp_path: Path) -> None:
    line = {"text": "you pick", "intent": "recommend", "of": "decide for me", "model": "m"}
    file = tmp_path / "lines.jsonl"
    for lines in ([line], [line, {"text": "decide for me", "intent": "recommend"}]):
        file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        corpus = read_corpus(file)
        assert [(one.text, one.intents, one.dialogue) for one in corpus.utterances] == [
            (one["text"], {"recommend"}, "decide for me") for one in lines
        ]
        assert (corpus.form, corpus.exclusive) == ("labelled lines", True)
    file.write_text(json.dumps({**line, "intent": ""}), "utf-8")
    with pytest.raises(DataError, match="intent"):
        read_corpus(file)


def _unlabelled(label: str) -> object:
    said = {"utterance_pos": 1, "role": "seeker", "utterance_text": "hm", "sub-intent/action": [label]}
    return {"1": {"dialogue_info": {"S1": said}}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"A": [{"data": [{"txt": "no"}]}]}, "text"),
        ([{"userId": 1}], "none of the forms"),
        ("only words", "none of the forms"),
        (_unlabelled("XYZ"), "'XYZ' is not in iard_acts.json"),
        ({"A": [{"data": []}], "B": 3}, "at B"),
        ([{"messages": [{"message": "x", "attrs": 3}], "name": "y"}], "attrs"),
    ],
)
def test_a_file_of_another_form_is_refused(content: object, message: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=message):
        read_corpus(written(tmp_path / "a.json", content))


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.json.gz").write_bytes(b"not gzip")
    (tmp_path / "broken.json").write_text("{", "utf-8")
    with pytest.raises(DataError, match="cannot be unpacked"):
        read_corpus(tmp_path / "broken.json.gz")
    with pytest.raises(DataError, match="neither JSON nor JSON Lines"):
        read_corpus(tmp_path / "broken.json")
    with pytest.raises(DataError, match="holds no labelled utterances"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(DataError, match="no utterance"):
        read_corpus(written(tmp_path / "empty.json", {"1": {"dialogue_info": {}}}))


def test_two_forms_at_once_are_refused(tmp_path: Path) -> None:
    written(tmp_path / "a.json", SNIPS)
    written(tmp_path / "b.json", IARD)
    with pytest.raises(DataError, match="mixes the forms"):
        read_corpus(tmp_path)


def test_a_published_file_is_read(shared_data: Callable[[str], Path]) -> None:
    corpus = read_corpus(shared_data("iard"))
    assert (corpus.form, len(corpus.utterances)) == ("IARD", 2038)
    assert len({one.dialogue for one in corpus.utterances}) == 298
