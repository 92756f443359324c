"""A person decides: only then does a proposal count, the way back is kept, and what a file tells itself wins."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from tests.data.files import table

from chatrec.app.home import Home
from chatrec.app.settings import FILE
from chatrec.app.training import Training
from chatrec.app.wiring import App, clock, ingest_into, open_app
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ChatRecError, ConflictError, InputError, NotFoundError
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.query import Query, Said
from chatrec.data import Columns, TextFile, tables
from chatrec.data.utterances import read_corpus
from chatrec.interfaces.cli.main import main
from chatrec.interfaces.http import create_app
from chatrec.learning import Manifest
from chatrec.ports.proposals import Proposal, ProposalKind, Status, Wanted

THEME, MOOD, QUERY, PARAPHRASE = ProposalKind
HEAT = Item(id=ItemId("heat"), title="Heat", labels={"genre": ("Crime",)}, numbers={"year": 1995.0})
ALIEN = Item(id=ItemId("alien"), title="Alien", labels={"genre": ("Horror",), "country": ("United Kingdom",)})
FILLED = [Item(id=ItemId(f"f{at}"), title=f"Film {at}", labels={"genre": ("Drama",)}) for at in range(8)]
MODEL = "openai:m@http://127.0.0.1:1/v1"


def proposal(kind: ProposalKind, about: str, value: str, ground: str = "its words") -> Proposal:
    return Proposal(kind, about, value, ground, MODEL, "digest", 1e9, 1.0)


PROPOSALS = (
    proposal(MOOD, "heat", "tense"),
    proposal(MOOD, "heat", "dark"),
    proposal(THEME, "heat", "heist"),
    proposal(MOOD, "alien", "frightening"),
    proposal(QUERY, "heat", "a bank robbery in los angeles", "genre=Crime"),
    proposal(PARAPHRASE, "pick something for me", "choose anything you fancy for me", "recommend"),
)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """A home with the films, behaviour on them and the proposals, numbered from 1 in their order."""
    home = Home(tmp_path / "home").made()
    (home.folder / FILE).write_text('domain = "books"\nscorers = ["popularity", "words"]\n[scorer.words]\nleast = 1\n')
    with open_app(home) as opened:
        opened.stores.items.put([HEAT, ALIEN, *FILLED])
        opened.stores.events.append(
            [
                Event(
                    event_id=EventId(f"{user}-{at}"),
                    user=UserId(f"u{user}"),
                    item=FILLED[at].id,
                    kind=EventKind.LIKE,
                    at=1e9 + at,
                )
                for user in range(6)
                for at in range(user % 3, 8, 2)
            ]
        )
        assert opened.stores.proposals.keep(PROPOSALS, []) == len(PROPOSALS)
        yield opened


def catalogue(app: App) -> Catalogue:
    return app.stores.items.catalogue()


def labels(app: App, item: str) -> dict[str, tuple[str, ...]]:
    return dict(catalogue(app)[catalogue(app).row(ItemId(item))].labels)


def decide(app: App, decision: str, *numbers: int, by: str = "ann") -> tuple[Proposal, ...]:
    return app.reviewing.decide(Wanted(numbers=numbers), decision, by=by).proposals


def test_what_is_accepted_is_in_the_item_and_told_apart_from_its_own_facts(app: App) -> None:
    assert labels(app, "heat") == {"genre": ("Crime",)}
    (one,) = decide(app, "accept", 2)
    assert (one.status, one.by, one.decided_at is not None) == (Status.ACCEPTED, "ann", True)
    assert labels(app, "heat") == {"genre": ("Crime",), "mood": ("dark",)}
    Training(app.stores.items, app.stores.events, app.models, clock()).train(app.settings)
    client = TestClient(create_app(app))
    details = client.get("/v1/items/heat").json()
    assert details["origins"][0].startswith(f"mood dark: proposed by the language model {MODEL}, accepted by ann on 20")
    assert "由语言模型" in client.get("/v1/items/heat", params={"locale": "zh"}).json()["origins"][0]
    assert client.get("/v1/items/alien").json()["origins"] == []
    explained = client.get("/v1/users/u1/explanations/heat").json()
    assert explained["origins"] == details["origins"]


@pytest.mark.parametrize("seed", range(3))
def test_accepted_and_undone_in_any_order_the_catalogue_is_as_it_was(app: App, seed: int) -> None:
    rng = np.random.default_rng(seed)
    before, items = catalogue(app).fingerprint, list(catalogue(app))
    accepted: list[int] = []
    for _ in range(12):
        waiting = [one.number for one in app.reviewing.find(Wanted(statuses=(Status.WAITING,)))]
        if accepted and (not waiting or rng.random() < 0.5):
            accepted.remove(number := int(rng.choice(accepted)))
            decide(app, "undo", number)
        else:
            accepted.append(number := int(rng.choice(waiting)))
            decide(app, "accept", number)
    assert {one.number for one in app.reviewing.find(Wanted(statuses=(Status.ACCEPTED,)))} == set(accepted)
    if accepted:
        decide(app, "undo", *accepted)
    assert (catalogue(app).fingerprint, list(catalogue(app))) == (before, items)


@pytest.mark.parametrize(
    ("decision", "numbers", "error", "says"),
    [
        ("accept", (1, 99), NotFoundError, "no proposal 99"),
        ("accept", (3, 2, 3), InputError, "Proposal 3 is named twice"),
        ("undo", (4, 3), ConflictError, r"Proposal 3 \('heist'\) is waiting: nothing was decided"),
        (
            "accept",
            (1, 4),
            ConflictError,
            "Proposal 4 .* was accepted by bob on 20.*`chatrec review undo 4` takes that back first",
        ),
        ("reject", (1, 4), ConflictError, "was accepted by bob"),
        ("accept", (1, 5), ConflictError, "was rejected by bob"),
    ],
)
def test_all_of_a_decision_or_none(
    app: App, decision: str, numbers: tuple[int, ...], error: type[ChatRecError], says: str
) -> None:
    decide(app, "accept", 4, by="bob")
    decide(app, "reject", 5, by="bob")
    before, fingerprint = app.reviewing.find(Wanted()), catalogue(app).fingerprint
    with pytest.raises(error, match=says):
        decide(app, decision, *numbers)
    assert (app.reviewing.find(Wanted()), catalogue(app).fingerprint) == (before, fingerprint)


def test_a_decision_has_a_name(app: App) -> None:
    with pytest.raises(InputError, match="needs a name"):
        decide(app, "accept", 1, by=" ")


def test_a_value_that_the_vocabulary_has_lost_is_not_accepted(app: App) -> None:
    app.stores.proposals.keep([proposal(MOOD, "alien", "flabbergasting")], [])
    with pytest.raises(ConflictError, match="'flabbergasting' is no longer a mood of the domain 'books'; reject it"):
        decide(app, "accept", 7)
    shop = replace(app.reviewing, settings=app.settings.model_copy(update={"domain": "shop"}))
    with pytest.raises(ChatRecError, match="The domain 'shop' of this home has no vocabulary of moods"):
        shop.decide(Wanted(numbers=(1,)), "accept", by="ann")
    assert decide(app, "reject", 7)[0].status is Status.REJECTED


def test_what_an_item_tells_itself_by_now_is_not_added_to(app: App) -> None:
    app.stores.items.put([replace(HEAT, labels={**HEAT.labels, "mood": ("cool",)})])
    with pytest.raises(ConflictError, match=r"item 'heat' tells its mood itself by now \(cool\); reject it"):
        decide(app, "accept", 1)
    decide(app, "accept", 3)
    assert labels(app, "heat")["theme"] == ("heist",)


def loaded(app: App, folder: Path, rows: str) -> None:
    source = tables(TextFile(table(folder / "items.csv", rows)), None, Columns(), now=1e9)
    ingest_into(app, source, lambda *_: None)


def test_items_that_are_loaded_again_keep_what_was_accepted_and_their_own_facts_win(app: App, tmp_path: Path) -> None:
    decide(app, "accept", 1, 2, 4)
    loaded(app, tmp_path, "item_id,title,genre\nheat,Heat,Crime\nnew,New,Drama\n")
    assert labels(app, "heat") == {"genre": ("Crime",), "mood": ("tense", "dark")}
    loaded(app, tmp_path, "item_id,title,genre,mood\nheat,Heat,Crime,cool\n")
    assert labels(app, "heat")["mood"] == ("cool",)
    assert [one.status for one in app.reviewing.find(Wanted(numbers=(1, 2, 4)))] == [
        Status.SUPERSEDED,
        Status.SUPERSEDED,
        Status.ACCEPTED,
    ]
    with pytest.raises(ConflictError, match="was superseded: item 'heat' tells its mood itself"):
        decide(app, "undo", 1)
    decide(app, "undo", 4)
    assert "mood" not in labels(app, "alien")


def training(app: App) -> Training:
    return Training(app.stores.items, app.stores.events, app.models, clock(), app.stores.proposals)


def trained(app: App, **settings: object) -> Manifest:
    return training(app).train(app.settings.model_copy(update=settings), force=True).manifest


def robbery(app: App) -> float:
    """How much a search for a robbery says for Heat."""
    tools = app.live.tools()
    query = Query(said=(Said("a robbery please"),))
    judged = tools.recommender.judged(query, tools.catalogue.row(HEAT.id))
    return sum(one.value for one in judged.evidence if one.term.source == "words")


def test_accepted_searches_teach_the_scorer_of_words_and_the_manifest_says_so(app: App) -> None:
    assert (trained(app).synthetic, silent := robbery(app)) == (0, silent)
    app.reviewing.decide(Wanted(kinds=(QUERY,)), "accept", by="ann")
    manifest = trained(app)
    assert (manifest.synthetic, manifest.users) == (1, 6)
    assert robbery(app) > silent + 0.1
    assert trained(app, synthetic=False).synthetic == 0
    assert robbery(app) == pytest.approx(silent)
    assert trained(app, scorers=("popularity",), scorer={}).synthetic == 0


def test_searches_that_nothing_learns_from_are_told(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.reviewing.decide(Wanted(numbers=(5,)), "accept", by="ann").train
    for settings in ({"scorers": ("popularity",)}, {"synthetic": False}):
        other = replace(app.reviewing, settings=app.settings.model_copy(update=settings))
        undone = other.decide(Wanted(numbers=(5,)), "undo", by="ann")
        assert (undone.train, undone.unused) == (False, 1)
        assert other.decide(Wanted(numbers=(5, 1)), "accept", by="ann").train
        other.decide(Wanted(numbers=(1,)), "undo", by="ann")
    file = app.home.folder / FILE
    file.write_text("synthetic = false\n" + file.read_text())
    assert "1 are searches that nothing learns from" in run(capsys, app, "undo", "5")[1]
    assert run(capsys, app, "reject", "5", "--by", "ann", "--locale", "zh")[1] == "已拒绝 1 条，不会再次提议。\n"


def test_a_user_is_forgotten_and_the_accepted_searches_stay(app: App) -> None:
    search = Event(
        event_id=EventId("s"), user=UserId("u1"), item=None, kind=EventKind.SEARCH, at=1e9 - 5, text="a quiet drama"
    )
    app.stores.events.append([search])
    app.reviewing.decide(Wanted(kinds=(QUERY,)), "accept", by="ann")
    trained(app)
    assert app.forgetting.forget(UserId("u1")).live == "v0002"
    forgotten = app.models.get(app.models.promoted()[-1]).arrays
    trained(app)
    again = app.models.get(app.models.promoted()[-1]).arrays
    ours = [name for name in again if name.startswith(("words/", "sums/words"))]
    assert len(ours) > 5
    for name in ours:
        np.testing.assert_allclose(forgotten[name], again[name], atol=1e-8, err_msg=name)


def test_accepted_paraphrases_are_a_file_that_training_reads(app: App, tmp_path: Path) -> None:
    home, file = str(app.home.folder), tmp_path / "paraphrases.jsonl"
    for numbers, status in ((("6",), 0), (("6",), 4)):
        with pytest.raises(SystemExit) as left:
            main(["review", "accept", *numbers, "--by", "ann", "--home", home])
        assert left.value.code == status
    with pytest.raises(SystemExit, match="0"):
        main(["review", "export", str(file), "--home", home])
    (utterance,) = read_corpus(file).utterances
    assert (utterance.text, utterance.intents) == ("choose anything you fancy for me", {"recommend"})
    assert utterance.dialogue == json.loads(file.read_text())["of"] == "pick something for me"
    with pytest.raises(SystemExit, match="2"):
        main(["review", "export", str(tmp_path / "no" / "where.jsonl"), "--home", home])


def run(capsys: pytest.CaptureFixture[str], app: App, *arguments: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as left:
        main(["review", *arguments, "--home", str(app.home.folder)])
    told = capsys.readouterr()
    return left.value.code, told.out, told.err


def test_the_list_filters_and_pages_in_both_languages(app: App, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Heat (1995)  ←  mood tense" in (out := run(capsys, app)[1])
    assert f"“its words”  {MODEL}  100%" in out
    first = json.loads(run(capsys, app, "-n", "4", "--json")[1])
    assert ([one["number"] for one in first["proposals"]], first["after"]) == ([1, 2, 3, 4], 4)
    assert first["count"] == {
        kind: {"waiting": 3 if kind == "mood" else 1} for kind in ("mood", "paraphrase", "query", "theme")
    }
    rest = json.loads(run(capsys, app, "-n", "4", "--after", "4", "--json")[1])
    assert ([one["number"] for one in rest["proposals"]], rest["after"]) == ([5, 6], None)
    assert "More: chatrec review --after 1" in run(capsys, app, "-n", "1")[1]
    chosen = run(capsys, app, "--kind", "mood", "--item", "heat", "--locale", "zh")[1]
    assert ("《Heat》（1995）  ←  mood 紧张 (tense)" in chosen, "Alien" in chosen) == (True, False)
    assert (
        run(capsys, app, "accept", "1-2", "--by", "ann", "--locale", "zh")[1]
        == "已接受 2 条。\n运行 `chatrec train` 后生效。\n"
    )
    assert "已接受，ann，20" in run(capsys, app, "--status", "accepted", "--locale", "zh")[1]
    assert run(capsys, app, "undo", "1", "2")[1].startswith("2 wait again")
    assert (
        run(capsys, app, "reject", "--all-from", MODEL, "--kind", "mood")[1]
        == "3 rejected; they are not proposed again.\n"
    )
    assert run(capsys, app, "--kind", "mood", "--json")[1].startswith('{"proposals":[],')
    assert "Nothing is there of that kind." in run(capsys, app, "--model", "another")[1]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["accept"], 2, "Give numbers of proposals, as in 3 7-12, or --all-from MODEL"),
        (["accept", "1", "--all-from", MODEL], 2, "or --all-from MODEL"),
        (["reject", "one"], 2, "'one' is no number of a proposal"),
        (["reject", "9-3"], 2, "'9-3' names 0 proposals; give 1 to 1,000"),
        (["accept", "12"], 3, "There is no proposal 12"),
        (["undo", "1"], 4, "nothing was decided that could be undone"),
    ],
)
def test_what_cannot_be_decided_is_said_in_a_sentence(
    app: App, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, says: str
) -> None:
    status, out, err = run(capsys, app, *arguments)
    assert (status, out) == (code, "")
    assert says in err


def test_an_operator_decides_over_http(app: App) -> None:
    client = TestClient(create_app(app))
    opens = {"Authorization": f"Bearer {app.operator_key()}"}
    path = "/v1/operator/proposals"
    told = {"numbers": [1, 3], "decision": "accept", "by": "ann"}
    assert client.get(path).status_code == client.post(f"{path}/decisions", json=told).status_code == 401
    listed = client.get(path, headers=opens, params={"kind": ["mood", "theme"], "limit": 2, "locale": "zh"}).json()
    assert [(one["number"], one["label"]) for one in listed["proposals"]] == [(1, "紧张"), (2, "黑暗")]
    assert listed["after"] == 2
    decided = client.post(f"{path}/decisions", json=told, headers=opens)
    assert (decided.status_code, decided.json()["train"]) == (200, True)
    assert labels(app, "heat") == {"genre": ("Crime",), "mood": ("tense",), "theme": ("heist",)}
    for body, status in (
        (told, 409),
        ({**told, "numbers": [77]}, 404),
        ({**told, "numbers": []}, 422),
        ({**told, "decision": "maybe"}, 422),
        ({**told, "by": ""}, 422),
        ({**told, "more": 1}, 422),
    ):
        assert client.post(f"{path}/decisions", json=body, headers=opens).status_code == status, body
    undone = client.post(f"{path}/decisions", json={**told, "decision": "undo"}, headers=opens)
    assert [one["status"] for one in undone.json()["proposals"]] == ["waiting", "waiting"]
    assert labels(app, "heat") == {"genre": ("Crime",)}
