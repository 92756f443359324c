"""The claims that a point makes by what it names."""

from collections.abc import Iterable, Sequence

from chatrec.core.catalogue import Catalogue
from chatrec.core.claims import Claim, ClaimKind
from chatrec.core.events import EventKind
from chatrec.core.query import Constraint
from chatrec.core.relaxation import Relaxation
from chatrec.dialogue.facts import FITS, LIFTED, SLATE


def named(rows: Sequence[int], catalogue: Catalogue) -> tuple[Claim, ...]:
    """Naming an item claims its title, and its year where the title is shown with it."""
    return tuple(claim for row in rows for claim in _named(row, catalogue))


def _named(row: int, catalogue: Catalogue) -> Iterable[Claim]:
    item = catalogue[row]
    yield Claim(ClaimKind.TITLE, item.id, item.title)
    if "year" in item.numbers:
        yield Claim(ClaimKind.NUMBER, item.id, f"year={item.numbers['year']:g}")


def labelled(row: int, catalogue: Catalogue) -> tuple[Claim, ...]:
    """Telling every label of an item."""
    item = catalogue[row]
    return tuple(
        Claim(ClaimKind.LABEL, item.id, f"{field}={value}") for field, values in item.labels.items() for value in values
    )


def tasted(rows: Sequence[int], kind: EventKind, catalogue: Catalogue) -> tuple[Claim, ...]:
    """Naming items as liked, disliked or seen."""
    tastes = (Claim(ClaimKind.TASTE, catalogue[row].id, kind.value) for row in rows)
    return (*named(rows, catalogue), *tastes)


def wished(constraints: Iterable[Constraint]) -> tuple[Claim, ...]:
    """Saying that constraints hold."""
    return tuple(Claim(ClaimKind.WISH, constraint.key, "") for constraint in constraints)


def lifted(constraint: Constraint) -> Claim:
    """Saying that a constraint holds no more."""
    return Claim(ClaimKind.WISH, constraint.key, LIFTED)


def counted(n: int, of: str = SLATE) -> Claim:
    """Saying how many items were shown, or were removed for the reason `of`."""
    return Claim(ClaimKind.COUNT, of, str(n))


def further(relaxation: Relaxation) -> Claim:
    """Saying how many further items a relaxation would bring."""
    return Claim(ClaimKind.COUNT, FITS + relaxation.key, str(relaxation.count))


__all__ = ["counted", "further", "labelled", "lifted", "named", "tasted", "wished"]
