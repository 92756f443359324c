"""Answers as text for a terminal."""

from collections.abc import Iterator, Sequence

from chatrec.app.explained import ContrastOut, CounterfactualOut, WhyNotOut
from chatrec.app.replies import CardOut
from chatrec.core.query import Locale

WIDTH = 24  # cells of the longest bar
SUM = {"en": "sum = score", "zh": "合计 = 得分"}
DIFFERENCE = {"en": "sum = difference of the scores", "zh": "合计 = 得分之差"}
THEN = {"en": "The list would be:", "zh": "列表会是："}


def slate_lines(cards: Sequence[CardOut]) -> Iterator[str]:
    """One numbered line an item, with how many times the usual odds it has, and its reason below."""
    for place, card in enumerate(cards, start=1):
        yield f"{place:3}. {title(card)}  ·  ×{float(f'{card.times:.2g}'):,g}  ·  {', '.join(card.facts)}"
        if card.reason:
            yield f"     {card.reason}"


def bar_lines(card: CardOut, locale: Locale) -> Iterator[str]:
    """Every piece of evidence as a signed bar, and the sum."""
    longest = max((abs(piece.value) for piece in card.evidence), default=1.0) or 1.0
    for piece in sorted(card.evidence, key=lambda piece: -piece.value):
        cells = round(abs(piece.value) / longest * WIDTH)
        bar = ("█" if piece.value >= 0 else "░") * cells
        yield f"{piece.value:+8.3f}  {bar.ljust(WIDTH)}  {piece.label}"
    yield f"{card.score:+8.3f}  {SUM[locale]}"


def contrast_lines(found: ContrastOut, locale: Locale) -> Iterator[str]:
    """Every difference as a signed bar, with both sides, and the sum."""
    longest = max((abs(term.value) for term in found.terms), default=1.0) or 1.0
    for term in found.terms:
        bar = ("█" if term.value >= 0 else "░") * round(abs(term.value) / longest * WIDTH)
        yield f"{term.value:+8.3f}  {bar.ljust(WIDTH)}  {term.label}  ({term.above:+.3f} / {term.below:+.3f})"
    yield f"{found.difference:+8.3f}  {DIFFERENCE[locale]}  ({found.above.score:+.3f} / {found.below.score:+.3f})"


def change_lines(found: CounterfactualOut | WhyNotOut, locale: Locale) -> Iterator[str]:
    """What a counterfactual or a why-not answer says, and the list as it would be."""
    yield from (found.sentence,) if isinstance(found, CounterfactualOut) else found.sentences
    if found.note:
        yield found.note
    if found.changes:
        yield THEN[locale]
        yield from (f"{place:3}. {one.title}" for place, one in enumerate(found.after, start=1))


def title(card: CardOut) -> str:
    """The title with its year, and what it is called in the other language."""
    dated = f"{card.title} ({card.year})" if card.year else card.title
    return f"{dated} · {card.also}" if card.also else dated


__all__ = ["bar_lines", "change_lines", "contrast_lines", "slate_lines", "title"]
