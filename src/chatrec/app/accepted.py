"""What was accepted of a model's proposals, where it counts: in the items of a load, in training, and beside the facts of an item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.random import Generator

from chatrec.app.reviewing import LEARNS, with_value
from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.errors import ConfigError
from chatrec.core.ids import ItemId, UserId
from chatrec.core.interactions import Dataset, Utterance
from chatrec.core.knowledge import Knowledge
from chatrec.core.protocols import Scorer, SumTrainer
from chatrec.core.query import Locale, Said
from chatrec.core.sums import Sums
from chatrec.data import dataset_of
from chatrec.domains.base import Domain
from chatrec.ports.items import ItemStore
from chatrec.ports.proposals import LABELS, Proposal, ProposalKind, ProposalStore, Status, Wanted
from chatrec.scorers.blending import BlendTrainer

SYNTHETIC = "synthetic:"  # before the number of a proposal, as the user who would have searched so


NOTES: Mapping[Locale, str] = {
    "en": "{field} {value}: proposed by the language model {model}, accepted by {by} on {day}.",
    "zh": "{field} {value}：由语言模型 {model} 提议，{by} 于 {day} 接受。",
}


@dataclass(frozen=True, slots=True)
class AcceptedItems:
    """A store of items that keeps what was accepted when items are loaded again. What a file tells itself wins, field by field, and
    supersedes what was accepted.
    """

    items: ItemStore
    proposals: ProposalStore

    def put(self, items: Sequence[Item]) -> int:
        accepted: dict[str, list[Proposal]] = {}
        for one in self.proposals.find(Wanted(kinds=LABELS, statuses=(Status.ACCEPTED,))):
            accepted.setdefault(one.about, []).append(one)
        superseded: list[Proposal] = []
        kept: list[Item] = []
        for item in items:
            own = set(item.labels)
            for one in accepted.get(item.id, ()):
                if one.kind.value in own:
                    superseded.append(one._replace(status=Status.SUPERSEDED))
                else:
                    item = with_value(item, one)  # noqa: PLW2901 - the same item with more
            kept.append(item)
        self.proposals.decide(list({one.number: one for one in superseded}.values()))
        return self.items.put(kept)

    def put_knowledge(self, graph: Knowledge) -> None:
        self.items.put_knowledge(graph)

    def catalogue(self) -> Catalogue:
        return self.items.catalogue()


@dataclass(frozen=True, slots=True)
class Taught:
    """A trainer that learns from further users beside those of the data: `lessons` are theirs. The statistics of those stay when a
    user of the data is taken out.
    """

    trainer: SumTrainer
    lessons: Dataset

    @property
    def name(self) -> str:
        return self.trainer.name

    def collect(self, data: Dataset) -> Sums:
        return self.trainer.collect(data) + self.trainer.collect(self.lessons)

    def solve(self, sums: Sums, catalogue: Catalogue) -> Scorer:
        return self.trainer.solve(sums, catalogue)

    def fit(self, data: Dataset, rng: Generator) -> Scorer:  # noqa: ARG002 - a solve has no randomness
        return self.solve(self.collect(data), data.catalogue)


def lessons_of(proposals: ProposalStore, catalogue: Catalogue) -> Dataset | None:
    """The accepted searches as the behaviour of users of their own, each of whom searched once and chose the item; None where there
    are none.
    """
    queries = [
        one
        for one in proposals.find(Wanted(kinds=(ProposalKind.QUERY,), statuses=(Status.ACCEPTED,)))
        if catalogue.has(ItemId(one.about))
    ]
    if not queries:
        return None
    # Zeros for the order of users, which is that of strings.
    users = [UserId(f"{SYNTHETIC}{one.number:012}") for one in queries]
    ones = np.ones(len(queries))
    data = dataset_of(catalogue, users, [ItemId(one.about) for one in queries], ones, 2.0 * ones)
    rows = {user: row for row, user in enumerate(data.users)}
    said = [Utterance(rows[user], 1.0, Said(one.value)) for user, one in zip(users, queries, strict=True)]
    return data.with_said(sorted(said, key=lambda one: one.user))


def taught(trainer: BlendTrainer, lessons: Dataset | None) -> BlendTrainer:
    """The blend whose scorer of words learns from accepted searches too; itself where it has none, or there are none."""
    if lessons is None or LEARNS not in (one.name for one in trainer.spoken):
        return trainer
    spoken = tuple(_taught(one, lessons) if one.name == LEARNS else one for one in trainer.spoken)
    return trainer.model_copy(update={"spoken": spoken})


def _taught(trainer: object, lessons: Dataset) -> Taught:
    if not isinstance(trainer, SumTrainer):
        raise ConfigError(f"{LEARNS!r} is not fitted from sums; its plug-in should be our own.")
    return Taught(trainer, lessons)


def origins(proposals: ProposalStore, item: Item) -> Mapping[str, tuple[Proposal, ...]]:
    """By field, what of an item was proposed by a model and accepted by a person."""
    found: dict[str, tuple[Proposal, ...]] = {}
    for one in proposals.find(Wanted(kinds=LABELS, statuses=(Status.ACCEPTED,), about=item.id)):
        if one.value in item.labels.get(one.kind.value, ()):
            found[one.kind.value] = (*found.get(one.kind.value, ()), one)
    return found


def origin_notes(proposals: ProposalStore, item: Item, domain: Domain, locale: Locale) -> tuple[str, ...]:
    """The same for a reader, a sentence for each value: nobody is to take what a model proposed for what the catalogue says."""
    return tuple(
        NOTES[locale].format(
            field=domain.say_field(field, locale),
            value=domain.say_value(field, one.value, locale),
            model=one.model,
            by=one.by,
            day=datetime.fromtimestamp(one.decided_at or 0.0, UTC).date(),
        )
        for field, several in origins(proposals, item).items()
        for one in several
    )


__all__ = ["AcceptedItems", "Taught", "lessons_of", "origin_notes", "origins", "taught"]
