"""What docs/evaluation.md says is so."""

import re
from pathlib import Path

from chatrec.evaluation import PROTOCOLS
from chatrec.evaluation.metrics import METRICS
from chatrec.evaluation.report import BEYOND, LISTS

TEXT = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text("utf-8")


def test_its_example_runs(capsys) -> None:
    code = re.search(r"```python\n(.*?)```", TEXT, re.DOTALL)
    assert code is not None
    exec(code.group(1), {})  # noqa: S102 - our own documentation
    assert capsys.readouterr().out.startswith("Estimate(mean=")


def test_it_names_every_protocol_and_metric() -> None:
    for name in (*PROTOCOLS, *METRICS, *BEYOND, *LISTS):
        assert f"`{name}" in TEXT, name
