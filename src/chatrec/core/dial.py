"""The dial: what kind of list is wished, whatever is in it."""

from typing import NamedTuple


class Dial(NamedTuple):
    """What kind of list is wished, whatever is in it, each in [-1, 1] and 0 as usual: `novelty` from the well known to the
    less known, `variety` from alike to varied.
    """

    novelty: float = 0.0
    variety: float = 0.0


AS_USUAL = Dial()


def combined(standing: Dial, said: Dial) -> Dial:
    """A person's own dial, turned further by what a conversation says, each end in [-1, 1]."""
    return Dial(*(max(-1.0, min(1.0, own + more)) for own, more in zip(standing, said, strict=True)))


__all__ = ["AS_USUAL", "Dial", "combined"]
