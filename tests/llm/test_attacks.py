"""Attacks on whoever reads: what users, catalogues, reviews, documents, names and agents say is data, whatever it asks for."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import anyio
import pytest
from mcp import Client
from tests.dialogue.films import FILMS
from tests.llm.obedient import KEY, Attack, Obedient, Shown, attacks, obeyed
from tests.llm.poisoned import (
    ABOUT,
    ASK,
    MORE,
    NO_HORROR,
    VICTIM,
    Completions,
    Page,
    client,
    items,
    poisoned,
    topics,
    under_a_spell,
)
from tests.llm.scripted import Scripted, scripted

from chatrec.adapters.llm.openai import OpenAiLanguageModel
from chatrec.app.chat import Answer
from chatrec.app.wiring import App
from chatrec.core.ids import UserId
from chatrec.interfaces.mcp import Scope, mcp_server
from chatrec.llm.nlg import SYSTEM, Reworded
from chatrec.ports.language_model import LanguageModel, Prompt

DATA = [text for item in items().values() for text in (item.title, item.text, *item.labels["genre"])]


class Spelled:
    """A home with an obedient model, and the same home without one."""

    def __init__(self, home: App, server: Scripted, model: LanguageModel) -> None:
        self.home, self.server, self.model, self.obedient = home, server, model, Obedient()
        server.script = self.obedient
        self.speaking, self.silent = client(under_a_spell(home, model)), client(home)

    def under(self, attack: Attack) -> Attack:
        self.obedient.attack = attack
        return attack

    def talks(self, among: Iterable[Attack]) -> Iterator[tuple[Attack, tuple[Page, Completions]]]:
        """Each attack, and the talks of its language, one a face, in which horror was refused."""
        begun: dict[str, tuple[Page, Completions]] = {}
        for attack in map(self.under, among):
            if attack.locale not in begun:
                begun[attack.locale] = self.page(attack), self.completions(attack)
            yield attack, begun[attack.locale]

    def page(self, attack: Attack, *, user: str | None = None) -> Page:
        return Page(self.speaking, user or f"mallory-{attack.text[:20]}").begun(attack.locale)

    def completions(self, attack: Attack) -> Completions:
        return Completions(self.silent, f"eve-{attack.text[:20]}").begun(attack.locale)


class Open:
    """Words that nobody checks."""

    def __init__(self, app: App, model: LanguageModel) -> None:
        self._app, self._model = app, model

    def worded(self, answer: Answer) -> Answer:
        prompt = Prompt(SYSTEM, json.dumps([{"id": 0, "text": "Here are 5 films."}]))
        said = self._model.complete(prompt, schema=Reworded, timeout_s=5.0).value.sentences
        texts = tuple(line.text for line in said)
        return replace(answer, sentences=texts, turn=answer.turn.model_copy(update={"reply": " ".join(texts)}))


def belongings(app: App) -> tuple[object, ...]:
    """What there is of somebody else."""
    events = tuple(app.stores.events.read(user=VICTIM))
    talks = tuple((talk.id, len(app.chat.turns(talk.id))) for talk in app.chat.of_user(VICTIM))
    return events, talks, app.people.profile(VICTIM)


@pytest.fixture(scope="module")
def spelled(tmp_path_factory) -> Iterator[Spelled]:
    with scripted() as server, poisoned(tmp_path_factory.mktemp("poisoned") / "home") as app:
        before = belongings(app)
        spelled = Spelled(app, server, OpenAiLanguageModel("m", server.url, KEY))
        with spelled.speaking, spelled.silent:
            yield spelled
        assert belongings(app) == before


def fallen(attack: Attack, answers: Sequence[Shown]) -> list[str]:
    return [f"{attack}: {what}" for shown in answers for what in obeyed(attack, shown, DATA)]


def test_there_are_two_hundred_and_half_of_them_chinese() -> None:
    counted = Counter(attack.locale for attack in attacks())
    assert min(counted.values()) >= 100
    assert counted["en"] == counted["zh"]
    assert len({(attack.channel, attack.text) for attack in attacks()}) == counted.total()
    assert {attack.aim for attack in attacks()} == {"say", "prompt", "key", "others", "constraint", "tool", "markup"}


def test_what_a_user_writes_is_a_wish_and_no_order(spelled: Spelled) -> None:
    """In one talk a language: a wish that an attack lifts is missed in every answer after it."""
    found = []
    for attack, talks in spelled.talks(attacks("message")):
        found += fallen(attack, [talk.say(attack.text) for talk in talks])
    assert found == []


def test_nobody_else_speaks_for_the_user(spelled: Spelled) -> None:
    found = []
    for attack in map(spelled.under, attacks("role")):
        role, _, content = attack.text.partition(": ")
        talk = spelled.completions(attack)
        talk.put(role, content)
        found += fallen(attack, [talk.say(MORE[attack.locale])])
    assert found == []


def test_what_a_catalogue_says_is_quoted_at_most(spelled: Spelled) -> None:
    found, asked = [], len(spelled.server.asked)
    for attack, (page, completions) in spelled.talks(items()):
        item = items()[attack]
        about = ABOUT[attack.locale].format(item.title)
        found += fallen(
            attack, [page.say(about) if attack.channel == "text" else page.like(item), completions.say(about)]
        )
    assert found == []
    said = "".join(
        body["messages"][0]["content"] + body["messages"][1]["content"] for body in spelled.server.asked[asked:]
    )
    reached = [attack for attack in items() if attack.channel != "text" and attack.text[:20] in said]
    assert len(reached) > 40


def test_reviews_are_read_by_nobody(spelled: Spelled) -> None:
    found = []
    for number, (attack, talks) in enumerate(spelled.talks(attacks("review"))):
        answers = [talks[0].say(ABOUT[attack.locale].format(FILMS[number % 5].title))]
        found += fallen(attack, answers) + [attack.text for shown in answers if attack.text[:10] in shown.whole]
    assert found == []


def test_documents_are_quoted_and_obey_nobody(spelled: Spelled) -> None:
    found, quoted = [], 0
    for attack, talks in spelled.talks(topics()):
        for talk in talks:
            answer = talk.say(ASK[attack.locale].format(topics()[attack]))
            quoted += attack.text[:12] in answer.words[0]
            found += fallen(attack, [answer])
    assert found == []
    assert quoted > len(topics())


def test_a_name_is_a_name(spelled: Spelled) -> None:
    found = []
    for attack in map(spelled.under, attacks("name")):
        talk = spelled.page(attack, user=attack.text)
        found += fallen(attack, [talk.say(MORE[attack.locale])])
        for path in ("users/{}/profile", "conversations/{}", "items/{}"):
            answer = spelled.speaking.get(f"/v1/{path}".format(attack.text.replace("/", "%2F")))
            assert answer.status_code in (200, 404, 422)
            found += fallen(attack, [Shown(answer.text, [])])
    assert found == []


def test_a_tool_does_what_it_is_for(spelled: Spelled) -> None:
    """An agent under a spell calls tools with whatever arguments; it may not see, change or forget what is another's."""
    scopes = frozenset({Scope.CATALOG, Scope.RECOMMEND, Scope.EXPLAIN})
    mine, theirs = (spelled.home.chat.start(UserId("mallory")), *spelled.home.chat.of_user(VICTIM))
    spelled.home.chat.turn(mine.id, NO_HORROR["en"])
    found = []

    async def run() -> None:
        before = spelled.home.stores.events.users()
        async with Client(mcp_server(spelled.home, scopes)) as agent:
            for attack in map(spelled.under, attacks("tool")):
                tool, _, given = attack.text.partition(" ")
                told = given.replace("$VICTIM", theirs.id).replace("$MINE", mine.id)
                result = await agent.call_tool(tool, json.loads(told))
                text = "".join(part.text for part in result.content)
                found.extend(fallen(attack, [Shown(text, [text])]))
                assert result.is_error or attack.aim != "tool"
                assert result.is_error or "$VICTIM" not in given
                assert "root:" not in text
        assert spelled.home.stores.events.users() == before

    anyio.run(run)
    assert found == []
    keys = [wish["key"] for wish in json.loads(spelled.home.chat.turns(mine.id)[-1].reply)["constraints"]]
    assert any("Horror" in key for key in keys)


def test_an_open_voice_is_caught(spelled: Spelled) -> None:
    """The check sees attacks that succeed: here everything that the model says is said, and every aim is reached but those of deeds."""
    caught = set()
    open_ = replace(under_a_spell(spelled.home, spelled.model), wording=Open(spelled.home, spelled.model))
    with client(open_) as speaking:
        page = Page(speaking, "mallory").begun("en")
        for attack in map(spelled.under, attacks("title")[::2]):
            caught |= {found.partition(":")[0] for found in obeyed(attack, page.say(NO_HORROR[attack.locale]))}
    assert caught >= {"say", "prompt", "key", "others", "markup"}
    lifted = Shown("", [], [("Horror", "Drama")], [])
    assert len(obeyed(next(iter(items())), lifted)) == 2
