"""Which messages go on speaking for items, and that they reach the question."""

import pytest

from chatrec.core.acts import Act, AskWhy, Dislike, Like, Negate, OffTopic, Recommend, TheItem, TheValue
from chatrec.core.query import Excludes, Said
from chatrec.dialogue.heard import KEPT, LONGEST, heard

BEFORE = (Said("robots"),)


@pytest.mark.parametrize(
    ("acts", "added"),
    [
        ((Recommend(),), (Said("heist"),)),
        ((OffTopic(),), (Said("heist"),)),
        ((Like(TheItem(3)), Like(TheValue("genre", "Crime")), Recommend()), (Said("heist", (3,)),)),
        ((AskWhy(), Recommend()), (Said("heist"),)),
        ((AskWhy(),), ()),
        ((Recommend(), Negate(Excludes("genre", ("Horror",)))), ()),
        ((Dislike(TheItem(3)),), ()),
    ],
)
def test_what_is_kept_of_a_message(acts: tuple[Act, ...], added: tuple[Said, ...]) -> None:
    assert heard(BEFORE, " heist ", acts) == BEFORE + added


def test_only_so_much_is_kept() -> None:
    said: tuple[Said, ...] = ()
    for at in range(KEPT + 5):
        said = heard(said, f"{at} " + "x" * 4000, (Recommend(),))
    assert len(said) == KEPT
    assert said[-1].text.startswith(f"{KEPT + 4} ")
    assert {len(one.text) for one in said} == {LONGEST}
