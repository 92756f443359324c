"""What left the house for language models, for people."""

from datetime import date, timedelta

from chatrec.app.language_model import Ledgers
from chatrec.app.replies import Form
from chatrec.app.settings import LlmSettings
from chatrec.ports.spending import Spent


class SentOut(Form):
    """One request that left; `at` is seconds since 1970, `size` in bytes, `digest` the SHA-256 of what was sent."""

    at: float
    to: str
    model: str
    fields: tuple[str, ...]
    size: int
    digest: str
    blacked_out: int


class SpentOut(Form):
    """What a model took on a day (UTC, as 2026-11-27): requests that it answered or may have, tokens, and their cost in the
    currency of the prices.
    """

    day: str
    model: str
    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float


class EgressOut(Form):
    """How much left in all, what may (`mode` is the setting `llm.egress`), and the latest requests, latest first; what models took
    a day, and the most that all may take (None = no limit).
    """

    mode: str
    requests: int
    bytes: int
    sent: tuple[SentOut, ...]
    spent: tuple[SpentOut, ...] = ()
    cost_a_day: float | None = None
    tokens_a_day: int | None = None


def egress_out(ledgers: Ledgers, settings: LlmSettings, *, limit: int) -> EgressOut:
    """The record, the last `limit` requests one by one, and the account of the last days."""
    requests, size = ledgers.egress.total()
    return EgressOut(
        mode=settings.egress,
        requests=requests,
        bytes=size,
        sent=tuple(SentOut(**one._asdict()) for one in ledgers.egress.latest(limit)),
        spent=tuple(_spent(one) for one in ledgers.spending.latest(limit)),
        cost_a_day=settings.cost_a_day,
        tokens_a_day=settings.tokens_a_day,
    )


def _spent(one: Spent) -> SpentOut:
    day = (date(1970, 1, 1) + timedelta(one.day)).isoformat()
    return SpentOut(**{**one._asdict(), "day": day})


__all__ = ["EgressOut", "SentOut", "SpentOut", "egress_out"]
