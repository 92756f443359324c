"""Puts the house together; with `datasets.py`, the only module that names adapters."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chatrec.adapters.clock import SystemClock
from chatrec.adapters.folders import new_folder
from chatrec.adapters.key_file import KeyFile
from chatrec.adapters.load_file import LoadFile
from chatrec.adapters.model_folder import ModelFolder
from chatrec.adapters.optuna_search import OptunaSearch
from chatrec.adapters.result_folder import ResultFolder
from chatrec.adapters.sqlite import SqliteStores, copy_database, open_sqlite, open_staging
from chatrec.app.accepted import AcceptedItems
from chatrec.app.advising import Advisers
from chatrec.app.asking import Asking
from chatrec.app.backup import BackupOut, Means, backup
from chatrec.app.chat import Chat, Stores
from chatrec.app.chores import Chores
from chatrec.app.control import Control
from chatrec.app.dashboard import Dashboard
from chatrec.app.decisions import Decisions
from chatrec.app.desk import desk
from chatrec.app.embeddings import Embeddings
from chatrec.app.enriching import known
from chatrec.app.explaining import Explaining
from chatrec.app.forgetting import Forgetting, Traces
from chatrec.app.home import Home
from chatrec.app.ingesting import Ingested, Into, Progress, ingest
from chatrec.app.language_model import Ledgers, language_model
from chatrec.app.live import LiveModel
from chatrec.app.pathing import Pathing
from chatrec.app.people import People
from chatrec.app.quality import kept_report
from chatrec.app.recommending import Recommending
from chatrec.app.replaying import Replaying
from chatrec.app.reviewing import Reviewing
from chatrec.app.rewriting import Books, Rewriting
from chatrec.app.settings import Settings, read_settings
from chatrec.app.steers import Steers
from chatrec.app.transcripts import Transcripts
from chatrec.app.unlearning import Unlearning
from chatrec.app.versions import Versions
from chatrec.app.welcoming import Welcoming
from chatrec.app.wording import Wording
from chatrec.data import Source
from chatrec.learning import Profiles
from chatrec.llm import Ears, Voice
from chatrec.ports.clock import Clock
from chatrec.ports.language_model import LanguageModel
from chatrec.ports.loads import StoredLoad
from chatrec.ports.model_store import ModelStore
from chatrec.ports.results import ResultStore
from chatrec.ports.search import Search, Setting, Space


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """Every use case over one home; safe to call from many threads. `operator_key` gives what an operator shows."""

    home: Home
    settings: Settings
    stores: SqliteStores
    live: LiveModel
    chat: Chat
    welcoming: Welcoming
    wording: Wording
    people: People
    recommending: Recommending
    explaining: Explaining
    pathing: Pathing
    control: Control
    steers: Steers
    forgetting: Forgetting
    versions: Versions
    models: ModelStore
    decisions: Decisions
    replaying: Replaying
    transcripts: Transcripts
    chores: Chores
    dashboard: Dashboard
    operator_key: Callable[[], str]
    embeddings: Embeddings
    reviewing: Reviewing
    advisers: Advisers
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


def backed_up(home: Home, to: Path) -> BackupOut:
    """A copy of a home in the new folder `to`, whole or not at all, while others use the home."""
    return backup(home, to, Means(copy_database, new_folder))


def ingest_into(app: App, source: Source, progress: Progress) -> Ingested:
    """Bring what was found into the home of `app`, which keeps what became of the rows."""
    stores = app.stores
    told = partial(known, settings=app.settings)
    rules = app.settings.noise.rules()
    into = Into(
        AcceptedItems(stores.items, stores.proposals),
        stores.events,
        stores.transactions,
        rules,
        told,
        first=stores.first_load,
    )
    with _no_collector(), stores.transactions.bulk(), open_staging(app.home.folder) as staging:
        ingested = ingest(source, into, staging, progress)
    report = kept_report(ingested.report)
    LoadFile(app.home.loads).record(StoredLoad(clock().now(), ingested.items, ingested.events, report))
    return ingested


@contextmanager
def _no_collector() -> Iterator[None]:
    """Rows by the million hold no cycles, and looking for some in every few hundred takes a quarter of a load's time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def wired(home: Home, settings: Settings, stores: SqliteStores) -> App:
    """Every use case, given what it needs."""
    time = clock()
    models = ModelFolder(home.models)
    model = language_model(settings.llm, os.environ, time, Ledgers(stores.egress, stores.spending))
    advisers = Advisers(settings.llm, model)
    live = LiveModel(stores.items, models, settings, desk(home, settings.desk), advisers)
    profiles = Profiles(stores.events, stores.profiles, live.weights)
    decisions = Decisions(stores.decisions)
    asking = Asking(profiles, stores.conversations, decisions, time)
    books = Books(events=stores.events, profiles=profiles, transactions=stores.transactions)
    rewriting = Rewriting(live, asking, books)
    written = Stores(
        conversations=stores.conversations,
        events=stores.events,
        prompts=stores.prompts,
        transactions=stores.transactions,
        ears=Ears(model, timeout_s=settings.llm.ears_s) if model and settings.llm.ears_s else None,
    )
    versions = Versions(models)
    explaining = Explaining(live, asking, stores.proposals)
    voice = Voice(model, timeout_s=settings.llm.timeout_s) if model else None
    chat = Chat(live, written, profiles, decisions, time)
    return App(
        home=home,
        settings=settings,
        stores=stores,
        live=live,
        chat=chat,
        welcoming=Welcoming(live),
        wording=Wording(live, stores.conversations, voice),
        people=People(live, stores.events, profiles, stores.transactions),
        recommending=Recommending(live, asking, decisions),
        explaining=explaining,
        pathing=Pathing(live, explaining),
        control=Control(live, rewriting, books, time),
        steers=Steers(rewriting, books, time),
        forgetting=_forgetting(stores, Unlearning(stores.items, stores.events, models, time)),
        versions=versions,
        models=models,
        decisions=decisions,
        replaying=Replaying(live, stores.items, models, decisions),
        dashboard=Dashboard(stores.activity, LoadFile(home.loads), live, versions, time),
        operator_key=KeyFile(home.operator_key).read,
        transcripts=Transcripts(chat, live, stores.conversations, profiles, time),
        chores=Chores(live),
        embeddings=Embeddings(live),
        reviewing=_reviewing(settings, stores, time),
        advisers=advisers,
        language_model=model,
    )


def _reviewing(settings: Settings, stores: SqliteStores, time: Clock) -> Reviewing:
    """Decides on proposals of a home."""
    return Reviewing(
        items=stores.items,
        proposals=stores.proposals,
        transactions=stores.transactions,
        settings=settings,
        clock=time,
    )


def _forgetting(stores: SqliteStores, unlearning: Unlearning) -> Forgetting:
    """Forgets in every store that holds something of people."""
    holding: Mapping[str, Traces] = {
        "events": stores.events,
        "profiles": stores.profiles,
        "conversations": stores.conversations,
        "decisions": stores.decisions,
    }
    return Forgetting(holding, stores.transactions, unlearning)


__all__ = [
    "App",
    "asked_model",
    "backed_up",
    "clock",
    "ingest_into",
    "kept_results",
    "kept_search",
    "open_app",
    "wired",
]
