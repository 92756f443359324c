"""The table of errors agrees with the tree that core/errors.py draws."""

import re

import pytest

from chatrec.core import errors
from chatrec.core.errors import ChatRecError
from chatrec.interfaces.errors import exit_code, outcome

DRAWN = re.findall(r"(\w+) .*HTTP (\d+), exit (\d+)", errors.__doc__ or "")


@pytest.mark.parametrize(("name", "status", "code"), DRAWN)
def test_every_error_leaves_as_the_tree_says(name: str, status: str, code: str) -> None:
    error: ChatRecError = getattr(errors, name)("why")
    assert (outcome(error).status, exit_code(error)) == (int(status), int(code))


def test_the_tree_names_every_error_but_its_root() -> None:
    assert {name for name, *_ in DRAWN} == set(errors.__all__) - {"ChatRecError"}


def test_an_error_of_a_plug_in_shares_the_row_of_its_parent() -> None:
    class BusError(errors.PortError):
        pass

    assert outcome(BusError("gone")) == outcome(errors.PortError("gone"))
    assert exit_code(ChatRecError("new")) == 1
