"""Every relaxation that is offered brings items, and no smaller one does: against every relaxation that there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.interactions import Dataset
from chatrec.core.query import Between, Constraint, Excludes, Includes, Interaction, Outside, Query
from chatrec.core.relaxation import Relaxation, Widened
from chatrec.recommend import DiversityReranker, Recommender
from chatrec.recommend.constraints import ConstraintIndex
from chatrec.recommend.relaxing import relaxations
from chatrec.scorers.blend import Blend

GENRES = ("Comedy", "Horror", "War")
ITEMS = st.lists(
    st.tuples(
        st.sets(st.sampled_from(GENRES)),
        st.none() | st.integers(1980, 1986),
        st.none() | st.sampled_from([80, 95, 120]),
    ),
    min_size=1,
    max_size=7,
)
ONE = st.one_of(
    st.builds(Includes, st.just("genre"), st.sampled_from(GENRES).map(lambda genre: (genre,))),
    st.builds(Excludes, st.just("genre"), st.sampled_from(GENRES).map(lambda genre: (genre,))),
    st.builds(Between, st.just("year"), st.none() | st.integers(1980, 1983), st.none() | st.integers(1983, 1986)),
    st.builds(Between, st.just("runtime"), st.just(None), st.integers(70, 100)),
    st.builds(Outside, st.just("year"), st.just(1981), st.just(1984)),
)
WISHES = st.lists(ONE, max_size=4, unique=True).map(tuple)
DROP = "drop"
Version = Constraint | str  # a constraint as it is or wider, or DROP


def catalogue_of(drawn: list[tuple[set[str], int | None, int | None]]) -> Catalogue:
    return Catalogue(
        [
            Item(
                id=f"i{row}",
                title=f"Film {row}",
                labels={"genre": tuple(sorted(genres))} if genres else {},
                numbers={
                    name: float(number) for name, number in (("year", year), ("runtime", runtime)) if number is not None
                },
            )
            for row, (genres, year, runtime) in enumerate(drawn)
        ]
    )


def versions(one: Constraint, wishes: tuple[Constraint, ...], catalogue: Catalogue) -> Iterator[Version]:
    """Everything that a constraint may become."""
    yield one
    yield DROP
    ranges = [wish for wish in wishes if isinstance(wish, Between) and wish.field == one.field]
    if isinstance(one, Between) and len(ranges) == 1:
        numbers = {item.numbers[one.field] for item in catalogue if one.field in item.numbers}
        yield from (replace(one, low=number) for number in numbers if one.low is not None and number < one.low)
        yield from (replace(one, high=number) for number in numbers if one.high is not None and number > one.high)


def no_larger(some: tuple[Version, ...], other: tuple[Version, ...], wishes: tuple[Constraint, ...]) -> bool:
    """Whether one relaxation takes nowhere more than another."""
    return all(
        a in (b, wish) or b == DROP or (isinstance(a, Between) and isinstance(b, Between) and a.within(b))
        for a, b, wish in zip(some, other, wishes, strict=True)
    )


def fits(relaxed: tuple[Version, ...], catalogue: Catalogue) -> int:
    return sum(all(one == DROP or one.allows(item) for one in relaxed) for item in catalogue)


def as_versions(offer: Relaxation, wishes: tuple[Constraint, ...]) -> tuple[Version, ...]:
    wider = {range_.former: range_.wider for range_ in offer.widened}
    return tuple(DROP if wish in offer.dropped else wider.get(wish, wish) for wish in wishes)


def size(relaxed: tuple[Version, ...], wishes: tuple[Constraint, ...], catalogue: Catalogue) -> tuple[float, ...]:
    dropped = sum(one == DROP for one in relaxed)
    widened = [
        (abs((one.low or 0) - (wish.low or 0)) + abs((one.high or 0) - (wish.high or 0)))
        / spread(wish.field, catalogue)
        for one, wish in zip(relaxed, wishes, strict=True)
        if one not in (DROP, wish)
    ]
    return (dropped, len(widened), sum(widened))


def spread(field: str, catalogue: Catalogue) -> float:
    numbers = [item.numbers[field] for item in catalogue if field in item.numbers]
    return (max(numbers) - min(numbers)) or 1.0


def offered(catalogue: Catalogue, wishes: tuple[Constraint, ...], most: int = 99) -> tuple[Relaxation, ...]:
    free = np.ones(len(catalogue), dtype=np.bool_)
    return relaxations(ConstraintIndex(catalogue).prices(wishes), free, most=most)


@given(drawn=ITEMS, wishes=WISHES)
def test_no_smaller_relaxation_brings_anything(
    drawn: list[tuple[set[str], int | None, int | None]], wishes: tuple[Constraint, ...]
) -> None:
    catalogue = catalogue_of(drawn)
    already = fits(wishes, catalogue)
    every = [
        relaxed
        for relaxed in product(*(dict.fromkeys(versions(wish, wishes, catalogue)) for wish in wishes))
        if fits(relaxed, catalogue) > already
    ]
    offers = offered(catalogue, wishes)
    assert bool(offers) == bool(every)
    for offer in offers:
        relaxed = as_versions(offer, wishes)
        assert fits(offer.of(wishes), catalogue) == fits(relaxed, catalogue) == already + offer.count > already
        smaller = [other for other in every if other != relaxed and no_larger(other, relaxed, wishes)]
        # Two ranges may reach the same item from either side, where one of them says the same as the other.
        assert [other for other in smaller if not no_larger(relaxed, other, wishes)] == []
    if offers:
        least = min(size(relaxed, wishes, catalogue) for relaxed in every)
        assert size(as_versions(offers[0], wishes), wishes, catalogue) == pytest.approx(least)
    assert offered(catalogue, wishes, most=1) == offers[:1]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (
            (Includes("genre", ("War",)), Between("year", None, 1981)),
            [((), ("year=..1983",), 1), (("genre=War",), (), 2)],
        ),
        (
            (Between("year", None, 1980), Between("year", 1984, None)),
            [(("year=1984..",), (), 1), (("year=..1980",), (), 2)],
        ),
        ((Between("runtime", None, 70), Excludes("genre", ("Comedy",))), [((), ("runtime=..95",), 1)]),
        ((), []),
    ],
)
def test_what_is_offered(wishes: tuple[Constraint, ...], expected: list[tuple[object, ...]]) -> None:
    catalogue = catalogue_of(
        [
            ({"Comedy"}, 1980, 80),
            ({"Horror"}, 1981, 95),
            ({"War"}, 1983, None),
            ({"War", "Comedy"}, 1984, 120),
            ({"War"}, 1986, 150),
        ]
    )
    found = [
        (tuple(one.key for one in offer.dropped), tuple(range_.wider.key for range_ in offer.widened), offer.count)
        for offer in offered(catalogue, wishes)
    ]
    assert found[: len(expected)] == expected


def test_a_relaxation_is_named_by_what_it_does() -> None:
    war, years = Includes("genre", ("War",)), Between("year", None, 1981)
    offer = Relaxation((war,), (Widened(years, Between("year", None, 1983)),), 4)
    assert offer.key == "drop genre=War; year=..1981 to year=..1983"
    assert offer.touched == (war, years)
    assert offer.of((war, years, Excludes("genre", ("Comedy",)))) == (
        Between("year", None, 1983),
        Excludes("genre", ("Comedy",)),
    )


def test_what_is_known_or_was_shown_is_not_offered_again(data: Dataset, blend: Blend) -> None:
    reranker = DiversityReranker(data.catalogue, strength=0.0)
    house = Recommender(data.catalogue, blend, reranker, model="v0001")
    wanted = (Includes("genre", ("Horror",)), Between("year", 2030, None), Excludes("genre", ("Drama",)))
    query = Query(history=(Interaction(5, 1.0),), constraints=wanted, n=300)
    shown = frozenset(range(10, 30))
    assert house.recommend(query, shown=shown).items == ()
    offers = house.relaxations(query, shown=shown)
    assert 1 <= len(offers) <= 3
    for offer in offers:
        relaxed = replace(query, constraints=offer.of(wanted))
        assert len(house.recommend(relaxed, shown=shown).items) == offer.count > 0
    assert house.relaxations(Query()) == ()
