"""Folding keeps the sum and the largest terms."""

import math

from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.attribution import Evidence, Kind, Term
from chatrec.explain.reasons import FAINT, folded

PIECES = st.lists(
    st.builds(
        Evidence,
        st.builds(
            Term, st.sampled_from(["together", "attributes"]), st.sampled_from(list(Kind)), st.integers().map(str)
        ),
        st.floats(-50, 50),
    ),
    max_size=40,
)


@given(PIECES, st.integers(0, 12))
def test_the_sum_stays_the_sum(evidence: list[Evidence], limit: int) -> None:
    total = math.fsum(piece.value for piece in evidence)
    assert math.isclose(math.fsum(piece.value for piece in folded(evidence, limit)), total, abs_tol=1e-12)


@given(PIECES, st.integers(0, 12))
def test_the_largest_stay_and_the_others_are_counted_by_source_and_kind(evidence: list[Evidence], limit: int) -> None:
    sizes = sorted((abs(piece.value) for piece in evidence), reverse=True)
    visible = [size for size in sizes[:limit] if size >= FAINT * sizes[0]]
    short = folded(evidence, limit)
    named, rest = short[: len(visible)], short[len(visible) :]
    assert [abs(piece.value) for piece in named] == visible
    assert set(named) <= set(evidence)
    counts = [int(piece.term.ref.partition(":")[2]) for piece in rest]
    assert sum(counts) == len(evidence) - len(visible)
    assert len({(piece.term.source, piece.term.ref.partition(":")[0]) for piece in rest}) == len(rest)
    assert all(piece.term.kind is Kind.REST for piece in rest)


def test_by_hand() -> None:
    def said(ref: str, value: float, kind: Kind = Kind.HISTORY) -> Evidence:
        return Evidence(Term("s", kind, ref), value)

    evidence = [said("a", 0.1), said("b", -3.0), said("c", 2.0), said("d", -0.2), said("p", 0.05, Kind.PRIOR)]
    rest = [said("history:2", 0.1 - 0.2, Kind.REST), said("prior:1", 0.05, Kind.REST)]
    assert folded(evidence, 2) == (evidence[1], evidence[2], *rest)
    assert folded((), 3) == ()
    words = [said("word=heist", 1.0, Kind.TEXT), said("word=cop", 0.1, Kind.TEXT), said("text:40", -2.0, Kind.REST)]
    assert folded(words, 1) == (words[0], said("text:41", 0.1 - 2.0, Kind.REST))
    assert folded(words[2:], 3) == (words[2],)
