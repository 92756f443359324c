"""What ranks: a version's blend within all that a question may bring, its requests, its advice, its disputes and the dial."""

from chatrec.core.catalogue import Catalogue
from chatrec.core.protocols import BatchScorer
from chatrec.recommend import Advisable, Dialled, Disputing, Requested, Strengths


def ranking(blend: BatchScorer, catalogue: Catalogue, *, requests: Strengths, novelty: float) -> Dialled:
    """One place says in which order, so that a decision made again ranks as it did. A dispute mutes advice as any evidence."""
    return Dialled(Disputing(Advisable(Requested(blend, catalogue, requests))), strength=novelty)


__all__ = ["ranking"]
