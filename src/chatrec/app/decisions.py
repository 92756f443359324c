"""The record of a served slate: everything that is needed to show, later, why it was what it was."""

import uuid
from collections.abc import Sequence
from dataclasses import astuple
from typing import Literal

from pydantic import BaseModel, ConfigDict, SerializerFunctionWrapHandler, model_serializer

from chatrec.app.replies import Form
from chatrec.app.written import read_back
from chatrec.core.errors import NotFoundError
from chatrec.core.ids import ConversationId, DecisionId, UserId
from chatrec.core.pieces import tabled
from chatrec.core.query import Query
from chatrec.core.slate import Slate
from chatrec.dialogue.state import Served
from chatrec.dialogue.stored import ServedForm
from chatrec.ports.decisions import DecisionStore, StoredDecision
from chatrec.recommend import Dialled, Recommender, Requested, Strengths, layers, requests


class ShownForm(Form):
    """One item as it was shown: `values[t]` is what the record's term t added to its score, 0 = nothing."""

    item: int
    score: float
    pscore: float
    values: tuple[float, ...]


class MadeForm(Form):
    """What a decision was made with, beside the model: how many items the catalogue had, its fingerprint, and the settings
    `diversity` and `novelty`, and what `requests` weigh, people, features and topics, where it was asked for any.
    """

    items: int
    catalogue: str
    diversity: float
    novelty: float
    requests: tuple[float, float, float] | None = None

    @model_serializer(mode="wrap")
    def _as_before(self, write: SerializerFunctionWrapHandler) -> dict[str, object]:
        """Without requests where there are none: a record of before there were any is made again byte for byte."""
        written: dict[str, object] = write(self)
        return {name: value for name, value in written.items() if name != "requests" or value is not None}

    def strengths(self) -> Strengths:
        """What requests weigh."""
        return Strengths() if self.requests is None else Strengths(*self.requests)

    def suits(self, by: Recommender) -> bool:
        """Whether a recommender makes its decisions with this."""
        now = made_with(by)
        return self in (now, now.model_copy(update={"requests": None}))


class RecordForm(Form):
    """A decision as it is written down: what was asked, every term of evidence once, and the items with their values.

    Rows are catalogue rows, which never change their meaning; a term is (source, kind, ref). Version 1 did not say what a
    decision was `made` with.
    """

    version: Literal[1, 2] = 2
    made: MadeForm | None = None
    conversation: str | None
    asked: ServedForm
    terms: tuple[tuple[str, str, str], ...]
    items: tuple[ShownForm, ...]
    excluded: dict[str, int]


class AskedForm(BaseModel):
    """What a decision was asked, without what came of it, which is most of a record and takes most of the time to read."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    conversation: str | None
    asked: ServedForm


class Decisions:
    """Writes and reads decision records."""

    def __init__(self, store: DecisionStore) -> None:
        self._store = store

    def put(self, decision: StoredDecision) -> DecisionId:
        """Keep a decision that is about to be served; its id."""
        self._store.put(decision)
        return decision.id

    def get(self, decision: DecisionId) -> StoredDecision:
        """A record. Raises NotFoundError when there is none of this id."""
        found = self._store.get(decision)
        if found is None:
            raise NotFoundError(
                f"There is no decision {decision!r}; a turn's or a list's `decision_id` names one.",
                zh="这份列表的记录已经不在了；请重新要一份推荐。",
            )
        return found

    def latest(self, user: UserId, most: int) -> Sequence[StoredDecision]:
        """The user's last decisions, the latest first, at most so many."""
        return self._store.latest(user, most)


def decided(
    query: Query,
    slate: Slate,
    *,
    kept_out: frozenset[int],
    by: Recommender,
    conversation: ConversationId | None = None,
) -> StoredDecision:
    """The record of a slate that was made by `by`, under a new id."""
    text = record(Served(query, kept_out, _rows(slate)), slate, by, conversation).model_dump_json()
    return StoredDecision(DecisionId(uuid.uuid4().hex), query.user, slate.model, query.context.at, text)


def read_record(stored: StoredDecision) -> RecordForm:
    """What was written down. Raises StorageError for a record that this version cannot read."""
    return read_back(RecordForm, stored.record, f"Decision {stored.id!r}")


def read_asked(stored: StoredDecision) -> AskedForm:
    """The same for the question alone."""
    return read_back(AskedForm, stored.record, f"Decision {stored.id!r}")


def made_with(by: Recommender) -> MadeForm:
    """What a recommender's decisions are made with."""
    requested = next((one for one in layers(by.scorer) if isinstance(one, Requested)), None)
    return MadeForm(
        items=len(by.catalogue),
        catalogue=by.catalogue.fingerprint,
        diversity=by.reranker.reach(Query()),
        novelty=by.scorer.strength if isinstance(by.scorer, Dialled) else 0.0,
        requests=astuple(requested.strengths) if requested is not None else None,
    )


def record(asked: Served, slate: Slate, by: Recommender, conversation: str | None) -> RecordForm:
    """A decision as it is written down; the same question to the same recommender gives the same text, byte for byte."""
    terms, values = tabled([item.evidence for item in slate.items])
    made = made_with(by)
    return RecordForm(
        made=made if requests(asked.query) else made.model_copy(update={"requests": None}),
        conversation=conversation,
        asked=ServedForm.of(asked),
        terms=terms,
        items=tuple(
            ShownForm(
                item=item.item,
                score=item.score,
                pscore=item.pscore,
                values=tuple(added),
            )
            for item, added in zip(slate.items, values.tolist(), strict=True)
        ),
        excluded=dict(slate.excluded),
    )


def _rows(slate: Slate) -> tuple[int, ...]:
    return tuple(item.item for item in slate.items)


__all__ = [
    "AskedForm",
    "Decisions",
    "MadeForm",
    "RecordForm",
    "ShownForm",
    "decided",
    "made_with",
    "read_asked",
    "read_record",
    "record",
]
