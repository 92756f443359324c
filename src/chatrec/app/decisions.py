"""The record of a served slate: everything that is needed to show, later, why it was what it was."""

import uuid

from chatrec.app.replies import Form
from chatrec.core.errors import NotFoundError
from chatrec.core.ids import ConversationId, DecisionId
from chatrec.core.query import Query
from chatrec.core.slate import Slate
from chatrec.dialogue.state import Served
from chatrec.dialogue.stored import ServedForm
from chatrec.ports.decisions import DecisionStore, StoredDecision


class ShownForm(Form):
    """One item as it was shown: `values[t]` is what the record's term t added to its score, 0 = nothing."""

    item: int
    score: float
    pscore: float
    values: tuple[float, ...]


class RecordForm(Form):
    """A decision as it is written down: what was asked, every term of evidence once, and the items with their values.

    Rows are catalogue rows, which never change their meaning; a term is (source, kind, ref).
    """

    version: int = 1
    conversation: str | None
    asked: ServedForm
    terms: tuple[tuple[str, str, str], ...]
    items: tuple[ShownForm, ...]
    excluded: dict[str, int]


class Decisions:
    """Writes and reads decision records."""

    def __init__(self, store: DecisionStore) -> None:
        self._store = store

    def put(
        self, query: Query, slate: Slate, *, kept_out: frozenset[int], conversation: ConversationId | None = None
    ) -> DecisionId:
        """Record a slate about to be served; its new id."""
        decision = DecisionId(uuid.uuid4().hex)
        text = _record(query, slate, kept_out, conversation).model_dump_json()
        self._store.put(StoredDecision(decision, query.user, slate.model, query.context.at, text))
        return decision

    def get(self, decision: DecisionId) -> StoredDecision:
        """A record. Raises NotFoundError when there is none of this id."""
        found = self._store.get(decision)
        if found is None:
            raise NotFoundError(f"There is no decision {decision!r}; a turn's `decision_id` names one.")
        return found


def _record(query: Query, slate: Slate, kept_out: frozenset[int], conversation: ConversationId | None) -> RecordForm:
    terms = list(dict.fromkeys(piece.term for item in slate.items for piece in item.evidence))
    values = [dict(item.evidence) for item in slate.items]
    return RecordForm(
        conversation=conversation,
        asked=ServedForm.of(Served(query, kept_out, tuple(item.item for item in slate.items))),
        terms=tuple((source, kind.value, ref) for source, kind, ref in terms),
        items=tuple(
            ShownForm(
                item=item.item,
                score=item.score,
                pscore=item.pscore,
                values=tuple(found.get(term, 0.0) for term in terms),
            )
            for item, found in zip(slate.items, values, strict=True)
        ),
        excluded=dict(slate.excluded),
    )


__all__ = ["Decisions", "RecordForm", "ShownForm"]
