"""Puts the house together; with `datasets.py`, the only module that names adapters."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from chatrec.adapters.clock import SystemClock
from chatrec.adapters.model_folder import ModelFolder
from chatrec.adapters.optuna_search import OptunaSearch
from chatrec.adapters.result_folder import ResultFolder
from chatrec.adapters.sqlite import SqliteStores, open_sqlite, open_staging
from chatrec.app.asking import Asking
from chatrec.app.chat import Chat, Stores
from chatrec.app.control import Books, Control
from chatrec.app.decisions import Decisions
from chatrec.app.embeddings import Embeddings
from chatrec.app.enriching import known
from chatrec.app.explaining import Explaining
from chatrec.app.forgetting import Forgetting
from chatrec.app.home import Home
from chatrec.app.ingesting import Ingested, Into, Progress, ingest
from chatrec.app.language_model import Ledgers, language_model
from chatrec.app.live import LiveModel
from chatrec.app.people import People
from chatrec.app.recommending import Recommending
from chatrec.app.replaying import Replaying
from chatrec.app.settings import Settings, read_settings
from chatrec.app.transcripts import Transcripts
from chatrec.app.unlearning import Unlearning
from chatrec.app.versions import Versions
from chatrec.app.wording import Wording
from chatrec.data import Source
from chatrec.learning import Profiles
from chatrec.llm import Ears, Voice
from chatrec.ports.clock import Clock
from chatrec.ports.language_model import LanguageModel
from chatrec.ports.model_store import ModelStore
from chatrec.ports.results import ResultStore
from chatrec.ports.search import Search, Setting, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Every use case over one home; safe to call from many threads."""

    home: Home
    settings: Settings
    stores: SqliteStores
    live: LiveModel
    chat: Chat
    wording: Wording
    people: People
    recommending: Recommending
    explaining: Explaining
    control: Control
    forgetting: Forgetting
    versions: Versions
    models: ModelStore
    decisions: Decisions
    replaying: Replaying
    transcripts: Transcripts
    embeddings: Embeddings
    language_model: LanguageModel | None = None


def clock() -> Clock:
    """The system's clock."""
    return SystemClock()


def kept_results(home: Home) -> ResultStore:
    """Where a home keeps the finished steps of evaluations."""
    return ResultFolder(home.evaluations)


def kept_search(home: Home, name: str, space: Space, *, seed: int, first: Setting | None) -> Search:
    """The search of this name in a home, gone on with or begun. Raises ConfigError without Optuna."""
    return OptunaSearch(home.tuning / f"{name}.log", space, seed=seed, first=first)


@contextmanager
def open_app(home: Home, overrides: Sequence[str] = ()) -> Iterator[App]:
    """The use cases of a home, until the block ends. Raises ConfigError for wrong settings, StorageError for a database
    that cannot be opened.
    """
    settings = read_settings(home.folder, overrides)
    stores = open_sqlite(home.database)
    try:
        yield wired(home, settings, stores)
    finally:
        stores.close()


@contextmanager
def asked_model(home: Home, settings: Settings) -> Iterator[LanguageModel | None]:
    """The language model of the settings for work outside of a conversation, until the block ends; what leaves is written in
    the home's ledger as always.
    """
    stores = open_sqlite(home.database)
    try:
        yield language_model(settings.llm, os.environ, clock(), Ledgers(stores.egress, stores.spending))
    finally:
        stores.close()


def ingest_into(app: App, source: Source, progress: Progress) -> Ingested:
    """Bring what was found into the home of `app`."""
    stores = app.stores
    told = partial(known, settings=app.settings)
    into = Into(stores.items, stores.events, stores.transactions, app.settings.noise.rules(), told)
    with stores.transactions.bulk(), open_staging(app.home.folder) as staging:
        return ingest(source, into, staging, progress)


def wired(home: Home, settings: Settings, stores: SqliteStores) -> App:
    """Every use case, given what it needs."""
    time = clock()
    models = ModelFolder(home.models)
    live = LiveModel(stores.items, models, settings)
    profiles = Profiles(stores.events, stores.profiles, live.weights)
    decisions = Decisions(stores.decisions)
    asking = Asking(profiles, stores.conversations, time)
    books = Books(events=stores.events, profiles=profiles, transactions=stores.transactions)
    model = language_model(settings.llm, os.environ, time, Ledgers(stores.egress, stores.spending))
    written = Stores(
        conversations=stores.conversations,
        events=stores.events,
        prompts=stores.prompts,
        transactions=stores.transactions,
        ears=Ears(model, timeout_s=settings.llm.ears_s) if model and settings.llm.ears_s else None,
    )
    voice = Voice(model, timeout_s=settings.llm.timeout_s) if model else None
    chat = Chat(live, written, profiles, decisions, time)
    return App(
        home=home,
        settings=settings,
        stores=stores,
        live=live,
        chat=chat,
        wording=Wording(live, stores.conversations, voice),
        people=People(live, stores.events, profiles, stores.transactions),
        recommending=Recommending(live, asking, decisions),
        explaining=Explaining(live, asking),
        control=Control(live, asking, books, time),
        forgetting=Forgetting(
            {
                "events": stores.events,
                "profiles": stores.profiles,
                "conversations": stores.conversations,
                "decisions": stores.decisions,
            },
            stores.transactions,
            Unlearning(stores.items, stores.events, models, time),
        ),
        versions=Versions(models),
        models=models,
        decisions=decisions,
        replaying=Replaying(live, stores.items, models, decisions),
        transcripts=Transcripts(chat, live, stores.conversations, profiles, time),
        embeddings=Embeddings(live),
        language_model=model,
    )


__all__ = ["App", "asked_model", "clock", "ingest_into", "kept_results", "kept_search", "open_app", "wired"]
