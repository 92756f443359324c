"""The benchmark of language models, against one that does as it is told."""

import json
import runpy
import sys
from pathlib import Path

import pytest
from tests.data.files import original
from tests.llm.scripted import Body, Reply, guessed, said, scripted

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "language_model.py"


def obedient(body: Body) -> Reply:
    name = body.get("response_format", {}).get("json_schema", {}).get("name")
    match name:
        case "Ready":
            return said({"ready": True})
        case "Story":
            return said({"words": ["word"] * 40}, tokens=(20, 120))
        case "Remarks":
            return said({"said": [{"words": "drama", "stance": "avoids", "field": "genre", "value": "Drama"}]})
        case _:
            return guessed({"A": -0.1}, tokens=(400, 1))


def test_it_tells_speeds_and_that_nothing_became_worse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = original(tmp_path, ["1\t1\t5\t880000000", "2\t2\t4\t880000001"])
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "some.tsv").write_text("a drama please\tRefine(genre=Drama)\nhi\tGreet()\n", "utf-8")
    with scripted() as server:
        server.script = obedient
        arguments = ["--llm", server.name(), "--data", str(data), "--gold", str(gold), "--json"]
        monkeypatch.setattr(sys, "argv", ["language_model", *arguments])
        runpy.run_path(str(SCRIPT), run_name="__main__")
    found = json.loads(capsys.readouterr().out)
    assert found["tokens a second read"] > 0
    assert found["tokens a second written"] > 0
    assert (found["utterances"], found["asked about"], found["as the rules alone"]) == (2, 1, 2)
    assert (found["disputed"], found["added"], found["troubles"]) == (1, 0, 0)
