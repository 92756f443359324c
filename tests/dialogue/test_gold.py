"""What people say and what it means, utterance by utterance, on the real catalogue.

Every message comes after a list of Heat, Alien, Babe, Fargo and Psycho. The notation is in notation.py.
"""

from pathlib import Path

import pytest
from tests.dialogue.notation import written

from chatrec.core.catalogue import Catalogue
from chatrec.core.interactions import Dataset
from chatrec.core.query import Query
from chatrec.dialogue import DialogueState
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.state import Served
from chatrec.domains import domain

GOLD = Path(__file__).parent / "gold"
SHOWN = ("Heat", "Alien", "Babe", "Fargo", "Psycho")


def cases() -> list[tuple[str, str]]:
    lines = [line for path in sorted(GOLD.glob("*.tsv")) for line in path.read_text("utf-8").splitlines()]
    return [(utterance, meaning) for utterance, _, meaning in (line.partition("\t") for line in lines)]


@pytest.fixture(scope="session")
def catalogue(movielens: Dataset) -> Catalogue:
    return movielens.catalogue


@pytest.fixture(scope="session")
def nlu(catalogue: Catalogue) -> RuleNlu:
    return RuleNlu(catalogue, domain("movies"))


@pytest.fixture(scope="session")
def after_a_list(catalogue: Catalogue) -> DialogueState:
    rows = {item.title: row for row, item in reversed(list(enumerate(catalogue)))}
    shown = tuple(rows[title] for title in SHOWN)
    return DialogueState(conversation="c1", user="ann", turn=1, last=Served(Query(), frozenset(), shown))


@pytest.mark.parametrize(("utterance", "meaning"), cases())
def test_an_utterance_means(
    utterance: str, meaning: str, nlu: RuleNlu, catalogue: Catalogue, after_a_list: DialogueState
) -> None:
    assert written(nlu.parse(utterance, after_a_list), catalogue) == meaning


def test_the_suite_covers_both_languages_well() -> None:
    chinese = [utterance for utterance, _ in cases() if any("\u4e00" <= char <= "\u9fff" for char in utterance)]
    assert len(cases()) >= 600
    assert len(chinese) >= 0.45 * len(cases())
