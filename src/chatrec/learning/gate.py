"""Which model may go live: a new one must not be clearly worse than the one it replaces."""

from dataclasses import dataclass

from chatrec.learning.manifest import Manifest

DECIDING = "ndcg@10"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the gate lets a model through, and why, in one sentence."""

    promoted: bool
    reason: str


def judged(candidate: Manifest, live: Manifest | None) -> Verdict:
    """Refuse a model whose whole 95 % interval of held-out NDCG@10 lies below the live model's mean.

    The two were measured on their own held-out parts, so a small loss is noise and passes. What was measured is not
    replaced by what could not be.
    """
    if live is None:
        return Verdict(promoted=True, reason="No model was live.")
    new, old = candidate.metrics.get(DECIDING), live.metrics.get(DECIDING)
    if old is None:
        return Verdict(promoted=True, reason=f"The live {live.version} was never measured.")
    if new is None:
        return Verdict(
            promoted=False, reason="Nothing held out was liked, so it could not be compared with the live one."
        )
    compared = (
        f"{DECIDING} {new.mean:.4f} [{new.low:.4f}, {new.high:.4f}] against {old.mean:.4f} of live {live.version}"
    )
    if new.high < old.mean:
        return Verdict(promoted=False, reason=f"Clearly worse: {compared}.")
    return Verdict(promoted=True, reason=f"Not clearly worse: {compared}.")


__all__ = ["DECIDING", "Verdict", "judged"]
