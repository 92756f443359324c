"""What an agent may do: one scope a group of tools."""

from enum import StrEnum


class Scope(StrEnum):
    """A group of tools that is allowed or not."""

    CATALOG = "catalog"  # look things up
    RECOMMEND = "recommend"  # lists, and talk about them
    EXPLAIN = "explain"  # why, why not
    PROFILE = "profile"  # read what is known of a person
    FEEDBACK = "feedback"  # write what a person says of an item
    FORGET = "forget"  # remove a person


EVERYTHING = frozenset(Scope)

__all__ = ["EVERYTHING", "Scope"]
