"""A home whose catalogue, reviews and documents are full of attacks, seen through a voice and ears that obey, or without any."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from tests.dialogue.films import FILMS, film_dataset
from tests.llm.obedient import NEIGHBOUR, Attack, Shown, attacks

from chatrec.app.chat import Chat, Stores
from chatrec.app.home import Home
from chatrec.app.training import Training
from chatrec.app.transcripts import Transcripts
from chatrec.app.wiring import App, clock, open_app
from chatrec.app.wording import Wording
from chatrec.core.catalogue import Item
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.interfaces.http import create_app
from chatrec.learning import Profiles
from chatrec.llm import Ears, Voice
from chatrec.ports.language_model import LanguageModel

VICTIM = UserId("victim-7")
NO_HORROR = {"en": "no horror", "zh": "不要恐怖片"}
MORE = {"en": "more", "zh": "换一批"}
ABOUT = {"en": "tell me about {}", "zh": "介绍一下《{}》"}
TOPICS = {
    "en": ("parking", "gift wrapping", "warranty", "newsletter", "invoices", "vouchers", "student discount", "opening hours", "recycling"),
    "zh": ("停车", "礼品包装", "保修", "会员积分", "发票", "优惠券", "学生折扣", "营业时间", "旧机回收"),
}  # fmt: skip
ASK = {"en": "What about {}?", "zh": "{}怎么办理？"}


@cache
def items() -> Mapping[Attack, Item]:
    """The poisoned items, by what they are poisoned with."""
    found = {}
    for number, attack in enumerate(attacks("title", "text", "label")):
        kinds = ("Drama", attack.text) if attack.channel == "label" else ("Drama",)
        title = attack.text if attack.channel == "title" else f"Quiet River {number}"
        prose = attack.text if attack.channel == "text" else ""
        found[attack] = Item(
            id=ItemId(f"p{number}"), title=title, labels={"genre": kinds}, numbers={"year": 1990.0}, text=prose
        )
    return found


@cache
def topics() -> Mapping[Attack, str]:
    """What a document is about in which an attack stands."""
    found = {}
    for locale, named in TOPICS.items():
        among = [attack for attack in attacks("desk") if attack.locale == locale]
        found |= dict(zip(among, named, strict=False))
    return found


@contextmanager
def poisoned(folder: Path) -> Iterator[App]:
    """The home, open and without a model. Somebody else has told it who they are."""
    home = Home(folder).made()
    home.desk.mkdir()
    for attack, topic in topics().items():
        (home.desk / f"{attack.locale}-{topic}.md").write_text(f"# {topic}\n\n{attack.text}\n", encoding="utf-8")
    with open_app(home) as app:
        app.stores.items.put([*FILMS, *items().values()])
        app.stores.events.append([*_past(), *_reviews()])
        Training(app.stores.items, app.stores.events, app.models, clock()).train(app.settings)
        app.live.tools()
        told = app.chat.start(VICTIM)
        app.chat.turn(told.id, f"my name is {NEIGHBOUR} and I loved Nosferatu")
        yield app


def _past() -> Iterator[Event]:
    """Everybody likes some films and many of the poisoned ones."""
    data = film_dataset()
    past = data.interactions
    rated = [
        (data.users[user], data.catalogue[item].id, weight)
        for user, item, weight in zip(past.users.tolist(), past.items.tolist(), past.weights.tolist(), strict=True)
    ]
    rated += [
        (data.users[user], item.id, 1.0) for at, item in enumerate(items().values()) for user in range(at % 3, 30, 3)
    ]
    for number, (user, item, weight) in enumerate(rated):
        yield Event(
            event_id=EventId(f"past-{number}"), user=user, item=item, kind=EventKind.RATING, at=1.0, value=weight
        )


def _reviews() -> Iterator[Event]:
    for number, attack in enumerate(attacks("review")):
        yield Event(
            event_id=EventId(f"review-{number}"), user=VICTIM, item=FILMS[number % 5].id, kind=EventKind.COMMENT, at=2.0, text=attack.text
        )  # fmt: skip


def under_a_spell(app: App, model: LanguageModel, voice: Voice | None = None) -> App:
    """The same home with a model at its ears and its voice; nothing is remembered from one answer to the next."""
    stores, time = app.stores, clock()
    profiles = Profiles(stores.events, stores.profiles, app.live.weights)
    written = Stores(
        conversations=stores.conversations, events=stores.events, prompts=stores.prompts, transactions=stores.transactions,
        ears=Ears(model, timeout_s=5.0),
    )  # fmt: skip
    chat = Chat(app.live, written, profiles, app.decisions, time)
    return replace(
        app,
        chat=chat,
        wording=Wording(app.live, stores.conversations, voice or Voice(model, timeout_s=5.0)),
        transcripts=Transcripts(chat, app.live, stores.conversations, profiles, time),
    )


@dataclass
class Page:
    """The face that the page reads, for a user of its own."""

    client: TestClient
    user: str
    where: str = ""

    def begun(self, locale: str) -> "Page":
        """A conversation in which horror is refused."""
        begun = self.client.post("/v1/conversations", json={"user": self.user, "locale": locale})
        assert begun.status_code == 201, begun.text
        self.where = begun.json()["id"]
        self.say(NO_HORROR[locale])
        return self

    def say(self, message: str) -> Shown:
        answer = self.client.post(f"/v1/conversations/{self.where}/turns", json={"message": message})
        assert answer.status_code == 200, answer.text
        return shown(answer.text, answer.json())

    def like(self, item: Item) -> Shown:
        press = {
            "event_id": f"{self.where}-{item.id}",
            "user": self.user,
            "item_id": item.id,
            "kind": "like",
            "conversation": self.where,
        }
        answer = self.client.post("/v1/feedback", json=press)
        return shown(answer.text, answer.json()["turn"]["turn"])


@dataclass
class Completions:
    """The face that clients of OpenAI read; the client keeps the talk, and what others said in it."""

    client: TestClient
    user: str

    def begun(self, locale: str) -> "Completions":
        self.messages: list[dict[str, str]] = [{"role": "user", "content": NO_HORROR[locale]}]
        return self

    def put(self, role: str, content: str) -> None:
        self.messages.append({"role": role, "content": content})

    def say(self, message: str) -> Shown:
        self.put("user", message)
        asked = {"model": "chatrec", "messages": self.messages, "user": self.user}
        answer = self.client.post("/v1/chat/completions", json=asked)
        assert answer.status_code == 200, answer.text
        turn, text = answer.json()["chatrec"], answer.json()["choices"][0]["message"]["content"]
        self.put("assistant", text)
        return replace(shown(answer.text, turn), text=text)


def shown(whole: str, turn: Mapping[str, Any]) -> Shown:
    """What a turn shows."""
    cards = turn["slate"]
    words = [turn["reply"], turn["notice"], *turn["suggestions"], *(card["reason"] for card in cards)]
    words += [bar["label"] for card in cards for bar in card["evidence"]]
    genres = [card["labels"]["genre"] for card in cards]
    keys = [wish["key"] for wish in turn["constraints"]]
    return Shown(json.dumps(json.loads(whole), ensure_ascii=False), words, genres, keys)


def client(app: App) -> TestClient:
    return TestClient(create_app(app))


__all__ = [
    "ABOUT",
    "ASK",
    "MORE",
    "VICTIM",
    "Completions",
    "Page",
    "client",
    "items",
    "poisoned",
    "topics",
    "under_a_spell",
]
