"""What whoever runs the server sees of it: turns, feedback, what is shown, words, models and data."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np

from chatrec.app.live import LiveModel
from chatrec.app.quality import QualityOut, quality
from chatrec.app.replies import Form
from chatrec.app.versions import Versions
from chatrec.app.where import constraints
from chatrec.app.window import TURNS, EventSeen, TurnSeen, Window
from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import InputError, NotReadyError
from chatrec.core.events import EventKind
from chatrec.core.ids import ItemId
from chatrec.core.moves import Move
from chatrec.core.query import Locale
from chatrec.dialogue import Tools
from chatrec.dialogue.nlg.templates import LANGUAGES, wording
from chatrec.domains.base import named
from chatrec.evaluation.beyond import coverage, gini
from chatrec.learning import Manifest
from chatrec.ports.activity import Activity
from chatrec.ports.clock import Clock
from chatrec.ports.loads import Loads
from chatrec.recommend.constraints import KNOWN, SHOWN

HOUR_S, DAY_S = 3_600.0, 86_400.0
STEPS = 12  # bars of the last hour, five minutes each
MOST_SHOWN = 10
MOST_WISHES = 8
MOST_LOADS = 10


class TurnsOut(Form):
    """Turns of the window: how many in each five minutes of the last hour, oldest first, by move and by language.

    `whole_hour` is false where more than the window holds came in the last hour.
    """

    window: int
    since: float | None
    last_hour: int
    whole_hour: bool
    steps: tuple[int, ...]
    moves: dict[str, int]
    locales: dict[str, int]


class FeedbackOut(Form):
    """Feedback of the last 24 hours by kind, among the last 10,000 events; `liked_cards` are likes of what a list had shown."""

    last_day: dict[str, int]
    liked_cards: int


class TopOut(Form):
    """An item that was shown often."""

    item_id: str
    title: str
    times: int


class ShownOut(Form):
    """What the turns of the window showed: `lists` with `places` in all went to `items` of the `catalogue`; `coverage` is
    their share, `gini` how unevenly the places went (0 = evenly), `top` the ten items shown most and `top_share` their share.
    """

    lists: int
    places: int
    items: int
    catalogue: int
    coverage: float
    gini: float
    top: tuple[TopOut, ...]
    top_share: float


class WishOut(Form):
    """A wish that kept items out: its key, what it says, and how many items it was, over all lists."""

    key: str
    label: str
    items: int


class KeptOutOut(Form):
    """What was kept out of the lists of the window: items by reason, by which wish most, how many lists stayed empty and so
    had a relaxation offered, and how many relaxations were taken.
    """

    reasons: dict[str, int]
    wishes: tuple[WishOut, ...]
    offered: int
    taken: int


class WordsOut(Form):
    """Who worded the turns of the window. `asked` turns went to a language model; `trouble` counts by what went wrong with it,
    and then the templates spoke; `blocked` sentences claimed what no fact held.
    """

    asked: int
    by: dict[str, int]
    trouble: dict[str, int]
    blocked: int
    tokens: int
    cost: float


class VersionOut(Form):
    """A model version in a line; `ndcg` is its mean NDCG@10 on held-out behaviour, with the interval of 95 %."""

    version: str
    created_at: float
    live: bool
    ndcg: float | None
    ci95: tuple[float, float] | None
    interactions: int
    users: int
    scorers: tuple[str, ...]
    forgotten: int


class DashboardOut(Form):
    """The state of a home at a time (seconds since 1970). Nothing in it names a user."""

    at: float
    turns: TurnsOut
    feedback: FeedbackOut
    shown: ShownOut
    kept_out: KeptOutOut
    words: WordsOut
    versions: tuple[VersionOut, ...]
    data: QualityOut


class Dashboard:
    """Reads the stores; what a look costs does not grow with the log, see `Window`."""

    def __init__(self, activity: Activity, loads: Loads, live: LiveModel, versions: Versions, clock: Clock) -> None:
        self._window = Window(activity)
        self._loads = loads
        self._live = live
        self._versions = versions
        self._clock = clock

    def look(self, locale: Locale = "en") -> DashboardOut:
        """Everything as it is now. Without a live model there are no titles and no catalogue yet."""
        now, turns, tools = self._clock.now(), self._window.turns(), self._tools()
        catalogue = Catalogue(()) if tools is None else tools.catalogue
        return DashboardOut(
            at=now,
            turns=turns_out(turns, now),
            feedback=feedback_out(self._window.events(), now),
            shown=shown_out(turns, catalogue, locale),
            kept_out=kept_out_out(turns, partial(_said, tools=tools, locale=locale)),
            words=words_out(turns),
            versions=self._versions_out(),
            data=quality(catalogue, self._loads.latest(MOST_LOADS)),
        )

    def _tools(self) -> Tools | None:
        try:
            return self._live.tools()
        except NotReadyError:
            return None

    def _versions_out(self) -> tuple[VersionOut, ...]:
        live = self._versions.live()
        current = None if live is None else live.version
        return tuple(_version(manifest, live=manifest.version == current) for manifest in self._versions.every())


def turns_out(turns: Sequence[TurnSeen], now: float) -> TurnsOut:
    """How many turns, when, and of which kind."""
    ages = [now - turn.at for turn in turns if now - turn.at < HOUR_S]
    steps = Counter(min(STEPS - 1, int(max(0.0, age) / HOUR_S * STEPS)) for age in ages)
    return TurnsOut(
        window=len(turns),
        since=turns[0].at if turns else None,
        last_hour=len(ages),
        whole_hour=len(ages) < TURNS,
        steps=tuple(steps[STEPS - 1 - step] for step in range(STEPS)),
        moves=_counted(turn.move for turn in turns),
        locales=_counted(turn.locale for turn in turns),
    )


def feedback_out(events: Sequence[EventSeen], now: float) -> FeedbackOut:
    """What people said and did in the last day."""
    recent = [event for event in events if now - event.at < DAY_S]
    likes = sum(event.shown and event.kind is EventKind.LIKE for event in recent)
    return FeedbackOut(last_day=_counted(event.kind.value for event in recent), liked_cards=likes)


def shown_out(turns: Sequence[TurnSeen], catalogue: Catalogue, locale: Locale) -> ShownOut:
    """How the places of all lists went to the items of the catalogue."""
    lists = [turn.items for turn in turns if turn.items]
    times = Counter(item for items in lists for item in items)
    exposure = np.zeros(max(len(catalogue), len(times), 1))
    exposure[: len(times)] = list(times.values())
    top = times.most_common(MOST_SHOWN)
    return ShownOut(
        lists=len(lists),
        places=times.total(),
        items=len(times),
        catalogue=len(catalogue),
        coverage=coverage(exposure),
        gini=gini(exposure),
        top=tuple(TopOut(item_id=item, title=_title(item, catalogue, locale), times=n) for item, n in top),
        top_share=sum(n for _, n in top) / max(1, times.total()),
    )


def kept_out_out(turns: Sequence[TurnSeen], say: Callable[[str], str]) -> KeptOutOut:
    """What constraints and knowledge of the user removed, and what became of lists that stayed empty; `say` words a wish."""
    removed: Counter[str] = Counter()
    for turn in turns:
        removed.update(turn.excluded)
    wishes = Counter({key: n for key, n in removed.items() if key not in (KNOWN, SHOWN)})
    reasons = {KNOWN: removed[KNOWN], SHOWN: removed[SHOWN], "constraint": wishes.total()}
    return KeptOutOut(
        reasons={reason: n for reason, n in reasons.items() if n},
        wishes=tuple(WishOut(key=key, label=say(key), items=n) for key, n in wishes.most_common(MOST_WISHES)),
        offered=sum(turn.move == Move.APOLOGISE_AND_RELAX for turn in turns),
        taken=sum(turn.accepted for turn in turns),
    )


def words_out(turns: Sequence[TurnSeen]) -> WordsOut:
    """Whether the language model, where there is one, did what it was asked."""
    asked = [turn.wording for turn in turns if turn.wording.model is not None]
    return WordsOut(
        asked=len(asked),
        by=_counted(turn.wording.by for turn in turns),
        trouble=_counted(wording.trouble for wording in asked if wording.trouble),
        blocked=sum(wording.blocked for wording in asked),
        tokens=sum(wording.tokens for wording in asked),
        cost=sum(wording.cost for wording in asked),
    )


def _version(manifest: Manifest, *, live: bool) -> VersionOut:
    measured = manifest.metrics.get("ndcg@10")
    return VersionOut(
        version=manifest.version,
        created_at=manifest.created_at,
        live=live,
        ndcg=None if measured is None else measured.mean,
        ci95=None if measured is None else (measured.low, measured.high),
        interactions=manifest.interactions,
        users=manifest.users,
        scorers=manifest.scorers,
        forgotten=manifest.forgotten,
    )


def _said(key: str, *, tools: Tools | None, locale: Locale) -> str:
    """A wish in words; its key where the catalogue knows it no more."""
    if tools is None:
        return key
    try:
        (wish,) = constraints((key,), tools.catalogue, tools.domain)
    except InputError:
        return key
    return wording(wish, LANGUAGES[locale], tools.catalogue, tools.domain)


def _title(item: str, catalogue: Catalogue, locale: Locale) -> str:
    """What readers call it; its id where it has gone since."""
    known = ItemId(item)
    return named(catalogue[catalogue.row(known)], locale) if catalogue.has(known) else item


def _counted(names: Iterable[str]) -> dict[str, int]:
    """How often each is there, the most frequent first."""
    return dict(Counter(names).most_common())


__all__ = ["Dashboard", "DashboardOut"]
