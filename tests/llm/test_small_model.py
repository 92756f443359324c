"""A whole turn with a real small model in this process: whatever it says, the list and the facts are right."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from tests.journeys.homes import small_home
from tests.llm.small import small_model

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.interfaces.http import create_app


@pytest.fixture(scope="module")
def client(tmp_path_factory) -> Iterator[TestClient]:
    model = small_model()
    named = [f"llm.model=gguf:{model}", "llm.timeout_s=60", "llm.ears_s=30", "llm.threads=1", "llm.egress=none"]
    named.append("llm.answer_tokens=60")  # it rambles: an answer that is cut short is one that ends in time
    with open_app(Home(small_home(tmp_path_factory.mktemp("small") / "home")), named) as app:
        yield TestClient(create_app(app))


def test_a_turn_is_whole_and_nothing_left_the_machine(client: TestClient) -> None:
    where = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
    turn = client.post(f"/v1/conversations/{where}/turns", json={"message": "recommend something unheard-of"}).json()
    assert len(turn["slate"]) == 5
    assert turn["reply"]
    for part in (turn["wording"], turn["hearing"]):
        assert part["model"].startswith("gguf:SmolLM2")
        assert part["trouble"] in (None, "garbled", "slow")  # slow on a busy machine
        assert part["tokens"] > 0 or part["trouble"]
    record = client.get("/v1/egress").json()
    assert record["requests"] == 0
    assert record["spent"][0]["model"].startswith("gguf:SmolLM2")
    assert "chatrec_language_model_today" in client.get("/metrics").text
