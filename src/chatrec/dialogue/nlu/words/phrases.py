"""Patterns of questions as tables: a field and what asks for it a line."""

from typing import NamedTuple


class Pattern(NamedTuple):
    """What is asked for, the regular expression with its slots in braces, and whether the words can mean little else."""

    about: str
    text: str
    sure: bool


def patterns(table: str) -> tuple[Pattern, ...]:
    """The patterns of a table, in its order.

    >>> patterns("!year   when was {what} made")
    (Pattern(about='year', text='when was {what} made', sure=True),)
    """
    split = (line.split(maxsplit=1) for line in table.strip().splitlines())
    return tuple(Pattern(about.lstrip("!"), text.strip(), about.startswith("!")) for about, text in split)


__all__ = ["Pattern", "patterns"]
