"""`chatrec propose`: a language model proposes, our checks drop what nothing confirms, and the rest waits for a person."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.llm.proposing import Drop, Offers, Proposer, digest_of
from chatrec.ports.clock import Clock
from chatrec.ports.language_model import Usage
from chatrec.ports.proposals import Asked, Proposal, ProposalKind, ProposalStore

Subject = TypeVar("Subject")
PASSING = frozenset(
    {Trouble.GARBLED, Trouble.SLOW, Trouble.BUSY}
)  # of one answer; any other trouble is the next one's too
HOPELESS = 5  # subjects without an answer before there was any: then it is the next one's too


@dataclass(slots=True)
class Proposed:
    """What came of a run. `asked` subjects were asked about; `kept` proposals are new and wait, `known` were there already, and the
    check dropped `dropped`, by its reasons; of `empty` nothing was proposed. `failed` counts answers that did not come, which are asked for again by the next run; `left`
    are not asked about yet, and of `untold` there is nothing to confirm an answer by. `stopped` is why the run ended before its end.
    """

    kind: ProposalKind
    model: str
    asked: int = 0
    kept: int = 0
    known: int = 0
    empty: int = 0
    dropped: Counter[Drop] = field(default_factory=Counter)
    failed: Counter[Trouble] = field(default_factory=Counter)
    left: int = 0
    untold: int = 0
    usage: Usage = field(default_factory=Usage)
    seconds: float = 0.0
    stopped: LanguageModelError | None = None


@dataclass(frozen=True, slots=True)
class _Open(Generic[Subject]):
    """A subject that is to be asked about, and the digest of what is asked."""

    subject: Subject
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposing:
    """Asks about subjects one by one, `at_once` of them at a time, and keeps what comes after each such group, so that whatever ends a
    run loses no more than that. What was asked of the same model in the same words is not asked again.
    """

    store: ProposalStore
    clock: Clock
    model: str
    at_once: int = 1

    def run(
        self, proposer: Proposer[Subject], subjects: Iterable[Subject], *, limit: int, told: Callable[[Proposed], None]
    ) -> Proposed:
        """Ask about `limit` subjects at most, those that failed before last; `told` hears after each group."""
        began = time.perf_counter()
        proposed = Proposed(proposer.kind, self.model)
        waiting = self._open(proposer, subjects, proposed)
        todo = iter(waiting[:limit])
        with ThreadPoolExecutor(self.at_once, thread_name_prefix="propose") as pool:
            while proposed.stopped is None and (group := list(islice(todo, self.at_once))):
                offers = list(pool.map(proposer.offers, [one.subject for one in group]))
                self._keep(proposer, zip(group, offers, strict=True), proposed)
                _give_up(proposed, after=min(HOPELESS, limit, len(waiting)))
                told(proposed)
        proposed.left = len(waiting) - proposed.asked
        proposed.seconds = time.perf_counter() - began
        return proposed

    def _open(
        self, proposer: Proposer[Subject], subjects: Iterable[Subject], proposed: Proposed
    ) -> list[_Open[Subject]]:
        """What is not answered yet: what was never asked first."""
        asked = self.store.asked()
        never: list[_Open[Subject]] = []
        again: list[_Open[Subject]] = []
        for subject in subjects:
            prompts = proposer.prompts(subject)
            proposed.untold += not prompts
            digest = digest_of(self.model, prompts)
            if prompts and asked.get(digest) != "":
                (again if digest in asked else never).append(_Open(subject, digest))
        return never + again

    def _keep(
        self, proposer: Proposer[Subject], found: Iterable[tuple[_Open[Subject], Offers]], proposed: Proposed
    ) -> None:
        """Store what a group gave, and count it."""
        proposals: list[Proposal] = []
        asked: list[Asked] = []
        for one, offers in found:
            proposed.usage += offers.usage
            if offers.trouble is not None and offers.trouble.trouble not in PASSING:
                proposed.stopped = offers.trouble
                continue
            trouble = "" if offers.trouble is None else offers.trouble.trouble.value
            asked.append(Asked(one.digest, self.clock.now(), trouble))
            proposed.asked += 1
            if offers.trouble is not None:
                proposed.failed[offers.trouble.trouble] += 1
            proposed.empty += not (offers.trouble or offers.kept or offers.dropped)
            proposed.dropped.update(offers.dropped)
            proposals += self._proposals(proposer, one, offers)
        new = self.store.keep(proposals, asked)
        proposed.kept += new
        proposed.known += len(proposals) - new

    def _proposals(self, proposer: Proposer[Subject], one: _Open[Subject], offers: Offers) -> Iterator[Proposal]:
        for offer in offers.kept:
            yield Proposal(
                kind=proposer.kind,
                about=proposer.about(one.subject),
                value=offer.value,
                ground=offer.ground,
                model=self.model,
                digest=one.digest,
                at=self.clock.now(),
                agreement=offer.agreement,
            )


def _give_up(proposed: Proposed, *, after: int) -> None:
    """End a run that asked about so many subjects, and none of them got an answer."""
    if proposed.stopped is not None or proposed.asked < after or proposed.failed.total() < proposed.asked:
        return
    [(trouble, _)] = proposed.failed.most_common(1)
    proposed.stopped = LanguageModelError(
        f"{proposed.model} answered none of {proposed.asked} questions ({trouble}), so no more were asked; `chatrec doctor` says "
        "what is wrong.",
        trouble,
    )


__all__ = ["HOPELESS", "PASSING", "Proposed", "Proposing"]
