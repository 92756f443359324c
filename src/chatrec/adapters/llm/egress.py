"""The gate between a language model and the house: what may leave, and the record of what did."""

import hashlib
from dataclasses import dataclass

from chatrec.adapters.llm.redaction import redacted
from chatrec.core.errors import LanguageModelError
from chatrec.core.trouble import Trouble
from chatrec.ports.clock import Clock
from chatrec.ports.egress import EgressLedger, Sent
from chatrec.ports.language_model import Completion, Prompt, T


@dataclass(frozen=True, slots=True)
class Gate:
    """Lets requests out, each recorded first; where `blacks_out`, without what tells who somebody is."""

    ledger: EgressLedger
    clock: Clock
    blacks_out: bool = True

    def passed(self, text: str) -> tuple[str, int]:
        """The text as it may leave, and how many things were blacked out."""
        return redacted(text) if self.blacks_out else (text, 0)

    def leaving(self, body: bytes, prompt: Prompt, *, to: str, model: str, blacked_out: int) -> None:
        """Record what is about to leave. Raises StorageError where it cannot be recorded, and then it must not leave."""
        digest = hashlib.sha256(body).hexdigest()
        self.ledger.record(Sent(self.clock.now(), to, model, prompt.fields, len(body), digest, blacked_out))


@dataclass(frozen=True, slots=True)
class WithheldModel:
    """A model that nothing may be sent to."""

    name: str

    def complete(self, _: Prompt, *, schema: type[T], timeout_s: float) -> Completion[T]:  # noqa: ARG002 - the port's
        raise LanguageModelError(
            f"{self.name} is not asked, because llm.egress = 'none' lets nothing leave; 'redacted' lets words without names "
            "and numbers of people leave.",
            Trouble.WITHHELD,
        )


__all__ = ["Gate", "WithheldModel"]
