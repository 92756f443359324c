"""Proposals, and what came of asking for them, for people and programs."""

from collections.abc import Mapping, Sequence

from chatrec.app.enriching import domain_of
from chatrec.app.proposing import Proposed
from chatrec.app.replies import Form
from chatrec.app.reviewing import Decided, Reviewing
from chatrec.core.catalogue import Catalogue
from chatrec.core.ids import ItemId
from chatrec.core.query import Locale
from chatrec.domains.base import named
from chatrec.ports.proposals import LABELS, Proposal, ProposalKind, Status, Wanted


class ProposalOut(Form):
    """One proposal. `about` is an item's id, and `title` what the reader calls it, or the utterance that is said in other words, without
    a title; `label` is the value in the reader's words; `ground` is what it rests on, and `agreement` the share of the model's answers
    that name it. Times are seconds since 1970.
    """

    number: int
    kind: ProposalKind
    about: str
    title: str
    value: str
    label: str
    ground: str
    model: str
    at: float
    agreement: float
    status: Status
    by: str
    decided_at: float | None


class ReviewOut(Form):
    """A page of proposals by number, and how many there are in all, by kind and by what became of them; `after` is where the next page
    begins, None on the last one.
    """

    proposals: tuple[ProposalOut, ...]
    count: dict[ProposalKind, dict[Status, int]]
    after: int | None


class DecidedOut(Form):
    """What was decided; `train` says whether it takes a training to count, and `unused` how many searches of them nothing learns from,
    because the settings name no scorer of words or leave invented searches out.
    """

    proposals: tuple[ProposalOut, ...]
    train: bool
    unused: int


class ProposedOut(Form):
    """What came of asking, see `app.proposing.Proposed`; `stopped` says in a sentence why it ended early, "" where it did not."""

    kind: ProposalKind
    model: str
    asked: int
    kept: int
    known: int
    empty: int
    dropped: dict[str, int]
    failed: dict[str, int]
    left: int
    untold: int
    tokens: int
    cost: float
    seconds: float
    stopped: str


def review_out(reviewing: Reviewing, wanted: Wanted, locale: Locale) -> ReviewOut:
    """What is wanted, `wanted.limit` of them at most. Raises NotFoundError for a number that there is not."""
    found = reviewing.find(wanted)
    full = wanted.limit is not None and len(found) == wanted.limit > 0
    count: dict[ProposalKind, dict[Status, int]] = {}
    for (kind, status), n in sorted(reviewing.count().items()):
        count.setdefault(kind, {})[status] = n
    return ReviewOut(
        proposals=proposals_out(found, reviewing, locale), count=count, after=found[-1].number if full else None
    )


def decided_out(decided: Decided, reviewing: Reviewing, locale: Locale) -> DecidedOut:
    """What was decided."""
    told = proposals_out(decided.proposals, reviewing, locale)
    return DecidedOut(proposals=told, train=decided.train, unused=decided.unused)


def proposals_out(found: Sequence[Proposal], reviewing: Reviewing, locale: Locale) -> tuple[ProposalOut, ...]:
    """The proposals in the reader's words. Reads the catalogue."""
    if not found:
        return ()
    catalogue = reviewing.items.catalogue()
    labels = _labels(reviewing, catalogue, locale)
    return tuple(
        ProposalOut(
            title=_title(one, catalogue, locale),
            label=labels.get((one.kind, one.value), one.value),
            **{name: value for name, value in one._asdict().items() if name != "digest"},
        )
        for one in found
    )


def proposed_out(proposed: Proposed) -> ProposedOut:
    """What came of asking."""
    return ProposedOut(
        kind=proposed.kind,
        model=proposed.model,
        asked=proposed.asked,
        kept=proposed.kept,
        known=proposed.known,
        empty=proposed.empty,
        dropped={reason.value: n for reason, n in sorted(proposed.dropped.items())},
        failed={trouble.value: n for trouble, n in sorted(proposed.failed.items())},
        left=proposed.left,
        untold=proposed.untold,
        tokens=proposed.usage.tokens,
        cost=proposed.usage.cost,
        seconds=round(proposed.seconds, 3),
        stopped=str(proposed.stopped or ""),
    )


def _title(one: Proposal, catalogue: Catalogue, locale: Locale) -> str:
    known = one.kind is not ProposalKind.PARAPHRASE and catalogue.has(ItemId(one.about))
    return named(catalogue[catalogue.row(ItemId(one.about))], locale) if known else ""


def _labels(reviewing: Reviewing, catalogue: Catalogue, locale: Locale) -> Mapping[tuple[ProposalKind, str], str]:
    """Our words for the values of the vocabularies."""
    facts = domain_of(catalogue, reviewing.settings).facts
    fields = facts.worded() if facts is not None else {}
    return {
        (kind, value): words.say(locale)
        for kind in LABELS
        if kind.value in fields
        for value, words in fields[kind.value].values.items()
    }


__all__ = [
    "DecidedOut",
    "ProposalOut",
    "ProposedOut",
    "ReviewOut",
    "decided_out",
    "proposals_out",
    "proposed_out",
    "review_out",
]
