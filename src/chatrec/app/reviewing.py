"""`chatrec review`: a person decides what becomes of proposals; only here does one reach the catalogue, and the way back is kept."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from chatrec.app.enriching import domain_of
from chatrec.app.settings import Settings
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ConflictError, DataError, InputError, NotFoundError
from chatrec.core.ids import ItemId
from chatrec.domains.base import Domain, Words
from chatrec.ports.clock import Clock
from chatrec.ports.items import ItemStore
from chatrec.ports.proposals import LABELS, Proposal, ProposalKind, ProposalStore, Status, Wanted
from chatrec.ports.transactions import Transactions

Decision = Literal["accept", "reject", "undo"]
OUTCOMES: Mapping[Decision, Status] = {
    "accept": Status.ACCEPTED,
    "reject": Status.REJECTED,
    "undo": Status.WAITING,
}
LEARNS = "words"  # the scorer that learns from searches
AT_ONCE = 1000  # numbers of one decision


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: the proposals as they are now, whether it takes a training to count, and how many searches of them nothing
    learns from, because the settings name no scorer of words or leave invented searches out.
    """

    proposals: tuple[Proposal, ...]
    train: bool
    unused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewing:
    """Lists proposals and carries out decisions, all of one call or none of them."""

    items: ItemStore
    proposals: ProposalStore
    transactions: Transactions
    settings: Settings
    clock: Clock

    def find(self, wanted: Wanted) -> Sequence[Proposal]:
        """The proposals, by number. Raises NotFoundError for a number that there is not."""
        found = self.proposals.find(wanted)
        if wanted.numbers:
            _refuse_unknown(wanted.numbers, found)
        return found

    def count(self) -> Mapping[tuple[ProposalKind, Status], int]:
        """How many there are."""
        return self.proposals.count()

    def decide(self, wanted: Wanted, decision: Decision, *, by: str) -> Decided:
        """Accept, reject or take back a decision on everything that is wanted, as `by`.

        An accepted theme or mood is written into the item; undone, the item is as it was. Raises NotFoundError for a number that
        there is not, and ConflictError, changing nothing, where one was decided otherwise, its value is no longer in the
        vocabulary, or the item tells the field itself by now.
        """
        if not by.strip():
            raise InputError("A decision needs a name in `by`: it is kept with what was decided.")
        with self.transactions.begin():
            found = self.find(wanted)
            for one in found:
                _refuse(one, decision)
            moved = [one for one in found if Status.ACCEPTED in (one.status, OUTCOMES[decision])]
            labels = [one for one in moved if one.kind in LABELS]
            if labels:
                self._write(labels, decision)
            at = self.clock.now()
            decided = [_decided(one, decision, by=by.strip(), at=at) for one in found]
            self.proposals.decide(decided)
        queries = sum(one.kind is ProposalKind.QUERY for one in moved)
        learning = self.settings.synthetic and LEARNS in self.settings.scorers
        return Decided(tuple(decided), bool(labels or (queries and learning)), 0 if learning else queries)

    def _write(self, labels: Sequence[Proposal], decision: Decision) -> None:
        """Add values to items, or take them away again."""
        catalogue = self.items.catalogue()
        changed: dict[ItemId, Item] = {}
        own = self._own(labels, catalogue) if decision == "accept" else {}
        for one in labels:
            item = changed.get(ItemId(one.about)) or catalogue[catalogue.row(ItemId(one.about))]
            if decision == "accept":
                _refuse_own(one, own)
                changed[item.id] = with_value(item, one)
            else:
                changed[item.id] = without_value(item, one)
        self.items.put(list(changed.values()))

    def _own(self, labels: Sequence[Proposal], catalogue: Catalogue) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """What the items told by themselves in these fields, without what was accepted; after the vocabulary was looked at."""
        domain = domain_of(catalogue, self.settings)
        known = {kind: vocabulary(kind, domain) for kind in {one.kind for one in labels}}
        for one in labels:
            if one.value not in known[one.kind]:
                raise ConflictError(
                    f"Proposal {one.number} cannot be accepted: {one.value!r} is no longer a {one.kind.value} of the domain "
                    f"{domain.name!r}; reject it."
                )
        accepted = {
            (one.about, one.kind.value, one.value)
            for one in self.proposals.find(Wanted(kinds=LABELS, statuses=(Status.ACCEPTED,)))
        }
        return {
            (one.about, one.kind.value): tuple(
                value
                for value in catalogue[catalogue.row(ItemId(one.about))].labels.get(one.kind.value, ())
                if (one.about, one.kind.value, value) not in accepted
            )
            for one in labels
        }


def vocabulary(kind: ProposalKind, domain: Domain) -> Mapping[str, Words]:
    """The values that a field may have in a domain. Raises DataError where there are none."""
    fields = domain.facts.worded() if domain.facts is not None else {}
    if kind.value not in fields:
        raise DataError(
            f"The domain {domain.name!r} of this home has no vocabulary of {kind.value}s; the setting domain names one that "
            "has, as books, media, movies and music do."
        )
    return fields[kind.value].values


def with_value(item: Item, proposal: Proposal) -> Item:
    """The item with a value behind those that its field has."""
    field, values = proposal.kind.value, item.labels.get(proposal.kind.value, ())
    return item if proposal.value in values else replace(item, labels={**item.labels, field: (*values, proposal.value)})


def without_value(item: Item, proposal: Proposal) -> Item:
    """The item without it, and without the field where nothing is left of that."""
    left = tuple(value for value in item.labels.get(proposal.kind.value, ()) if value != proposal.value)
    others = {name: values for name, values in item.labels.items() if name != proposal.kind.value}
    return replace(item, labels={**others, **({proposal.kind.value: left} if left else {})})


def exported(proposals: Sequence[Proposal]) -> Iterator[str]:
    """Accepted paraphrases as JSON Lines, as `evaluate nlu --train` and `tools/intents.py` read them."""
    for one in proposals:
        told = {"text": one.value, "intent": one.ground, "of": one.about, "model": one.model, "by": one.by}
        yield json.dumps(told, ensure_ascii=False)


def _decided(one: Proposal, decision: Decision, *, by: str, at: float) -> Proposal:
    if decision == "undo":
        return one._replace(status=Status.WAITING, by="", decided_at=None)
    return one._replace(status=OUTCOMES[decision], by=by, decided_at=at)


def _refuse_unknown(numbers: Sequence[int], found: Sequence[Proposal]) -> None:
    twice = [number for number, times in Counter(numbers).items() if times > 1]
    if twice:
        raise InputError(f"Proposal {twice[0]} is named twice; once is enough.")
    missing = set(numbers) - {one.number for one in found}
    if missing:
        raise NotFoundError(f"There is no proposal {min(missing)}; `chatrec review` lists them.")


def _refuse(one: Proposal, decision: Decision) -> None:
    """Raise ConflictError where the decision does not fit what became of the proposal before."""
    if decision == "undo" and one.status in (Status.ACCEPTED, Status.REJECTED):
        return
    if decision != "undo" and one.status is Status.WAITING:
        return
    if one.status is Status.SUPERSEDED:
        says = f"was superseded: item {one.about!r} tells its {one.kind.value} itself since it was loaded again"
    elif one.status is Status.WAITING:
        says = "is waiting: nothing was decided that could be undone"
    else:
        when = datetime.fromtimestamp(one.decided_at or 0.0, UTC).date()
        says = f"was {one.status.value} by {one.by} on {when}; `chatrec review undo {one.number}` takes that back first"
    raise ConflictError(f"Proposal {one.number} ({one.value!r}) {says}.")


def _refuse_own(one: Proposal, own: Mapping[tuple[str, str], tuple[str, ...]]) -> None:
    told = own[one.about, one.kind.value]
    if told:
        raise ConflictError(
            f"Proposal {one.number} cannot be accepted: item {one.about!r} tells its {one.kind.value} itself by now "
            f"({', '.join(told)}); reject it."
        )


__all__ = [
    "AT_ONCE",
    "LEARNS",
    "Decided",
    "Decision",
    "Reviewing",
    "exported",
    "vocabulary",
    "with_value",
    "without_value",
]
