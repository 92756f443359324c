"""What can be wrong with a language model."""

from enum import StrEnum


class Trouble(StrEnum):
    """What is wrong with a language model, as replies, logs and metrics name it."""

    SLOW = "slow"  # no answer within the deadline
    DOWN = "down"  # no connection, or an error on its side
    LIMITED = "limited"  # too many requests, it says
    REFUSED = "refused"  # the key, the model's name or the request
    GARBLED = "garbled"  # an answer cut short or outside its schema
    BUSY = "busy"  # as many requests as we allow are already on their way
    RESTING = "resting"  # it failed too often of late and is left alone for a while
    OVER_BUDGET = "over_budget"
    WITHHELD = "withheld"  # nothing may leave the house
    FAILED = "failed"  # anything else


__all__ = ["Trouble"]
