"""Whom things are for: "for grown-ups", "适合成年人看的", as the age from which they are suitable, where a catalogue tells it."""

import re
from collections.abc import Iterator

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.numbers.amounts import Amount
from chatrec.dialogue.nlu.words.marks import Span

FIELD = "age"
GROWN = 12.0  # what is suitable for younger ones is made with children in mind
PATTERN = re.compile(
    r"(?<![a-z])(?:(?:suitable|meant|made|aimed) )?(?:for|at) (?:grown[- ]?ups?|adults|an adult audience|mature audiences)(?![a-z])"
    r"|(?:适合|给|面向)?(?:成年人|大人|成人)(?:看)?(?:的)?"
)


class Ages:
    """Finds them in messages; nothing where no item tells its age."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._told = FIELD in catalogue.fields

    def __call__(self, text: str) -> Iterator[Amount]:
        """In a normalised, lower-case text."""
        matches = PATTERN.finditer(text) if self._told else ()
        return (Amount(match.start(), match.end(), Span(FIELD, GROWN, None)) for match in matches)


__all__ = ["GROWN", "Ages"]
