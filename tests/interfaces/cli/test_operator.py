"""`chatrec operator`: the address of the dashboard and the key that opens it."""

import json

import pytest
from tests.journeys.homes import small_home

from chatrec.interfaces.cli.main import main


def test_the_address_holds_the_key_and_the_key_stays(tmp_path, capsys) -> None:
    home = small_home(tmp_path / "home", model=False)
    told = []
    for options in ((), ("--json",), ("--json",)):
        with pytest.raises(SystemExit) as left:
            main(["operator", "--home", str(home), *options])
        assert left.value.code == 0
        told.append(capsys.readouterr().out)
    first, again = map(json.loads, told[1:])
    assert told[0].strip() == first["address"] == f"http://127.0.0.1:8000/operator#key={first['key']}"
    assert again == first
