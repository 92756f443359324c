"""A language model's judgement in lists outside of conversations: asked, recorded and explained as in one."""

import shutil
import time
from copy import copy
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from fastapi.testclient import TestClient
from tests.llm.lists import (
    EVIDENCE,
    LIMIT_S,
    LONG_S,
    SLACK_S,
    TROUBLES,
    USER,
    Judging,
    asked,
    bars,
    command,
    titles,
)
from tests.llm.scripted import Reply, Scripted
from tests.llm.tasteful import KINDS, SETTINGS, judging, knowing, lettering

from chatrec.app.home import Home
from chatrec.app.wiring import App, open_app
from chatrec.core.errors import ConflictError
from chatrec.core.ids import DecisionId, ModelVersion
from chatrec.interfaces.http import create_app

HELD = "What m thinks of {items} items counts as it was said for this list"
BROKEN = Reply(b"", 500)


def listed(client: TestClient, *, user: str = USER, **wanted: object) -> dict:
    answer = client.get(f"/v1/users/{user}/recommendations", params=wanted)
    assert answer.status_code == 200, answer.text
    for card in answer.json()["items"]:
        assert sum(bar["value"] for bar in card["evidence"]) == pytest.approx(card["score"], abs=1e-9)
    return {**answer.json(), "slate": answer.json()["items"]}


def told(client: TestClient, what: str, *, user: str = USER, **more: object) -> dict:
    answer = client.get(f"/v1/users/{user}/{what}", params=more)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.fixture
def server(tastes: Scripted) -> Scripted:
    return tastes


@pytest.fixture(scope="module")
def classical(plain: App) -> dict:
    return listed(TestClient(create_app(plain)))


def test_what_it_knows_changes_the_list_is_named_counted_and_logged(
    judged: Judging, server: Scripted, classical: dict
) -> None:
    client = judged()
    with structlog.testing.capture_logs() as logged:
        found = listed(client)
    assert titles(found) != titles(classical)
    assert all(card["labels"]["genre"] == [KINDS[1]] for card in found["slate"][: len(bars(found))])
    assert {bar["label"] for bar in bars(found)} == {"what m thinks of it"}
    what = found["judging"]
    assert (what["model"], what["trouble"], what["items"], what["tokens"]) == (server.name(), None, 20, 22)
    assert all(bar["value"] == pytest.approx(4.0 * what["weight"]) for bar in bars(found))
    assert found["notice"] == ""
    assert 'chatrec_judgements_total{trouble="none"} 1.0' in client.get("/metrics").text
    [log] = [log for log in logged if log["event"] == "judged"]
    assert (log["log_level"], log["decision"], log["tokens"]) == ("info", found["decision_id"], 22)
    assert "user" not in log
    again = listed(client, locale="zh", n=3)  # the same question, answered from memory
    assert {bar["label"] for bar in bars(again)} == {"m 对它的看法"}
    assert (asked(server), again["judging"]["tokens"]) == (2, 0)


@pytest.mark.parametrize("wanted", [{"judging": False}, {"profiling": False}, {"n": 25}, {"user": "nobody"}])
def test_who_wants_none_is_unknown_or_wants_many_is_judged_by_nobody(
    wanted: dict, judged: Judging, server: Scripted
) -> None:
    found = listed(judged(), **wanted)
    assert (bars(found), found["judging"]["model"], asked(server)) == ([], None, 0)


def test_without_the_setting_nothing_is_asked_and_nothing_differs(
    judged: Judging, server: Scripted, classical: dict
) -> None:
    found = listed(judged(ranking_s=0))
    assert {**found, "decision_id": ""} == {**classical, "decision_id": ""}
    assert asked(server) == 0


def test_a_model_that_prefers_letters_is_never_asked(judged: Judging, server: Scripted, classical: dict) -> None:
    client = judged(model=server.name("l"), report_of="v0003")
    server.script = lettering
    assert titles(listed(client)) == titles(classical)
    assert asked(server) == 0


@pytest.mark.parametrize("name", ["stalls", "429", "garbage", "no odds"])
def test_whatever_it_does_the_list_is_the_classical_one_in_time_and_says_so(
    name: str, judged: Judging, server: Scripted, classical: dict
) -> None:
    reply, trouble = TROUBLES[name]
    client = judged(ranking_s=LIMIT_S)
    server.script = lambda body: reply if judging(body) else knowing(body)
    began = time.monotonic()
    with structlog.testing.capture_logs() as logged:
        found = listed(client, locale="zh")
    assert time.monotonic() - began < LIMIT_S + SLACK_S
    assert ([card["item_id"] for card in found["items"]], bars(found)) == (
        [card["item_id"] for card in classical["items"]],
        [],
    )
    assert found["judging"]["trouble"] == trouble
    assert "语言模型" in found["notice"]
    assert f'chatrec_judgements_total{{trouble="{trouble}"}} 1.0' in client.get("/metrics").text
    assert [log["log_level"] for log in logged if log["event"] == "judged"] == ["warning"]


def test_decisions_are_made_again_byte_for_byte_without_the_model(
    judged: Judging, home: Path, server: Scripted
) -> None:
    client = judged()
    found = [listed(client), listed(client, n=7, where="genre=Comedy")]
    assert all(map(bars, found[:1]))
    server.script = lambda _: BROKEN
    server.asked.clear()
    with open_app(Home(home)) as later:
        for one in found:
            again = later.replaying.replay(DecisionId(one["decision_id"]))
            assert (again.replayed, again.identical) == (True, True), again.sentence
            assert again.record is not None
            assert len(again.record.asked.advice.values) == 20
    assert server.asked == []


def test_explanations_of_a_list_hold_the_judgement_and_ask_nobody(judged: Judging, server: Scripted) -> None:
    client, user = judged(), "u11"
    own = listed(client, user=user)
    narrow = listed(client, user=user, where="genre=War", n=4)
    before = asked(server)
    assert bars(own)
    server.script = lambda _: BROKEN
    for about, found in (
        ({}, own),
        ({"decision": own["decision_id"]}, own),
        ({"decision": narrow["decision_id"]}, narrow),
    ):
        first, last, held = found["slate"][0], found["slate"][-1], HELD.format(**found["judging"])
        out = next(f"i{at}" for at in range(0, 80, 2) if f"i{at}" not in {one["item_id"] for one in found["slate"]})
        shown = told(client, f"explanations/{first['item_id']}", user=user, **about)
        assert shown["item"]["evidence"] == first["evidence"]
        contrast = told(client, f"explanations/{first['item_id']}", user=user, against=last["item_id"], **about)
        assert contrast["note"].startswith(held)
        assert sum(term["value"] for term in contrast["terms"]) == pytest.approx(contrast["difference"])
        for what in (f"counterfactuals/{first['item_id']}", f"why-not/{out}"):
            answer = told(client, what, user=user, **about)
            assert held in answer["note"]
            assert [place["title"] for place in answer["before"]] == titles(found)
        assert told(client, f"black-boxes/{first['item_id']}", user=user, **about)["note"].startswith(held)
        tried = client.post(f"/v1/users/{user}/what-if", json={"changes": [], **about}).json()
        assert [place["title"] for place in tried["after"]] == titles(found)
    unmet = told(client, f"why-not/{out}", user=user, decision=narrow["decision_id"])["unmet"]
    assert [wish["key"] for wish in unmet] == ["genre=War"]
    assert asked(server) == before


def test_what_was_said_of_another_question_is_not_held(judged: Judging) -> None:
    client, user = judged(), "u13"
    found = listed(client, user=user)
    first = found["slate"][0]["item_id"]
    about = {"user": user, "item_id": found["slate"][-1]["item_id"], "kind": "like", "event_id": "another"}
    assert client.post("/v1/feedback", json=about).status_code == 200
    now = told(client, f"explanations/{first}", user=user)["item"]
    assert not bars({"slate": [now]})
    then = told(client, f"explanations/{first}", user=user, decision=found["decision_id"])["item"]
    assert then["evidence"] == found["slate"][0]["evidence"]
    again = listed(client, user=user)["slate"][0]["item_id"]
    assert bars({"slate": [told(client, f"explanations/{again}", user=user)["item"]]})
    live = client.app.state.app.live
    other = copy(live.tools().recommender)
    other.model = ModelVersion("v0009")
    live._loaded = replace(live._loaded, tools=replace(live.tools(), recommender=other))
    assert not bars({"slate": [told(client, f"explanations/{again}", user=user)["item"]]})


def test_the_list_that_was_served_last_is_the_one_that_is_explained(judged: Judging) -> None:
    client, user = judged(), "u27"
    item = listed(client, user=user)["slate"][0]["item_id"]
    listed(client, user=user, judging=False)
    assert not bars({"slate": [told(client, f"explanations/{item}", user=user)["item"]]})


def test_a_decision_is_explained_to_whom_it_was_about_alone(judged: Judging) -> None:
    client = judged()
    decision = listed(client)["decision_id"]
    conversation = client.post("/v1/conversations", json={"user": USER}).json()["id"]
    for user, about, status in (
        ("u4", {"decision": decision}, 409),
        (USER, {"decision": "none"}, 404),
        (USER, {"decision": decision, "conversation": conversation}, 422),
    ):
        assert client.get(f"/v1/users/{user}/explanations/i1", params=about).status_code == status


def test_a_change_of_the_profile_is_told_with_both_lists_judged_alike(judged: Judging, server: Scripted) -> None:
    client, user = judged(), "u15"
    found = listed(client, user=user)
    before = asked(server)
    first = found["slate"][0]["item_id"]
    changed = client.patch(f"/v1/users/{user}/profile/tastes/{first}", json={"edit": "seen"}).json()
    assert [place["title"] for place in changed["before"]] == titles(found)
    assert [place["title"] for place in changed["after"][:-1]] == titles(found)[1:]
    assert "language model" not in {term["source"] for moved in changed["moved"] for term in moved["terms"]}
    dispute = client.post(f"/v1/users/{user}/disputes", json={"about": EVIDENCE, "lasting": "good"})
    assert dispute.status_code == 200
    assert asked(server) == before
    assert not bars(listed(client, user=user))
    assert asked(server) == before


def test_nobody_who_is_not_profiled_is_described_to_it(judged: Judging, server: Scripted) -> None:
    client, user = judged(), "u17"
    assert bars(listed(client, user=user))
    before = asked(server)
    changed = client.patch(f"/v1/users/{user}/profile/steering", json={"profiling": False}).json()
    assert "language model" in {term["source"] for moved in changed["moved"] for term in moved["terms"]}
    assert not bars(listed(client, user=user))
    assert asked(server) == before


def test_agents_get_the_judgement_and_its_reasons(judged: Judging, server: Scripted) -> None:
    pytest.importorskip("mcp")
    from chatrec.interfaces.mcp.tools import Reasons, Shop  # noqa: PLC0415 - the extra may be missing

    app = judged().app.state.app
    found = Shop(app).recommend("u19")
    assert (found.judging.model, found.judging.items, found.notice) == (server.name(), 20, "")
    why = Reasons(app).why("u19", found.items[0].item_id, found.decision_id)
    assert why.item.evidence == found.items[0].evidence
    with pytest.raises(ConflictError):
        Reasons(app).why("u20", found.items[0].item_id, found.decision_id)
    server.script = lambda _: BROKEN
    assert Shop(app).recommend("u21").notice
    assert Shop(app).recommend("u21", "recommend something").notice


def test_the_command_waits_says_what_was_wrong_and_explains(
    home: Path, server: Scripted, tmp_path: Path, capsys
) -> None:
    copy = shutil.copytree(home, tmp_path / "home")
    model = f'llm = {{ model = "{server.name()}", ranking_s = {LONG_S}, attempts = 1 }}'
    (copy / "chatrec.toml").write_text(SETTINGS + model)
    server.script = knowing
    assert command(copy, "recommend", "--user", "u23") == 0
    first = capsys.readouterr().out.splitlines()[1]
    item = "i" + first.split("Film ")[1].split()[0]
    server.script = lambda _: BROKEN
    assert command(copy, "explain", "--user", "u23", "--item", item) == 0
    assert "what m thinks of it" in capsys.readouterr().out
    assert command(copy, "recommend", "--user", "u25") == 0
    assert "The language model could not be reached" in capsys.readouterr().out
