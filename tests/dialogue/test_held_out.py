"""Utterances that were written, with what they mean, before the rules were tried on them.

What the rules still miss is listed here; an utterance that begins to be understood must leave the list.
"""

from pathlib import Path

import pytest
from tests.dialogue.notation import written
from tests.dialogue.test_gold import after_a_list, catalogue, nlu

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue import DialogueState
from chatrec.dialogue.nlu import RuleNlu

__all__ = ["after_a_list", "catalogue", "nlu"]

HELD_OUT = Path(__file__).parent / "held_out"
MISSED = {
    "My kids love cartoons, so three of those": "what company loves is a leaning, even where 'those' takes it up",
    "孩子喜欢卡通，来三部": "what company loves is a leaning, even where it is taken up",
    "how come there's no comedy in here?": "what is missing is asked about as if it were a title",
    "帮我订一张机票": "a count before a thing that we do not know is taken for a count of films",
}


def cases(name: str) -> list[tuple[str, str]]:
    lines = (HELD_OUT / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(utterance, meaning) for utterance, _, meaning in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(("utterance", "meaning"), [*cases("english"), *cases("chinese")])
def test_a_held_out_utterance_means(
    utterance: str, meaning: str, nlu: RuleNlu, catalogue: Catalogue, after_a_list: DialogueState
) -> None:
    understood = written(nlu.parse(utterance, after_a_list), catalogue) == meaning
    assert understood == (utterance not in MISSED)


def test_both_languages_are_held_out_alike() -> None:
    assert len(cases("english")) == len(cases("chinese")) == 130
