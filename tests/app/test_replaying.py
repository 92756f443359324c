"""Decisions made again: after a restart, after new items came, after another model went live."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from tests.journeys.homes import telling_home

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.core.catalogue import Item
from chatrec.core.errors import NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import DecisionId, EventId, ItemId, ModelVersion, UserId
from chatrec.core.knowledge import Triple, knowledge
from chatrec.interfaces.http import create_app
from chatrec.ports.decisions import StoredDecision
from chatrec.testing.synthetic import some_items

MESSAGES = (
    "recommend something",
    "no horror",
    "more",
    "I like Title 3",
    "推荐两部",
    "something like Title 5",
    "nothing like Title 8",
)


@pytest.fixture(scope="module")
def past(tmp_path_factory) -> tuple[Path, list[str]]:
    """A home in which hundreds of lists were served: to people of the log and to newcomers, and in conversations."""
    folder = telling_home(tmp_path_factory.mktemp("replay") / "home")
    with open_app(Home(folder)) as app:
        decisions = [
            app.recommending.recommend(UserId(f"user-{number % 50:04d}"), n=1 + number % 7).decision_id
            for number in range(170)
        ]
        for number in range(8):
            conversation = app.chat.start(UserId(f"user-{number:04d}"))
            turns = (app.chat.turn(conversation.id, message).turn for message in MESSAGES)
            decisions += [turn.decision_id for turn in turns if turn.decision_id]
    return folder, decisions


@pytest.fixture
def later(past, tmp_path) -> Iterator[App]:
    """The home after a restart."""
    with open_app(Home(shutil.copytree(past[0], tmp_path / "home"))) as app:
        yield app


def test_hundreds_of_decisions_come_out_the_same_after_everything_went_on(past, later: App) -> None:
    """The server starts anew, with twenty new items, other behaviour, another live model and another setting."""
    settings = later.home.folder / "chatrec.toml"
    settings.write_text("diversity = 3.0\n[requests]\npeople = 0.1\nfeatures = 2.0\n")
    later.stores.items.put(some_items(np.random.default_rng(1), 20, first=900))
    liked = [
        Event(
            event_id=EventId(f"new-{n}"),
            user=UserId(f"user-{n:04d}"),
            item=ItemId("item-00004"),
            kind=EventKind.LIKE,
            at=9.0,
        )
        for n in range(40)
    ]
    later.stores.events.append(liked)
    later.models.promote(ModelVersion("v0001"))
    with open_app(later.home) as app:
        assert len(app.live.tools().catalogue) == 50
        found = [app.replaying.replay(DecisionId(decision)) for decision in past[1]]
    assert len(found) >= 210
    assert {one.model for one in found} == {"v0002"}
    assert [one.sentence for one in found if not one.identical] == []


def test_strengths_of_requests_are_told_only_where_there_are_requests(past, later: App) -> None:
    records = [json.loads(later.decisions.get(DecisionId(one)).record) for one in past[1]]
    asking = [any(wish["field"] == "item" for wish in record["asked"]["preferences"]) for record in records]
    assert ["requests" in record["made"] for record in records] == asking
    assert 8 <= sum(asking) < len(asking)


def test_a_replay_compares_every_byte(past, later: App) -> None:
    stored = later.decisions.get(DecisionId(past[1][0]))
    record = json.loads(stored.record)
    record["items"][0]["values"][0] += 1e-15
    record["excluded"] = {}
    forged = StoredDecision(DecisionId("forged"), stored.user, stored.model, stored.at, json.dumps(record))
    later.stores.decisions.put(forged)
    found = later.replaying.replay(DecisionId("forged"))
    assert (found.replayed, found.identical) == (True, False)
    assert "excluded" in found.differs
    assert found.sentence.endswith("differs: items, excluded.")


def test_a_removed_model_is_told_clearly(past, later: App) -> None:
    shutil.rmtree(later.home.models / "v0002")
    later.models.promote(ModelVersion("v0001"))
    with pytest.raises(NotFoundError, match=r"made by model 'v0002', which is no longer stored"):
        later.replaying.replay(DecisionId(past[1][0]))
    answer = TestClient(create_app(later)).get(f"/v1/decisions/{past[1][0]}/replay")
    assert answer.status_code == 404
    assert "no longer stored" in answer.json()["detail"]


def test_changed_facts_are_told_clearly(past, later: App) -> None:
    later.stores.items.put([Item(id=ItemId("item-00003"), title="Another title")])
    with open_app(later.home) as app:
        found = app.replaying.replay(DecisionId(past[1][0]), "zh")
    assert (found.replayed, found.record) == (False, None)
    assert "资料此后有变" in found.sentence


def test_knowledge_is_a_fact_too(past, later: App) -> None:
    later.stores.items.put_knowledge(knowledge([Triple("item:item-00003", "by", "Ann")]))
    with open_app(later.home) as app:
        assert not app.replaying.replay(DecisionId(past[1][0])).replayed


def test_records_of_before_are_read_and_not_made_again(past, later: App) -> None:
    stored = later.decisions.get(DecisionId(past[1][0]))
    record = {**json.loads(stored.record), "version": 1}
    del record["made"]
    later.stores.decisions.put(stored._replace(id=DecisionId("old"), record=json.dumps(record)))
    found = later.replaying.replay(DecisionId("old"))
    assert not found.replayed
    assert "did not say" in found.sentence
    assert later.replaying.read(DecisionId("old"))[1].made is None


def test_http_shows_and_replays(past, later: App) -> None:
    client = TestClient(create_app(later))
    shown = client.get(f"/v1/decisions/{past[1][0]}").json()
    replayed = client.get(f"/v1/decisions/{past[1][0]}/replay").json()
    assert replayed["identical"]
    assert replayed["record"]["items"] == shown["items"]
    assert client.get("/v1/decisions/none/replay").status_code == 404
