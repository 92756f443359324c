"""What is counted and timed, for Prometheus; every application has its own registry."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from chatrec.app.replies import HearingOut, JudgingOut, TurnOut, WordingOut
from chatrec.core.events import EventKind
from chatrec.interfaces.http.latency import Latency, LatencyOut
from chatrec.ports.language_model import Usage
from chatrec.recommend.constraints import KNOWN, SHOWN

# Seconds. A turn takes 2 to 20 ms; what is slower than a second is lost to the person who waits.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
ROUTE = ("method", "route", "status")


class Measures:
    """Counts what happens. No label holds anything that a user said or is called."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = self._counter("requests", "Requests answered.", ROUTE)
        self._seconds = Histogram(
            "chatrec_request_seconds", "Time to answer.", ROUTE, buckets=BUCKETS, registry=self._registry
        )
        self._turns = self._counter("turns", "Turns taken, by our move and the language.", ("move", "locale"))
        self._feedback = self._counter("feedback_events", "Feedback, new or seen before.", ("kind", "stored"))
        self._excluded = self._counter("excluded_items", "Items kept out of slates, by reason.", ("reason",))
        self._degradations = self._counter("degradations", "Requests that failed on our side.", ("route", "status"))
        self._wordings = self._counter("wordings", "Replies for which a language model was asked.", ("by", "trouble"))
        self._blocked = self._counter("blocked_sentences", "Sentences of a language model that no fact held.", ())
        self._tokens = self._counter("language_model_tokens", "Tokens that words, hearing and judgements took.", ())
        self._turn_seconds = Histogram(
            "chatrec_turn_seconds", "Time to a list.", ("move",), buckets=BUCKETS, registry=self._registry
        )
        self._latency = Latency()
        self._cost = self._counter(
            "language_model_cost", "What words, hearing and judgements cost, in the prices' currency.", ()
        )
        self._today = Gauge(
            "chatrec_language_model_today", "What today (UTC) took so far.", ("of",), registry=self._registry
        )
        self._hearings = self._counter("hearings", "Messages that a language model heard.", ("trouble",))
        self._judgements = self._counter("judgements", "Lists of which a language model was asked.", ("trouble",))
        self._heard = self._counter("heard", "What it heard, by what became of it.", ("outcome",))
        self._model = Gauge("chatrec_model_info", "The live model.", ("version",), registry=self._registry)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(method, route, status).observe(seconds)
        if status >= 500:
            self._degradations.labels(route, status).inc()

    def turn(self, turn: TurnOut, seconds: float) -> None:
        """A turn was taken, and its list was there after so long."""
        self._turn_seconds.labels(turn.move).observe(seconds)
        self._latency.add(seconds)
        self._turns.labels(turn.move, turn.locale).inc()
        if turn.hearing.model is not None:
            self._hearing(turn.hearing)
        self.listed(turn.excluded, turn.judging)

    def wording(self, wording: WordingOut) -> None:
        """A language model was asked for words."""
        self._wordings.labels(wording.by, wording.trouble or "none").inc()
        self._blocked.inc(wording.blocked)
        self._tokens.inc(wording.tokens)
        self._cost.inc(wording.cost)

    def _hearing(self, hearing: HearingOut) -> None:
        """A language model listened to a message."""
        self._hearings.labels(hearing.trouble or "none").inc()
        for outcome in ("added", "stricter", "disputed", "refused"):
            self._heard.labels(outcome).inc(getattr(hearing, outcome))
        self._tokens.inc(hearing.tokens)
        self._cost.inc(hearing.cost)

    def feedback(self, kind: EventKind, *, stored: bool) -> None:
        """Feedback came in."""
        self._feedback.labels(kind.value, str(stored).lower()).inc()

    def listed(self, excluded: Mapping[str, int], judging: JudgingOut) -> None:
        """A list was served without these, as `Slate.excluded` counts them, and a language model may have been asked about it."""
        for reason, count in excluded.items():
            self._excluded.labels(reason if reason in (KNOWN, SHOWN) else "constraint").inc(count)
        if judging.model is not None:
            self._judgements.labels(judging.trouble or "none").inc()
            self._tokens.inc(judging.tokens)
            self._cost.inc(judging.cost)

    def latency(self) -> LatencyOut:
        """How long the turns of the last hour took."""
        return self._latency.read()

    def text(self, model: str | None, today: Usage) -> bytes:
        """Everything so far, in the text format of Prometheus; `model` is the version that is live now, `today` what language
        models took.
        """
        self._today.labels("tokens").set(today.tokens)
        self._today.labels("cost").set(today.cost)
        self._model.clear()
        if model is not None:
            self._model.labels(model).set(1)
        return generate_latest(self._registry)

    def _counter(self, name: str, about: str, labels: tuple[str, ...]) -> Counter:
        return Counter(f"chatrec_{name}", about, labels, registry=self._registry)


__all__ = ["BUCKETS", "Measures"]
