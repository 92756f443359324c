"""The benchmark of conversations, on a home of a few films of our pack."""

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatrec.app.home import Home
from chatrec.app.training import Training
from chatrec.app.wiring import App, clock, open_app
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError
from chatrec.domains import domain

BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "conversations.py"))
FILMS = 300


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Iterator[App]:
    """Films that nobody has rated."""
    facts = domain("movies").facts
    assert facts is not None
    with open_app(Home(tmp_path_factory.mktemp("films") / "home").made(), ["facts=true"]) as opened:
        opened.stores.items.put(list(facts.further(())[-FILMS:]))
        Training(opened.stores.items, opened.stores.events, opened.models, clock()).train(opened.settings)
        yield opened


def test_it_counts_what_was_understood_and_what_was_shown(app: App) -> None:
    found, wrong = BENCHMARK["measured"](app, 1, 4)
    assert wrong == []
    assert found["en: understood"] == found["zh: understood"] == "1/1 = 1.0000"
    assert (found["violations"], found["shown again though more was asked"]) == (0, 0)
    assert found["turns"] >= 6
    assert found["items shown"] > 0
    assert 0 < found["p50_cpu_ms"] <= found["p95_cpu_ms"]


def test_a_catalogue_of_which_nothing_can_be_said_is_refused() -> None:
    with pytest.raises(InputError, match="nothing to talk about"):
        BENCHMARK["Grammar"](Catalogue([]), domain("generic"))
