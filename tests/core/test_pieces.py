"""Evidence as arrays says what the tuple of its pieces says."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from chatrec.core.attribution import Attribution, Evidence, Kind, Term
from chatrec.core.pieces import Pieces, tabled
from chatrec.core.terms import Terms

NAMES = [Term(source, kind, ref) for source in "st" for kind in (Kind.PRIOR, Kind.HISTORY) for ref in "abc"]
EVIDENCE = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(-4, 4).filter(bool).map(float)), unique_by=lambda one: one[0]
)


def of(rows: list[tuple[Term, float]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(term, value) for term, value in rows)


@given(EVIDENCE, st.data())
@settings(max_examples=50, deadline=None)
def test_pieces_are_the_tuple_of_them(rows: list[tuple[Term, float]], data: st.DataObject) -> None:
    wanted = of(rows)
    pieces = Pieces.of(wanted)
    assert (len(pieces), tuple(pieces), hash(pieces), repr(pieces)) == (len(rows), wanted, hash(wanted), repr(wanted))
    assert pieces == wanted == pieces
    assert pieces != wanted[1:] or not wanted
    assert pieces != list(wanted)
    assert pieces[1:] == wanted[1:]
    assert pieces + wanted == wanted + wanted
    assert Pieces.of(pieces) is pieces
    for at, piece in enumerate(wanted):
        assert pieces[at] == piece
        assert isinstance(pieces[at], Evidence)
        assert pieces.terms.groups.pairs[pieces.groups[at]] == piece.term[:2]
    asked = data.draw(st.sampled_from(NAMES))
    assert pieces.value(asked) == dict(wanted).get(asked, 0.0)
    assert pieces.without(asked) == tuple(piece for piece in wanted if piece.term != asked)


@given(st.lists(EVIDENCE, max_size=4), st.booleans())
@settings(max_examples=50, deadline=None)
def test_a_table_names_every_term_once_as_they_first_speak(
    several: list[list[tuple[Term, float]]], shared: bool
) -> None:
    scores = [of(rows) for rows in several]
    wanted = dict.fromkeys(piece.term for pieces in scores for piece in pieces)
    given_ = [_among(pieces) for pieces in scores] if shared else scores
    terms, values = tabled(given_)
    assert values.tolist() == [[dict(pieces).get(term, 0.0) for term in terms] for pieces in scores]
    assert set(terms) == set(wanted)
    if not shared:
        assert terms == tuple(wanted)


SHARED = Terms(NAMES)


def _among(pieces: tuple[Evidence, ...]) -> Pieces:
    """The same evidence, whose names are shared and stand in another order."""
    places = sorted(SHARED.columns[piece.term] for piece in pieces)
    return Pieces(SHARED, np.array(places, np.int64), np.array([dict(pieces)[SHARED[at]] for at in places]))


def test_whoever_gives_a_tuple_of_terms_gets_them_shared() -> None:
    """As plug-ins do; what is made of an attribution shares the names with it."""
    answer = Attribution(np.array([7, 8, 9]), tuple(NAMES[:2]), np.array([[1.0, 0.0], [2.0, 3.0], [0.0, 0.0]]))
    assert answer.terms == tuple(NAMES[:2])
    assert answer.evidence(0).terms is answer.evidence(1).terms is answer.terms
    assert answer.evidence(2) == ()
    chosen = answer.at(np.array([1, 0]))
    assert (chosen.items.tolist(), chosen.values.tolist()) == ([8, 7], [[2.0, 3.0], [1.0, 0.0]])
    assert chosen.terms is answer.terms
