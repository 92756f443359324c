"""A decision made again later: with the model, the catalogue, the settings and the question of then."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from chatrec.app.decisions import Decisions, MadeForm, RecordForm, read_record, record
from chatrec.app.live import LiveModel
from chatrec.app.models import unpacked
from chatrec.app.ranking import ranking
from chatrec.app.replies import Form
from chatrec.core.errors import NotFoundError, NotReadyError
from chatrec.core.ids import DecisionId, ModelVersion, UserId
from chatrec.core.query import Locale
from chatrec.learning import parse_manifest
from chatrec.ports.decisions import StoredDecision
from chatrec.ports.items import ItemStore
from chatrec.ports.model_store import ModelStore
from chatrec.recommend import DiversityReranker, Recommender


@dataclass(frozen=True, slots=True)
class ReplayWords:
    """One language."""

    same: str
    differs: str
    changed: str
    untold: str


WORDS: Mapping[Locale, ReplayWords] = MappingProxyType(
    {
        "en": ReplayWords(
            same="Decision {id} comes out the same, byte for byte: model {model}, {items} items, diversity {diversity:g}.",
            differs="Decision {id} comes out otherwise than it was recorded; what differs: {parts}.",
            changed="Decision {id} cannot be made again: the facts of its {items} items were changed since (fingerprint {then}, "
            "now {now}). Its record still holds every term.",
            untold="Decision {id} was recorded by a version of Chat-Rec that did not say what catalogue and settings it was "
            "made with, so it cannot be made again. Its record still holds every term.",
        ),
        "zh": ReplayWords(
            same="决定 {id} 重做后逐字节相同：模型 {model}，{items} 个条目，多样性 {diversity:g}。",
            differs="决定 {id} 重做后与记录不同，不同之处：{parts}。",
            changed="决定 {id} 无法重做：其 {items} 个条目的资料此后有变（指纹 {then}，现为 {now}）。记录仍保存每一项依据。",
            untold="决定 {id} 由未记下条目和设置的旧版 Chat-Rec 记录，无法重做。记录仍保存每一项依据。",
        ),
    }
)
GONE = (
    "Decision {decision!r} was made by model {model!r}, which is no longer stored, so it cannot be made again; its record "
    "still holds every term: `chatrec decisions show {decision}`."
)


class ReplayOut(Form):
    """What came of making a decision again. `identical` = the new record is the stored one, byte for byte; `differs` names
    the parts that are not; both are empty-handed where it could not be made again, and the sentence says why.
    """

    id: str
    model: str
    replayed: bool
    identical: bool
    differs: tuple[str, ...]
    sentence: str
    record: RecordForm | None


class Replaying:
    """Reads decisions, and makes them again. Keeps the last recommender it needed, for one is rarely asked about alone."""

    def __init__(self, live: LiveModel, items: ItemStore, models: ModelStore, decisions: Decisions) -> None:
        self._live = live
        self._items = items
        self._models = models
        self._decisions = decisions
        self._last: tuple[ModelVersion, Recommender] | None = None

    def read(self, decision: DecisionId) -> tuple[StoredDecision, RecordForm]:
        """A decision and its record. Raises NotFoundError, StorageError for a record that this version cannot read."""
        stored = self._decisions.get(decision)
        return stored, read_record(stored)

    def replay(self, decision: DecisionId, locale: Locale = "en") -> ReplayOut:
        """Make a decision again and compare. Raises NotFoundError when it, or the model that made it, is no longer stored.

        Cost: one list; half a second more where the model or the catalogue of then is not the one at hand.
        """
        words, (stored, form) = WORDS[locale], self.read(decision)
        if form.made is None:
            return _not_replayed(stored, words.untold.format(id=decision))
        by = self._recommender(stored, form.made)
        now = by.catalogue.fingerprint
        if now != form.made.catalogue:
            made = form.made
            return _not_replayed(
                stored, words.changed.format(id=decision, items=made.items, then=made.catalogue, now=now)
            )
        asked = form.asked.read(stored.user or UserId(""))
        slate = by.recommend(asked.query, shown=asked.kept_out)
        again = record(replace(asked, rows=tuple(one.item for one in slate.items)), slate, by, form.conversation)
        identical = again.model_dump_json() == stored.record
        differs = tuple(part for part in RecordForm.model_fields if getattr(again, part) != getattr(form, part))
        parts = ", ".join(differs) or "bytes"
        sentence = (words.same if identical else words.differs).format(
            id=decision, model=stored.model, items=form.made.items, diversity=form.made.diversity, parts=parts
        )
        return ReplayOut(
            id=stored.id,
            model=stored.model,
            replayed=True,
            identical=identical,
            differs=differs,
            sentence=sentence,
            record=again,
        )

    def _recommender(self, stored: StoredDecision, made: MadeForm) -> Recommender:
        """The recommender of then: the live one where nothing changed."""
        last = self._last
        if last is not None and last[0] == stored.model and made.suits(last[1]):
            return last[1]
        try:
            live = self._live.tools().recommender
            if live.model == stored.model and made.suits(live):
                return live
        except NotReadyError:
            pass  # nothing is live; the model of then may be stored all the same
        by = self._restored(stored, made)
        self._last = (stored.model, by)
        return by

    def _restored(self, stored: StoredDecision, made: MadeForm) -> Recommender:
        try:
            model = self._models.get(stored.model)
        except NotFoundError as error:
            raise NotFoundError(GONE.format(decision=stored.id, model=stored.model)) from error
        catalogue = self._items.catalogue().first(made.items)
        blend = unpacked(model.arrays, parse_manifest(model.manifest).scorers, catalogue)
        reranker = DiversityReranker(catalogue, strength=made.diversity)
        scorer = ranking(blend, catalogue, requests=made.strengths(), novelty=made.novelty)
        return Recommender(catalogue, scorer, reranker, model=stored.model)


def _not_replayed(stored: StoredDecision, sentence: str) -> ReplayOut:
    return ReplayOut(
        id=stored.id, model=stored.model, replayed=False, identical=False, differs=(), sentence=sentence, record=None
    )


__all__ = ["ReplayOut", "Replaying"]
