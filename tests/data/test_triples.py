"""Knowledge graphs in every form; bad input is named by file and line."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.data.files import json_lines, original, table

from chatrec.core.errors import DataError, LawBroken
from chatrec.core.ids import ItemId
from chatrec.core.knowledge import Knowledge, Triple, knowledge, path_parts, path_ref
from chatrec.data import Reason, dataset, load, load_knowledge, told, with_knowledge
from chatrec.data.report import Example

ITEMS = [ItemId("1"), ItemId("2"), ItemId("tt 3")]
KG = "head_id:token\trelation_id:token\ttail_id:token\n"
LINK = "item_id:token\tentity_id:token\n"


def named(graph: Knowledge) -> list[tuple[str, str, str]]:
    return [tuple(triple) for triple in graph.named()]


def nodes(graph: Knowledge) -> dict[str, str]:
    return {str(item): graph.nodes[node] for item, node in graph.items.items()}


def test_a_table_calls_items_by_their_ids(tmp_path: Path) -> None:
    text = 'head,relation,tail\n1,directed_by,"Wachowski, Lana"\nitem:2,sequel,item:1\nAnn,sister,Bea\ntt 3,year,2\n'
    found = load_knowledge(table(tmp_path / "facts.csv", text), ITEMS)
    assert named(found.knowledge) == [
        ("item:1", "directed_by", "Wachowski, Lana"),
        ("item:2", "sequel", "item:1"),
        ("Ann", "sister", "Bea"),
        ("item:tt 3", "year", "2"),
    ]
    assert nodes(found.knowledge) == {"1": "item:1", "2": "item:2", "tt 3": "item:tt 3"}
    assert found.reports[0].findings == ()


def test_tabs_json_lines_and_other_names_say_the_same(tmp_path: Path) -> None:
    rows = [("1", "by", "Ann"), ("2", "by", "Ann")]
    tabs = table(tmp_path / "k.tsv.gz", "subject\tpredicate\tobject\n" + "".join("\t".join(row) + "\n" for row in rows))
    lines = json_lines(
        tmp_path / "k.jsonl", [dict(zip(("source", "property", "target"), row, strict=True)) for row in rows]
    )
    assert named(load_knowledge(tabs, ITEMS).knowledge) == named(load_knowledge(lines, ITEMS).knowledge)


@pytest.mark.parametrize(("kg", "link"), [("x.kg", "x.link"), ("x.kg.gz", "x.link.gz"), ("x.kg.gz", "x.link")])
def test_atomic_files_link_items_to_entities(kg: str, link: str, tmp_path: Path) -> None:
    table(tmp_path / link, LINK + "1\tm.01\n2\tm.02\n9\tm.09\n1\tm.03\n")
    path = table(tmp_path / kg, KG + 'm.01\tfilm.by\t"Ann\nm.01\tfilm.by\t"Ann\nm.05\tx\tm.02\nm.01\t\tm.02\n')
    found = load_knowledge(path, ITEMS)
    assert named(found.knowledge) == [("m.01", "film.by", '"Ann'), ("m.05", "x", "m.02")]
    assert nodes(found.knowledge) == {"1": "m.01", "2": "m.02"}
    graph, links = found.reports
    assert (graph.read, graph.kept, links.read, links.kept) == (4, 2, 4, 2)
    assert [(one.reason, one.examples) for one in graph.findings] == [
        (Reason.MALFORMED, (Example(5, "m.01, , m.02"),)),
        (Reason.DUPLICATE_TRIPLE, (Example(3, 'm.01, film.by, "Ann'),)),
    ]
    assert [(one.reason, one.examples) for one in links.findings] == [
        (Reason.DUPLICATE_ITEM, (Example(5, "1"),)),
        (Reason.UNKNOWN_ITEM, (Example(4, "9"),)),
    ]
    assert (
        told(found.reports, "en")[1]
        == "  1 row left out, cannot be read: line 5 'm.01, , m.02'. Correct or remove them."
    )
    assert "同一事实已出现过" in told(found.reports, "zh")[2]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("k.csv", "head,tail\n1,x\n", "k.csv: line 1 names no column 'relation', its columns are 'head, tail'"),
        (
            "k.csv",
            "head,relation,tail\nx,y,z\n",
            "none of its 1 triples is about an item of the catalogue, the first is 'x, y, z'",
        ),
        (
            "k.csv",
            "head,relation,tail\nitem:7,y,z\nitem:8,y,z\n",
            "none of its 2 rows can be used; the first is line 2, 'item:7'",
        ),
        ("k.csv", "head,relation,tail\n1,y,\n1,,z\n1,y,z\n", "2 of 3 rows are faulty"),
        ("k.txt", "1 y z\n", r"k.txt is no knowledge graph by its name; it should end in one of .kg, .csv"),
        ("k.kg", KG + "a\tb\tc\n", "k.kg has no k.link beside it"),
        ("k.csv", "", "is empty"),
    ],
)
def test_what_is_no_graph_is_refused_with_the_place(name: str, text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=words):
        load_knowledge(table(tmp_path / name, text), ITEMS)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.csv"):
        load_knowledge(tmp_path / "nowhere.csv", ITEMS)


def test_a_graph_beside_the_data_comes_along(tmp_path: Path) -> None:
    folder = original(tmp_path, ["1\t1\t5\t881250949"])
    assert load(folder).knowledge is None
    table(folder / "knowledge.csv", "head,relation,tail\n1,by,Ann\n")
    loaded = load(folder)
    assert loaded.knowledge is not None
    assert named(dataset(loaded).catalogue.knowledge) == [("item:1", "by", "Ann")]
    assert [file.file for file in loaded.report.files] == ["u.item", "u.data", "knowledge.csv"]
    report = loaded.report.as_json()["knowledge"]
    assert report == [{"file": "knowledge.csv", "read": 1, "kept": 1, "dropped": 0, "findings": []}]
    other = table(tmp_path / "other.csv", "head,relation,tail\n2,by,Bea\nx9,by,Bea\n")
    both = with_knowledge(loaded, other, [ItemId("x9")]).knowledge
    assert both is not None
    assert named(both) == [("item:2", "by", "Bea"), ("item:x9", "by", "Bea")]


def test_freebase_as_recbole_links_it_to_movielens(shared_data: Callable[[str], Path]) -> None:
    loaded = load(shared_data("ml-100k"))
    found = load_knowledge(shared_data("ml-100k-kg") / "ml-100k.kg.gz", [item.id for item in loaded.items])
    assert (len(found.knowledge), len(found.knowledge.items)) == (91_631, 1_598)
    assert len(found.knowledge.relations) == 24
    assert [file.dropped for file in found.reports] == [0, 0]


def test_refs_of_any_names_come_back() -> None:
    parts = ["item:a>b", "", "100%", "%3E", ">"]
    assert path_parts(path_ref(parts)) == parts


def test_triples_have_three_columns() -> None:
    with pytest.raises(LawBroken, match="rows of head, relation and tail"):
        Knowledge(("a",), ("r",), np.zeros((1, 2), np.int64))


def test_a_triple_counts_once_and_links_need_a_node() -> None:
    graph = knowledge([Triple("a", "r", "b"), Triple("a", "r", "b")], {ItemId("1"): "a", ItemId("2"): "nowhere"})
    assert len(graph) == 1
    assert nodes(graph) == {"1": "a"}
