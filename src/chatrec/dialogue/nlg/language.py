"""What a language brings to the templates."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from chatrec.core.query import Constraint, Locale
from chatrec.dialogue.points import Say
from chatrec.domains.base import Domain


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Templates by kind of point, at least one variant each, and the phrases that fill their slots.

    `things` names items under constraints, "films from the 1990s"; `wish` names one constraint, "no horror"; `listed`
    joins names and `alternatives` offers them; `clause` is a sentence as it stands behind a colon.
    """

    locale: Locale
    templates: Mapping[Say, tuple[str, ...]]
    things: Callable[[Sequence[Constraint], bool, Domain], str]
    wish: Callable[[Constraint, Domain], str]
    listed: Callable[[Sequence[str]], str]
    clause: Callable[[str], str]
    alternatives: Callable[[Sequence[str]], str]


__all__ = ["Language"]
