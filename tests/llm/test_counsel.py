"""A language model's judgement in served lists: only of a model that was measured to help, in time, recorded, explained, muted."""

import json
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
import structlog
from fastapi.testclient import TestClient
from tests.llm.lists import (
    EVIDENCE,
    LIMIT_S,
    LONG_S,
    PEOPLE,
    SLACK_S,
    TROUBLES,
    USER,
    Judging,
    asked,
    bars,
    command,
    report_in,
    titles,
    turn,
)
from tests.llm.scripted import Body, Reply, Scripted
from tests.llm.tasteful import KINDS, SETTINGS, judging, knowing, lettering

from chatrec.app.advising import Advisers, Judged, Standing
from chatrec.app.checkup import checkup
from chatrec.app.home import Home
from chatrec.app.settings import LlmSettings
from chatrec.app.wiring import App, open_app
from chatrec.core.ids import DecisionId
from chatrec.interfaces.http import create_app, serving


@pytest.fixture
def server(tastes: Scripted) -> Scripted:
    return tastes


@pytest.fixture(scope="module")
def classical(plain: App) -> dict:
    return turn(TestClient(create_app(plain)))


def test_what_was_measured_is_in_the_versions(home: Path, server: Scripted, capsys) -> None:
    assert command(home, "versions") == 0
    live = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("* v0002"))
    assert f"  {server.name()}: " in live
    assert command(home, "versions", "--json") == 0
    plain, knew, letters = (one.get("judge") for one in json.loads(capsys.readouterr().out)["versions"])
    assert plain is None
    assert (knew["model"], knew["manner"], knew["unanswered"], knew["asked"]) == (server.name(), "letters", 0, 24)
    assert knew["buckets"][0] == {"least": 0, "weight": 0.0, "questions": 0, "alone": 0.0, "gain": None}
    assert all(bucket["weight"] > 0.01 and bucket["gain"][1] > 0 for bucket in knew["buckets"][1:])
    assert [bucket["weight"] for bucket in letters["buckets"]] == [0.0] * 4
    assert all(bucket["questions"] == 8 for bucket in letters["buckets"][1:])


def test_what_it_knows_changes_the_list_and_is_named(
    judged: Judging, plain: App, server: Scripted, classical: dict
) -> None:
    client = judged()
    found = turn(client)
    assert titles(found) != titles(classical)
    liked = [card["labels"]["genre"] == [KINDS[1]] for card in found["slate"]]
    assert liked == sorted(liked, reverse=True)
    assert liked[0]
    assert len(bars(found)) == sum(liked)
    told = found["judging"]
    assert (told["model"], told["trouble"], told["items"], told["tokens"]) == (server.name(), None, 20, 22)
    assert {(bar["kind"], bar["ref"], bar["label"]) for bar in bars(found)} == {
        ("model", server.name(), "what m thinks of it")
    }
    assert all(bar["value"] == pytest.approx(4.0 * told["weight"]) for bar in bars(found))
    assert 'chatrec_judgements_total{trouble="none"} 1.0' in client.get("/metrics").text
    assert asked(server) == 2
    again = turn(client)  # the same question, answered from memory
    assert titles(again) == titles(found)
    assert (asked(server), again["judging"]["tokens"]) == (2, 0)
    assert {"m 对它的看法"} == {bar["label"] for bar in bars(turn(client, "推荐一些"))}
    recorded = {tuple(sent.fields) for sent in plain.stores.egress.latest(9)}
    assert ("titles", "labels", "tastes", "wishes") in recorded


def test_without_the_setting_nothing_is_asked_and_nothing_differs(
    judged: Judging, server: Scripted, classical: dict
) -> None:
    found = turn(judged(ranking_s=0))
    assert (titles(found), found["judging"]["model"], asked(server)) == (titles(classical), None, 0)
    assert [card["evidence"] for card in found["slate"]] == [card["evidence"] for card in classical["slate"]]


def test_a_stranger_and_a_long_list_ask_nobody(judged: Judging, server: Scripted) -> None:
    client = judged()
    assert not bars(turn(client, user="nobody"))
    assert not bars(turn(client, "recommend 25"))
    assert asked(server) == 0


def test_a_model_that_prefers_letters_is_never_asked(judged: Judging, server: Scripted, classical: dict) -> None:
    client = judged(model=server.name("l"), report_of="v0003")
    server.script = lettering
    assert titles(turn(client)) == titles(classical)
    assert asked(server) == 0


@pytest.mark.parametrize("name", TROUBLES)
def test_whatever_it_does_the_list_is_the_classical_one_in_time_and_says_so(
    name: str, judged: Judging, server: Scripted, classical: dict
) -> None:
    reply, trouble = TROUBLES[name]
    client = judged(ranking_s=LIMIT_S)
    server.script = lambda body: reply if judging(body) else knowing(body)
    began = time.monotonic()
    found = turn(client)
    assert time.monotonic() - began < LIMIT_S + SLACK_S
    assert (titles(found), bars(found)) == (titles(classical), [])
    assert found["judging"]["trouble"] == trouble
    assert found["notice"]
    assert f'chatrec_judgements_total{{trouble="{trouble}"}} 1.0' in client.get("/metrics").text


def test_over_budget_and_withheld_are_told(judged: Judging, server: Scripted, classical: dict) -> None:
    for setting, trouble in (({"tokens_a_day": 10}, "over_budget"), ({"egress": "none"}, "withheld")):
        found = turn(judged(**setting))
        assert (found["judging"]["trouble"], titles(found), server.raw) == (trouble, titles(classical), [])


def test_it_recovers_by_itself(judged: Judging, server: Scripted) -> None:
    at = [0.0]
    client = judged(now=lambda: at[0])
    server.script = lambda _: Reply(b"", 500)
    assert turn(client)["judging"]["trouble"] == "down"
    with structlog.testing.capture_logs() as logged:
        assert turn(client, "推荐一些")["judging"]["trouble"] == "resting"
    [told] = [log for log in logged if log["event"] == "judged"]
    assert (told["log_level"], told["trouble"]) == ("warning", "resting")
    server.script = knowing
    at[0] = 31.0
    # One request tries it, and the other order of that list may rest meanwhile; the next list has both.
    assert any(bars(turn(client, message)) for message in ("recommend 4", "recommend 6"))


def test_only_the_model_that_was_measured_counts_and_not_who_stands_in(judged: Judging, server: Scripted) -> None:
    client = judged(others=(server.name("stand-in"),))
    server.script = lambda body: Reply(b"", 500) if body["model"] == "m" else knowing(body)
    found = turn(client)
    assert (found["judging"]["trouble"], bars(found)) == ("down", [])
    assert any(body["model"] == "stand-in" for body in server.asked if judging(body))


def test_decisions_are_made_again_byte_for_byte_without_the_model(
    judged: Judging, home: Path, server: Scripted
) -> None:
    client = judged()
    found = turn(client)
    more = turn(client, "more", where=found["where"])
    assert bars(found)
    assert bars(more)
    server.script = lambda _: Reply(b"", 500)
    server.asked.clear()
    with open_app(Home(home)) as later:
        for one in (found, more):
            again = later.replaying.replay(DecisionId(one["decision_id"]))
            assert (again.replayed, again.identical) == (True, True), again.sentence
            asked_then = later.replaying.read(DecisionId(one["decision_id"]))[1].asked
            assert len(asked_then.advice.values) == 20
            assert asked_then.advice.weight == one["judging"]["weight"]
    assert server.asked == []


def test_explanations_hold_the_judgement_as_it_was_and_say_so(judged: Judging, server: Scripted) -> None:
    client = judged()
    found = turn(client)
    server.script = lambda body: Reply(b"", 500) if judging(body) else knowing(body)
    first, last = (found["slate"][at]["item_id"] for at in (0, -1))
    out = next(number for number in range(0, 80, 2) if f"i{number}" not in {one["item_id"] for one in found["slate"]})
    about, path = {"conversation": found["where"]}, f"/v1/users/{USER}"
    held = "What m thinks of 20 items counts as it was said for this list"

    def ask(what: str, **more: str) -> dict:
        answer = client.get(f"{path}/{what}", params={**about, **more})
        assert answer.status_code == 200, answer.text
        return answer.json()

    assert ask(f"explanations/{first}")["item"]["score"] == pytest.approx(found["slate"][0]["score"])
    for against in (last, f"i{out}"):
        contrast = ask(f"explanations/{first}", against=against)
        assert sum(term["value"] for term in contrast["terms"]) == pytest.approx(contrast["difference"])
        assert contrast["note"].startswith(held)
    for answer in (ask(f"counterfactuals/{first}"), ask(f"why-not/i{out}")):
        assert held in answer["note"]
        assert [place["title"] for place in answer["before"]] == titles(found)
    assert ask(f"black-boxes/{first}")["note"].startswith(held)
    assert "what m thinks of it" in turn(client, "why?", where=found["where"])["reply"]
    assert held in turn(client, f"why not Film {out}?", where=found["where"])["reply"]
    compared = turn(client, f"{found['slate'][0]['title']} or Film {out}?", where=found["where"])["reply"]
    assert "what m thinks of it" in compared
    assert asked(server) == 2


def test_who_disputes_it_is_no_longer_judged(judged: Judging, server: Scripted) -> None:
    client, user = judged(), "u5"
    assert bars(turn(client, user=user))
    before = asked(server)
    given = {"about": EVIDENCE, "lasting": "good"}
    assert client.post(f"/v1/users/{user}/disputes", json=given).status_code == 200
    assert not bars(turn(client, user=user))
    assert asked(server) == before
    client.delete(f"/v1/users/{user}/disputes", params=EVIDENCE)
    assert bars(turn(client, user=user))


def test_nobody_who_is_not_profiled_is_described_to_it(judged: Judging, server: Scripted) -> None:
    client = judged()
    assert client.patch("/v1/users/u7/profile/steering", json={"profiling": False}).status_code == 200
    found = turn(client, "I like Film 1, Film 3 and Film 5, recommend something", user="u7")
    assert not found["profiling"]
    assert asked(server) == 0


def test_another_model_than_was_measured_is_not_asked_and_it_says_why(plain: App, server: Scripted, tmp_path) -> None:
    knew, letters = report_in(plain, "v0002"), report_in(plain, "v0003")

    def standing(report, **more: object) -> Judged:
        settings = LlmSettings.model_validate({"model": server.name(), "ranking_s": LONG_S, **more})
        return Advisers(settings, plain.language_model or object()).judged(report, "v0002")

    assert standing(knew)[0] is Standing.ASKED
    assert standing(knew).ok
    assert not standing(knew, ranking_s=knew.seconds / 2).ok
    assert "after 20+" in standing(knew)[1]
    assert standing(knew, ranking_s=0)[0] is Standing.OFF
    assert standing(letters, model=server.name("l"))[0] is Standing.USELESS
    found, sentence, ok = standing(knew, model=server.name("other"))
    assert (found, ok) == (Standing.ANOTHER, False)
    assert server.name() in sentence
    assert "/other" not in sentence
    assert standing(None)[0] is Standing.UNMEASURED
    assert "`chatrec judge`" in standing(None)[1]
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF one")
    assert standing(knew, model=f"gguf:{file}").standing is Standing.ANOTHER


def test_the_doctor_and_the_log_say_why_it_is_not_asked(home: Path, server: Scripted, tmp_path: Path) -> None:
    copy = shutil.copytree(home, tmp_path / "home")
    (copy / "chatrec.toml").write_text(f'{SETTINGS}llm = {{ model = "{server.name("other")}", ranking_s = 1.0 }}')
    found = {one.what: one for one in checkup(Home(copy))}["judgement of lists"]
    assert not found.ok
    assert server.name() in found.found
    with open_app(Home(copy)) as app, structlog.testing.capture_logs() as logged:
        serving._tell_of_judging(app)
    assert [(log["event"], log["log_level"], log["standing"]) for log in logged] == [("judging", "warning", "another")]


@pytest.mark.parametrize(
    ("settings", "status", "why"),
    [
        ((), 5, "the settings name none"),
        (("llm.model=openai:m@http://127.0.0.1:9/v1", "llm.attempts=1"), 7, "answered none of 6 questions (down)"),
    ],
)
def test_what_cannot_be_measured_is_refused(
    settings: Sequence[str], status: int, why: str, plain_home: Path, capsys
) -> None:
    given = [part for setting in settings for part in ("--set", setting)]
    assert command(plain_home, "judge", "--users", PEOPLE, *given) == status
    assert why in capsys.readouterr().err
    assert command(plain_home, "versions", "--json") == 0
    assert json.loads(capsys.readouterr().out)["live"] == "v0001"


def test_it_is_told_in_words_what_came_out(plain_home: Path, server: Scripted, tmp_path: Path, capsys) -> None:
    def seldom(body: Body) -> Reply:
        return Reply(b"", 500) if len(server.asked) < 4 else knowing(body)

    server.script = seldom
    server.asked.clear()
    home = shutil.copytree(plain_home, tmp_path / "home")
    given = ("--set", f"llm.model={server.name()}", "--set", "llm.attempts=1", "--set", "llm.failures=1000")
    assert command(home, "judge", "--users", "2", *given) == 0
    text = capsys.readouterr().out
    assert "6 questions about 2 people, 2 without an answer" in text
    assert "too few answers to tell" in text
    assert "the model makes no list better" in text


def test_a_talk_that_is_gone_through_again_asks_about_its_last_list_alone(judged: Judging, server: Scripted) -> None:
    client = judged()
    said_before = [f"I like Film {number}, recommend something" for number in (1, 3, 5)]
    for user in ("u9", None):
        server.asked.clear()
        messages = [{"role": "user", "content": text} for text in (*said_before, "recommend 6")]
        body = {"model": "chatrec", "messages": messages, **({"user": user} if user else {})}
        answer = client.post("/v1/chat/completions", json=body)
        assert answer.status_code == 200, answer.text
        assert answer.json()["chatrec"]["judging"]["items"] == 20
        assert asked(server) == 2
