"""What a catalogue teaches about messages."""

from collections.abc import Mapping
from dataclasses import dataclass

from chatrec.core.catalogue import Catalogue
from chatrec.dialogue.nlu.names.lexicon import Lexicon
from chatrec.dialogue.nlu.names.titles import TitleIndex
from chatrec.dialogue.nlu.numbers.ages import Ages
from chatrec.dialogue.nlu.numbers.amounts import Amounts
from chatrec.dialogue.nlu.numbers.degrees import Degrees
from chatrec.dialogue.nlu.numbers.grades import Grades
from chatrec.dialogue.nlu.numbers.levels import Levels
from chatrec.dialogue.nlu.numbers.than import Comparatives
from chatrec.dialogue.nlu.words.marks import Cue, Span
from chatrec.domains.base import Domain

YEAR = "year"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Its phrases, its titles, its years and its amounts."""

    lexicon: Lexicon
    titles: TitleIndex
    ages: Mapping[Cue, Span]
    amounts: Amounts
    levels: Levels
    degrees: Degrees
    grades: Grades
    grown: Ages
    comparatives: Comparatives
    catalogue: Catalogue

    @classmethod
    def of(cls, catalogue: Catalogue, domain: Domain) -> "Knowledge":
        """Everything is built once; O(items), about 60 ms for 1,700."""
        degrees, ages = Degrees(catalogue, domain), _ages(catalogue)
        return cls(
            Lexicon(catalogue, domain),
            TitleIndex(catalogue),
            ages,
            Amounts(catalogue, domain),
            Levels(catalogue, domain),
            degrees,
            Grades(catalogue, domain),
            Ages(catalogue),
            Comparatives(degrees.words, dated=bool(ages)),
            catalogue,
        )


def _ages(catalogue: Catalogue) -> Mapping[Cue, Span]:
    """What "new" is, the newest quarter of the catalogue's years, "old" the oldest; nothing where items have no year."""
    years = sorted(item.numbers[YEAR] for item in catalogue if YEAR in item.numbers)
    if not years:
        return {}
    recent, old = years[len(years) * 3 // 4], years[len(years) // 4]
    return {Cue.RECENT: Span(YEAR, recent, None), Cue.OLD: Span(YEAR, None, old)}


__all__ = ["YEAR", "Knowledge"]
