"""Ears beside the rules: what a model hears enters as far as it is confirmed, and a liar changes nothing."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from tests.dialogue.conftest import tools_for
from tests.dialogue.films import FILMS, film_dataset
from tests.dialogue.notation import written
from tests.dialogue.test_gold import SHOWN, cases
from tests.journeys.homes import small_home
from tests.llm.scripted import Reply, Scripted, said, scripted

from chatrec.app.home import Home
from chatrec.app.wiring import open_app
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import LanguageModelError
from chatrec.core.query import Query
from chatrec.core.trouble import Trouble
from chatrec.data import dataset, load
from chatrec.dialogue import DialogueState, Tools
from chatrec.dialogue.nlu import RuleNlu
from chatrec.dialogue.nlu.words.text import keys
from chatrec.dialogue.state import Served
from chatrec.interfaces.http import create_app
from chatrec.llm import Ears, Heard
from chatrec.llm.nlu import Listening
from chatrec.ports.language_model import Completion, Prompt, T, Usage

STATE = DialogueState(conversation="c1", user="ann")
Said = tuple[str, str, str, str]  # words, stance, field, value


@dataclass
class Hearing:
    """A model that hears what it is told to, whatever was said."""

    said: Sequence[Said] | LanguageModelError
    name: str = "hearing"
    asked: list[Prompt] = field(default_factory=list)

    def complete(self, prompt: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:  # noqa: ARG002 - the port's
        self.asked.append(prompt)
        if isinstance(self.said, LanguageModelError):
            raise self.said
        remarks = [dict(zip(("words", "stance", "field", "value"), one, strict=True)) for one in self.said]
        return Completion(schema.model_validate({"said": remarks}), self.name, Usage(9, 4))


@pytest.fixture(scope="module")
def house() -> Tools:
    return tools_for(film_dataset(), tastes=False)


def heard(message: str, model: Hearing, tools: Tools, state: DialogueState = STATE) -> tuple[str, Heard]:
    listening = Ears(model, timeout_s=1.0).listening(tools)
    return written(listening.parse(message, state), tools.catalogue), listening.heard


@pytest.mark.parametrize(
    ("message", "said", "meaning"),
    [
        ("something romantically sad", ("romantically", "wants", "genre", "Romance"), "Recommend() Refine(genre=Romance)"),
        ("westernish films", ("westernish", "likes", "genre", "western"), "Like(genre=Western)"),
        ("thrillerish", ("thrillerish", "wants", "genre", "Thriller"), "Refine(genre=Thriller)"),
        # Stricter than the model: a refusal that stands before it holds.
        ("less westernish stuff", ("westernish", "wants", "genre", "Western"), "Negate(genre!=Western)"),
        # Stricter than the rules: a refusal that they missed.
        ("never ever any kind of comedy", ("any kind of comedy", "avoids", "genre", "Comedy"), "Retract(genre) Negate(genre!=Comedy)"),
    ],
)  # fmt: skip
def test_what_everything_confirms_enters(message: str, said: Said, meaning: str, house: Tools) -> None:
    acts, found = heard(message, Hearing([said]), house)
    assert acts == meaning
    assert (found.added + found.stricter, found.disputed, found.refused) == (1, 0, 0)
    assert found.usage == Usage(9, 4)


@pytest.mark.parametrize(
    ("message", "said", "outcome"),
    [
        ("no horror please", ("horror", "wants", "genre", "Horror"), "disputed"),
        ("a comedy please", ("comedy", "avoids", "genre", "Comedy"), "disputed"),
        ("not only horror", ("not only horror", "avoids", "genre", "Horror"), "disputed"),
        ("something romantically sad", ("romantically", "wants", "genre", "Splatter"), "refused"),
        ("something romantically sad", ("romantically", "wants", "colour", "Romance"), "refused"),
        ("something romantically sad", ("romance", "wants", "genre", "Romance"), "refused"),
        ("something romantically sad", ("sad", "wants", "genre", "Drama"), "refused"),
        ("something romantically sad", ("", "wants", "genre", "Romance"), "refused"),
        ("a comedy please", ("please", "wants", "genre", "Western"), "refused"),
        ("a comedy please", ("comedy", "wants", "genre", "Comedy"), None),
    ],
)  # fmt: skip
def test_what_is_not_confirmed_changes_nothing(message: str, said: Said, outcome: str | None, house: Tools) -> None:
    acts, found = heard(message, Hearing([said]), house)
    assert acts == written(house.nlu.parse(message, STATE), house.catalogue)
    counts = {name: getattr(found, name) for name in ("added", "stricter", "disputed", "refused")}
    assert counts == {**dict.fromkeys(counts, 0), **({outcome: 1} if outcome else {})}


def test_what_the_catalogue_alone_knows_is_offered(house: Tools) -> None:
    model = Hearing([("cry", "wants", "genre", "Drama"), ("a film", "avoids", "genre", "War")])
    acts, found = heard("a film that makes me cry", model, house)
    assert acts == "OffTopic()"
    assert found.offered == ("drama",)
    assert found.refused == 2


def test_small_talk_and_what_we_proposed_are_not_sent(house: Tools) -> None:
    model = Hearing([])
    for message in ("hi", "thanks", "more please", "why?"):
        heard(message, model, house)
    assert model.asked == []
    heard("a comedy", model, house)
    assert model.asked[0].fields == ("message",)
    assert "genre: " in model.asked[0].system
    assert "a comedy" not in model.asked[0].system


@pytest.mark.parametrize("trouble", [Trouble.SLOW, Trouble.OVER_BUDGET, Trouble.GARBLED])
def test_without_an_answer_the_rules_understand_alone(trouble: Trouble, house: Tools) -> None:
    acts, found = heard("a comedy please", Hearing(LanguageModelError("no", trouble)), house)
    assert acts == written(house.nlu.parse("a comedy please", STATE), house.catalogue)
    assert found == Heard("hearing", trouble)


def test_a_liar_never_lowers_the_exact_match_of_the_rules(shared_data: Callable[[str], Path], house: Tools) -> None:
    """On every third gold utterance: each value wished for is refused and each refused one wished for, of all that is said, and any
    value is heard in any words.
    """
    catalogue = dataset(load(shared_data("ml-100k"))).catalogue
    tools = replace(house, nlu=RuleNlu(catalogue, house.domain), catalogue=catalogue)
    rows = {item.title: row for row, item in reversed(list(enumerate(catalogue)))}
    last = Served(Query(), frozenset(), tuple(rows[title] for title in SHOWN))
    state = DialogueState(conversation="c1", user="ann", turn=1, last=last)
    rng, genres = np.random.default_rng(5), [value for _, value in catalogue.label_rows]
    lowered, asked = [], 0
    liar = Hearing([])
    ears = Ears(liar, timeout_s=1.0)
    for utterance, meaning in cases()[::3]:
        listening = ears.listening(tools)
        spoken = keys(utterance)
        named = [genre for genre in genres if f"={genre}" in meaning or f"|{genre}" in meaning]
        for stance in ("avoids",) if named else ("wants",):
            starts = rng.integers(0, max(1, len(spoken)), 8).tolist()
            windows = [" ".join(spoken[at : at + int(rng.integers(1, 6))]) for at in starts]
            values = [*named, *rng.choice(genres, 8).tolist()]
            liar.said = [
                (words[:80], stance, "genre", value)
                for words, value in zip([" ".join(spoken)[:80], *windows], values, strict=False)
            ][:8]
            acts = listening.parse(utterance, state)
            asked += listening.heard.model is not None
            if written(acts, catalogue) != meaning:
                lowered.append((utterance, meaning, written(acts, catalogue)))
    assert lowered == []
    assert asked > 150


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple[Callable[..., TestClient], Scripted]]:
    folder = small_home(tmp_path_factory.mktemp("ears") / "home")
    opened = []

    @cache
    def client(**more: object) -> TestClient:
        copy = shutil.copytree(folder, tmp_path_factory.mktemp("copy") / "home")
        named = {"model": server.name(), "ears_s": 0.4, "timeout_s": 0.4, "attempts": 1, "failures": 1000, **more}
        app = open_app(Home(copy), [f"llm.{name}={value}" for name, value in named.items()])
        opened.append(app)
        return TestClient(create_app(app.__enter__()))

    with scripted() as server:
        yield client, server
        for app in opened:
            app.__exit__(None, None, None)


def turn(client: TestClient, message: str) -> dict:
    where = client.post("/v1/conversations", json={"user": "ada"}).json()["id"]
    return client.post(f"/v1/conversations/{where}/turns", json={"message": message}).json()


def test_a_turn_says_what_was_heard_and_what_it_took(served) -> None:
    make, server = served
    remark = {"words": "westernish", "stance": "wants", "field": "genre", "value": "Western"}
    server.script = lambda _: said({"said": [remark, {**remark, "value": "no such thing"}]})
    client = make()
    answer = turn(client, "westernish things")
    assert answer["hearing"] | {"model": None} == {
        "model": None, "trouble": None, "added": 0, "stricter": 0, "disputed": 0, "refused": 2, "tokens": 15, "cost": 0.0
    }  # fmt: skip
    metrics = client.get("/metrics").text
    assert 'chatrec_hearings_total{trouble="none"} 1.0' in metrics
    assert 'chatrec_heard_total{outcome="refused"} 2.0' in metrics
    ledger = client.get("/v1/egress").json()["sent"]
    assert ["message"] in [sent["fields"] for sent in ledger]


def test_a_model_that_fails_is_not_waited_for_and_the_turn_says_so(served) -> None:
    make, server = served
    client = make()
    replies = {"slow": Reply(b"x", pause_s=9), "down": Reply(b"", 500), "garbled": said("{")}
    for trouble, reply in replies.items():
        server.script = lambda _, reply=reply: reply
        answer = turn(client, f"recommend something {trouble}-ish")
        assert answer["hearing"]["trouble"] == trouble
        assert len(answer["slate"]) == 5


def test_where_nothing_may_leave_no_message_does(served) -> None:
    make, server = served
    before = len(server.raw)
    answer = turn(make(egress="none"), "recommend something unheard-of")
    assert answer["hearing"]["trouble"] == "withheld"
    assert len(server.raw) == before


def test_listening_is_for_one_catalogue_at_a_time(house: Tools) -> None:
    ears = Ears(Hearing([]), timeout_s=1.0)
    first, second = ears.listening(house), ears.listening(replace(house, catalogue=Catalogue(FILMS)))
    assert isinstance(first, Listening)
    assert first._confirming is not second._confirming
    assert ears.listening(house)._confirming is not first._confirming
