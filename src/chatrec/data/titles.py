"""Titles as catalogues file them ("Shawshank Redemption, The (1994)") and as people say them."""

import re
from typing import NamedTuple

_ARTICLES = (
    "The|A|An|Le|La|Les|L'|Un|Une|El|Los|Las|Una|Unos|Il|Lo|Gli|I|Uno|Der|Die|Das|Ein|Eine|O|Os|Den|Det|De|En|Ett|Het"
)
_FILED = re.compile(rf"^(?P<name>.+), (?P<article>{_ARTICLES})$")
_MEDIUM = re.compile(r"\s*\((?:V|TV|VG)\)$")
_YEAR = re.compile(r"\s*\((?P<year>\d{4})(?:[-–]\d{0,4})?\)$")
_OTHER_NAME = re.compile(r"^(?P<name>.*\S)\s+\((?:a\.k\.a\.\s+)?(?P<other>[^()]+)\)$")


class Title(NamedTuple):
    """A title as people say it, its other names, and the year when the text ends in one."""

    name: str
    aliases: tuple[str, ...]
    year: int | None


def parse_title(text: str) -> Title:
    """The parts of a title in MovieLens form.

    >>> parse_title("Shawshank Redemption, The (1994)")
    Title(name='The Shawshank Redemption', aliases=('Shawshank Redemption, The',), year=1994)
    >>> parse_title("Seven (Se7en) (1995)")
    Title(name='Seven', aliases=('Se7en',), year=1995)
    """
    rest, year = _without_year(" ".join(text.split()))
    others: list[str] = []
    while found := _OTHER_NAME.match(rest):
        rest = found["name"]
        others.insert(0, found["other"])
    name = spoken(rest)
    names = [rest, *(form for other in others for form in (spoken(other), other))]
    return Title(name, tuple(dict.fromkeys(form for form in names if form != name)), year)


def ends_in_year(text: str) -> bool:
    """Whether a title carries its year as MovieLens writes it, so that its parentheses mean what they mean there."""
    return _without_year(text.strip())[1] is not None


def spoken(name: str) -> str:
    """A name with its article in front: "Postino, Il" is "Il Postino", "Avventura, L'" is "L'Avventura"."""
    found = _FILED.match(name)
    if found is None:
        return name
    gap = "" if found["article"].endswith("'") else " "
    return f"{found['article']}{gap}{found['name']}"


def _without_year(text: str) -> tuple[str, int | None]:
    rest = _MEDIUM.sub("", text)
    found = _YEAR.search(rest)
    if found is None or found.start() == 0:
        return text, None
    return rest[: found.start()], int(found["year"])


__all__ = ["Title", "ends_in_year", "parse_title", "spoken"]
