"""What a language model proposed and a person has to decide: nothing of it is true of anything until they accept it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class ProposalKind(StrEnum):
    """What is proposed: a value of a label field of this name, a search that an item answers, or an utterance in other words."""

    THEME = "theme"
    MOOD = "mood"
    QUERY = "query"
    PARAPHRASE = "paraphrase"


LABELS = (ProposalKind.THEME, ProposalKind.MOOD)  # those that become facts of the catalogue


class Status(StrEnum):
    """What became of a proposal."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"  # accepted, until the catalogue itself told that field of the item


class Proposal(NamedTuple):
    """One thing that a model proposed. `about` is the id of an item, or the utterance that is said in other words; `ground` is what
    it rests on: words of the item for a label, what our rules read in a search, the intent of an utterance. `agreement` in (0, 1]
    is the share of the model's answers that name it; `digest` is of all that it was asked. `by` decided it, at `decided_at`
    (seconds since 1970). `number` is given by the store, 0 before.
    """

    kind: ProposalKind
    about: str
    value: str
    ground: str
    model: str
    digest: str
    at: float
    agreement: float = 1.0
    status: Status = Status.WAITING
    by: str = ""
    decided_at: float | None = None
    number: int = 0


class Asked(NamedTuple):
    """That a model was asked this (the SHA-256 of it), when, and what was wrong, "" where it answered."""

    digest: str
    at: float
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which proposals are looked for; () and "" = any. Those after `after` in the order of their numbers, `limit` at most (None = all)."""

    numbers: tuple[int, ...] = ()
    kinds: tuple[ProposalKind, ...] = ()
    statuses: tuple[Status, ...] = ()
    about: str = ""
    model: str = ""
    after: int = 0
    limit: int | None = None


class ProposalStore(Protocol):
    """Keeps proposals, and what was asked for them."""

    def keep(self, proposals: Sequence[Proposal], asked: Sequence[Asked]) -> int:
        """Add both in one transaction; how many proposals were new. One of the same kind, about the same and of the same value
        as another is that one, whatever was decided of it, and changes nothing; what is asked again replaces what was.
        """
        ...

    def find(self, wanted: Wanted) -> Sequence[Proposal]:
        """The proposals, by number."""
        ...

    def count(self) -> Mapping[tuple[ProposalKind, Status], int]:
        """How many there are."""
        ...

    def decide(self, decided: Sequence[Proposal]) -> None:
        """Store `status`, `by` and `decided_at` of proposals by their number; all else stays."""
        ...

    def asked(self) -> Mapping[str, str]:
        """What was wrong, by the digest of everything that was asked."""
        ...


__all__ = ["LABELS", "Asked", "Proposal", "ProposalKind", "ProposalStore", "Status", "Wanted"]
