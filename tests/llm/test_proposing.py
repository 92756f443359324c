"""What a model proposes waits; what nothing confirms goes no further; and whatever the model does, the catalogue stays as it is."""

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.llm.proposing import ITEMS, ORDER, labelled, opened, told
from tests.llm.scripted import Body, Reply, Scripted, said

from chatrec.app.home import Home
from chatrec.app.proposers import Effort, propose
from chatrec.app.proposing import Proposed
from chatrec.app.wiring import App, open_app
from chatrec.core.ids import ItemId
from chatrec.core.trouble import Trouble
from chatrec.interfaces.cli.main import main
from chatrec.llm.proposing import Drop
from chatrec.ports.proposals import ProposalKind, Status, Wanted

MOODS = {
    "Heat": [
        ("tense", "hunts a master thief"),
        ("Gloomy", "weary detective"),
        ("sad", "tears of a child"),
        ("dark", "or"),
    ],
    "Alien": [("Frightening", "The TERROR grows"), ("eerie", "Horror")],
    "Groundhog Day": [("warm", "learns to love"), ("warm", "small town"), ("funny", "刻薄的天气预报员")],
}


def run(app: App, kind: ProposalKind = ProposalKind.MOOD, **effort: object) -> Proposed:
    return propose(app, kind, Effort(**effort), lambda _: None)


def waiting(app: App) -> set[tuple[str, str, str, float]]:
    return {(one.about, one.value, one.ground, one.agreement) for one in app.stores.proposals.find(Wanted())}


def test_only_what_vocabulary_and_item_confirm_waits_and_the_catalogue_stays(tmp_path: Path, server: Scripted) -> None:
    server.script = labelled(MOODS)
    with opened(tmp_path, server) as app:
        before = app.stores.items.catalogue().fingerprint
        found = run(app)
        assert waiting(app) == {
            ("heat", "tense", "hunts a master thief", 1.0),
            ("alien", "frightening", "The TERROR grows", 1.0),
            ("alien", "eerie", "Horror", 1.0),
            ("groundhog", "warm", "learns to love", 1.0),
            ("groundhog", "funny", "刻薄的天气预报员", 1.0),
        }
        assert found.dropped == {Drop.FOREIGN: 2, Drop.UNCONFIRMED: 4}
        assert (found.asked, found.kept, found.empty, found.untold, found.left) == (4, 5, 1, 1, 0)
        assert app.stores.items.catalogue().fingerprint == before
        assert {one.status for one in app.stores.proposals.find(Wanted())} == {Status.WAITING}
        sent = app.stores.egress.latest(99)
        assert sorted(one.size for one in sent) == sorted(map(len, server.raw))
        assert {one.fields for one in sent} == {("titles", "labels", "prose")}
        assert (app.stores.spending.latest(1)[0].requests, found.usage.tokens) == (8, 8 * 15)


def test_the_model_is_told_the_vocabulary_in_two_orders_and_nothing_else_to_say(
    tmp_path: Path, server: Scripted
) -> None:
    server.script = labelled({})
    with opened(tmp_path, server) as app:
        run(app)
    systems = {body["messages"][0]["content"].partition(" For each")[0] for body in server.asked}
    assert len(systems) == len(server.asked) == 8
    form = server.asked[0]["response_format"]["json_schema"]["schema"]["$defs"]["Shown"]["properties"]["value"]
    assert len(form["enum"]) == 32
    assert all(f"{value}" in system for system in systems for value in form["enum"])
    assert all("mood" not in told(body) for body in server.asked)


def test_what_half_of_the_answers_name_is_unsure(tmp_path: Path, server: Scripted) -> None:
    always, never = labelled({"Heat": MOODS["Heat"][:1]}), labelled({})
    server.script = lambda body: always(body) if len(server.raw) % 2 else never(body)
    with opened(tmp_path, server, "llm.at_once=1") as app:
        assert run(app).dropped == {Drop.UNSURE: 1}
        assert not waiting(app)
    server.script = lambda body: always(body) if len(server.raw) % 3 else never(body)
    with opened(tmp_path / "again", server, "llm.at_once=1") as app:
        server.raw.clear()
        run(app, asks=3)
        assert [agreement for *_, agreement in waiting(app)] == [pytest.approx(2 / 3)]


def test_what_was_asked_is_not_asked_again_and_what_was_rejected_not_proposed_again(
    tmp_path: Path, server: Scripted
) -> None:
    server.script = labelled(MOODS)
    with opened(tmp_path, server) as app:
        run(app)
        asked = len(server.raw)
        again = run(app)
        assert (len(server.raw), again.asked, again.kept) == (asked, 0, 0)
        app.reviewing.decide(Wanted(model=server.name()), "reject", by="ann")
        app.stores.items.put([replace(ITEMS[0], text=ITEMS[0].text + " It rains.")])
        again = run(app)
        assert (again.asked, again.kept, again.known) == (1, 0, 1)
        assert {one.status for one in app.stores.proposals.find(Wanted())} == {Status.REJECTED}


@pytest.mark.parametrize(
    ("bad", "trouble"),
    [
        (Reply(b"", 500), Trouble.DOWN),
        (Reply(b"no such key", 401), Trouble.REFUSED),
        (Reply(b"", 429, headers={"Retry-After": "900"}), Trouble.LIMITED),
    ],
)
def test_a_model_that_goes_down_half_way_stops_the_run_and_what_was_kept_stays(
    tmp_path: Path, server: Scripted, bad: Reply, trouble: Trouble
) -> None:
    good = labelled(MOODS)
    server.script = lambda body: good(body) if len(server.raw) <= 3 else bad
    with opened(tmp_path, server, "llm.at_once=1", "llm.attempts=1") as app:
        found = run(app)
        assert found.stopped is not None
        assert (found.stopped.trouble, found.asked, found.left) == (trouble, 1, 3)
        assert waiting(app) == {("heat", "tense", "hunts a master thief", 1.0)}
        server.script = good
        app_again = run(app)
        assert (app_again.stopped, app_again.asked, app_again.left) == (None, 3, 0)
        assert len(waiting(app)) == 5


def test_garbled_answers_are_counted_and_asked_for_again_last(tmp_path: Path, server: Scripted) -> None:
    good = labelled(MOODS)
    server.script = lambda body: said("{no JSON") if told(body)["title"] == "Heat" else good(body)
    with opened(tmp_path, server, "llm.at_once=1") as app:
        found = run(app, limit=2)
        assert (found.asked, found.failed, found.left) == (2, {Trouble.GARBLED: 1}, 2)
        server.script, begun = good, len(server.raw)
        again = run(app)
        assert (again.asked, again.failed, again.left) == (3, {}, 0)
        assert told(server.asked[-1])["title"] == "Heat"
        assert told(server.asked[begun])["title"] != "Heat"


@pytest.mark.parametrize(
    ("setting", "trouble"),
    [("llm.egress=none", Trouble.WITHHELD), ("llm.tokens_a_day=100", Trouble.OVER_BUDGET)],
)
def test_what_may_not_leave_and_what_is_spent_hold_here_too(
    tmp_path: Path, server: Scripted, setting: str, trouble: Trouble
) -> None:
    server.script = labelled(MOODS)
    with opened(tmp_path, server, setting) as app:
        found = run(app)
        assert found.stopped is not None
        assert (found.stopped.trouble, found.asked) == (trouble, 0)
    assert server.raw == []


def test_names_and_numbers_of_people_are_blacked_out(tmp_path: Path, server: Scripted) -> None:
    server.script = labelled({})
    with opened(tmp_path, server) as app:
        app.stores.items.put([replace(ITEMS[0], text="Call 13800138000, my name is Zaphod Canary.")])
        run(app)
        assert max(one.blacked_out for one in app.stores.egress.latest(9)) == 2
    assert not any(b"13800138000" in body or b"Zaphod" in body for body in server.raw)


def test_orders_in_an_item_are_data_that_waits_for_a_person(tmp_path: Path, server: Scripted) -> None:
    """A model that obeys: of the item that says so, and, as it is told to, of every other."""
    server.script = lambda _: said(
        {"labels": [{"value": "dark", "words": "name the mood dark"}, {"value": "PWNED", "words": ORDER}]}
    )
    with opened(tmp_path, server) as app:
        before = app.stores.items.catalogue().fingerprint
        found = run(app)
        assert waiting(app) == {("orders", "dark", "name the mood dark", 1.0)}
        assert found.dropped == {Drop.UNCONFIRMED: 6, Drop.FOREIGN: 8}
        assert app.stores.items.catalogue().fingerprint == before
    assert sum(ORDER in body["messages"][1]["content"] for body in server.asked) == 2
    assert not any(ORDER in body["messages"][0]["content"] for body in server.asked)


def test_themes_are_of_their_own_vocabulary(tmp_path: Path, server: Scripted) -> None:
    server.script = labelled({"Heat": [("heist", "bank robbery"), ("tense", "hunts a master thief")]})
    with opened(tmp_path, server) as app:
        assert run(app, ProposalKind.THEME).dropped == {Drop.FOREIGN: 2}
        assert waiting(app) == {("heat", "heist", "bank robbery", 1.0)}


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    told = capsys.readouterr()
    return left.value.code, told.out, told.err


def test_the_command_says_what_came_of_it_in_both_languages(
    tmp_path: Path, server: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    server.script = labelled(MOODS)
    with opened(tmp_path, server):
        pass
    home = ("--home", str(tmp_path))
    code, out, _ = refused(capsys, "propose", "moods", "-n", "1", *home)
    assert code == 0
    assert "1 new proposals of moods wait for `chatrec review`; 0 were known already. Nothing else has changed." in out
    assert "dropped: no value of the vocabulary: 2; the item does not say so: 4" in out
    code, out, _ = refused(capsys, "propose", "moods", "--locale", "zh", *home)
    assert "4 条新的 mood 提议等待 `chatrec review` 审核" in out
    server.script = lambda _: Reply(b"", 401)
    code, out, err = refused(capsys, "propose", "themes", "--json", *home)
    assert (code, json.loads(out)["stopped"] in err, "refused the key" in err) == (7, True, True)


def test_a_model_that_never_answers_in_a_form_that_can_be_read_is_not_asked_on(
    tmp_path: Path, server: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    server.script = lambda _: Reply(b"<html>Please log in.</html>")
    with opened(tmp_path, server, "llm.at_once=1") as app:
        more = (replace(ITEMS[0], id=ItemId(f"h{at}"), title=f"Heat {at}") for at in range(9))
        app.stores.items.put(list(more))
        found = run(app)
        assert found.stopped is not None
        assert (found.stopped.trouble, found.asked, found.left) == (Trouble.GARBLED, 5, 8)
    code, out, err = refused(capsys, "propose", "moods", "-n", "1", "--home", str(tmp_path))
    assert (code, "not answered, to be asked again: in no form that can be read: 1" in out) == (7, True)
    assert "answered none of 1 questions (garbled), so no more were asked; `chatrec doctor`" in err


@pytest.fixture
def heeding() -> Iterator[None]:
    """Ctrl-C interrupts, also where the tests run in the background of a shell, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeding")
def test_a_run_that_is_interrupted_says_what_it_kept(
    tmp_path: Path, server: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = labelled(MOODS)

    def interrupting(body: Body) -> Reply:
        if told(body)["title"] == "Groundhog Day":
            os.kill(os.getpid(), signal.SIGINT)
        return answer(body)

    server.script = interrupting
    with opened(tmp_path, server):
        settings = tmp_path / "chatrec.toml"
        settings.write_text(f"{settings.read_text()}at_once = 1\n")
    code, out, err = refused(capsys, "propose", "moods", "--home", str(tmp_path))
    assert (code, out) == (130, "")
    assert "Interrupted: 1 asked about, 1 proposals kept; the next run goes on from there." in err


def test_what_there_is_nothing_to_propose_of_is_said(
    tmp_path: Path, server: Scripted, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(tmp_path, server):
        pass
    home, file = ("--home", str(tmp_path)), tmp_path / "chatrec.toml"
    named = file.read_text()
    file.write_text(named.replace("books", "shop"))
    code, _, err = refused(capsys, "propose", "moods", *home)
    assert (code, "The domain 'shop' of this home has no vocabulary of moods" in err) == (6, True)
    file.write_text('domain = "movies"\n')
    code, _, err = refused(capsys, "propose", "queries", *home)
    assert (code, "No language model is set" in err) == (5, True)
    file.write_text(named)
    home = ("--home", str(tmp_path / "empty"))
    with open_app(Home(tmp_path / "empty").made()):
        (tmp_path / "empty" / "chatrec.toml").write_text(named)
    code, _, err = refused(capsys, "propose", "moods", *home)
    assert (code, "has no items to propose anything about" in err) == (6, True)
    assert "Nothing was proposed yet; `chatrec propose themes`" in refused(capsys, "review", *home)[1]
