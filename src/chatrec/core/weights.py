"""How much a kind of behaviour says: the weights of what people do, beside those of what they say."""

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from chatrec.core.errors import InputError
from chatrec.core.events import EventKind

LIKED = 0.75  # the weight of four stars of five: from here up we say "liked"
POSITIVE = 0.703125  # from here up a response counts as positive: four stars, a like, one buy, fifty plays

STEPS = (
    128  # weights of behaviour are multiples of 1/128, so that (1 + weight) / 2 is exact in the scorers' steps of 1/256
)

KNOWN_FROM = 0.5  # positive weights below it come from deeds that show interest in what is not settled: a view, a cart

Done = tuple[tuple[EventKind, int], ...]  # what was done and how often, sorted by kind


@dataclass(frozen=True, slots=True, kw_only=True)
class KindWeights:
    """The weight of having done something once, in [0, .75); 0 = it says nothing, and is left out of training.

    Doing n_k times each kind k weighs L (1 - prod_k (1 - w_k / L)^(1 + log2 n_k)), L = .75: once weighs w_k itself, every
    doubling adds as much as the first time did to what is left, the order does not matter, more never weighs less, and no
    amount of it weighs as much as saying "I like it".

    >>> weights = KindWeights()
    >>> [weights.of(((EventKind.PLAY, n),)) for n in (1, 2, 16, 256)]
    [0.25, 0.4140625, 0.6484375, 0.734375]
    >>> weights.of(((EventKind.BUY, 1),)), weights.of(((EventKind.BUY, 1), (EventKind.VIEW, 40)))
    (0.71875, 0.734375)
    """

    view: float = 0.1
    click: float = 0.15
    play: float = 0.25
    cart: float = 0.4
    buy: float = 0.72
    accept: float = 0.5

    def __post_init__(self) -> None:
        for name, weight in asdict(self).items():
            if not 0.0 <= weight < LIKED:
                raise InputError(
                    f"The weight of {name} is {weight!r}; give a number from 0 up to, but not including, {LIKED}."
                )

    def once(self, kind: EventKind) -> float:
        """The weight of having done this once; 0 for whatever is not done but said."""
        match kind:
            case EventKind.VIEW:
                return self.view
            case EventKind.CLICK:
                return self.click
            case EventKind.PLAY:
                return self.play
            case EventKind.CART:
                return self.cart
            case EventKind.BUY:
                return self.buy
            case EventKind.ACCEPT:
                return self.accept
            case _:
                return 0.0

    def of(self, done: Iterable[tuple[EventKind, int]]) -> float:
        """The weight in [0, .75) of all that was done with one item, in steps of 1/128."""
        left = math.prod(math.pow(1.0 - self.once(kind) / LIKED, 1.0 + math.log2(count)) for kind, count in done)
        return min(round(LIKED * (1.0 - left) * STEPS), round(LIKED * STEPS) - 1) / STEPS

    def strongest(self, done: Done) -> EventKind:
        """The kind that says most of those that were done."""
        return max(done, key=lambda one: (self.once(one[0]), one[0].value))[0]


__all__ = ["KNOWN_FROM", "LIKED", "POSITIVE", "STEPS", "Done", "KindWeights"]
