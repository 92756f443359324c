"""Acts as programs read them."""

import pytest

from chatrec.app.acts import ActOut, act_out
from chatrec.core.acts import Act, AskFact, AskWorks, Compare, Evaluate, NoSuchPlace, TheField, TheItem, TheValue
from chatrec.core.catalogue import Catalogue, Item

CATALOGUE = Catalogue([Item(id="a", title="Heat"), Item(id="b", title="Alien")])
HEAT, ALIEN = TheItem(0), TheItem(1)


@pytest.mark.parametrize(
    ("act", "out"),
    [
        (AskFact(HEAT), {"act": "ask_fact", "item_id": "a", "title": "Heat"}),
        (
            AskFact(HEAT, TheField("director")),
            {"act": "ask_fact", "item_id": "a", "title": "Heat", "field": "director"},
        ),
        (
            AskFact(HEAT, TheValue("genre", "Crime")),
            {"act": "ask_fact", "item_id": "a", "title": "Heat", "field": "genre", "value": "Crime"},
        ),
        (AskWorks(TheValue("director", "Ann")), {"act": "ask_works", "field": "director", "value": "Ann"}),
        (
            AskWorks(TheValue("director", "Ann"), ALIEN, "before"),
            {"act": "ask_works", "field": "director", "value": "Ann", "item_id": "b"},
        ),
        (Compare((HEAT, ALIEN)), {"act": "compare", "text": "Heat, Alien"}),
        (Evaluate(ALIEN), {"act": "evaluate", "item_id": "b", "title": "Alien"}),
        (NoSuchPlace("the ninth one"), {"act": "no_such_place", "text": "the ninth one"}),
    ],
)
def test_an_act_says_what_it_is_about(act: Act, out: dict[str, str]) -> None:
    assert act_out(act, CATALOGUE, "en") == ActOut(**out)
