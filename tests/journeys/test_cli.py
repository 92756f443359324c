"""A newcomer's way through the command line: data in, train, recommend, explain, talk, go back, forget."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from chatrec.core.attribution import SUM_TOLERANCE
from chatrec.interfaces.cli.main import COMMANDS, main

ITEMS = "item_id,title,genre,year\n" + "".join(
    f"i{n},Story {n},{'Drama' if n % 2 else 'Comedy|Romance'},{1980 + n}\n" for n in range(24)
)
EVENTS = "user_id,item_id,rating,timestamp\n" + "".join(
    f"u{user},i{(user * 5 + step * 3) % 24},{1 + (user + step) % 5},{1000 + step}\n"
    for user in range(30)
    for step in range(8)
)
Say = Callable[..., str]


@pytest.fixture
def say(capsys, tmp_path) -> Say:
    """Run a command on a home of this test; what it prints on stdout. A command that leaves with a code fails."""

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path / "home")])
        assert left.value.code == 0, capsys.readouterr().err
        return capsys.readouterr().out

    return run


@pytest.fixture
def fails(capsys, tmp_path) -> Callable[..., tuple[int, str]]:
    """Run a command that must fail; its exit code and what it says."""

    def run(*arguments: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--home", str(tmp_path / "home")])
        captured = capsys.readouterr()
        assert captured.out == ""
        return int(left.value.code or 0), captured.err

    return run


@pytest.fixture
def shop(tmp_path) -> tuple[str, str]:
    """The files of a small shop."""
    (tmp_path / "items.csv").write_text(ITEMS)
    (tmp_path / "events.csv").write_text(EVENTS)
    return str(tmp_path / "items.csv"), str(tmp_path / "events.csv")


@pytest.fixture
def stocked(say, shop) -> Say:
    """The commands, on a home that is trained on the shop."""
    say("ingest", "--items", shop[0], "--events", shop[1])
    say("train")
    return say


def test_ingest_says_what_became_of_every_row_and_a_second_time_adds_nothing(say, shop):
    first = json.loads(say("ingest", "--items", shop[0], "--events", shop[1], "--json"))
    again = json.loads(say("ingest", "--items", shop[0], "--events", shop[1], "--json"))
    assert first["items"] == 24
    assert first["events"] == first["report"]["events"]["kept"] > 100
    assert (again["items"], again["events"]) == (0, 0)


def test_every_recommended_card_sums_to_its_score(stocked):
    found = json.loads(stocked("recommend", "--user", "u1", "-n", "5", "--json"))
    assert len(found["items"]) == 5
    for card in found["items"]:
        total = sum(piece["value"] for piece in card["evidence"])
        assert abs(total - card["score"]) <= SUM_TOLERANCE * max(1.0, abs(card["score"]))
    known = {line.split(",")[1] for line in EVENTS.splitlines() if line.startswith("u1,")}
    assert not known & {card["item_id"] for card in found["items"]}


def test_an_unknown_user_gets_a_cold_start_that_says_so(stocked):
    found = json.loads(stocked("recommend", "--user", "nobody", "--json"))
    assert found["cold_start"]
    assert "know nothing of you" in found["note"]
    assert "不了解" in stocked("recommend", "--user", "nobody", "--locale", "zh")


def test_explain_shows_bars_and_their_sum(stocked):
    shown = stocked("explain", "--user", "u1", "--item", "i2", "--locale", "en")
    assert "sum = score" in shown
    found = json.loads(stocked("explain", "--user", "u1", "--item", "i2", "--json"))
    assert found["item"]["item_id"] == "i2"


def test_versions_can_be_promoted_and_rolled_back(stocked):
    stocked("train", "--force", "--set", "scorer.together.l2=50")
    assert json.loads(stocked("versions", "--json"))["live"] == "v0002"
    assert stocked("rollback").strip() == "v0001"
    assert stocked("promote", "v0002").strip() == "v0002"


def test_forget_gives_a_receipt_and_leaves_nothing(stocked):
    receipt = json.loads(stocked("forget", "--user", "u1", "--json"))
    assert receipt["removed"]["events"] > 0
    assert (receipt["retrain"], receipt["live"], receipt["carried_by"]) == (False, "v0002", ["v0001"])
    assert json.loads(stocked("versions", "--json"))["live"] == "v0002"
    assert json.loads(stocked("recommend", "--user", "u1", "--json"))["cold_start"]


@pytest.mark.usefixtures("stocked")
def test_chat_takes_a_message_a_line_and_gives_a_turn_a_line(tmp_path):
    messages = "three dramas\n\n不要剧情片\nwhy the first one?\n" + "x" * 4001 + "\n"
    talked = subprocess.run(
        [sys.executable, "-m", "chatrec", "chat", "--json", "--home", str(tmp_path / "home")],
        input=messages,
        capture_output=True,
        text=True,
        check=True,
    )
    turns = [json.loads(line) for line in talked.stdout.splitlines()]
    assert len(turns) == 5
    assert {card["labels"]["genre"][0] for card in turns[0]["slate"]} == {"Drama"}
    assert "empty" in turns[1]["error"]
    assert turns[2]["locale"] == "zh"
    assert turns[2]["constraints"]
    assert turns[3]["move"] == "explain"
    assert "4001" in turns[4]["error"]


@pytest.mark.usefixtures("stocked")
def test_a_conversation_goes_on_after_a_restart(tmp_path):
    def talk(message: str, *more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "chatrec", "chat", "--home", str(tmp_path / "home"), "--locale", "en", *more]
        return subprocess.run(command, input=message, capture_output=True, text=True, check=True)

    begun = talk("only dramas\n").stdout
    conversation = begun.partition("--conversation ")[2].split()[0]
    turn = json.loads(talk("more\n", "--conversation", conversation, "--json").stdout)
    assert turn["number"] == 2
    assert [constraint["key"] for constraint in turn["constraints"]] == ["genre=Drama"]


def test_doctor_finds_a_good_home_good_and_a_missing_one_missing(stocked, capsys, tmp_path):
    assert json.loads(stocked("doctor", "--json"))["ok"]
    with pytest.raises(SystemExit) as left:
        main(["doctor", "--home", str(tmp_path / "nowhere")])
    assert left.value.code == 1
    assert "holds no Chat-Rec home" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("recommend", "--user", "u1"), 5, "holds no Chat-Rec home"),
        (("train",), 5, "holds no Chat-Rec home"),
        (("chat",), 5, "holds no Chat-Rec home"),
        (("ingest", "--data", "nothing-like-this"), 6, "neither a file"),
        (("ingest",), 2, "--items FILE"),
        (("data", "get", "ml-200k"), 3, "ml-100k"),
        (("evaluate", "magic", "--data", "nothing-like-this"), 6, "neither a file"),
        (("bench", "magic"), 2, "known are"),
        (("magic",), 2, "--help"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_code(fails, arguments, code, said):
    found, sentence = fails(*arguments)
    assert found == code
    assert said in sentence
    assert sentence.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("recommend", "--user", "u1", "-n", "51"), 2, "1 to 50"),
        (("explain", "--user", "u1", "--item", "i99"), 3, "'i99'"),
        (("promote", "v9999"), 3, "'v9999'"),
        (("rollback",), 2, "nothing to roll back"),
        (("train", "--set", "scorer.together.l2=-1"), 5, "l2 = -1"),
        (("train", "--set", "scorer.magic.l2=1"), 5, "magic"),
        (("train", "--set", "nonsense"), 5, "NAME=VALUE"),
        (("recommend", "--user", "u1", "--locale", "fr"), 2, "'fr'"),
    ],
)
@pytest.mark.usefixtures("stocked")
def test_what_is_wrong_on_a_trained_home_is_said_too(fails, arguments, code, said):
    found, sentence = fails(*arguments)
    assert (found, sentence.count("\n")) == (code, 1)
    assert said in sentence


def test_a_home_without_a_model_says_how_to_train_one(say, shop, fails):
    say("ingest", "--items", shop[0])
    assert fails("recommend", "--user", "u1") == (
        8,
        "chatrec: No model is live yet. Train one with `chatrec train`.\n",
    )


def test_a_catalogue_alone_is_enough_for_the_first_day(say, shop):
    say("ingest", "--items", shop[0])
    assert json.loads(say("train", "--json"))["metrics"] == {}
    assert len(json.loads(say("recommend", "--user", "first", "--json"))["items"]) == 5


def test_half_a_file_of_rubbish_is_refused_and_changes_nothing(say, shop, fails, tmp_path):
    say("ingest", "--items", shop[0])
    rubbish = tmp_path / "rubbish.csv"
    rubbish.write_text("user_id,item_id,rating\n" + "u1,i1,5\n" + "broken\n" * 3)
    code, sentence = fails("ingest", "--items", shop[0], "--events", str(rubbish))
    assert code == 6
    assert "rubbish.csv" in sentence
    assert json.loads(say("ingest", "--items", shop[0], "--json"))["items"] == 0


def test_evaluate_prints_intervals_beside_each_scorer_alone(say, tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "items.csv").write_text(ITEMS)
    (folder / "events.csv").write_text(EVENTS)
    report = json.loads(say("evaluate", "holdout", "--data", str(folder), "--seeds", "2", "--json"))
    assert set(report["models"]) == {"blend", "together", "attributes", "popularity"}
    estimate = report["models"]["blend"]["ndcg@10"]
    assert estimate["ci95"][0] <= estimate["mean"] <= estimate["ci95"][1]
    assert estimate["n"] == 30
    assert report["fingerprint"]


def test_every_command_has_help(capsys):
    for name in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main([name, "--help"])
        assert left.value.code == 0
        assert "--home DIR" in capsys.readouterr().out


def test_the_movielens_files_come_from_a_folder_that_has_them(say, shared_data, tmp_path):
    source = shared_data("ml-100k")
    fetched = json.loads(say("data", "get", "ml-100k", "--from", str(source), "--json"))
    assert Path(fetched["path"]) == tmp_path / "home" / "data" / "ml-100k"


def test_what_is_known_of_items_becomes_evidence(say: Say, fails, shop, tmp_path: Path) -> None:
    items, events = shop
    makers = "".join(f"i{n},made_by,Studio {n % 2}\n" for n in range(24))
    (tmp_path / "facts.csv").write_text("head,relation,tail\n" + makers + "item:i99,made_by,Nobody\n")
    facts = str(tmp_path / "facts.csv")
    assert fails("ingest", "--knowledge", facts)[0] == 5
    say("ingest", "--items", items, "--events", events)
    told = say("ingest", "--knowledge", facts)
    assert "line 26 'item:i99'" in told
    assert "24 facts" in told
    assert json.loads(say("ingest", "--knowledge", facts, "--json"))["triples"] == 24
    chosen = 'scorers=["knowledge","wishes"]'
    say("train", "--force", *(f"--set={one}" for one in (chosen, "scorer.knowledge.least=1", "blend.holds_out=random")))
    cards = json.loads(say("recommend", "--user", "u1", "-n", "20", "--json"))["items"]
    kinds = {(piece["source"], piece["kind"]) for card in cards for piece in card["evidence"]}
    assert ("knowledge", "path") in kinds
    for card in cards:
        total = sum(piece["value"] for piece in card["evidence"])
        assert abs(total - card["score"]) <= SUM_TOLERANCE * max(1.0, abs(card["score"]))
    (tmp_path / "bad.csv").write_text("head,relation,tail\nx,y,z\n")
    code, words = fails("ingest", "--knowledge", str(tmp_path / "bad.csv"))
    assert code == 6
    assert "bad.csv: none of its 1 triples is about an item" in words
    assert json.loads(say("recommend", "--user", "u1", "--json"))["items"]


@pytest.mark.usefixtures("shop")
def test_a_measurement_takes_a_knowledge_graph(say: Say, tmp_path: Path) -> None:
    (tmp_path / "facts.csv").write_text("head,relation,tail\n" + "".join(f"i{n},by,S{n % 4}\n" for n in range(24)))
    chosen = 'scorers=["knowledge","path"]'
    report = json.loads(
        say("evaluate", "holdout", "--data", str(tmp_path), "--knowledge", str(tmp_path / "facts.csv"), "--seeds", "1",
            "--set", chosen, "--json")
    )  # fmt: skip
    assert set(report["models"]) == {"blend", "knowledge", "path"}


DEEDS = "customer,product,event,time,dwell_time\n" + "".join(
    f"u{user},i{(user % 2) + 2 * ((user + step) % 12)},{'purchase' if step < 4 else 'pageview'},{1_700_000_000 + 90 * step},{step}\n"
    for user in range(24)
    for step in range(8)
)


def test_a_shop_that_only_knows_what_people_do(say, shop, tmp_path):
    """Ingested under its own names, trained with learned weights, and recommended from: each group its own shelf."""
    (tmp_path / "deeds.csv").write_text(DEEDS)
    named = ["--column", "user_id=customer", "--column", "event_item_id=product"]
    told = say("ingest", "--items", shop[0], "--events", str(tmp_path / "deeds.csv"), *named, "--locale", "en")
    assert "192 new events" in told
    found = json.loads(say("train", "--learn-weights", "--json"))
    assert len(found["kind_weights_tried"]) == 6
    assert set(found["kind_weights"]) == {"view", "click", "play", "cart", "buy", "accept"}
    assert found["metrics"]["ndcg@10"][3] > 10
    assert "learned how much each deed says: view" in say("train", "--learn-weights", "--locale", "en")
    listed = json.loads(say("recommend", "--user", "u0", "-n", "3", "--json"))["items"]
    assert {int(card["item_id"][1:]) % 2 for card in listed} == {0}
    assert all(bar["kind"] != "history" or "you know" in bar["label"] for card in listed for bar in card["evidence"])


def test_weights_of_kinds_are_settings_and_zero_leaves_a_kind_out(say, fails, shop, tmp_path):
    (tmp_path / "deeds.csv").write_text(DEEDS)
    named = ["--column", "user_id=customer", "--column", "event_item_id=product"]
    say("ingest", "--items", shop[0], "--events", str(tmp_path / "deeds.csv"), *named)
    whole = json.loads(say("train", "--set", "noise.bounce_s=0", "--json"))
    bought = json.loads(say("train", "--set", "weights.view=0", "--json"))
    assert bought["interactions"] < whole["interactions"]
    assert bought["kind_weights"]["view"] == 0.0
    code, told = fails("train", "--set", "weights.buy=1")
    assert code == 5
    assert "weights.buy = 1 is not right" in told
