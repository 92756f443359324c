"""The graph of what joins an item to its user's own, over HTTP."""

import math
import shutil

import pytest
from fastapi.testclient import TestClient
from tests.interfaces.talk import listed, told

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.interfaces.http import create_app


@pytest.fixture(scope="module")
def client(telling, tmp_path_factory):
    home = shutil.copytree(telling, tmp_path_factory.mktemp("paths") / "home")
    with open_app(Home(home)) as app:
        yield TestClient(create_app(app))


@pytest.mark.parametrize("user", ["user-0000", "user-0001", "user-0002"])
def test_the_graph_holds_all_that_facts_add_and_every_tie_is_a_fact(client: TestClient, user: str) -> None:
    chains = 0
    for item in listed(client, user):
        graph = told(client, f"/v1/users/{user}/paths/{item}")
        every = told(client, f"/v1/users/{user}/explanations/{item}", depth="full")["item"]["evidence"]
        facts = [bar["value"] for bar in every if bar["kind"] in ("attribute", "path")]
        assert graph["value"] == pytest.approx(math.fsum(facts), abs=SUM_TOLERANCE)
        assert len(graph["chains"]) + graph["others"] == len(facts)
        roles = {node["name"]: node["role"] for node in graph["nodes"]}
        for edge in graph["edges"]:
            assert roles[edge["target"]] == "fact"
            source = told(client, f"/v1/items/{edge['source'].removeprefix('item:')}")
            decade = f"{(source['year'] or 0) // 10}0s"
            assert edge["target"] == decade or any(edge["target"] in values for values in source["labels"].values())
        for chain in graph["chains"]:
            assert [roles[name] for name in chain["nodes"]][-2:] == ["fact", "shown"]
        chains += len(graph["chains"])
    assert chains


def test_whoever_is_not_known_has_no_graph(client: TestClient) -> None:
    graph = told(client, f"/v1/users/nobody/paths/{listed(client, 'nobody')[0]}", locale="zh")
    assert (graph["chains"], graph["nodes"], graph["value"]) == ([], [], 0)
    assert client.get("/v1/users/nobody/paths/no-such-item").status_code == 404
