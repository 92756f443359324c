"""How much each piece of evidence counts for one person: sliders of the families of evidence, and what they dispute."""

from dataclasses import dataclass
from enum import StrEnum

from chatrec.core.attribution import Kind, Term
from chatrec.core.errors import InputError
from chatrec.core.knowledge import BACKWARDS, path_parts

MOST = 2.0  # of a slider
LONGEST = 1000  # characters of what is disputed
_NODES = slice(2, None, 2)  # of the parts of a path, after the item that it starts at: relation, node, relation, ...


class Family(StrEnum):
    """Evidence that a person can turn up or down as one, whichever scorers give it."""

    LIKED = "liked"  # what people like who liked what they liked
    FACTS = "facts"  # attributes and chains of facts
    SEQUENCE = "sequence"  # what comes after what
    WORDS = "words"  # what texts say
    POPULARITY = "popularity"  # what many choose, ever or lately


class Matter(StrEnum):
    """What a dispute may be about, beside an item."""

    ATTRIBUTE = "attribute"  # "genre=Drama", in attributes and in chains of facts
    NAME = "name"  # a person, a theme, any node or value, whatever its relation: "Tom Hanks"
    WORD = "word"  # of texts
    PATH = "path"  # one chain of facts, by its ref
    EVIDENCE = "evidence"  # a whole kind of it, as in "text"


# A wish is taken back and the dial is turned instead; the rest is never evidence of its own.
DISPUTABLE = frozenset({Kind.HISTORY, Kind.ATTRIBUTE, Kind.TEXT, Kind.PATH, Kind.PRIOR, Kind.MODEL})


@dataclass(frozen=True, slots=True, order=True)
class Dispute:
    """“Not because of this.” Raises InputError for a `ref` that names nothing of its matter."""

    matter: Matter
    ref: str

    def __post_init__(self) -> None:
        if not 0 < len(self.ref.strip()) <= len(self.ref) <= LONGEST:
            raise InputError(
                f"A dispute has a ref of {len(self.ref)} characters; name in 1 to {LONGEST} what is disputed."
            )
        if self.matter is Matter.ATTRIBUTE and not all(self.ref.partition("=")):
            raise InputError(f"The attribute {self.ref!r} cannot be disputed; give field=value, as in genre=Drama.")
        if self.matter is Matter.EVIDENCE and self.ref not in DISPUTABLE:
            kinds = ", ".join(sorted(DISPUTABLE))
            raise InputError(f"Evidence of kind {self.ref!r} cannot be disputed; give one of {kinds}.")

    def mentions(self, term: Term) -> bool:
        """Whether a term rests on what is disputed. The base, where every item starts, is no reason and cannot be."""
        match self.matter:
            case Matter.EVIDENCE:
                return _kind(term) == self.ref and term.ref != "base"
            case Matter.WORD:
                return term.kind is Kind.TEXT and term.ref == f"word={self.ref}"
            case Matter.PATH:
                return term.kind is Kind.PATH and term.ref == self.ref
            case Matter.ATTRIBUTE:
                field, _, value = self.ref.partition("=")
                return term.ref == self.ref if term.kind is Kind.ATTRIBUTE else _walks(term, value, field)
            case Matter.NAME:
                return term.ref.partition("=")[2] == self.ref if term.kind is Kind.ATTRIBUTE else _walks(term, self.ref)


@dataclass(frozen=True, slots=True)
class Heed:
    """`weights` holds the sliders that are not 1, in the order of the families; each multiplies the evidence of its family, so
    a score stays the sum of its terms. Terms that a dispute mentions add nothing.
    """

    weights: tuple[tuple[Family, float], ...] = ()
    disputes: tuple[Dispute, ...] = ()

    def weight(self, family: Family | None) -> float:
        """What the evidence of a family is multiplied by; that of none, such as a wish, is as it is."""
        return next((weight for one, weight in self.weights if one is family), 1.0)

    def disputed(self, term: Term) -> bool:
        """Whether a term counts no more."""
        return any(dispute.mentions(term) for dispute in self.disputes)

    def words(self) -> frozenset[str]:
        """The words that are disputed: a scorer that folds smaller words names these, so that all of them can go."""
        return frozenset(dispute.ref for dispute in self.disputes if dispute.matter is Matter.WORD)


EVENLY = Heed()


def _kind(term: Term) -> str:
    """The kind of evidence that a term is, or is folded from."""
    return term.ref.partition(":")[0] if term.kind is Kind.REST else term.kind.value


def _walks(term: Term, node: str, relation: str | None = None) -> bool:
    """Whether a chain of facts passes through a node, by a relation or by any."""
    if term.kind is not Kind.PATH:
        return False
    parts = path_parts(term.ref)
    passed = [at for at, part in enumerate(parts) if at in range(len(parts))[_NODES] and part == node]
    if relation is None:
        return bool(passed)
    return any(
        near.removeprefix(BACKWARDS) == relation for at in passed for near in (parts[at - 1], *parts[at + 1 : at + 2])
    )


__all__ = ["DISPUTABLE", "EVENLY", "LONGEST", "MOST", "Dispute", "Family", "Heed", "Matter"]
