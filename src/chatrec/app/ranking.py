"""What ranks: a version's blend within all that a question may bring, its advice, its disputes and the dial."""

from chatrec.core.protocols import BatchScorer
from chatrec.recommend import Advisable, Dialled, Disputing


def ranking(blend: BatchScorer, *, novelty: float) -> Dialled:
    """One place says in which order, so that a decision made again ranks as it did. A dispute mutes advice as any evidence."""
    return Dialled(Disputing(Advisable(blend)), strength=novelty)


__all__ = ["ranking"]
