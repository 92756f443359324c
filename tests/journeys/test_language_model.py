"""A server with a language model that takes its time: the slate does not wait for it."""

import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2
import openai
import pytest
from tests.journeys.served import served
from tests.llm.scripted import Body, Reply, Scripted, said, scripted

PAUSE_S = 0.6


def thoughtful(body: Body) -> Reply:
    """Our own words back, after a while."""
    content = said({"sentences": json.loads(body["messages"][1]["content"])}).content
    return Reply(content, pause_s=PAUSE_S)


@pytest.fixture(scope="module")
def speaking(made_up_home: Path, tmp_path_factory) -> Iterator[tuple[str, Scripted]]:
    home = shutil.copytree(made_up_home, tmp_path_factory.mktemp("speaking") / "home")
    with scripted() as server:
        server.script = thoughtful
        (home / "chatrec.toml").write_text(f'llm = "{server.name()}"\n')
        with served(home) as address:
            yield address, server


def test_the_slate_comes_before_the_model_has_spoken(speaking: tuple[str, Scripted]) -> None:
    address, server = speaking
    with httpx2.Client(base_url=address) as client:
        where = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
        began, came = time.monotonic(), {}
        told = {"message": "recommend three"}
        with client.stream(
            "POST", f"/v1/conversations/{where}/turns", json=told, headers={"Accept": "text/event-stream"}
        ) as answer:
            for line in answer.iter_lines():
                if line.startswith("event: "):
                    came.setdefault(line.removeprefix("event: "), time.monotonic() - began)
        assert server.asked
        assert came["sentence"] - came["slate"] > PAUSE_S / 2
        turn = client.get(f"/v1/conversations/{where}").json()["turns"][0]["turn"]
        assert turn["wording"]["model"] == server.name()
        assert turn["wording"]["by"] != "template"


def test_openais_client_gets_the_list_before_the_words(speaking: tuple[str, Scripted]) -> None:
    address, server = speaking
    client = openai.OpenAI(api_key="none", base_url=f"{address}/v1", max_retries=0)
    client.models.list()
    server.script = lambda _: Reply(b"", 500)
    messages = [{"role": "user", "content": "推荐三个"}]
    with client.chat.completions.create(model="chatrec", messages=messages, stream=True) as chunks:
        first = next(iter(chunks))
        began = time.monotonic()
        assert first.choices[0].delta.content.startswith("1. ")
        last = list(chunks)[-1]
        assert time.monotonic() - began > 0.1  # the model was tried again meanwhile
    assert last.model_extra["chatrec"]["wording"]["trouble"] == "down"
