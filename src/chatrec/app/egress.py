"""What left the house for language models, for people."""

from chatrec.app.replies import Form
from chatrec.ports.egress import EgressLedger


class SentOut(Form):
    """One request that left; `at` is seconds since 1970, `size` in bytes, `digest` the SHA-256 of what was sent."""

    at: float
    to: str
    model: str
    fields: tuple[str, ...]
    size: int
    digest: str
    blacked_out: int


class EgressOut(Form):
    """How much left in all, what may (`mode` is the setting `llm.egress`), and the latest requests, latest first."""

    mode: str
    requests: int
    bytes: int
    sent: tuple[SentOut, ...]


def egress_out(ledger: EgressLedger, mode: str, *, limit: int) -> EgressOut:
    """The record, the last `limit` requests one by one."""
    requests, size = ledger.total()
    sent = tuple(SentOut(**one._asdict()) for one in ledger.latest(limit))
    return EgressOut(mode=mode, requests=requests, bytes=size, sent=sent)


__all__ = ["EgressOut", "SentOut", "egress_out"]
