"""What is laid around a scorer: it passes on what the scorer says, and lets the question add to it or mute it."""

from collections.abc import Iterator

from chatrec.core.protocols import BatchScorer


class Layer:
    """A scorer around another one, known by its name. Where the question brings nothing of the layer's own, all is as the inner
    scorer says, bit for bit.
    """

    def __init__(self, scorer: BatchScorer) -> None:
        self.scorer = scorer

    @property
    def name(self) -> str:
        return self.scorer.name


def layers(scorer: BatchScorer) -> Iterator[BatchScorer]:
    """What ranks and all that lies within it, the innermost last."""
    yield scorer
    while isinstance(scorer, Layer):
        scorer = scorer.scorer
        yield scorer


__all__ = ["Layer", "layers"]
