"""What people think of items, against a count over the profiles themselves."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from chatrec.core.catalogue import Catalogue, Item
from chatrec.core.events import Event, EventKind
from chatrec.core.ids import EventId, ItemId, UserId
from chatrec.core.opinions import FEWEST, Opinions, spoken
from chatrec.core.profile import LIKED, Profile

ITEMS = 12
CATALOGUE = Catalogue([Item(id=ItemId(f"i{row}"), title=str(row)) for row in range(ITEMS)])
KINDS = (
    EventKind.RATING, EventKind.RATING, EventKind.RATING, EventKind.RATING, EventKind.LIKE, EventKind.DISLIKE, EventKind.SEEN,
    EventKind.PLAY, EventKind.RETRACT, EventKind.MUTE,
)  # fmt: skip


def event(number: int, user: str, item: int, kind: EventKind, value: float | None = None) -> Event:
    return Event(
        event_id=EventId(f"e{number}"), user=UserId(user), item=ItemId(f"i{item}"), kind=kind, at=1.0, value=value
    )


@pytest.fixture(scope="module")
def profiles() -> Sequence[Profile]:
    """Sixty people who say and do this and that, often twice, of items of which the last is known to few."""
    rng = np.random.default_rng(4)
    made = []
    for user in range(60):
        said = []
        for number in range(20):
            kind = KINDS[rng.integers(len(KINDS))]
            value = float(rng.integers(5)) / 2 - 1 if kind is EventKind.RATING else None
            said.append(event(number, f"u{user}", int(rng.integers(ITEMS - 1)), kind, value))
        made.append(Profile(UserId(f"u{user}")).folded(said))
    made.append(Profile(UserId("late")).folded([event(0, "late", ITEMS - 1, EventKind.RATING, 1.0)]))
    made.append(replace(made[0], user=UserId("hidden"), steering=replace(made[0].steering, profiling=False)))
    return made


def liked(profile: Profile) -> set[int]:
    return {past.item for past in profile.history(CATALOGUE) if past.weight >= LIKED}


def test_a_verdict_counts_the_latest_words_of_those_who_are_profiled(profiles: Sequence[Profile]) -> None:
    opinions = Opinions.of(profiles, CATALOGUE)
    words = (EventKind.RATING, EventKind.LIKE, EventKind.DISLIKE)
    for row, item in enumerate(CATALOGUE):
        known = (one.tastes.get(item.id) for one in profiles if one.steering.profiling)
        tastes = [taste for taste in known if taste and taste.kind in words and not taste.muted]
        verdict = opinions.verdict(row)
        if len(tastes) < FEWEST:
            assert verdict is None
            continue
        liking = sum(taste.weight >= LIKED for taste in tastes)
        starred = all(taste.kind is EventKind.RATING for taste in tastes)
        assert verdict == (len(tastes), liking, sum(taste.weight < 0 for taste in tastes), starred)
    assert opinions.verdict(ITEMS - 1) is None
    assert opinions.verdict(ITEMS) is None


def test_the_closest_are_those_of_the_largest_cosine(profiles: Sequence[Profile]) -> None:
    opinions = Opinions.of(profiles, CATALOGUE)
    for row in range(ITEMS - 1):
        mine = {one for one in (0, 2, 5, 7, row) if one != row}
        near = []
        for place, profile in enumerate(one for one in profiles if spoken(one, CATALOGUE)):
            word = spoken(profile, CATALOGUE).get(row)
            theirs = liked(profile) - {row}
            if word is not None and theirs != mine:
                near.append((-len(mine & theirs) / np.sqrt(max(len(theirs), 1)), place, word, len(mine & theirs)))
        closest = sorted(near)[: min(30, int(len(spoken_of(profiles, row)) * 0.5))]
        closest = [one for one in closest if one[3]]
        found = opinions.closest(row, [*mine, row])
        assert found is not None
        assert found.verdict.people == len(closest)
        assert found.verdict.liking == sum(word >= 4 for _, _, word, _ in closest)
        assert found.least == min(shared for *_, shared in closest)


def spoken_of(profiles: Sequence[Profile], row: int) -> list[Profile]:
    return [one for one in profiles if row in spoken(one, CATALOGUE)]


def test_nobody_is_close_to_themselves() -> None:
    """Six who like the same two items, and one who likes exactly what the user does: the user."""
    same = [Profile(UserId(f"u{n}")).folded(both(f"u{n}", n, 3)) for n in range(14)]
    alone = Opinions.of([*same, Profile(UserId("me")).folded(both("me", 20, 4))], CATALOGUE)
    everybody = alone.closest(0, [1, 2, 3])
    assert everybody is not None
    assert (everybody.verdict.people, everybody.verdict.liking, everybody.least) == (7, 7, 2)
    with_me = alone.closest(0, [1, 2, 4])
    assert with_me is not None
    assert with_me.verdict == (7, 7, 0, True)
    assert alone.closest(0, []) is None
    assert alone.closest(ITEMS - 1, [1]) is None


def both(user: str, seed: int, third: int) -> list[Event]:
    rows = (0, 1, 2, third if seed >= 14 else 5 + seed % 6)
    return [event(n, user, row, EventKind.RATING, 1.0) for n, row in enumerate(rows)]


def test_without_somebody_it_is_as_if_they_had_never_spoken(profiles: Sequence[Profile]) -> None:
    opinions = Opinions.of(profiles, CATALOGUE)
    for place in (0, 17, 59, 60):
        left = opinions.without(spoken(profiles[place], CATALOGUE))
        again = Opinions.of([*profiles[:place], *profiles[place + 1 :]], CATALOGUE)
        assert left is not None
        for name, array in again.arrays().items():
            np.testing.assert_array_equal(left.arrays()[name], array, err_msg=name)
    assert opinions.without({}) is opinions
    assert opinions.without(dict.fromkeys(range(ITEMS), 6)) is None


@pytest.mark.parametrize(
    ("values", "stars"),
    [
        ([-1.0, -0.5, 0.0, 0.5, 1.0], [1, 2, 3, 4, 5]),
        ([(2 * half - 5.5) / 4.5 for half in (0.5, 1, 2, 3, 3.5, 4, 4.5)], [1, 1, 3, 3, 3, 4, 5]),
    ],
)
def test_stars_are_those_that_were_given(values: list[float], stars: list[int]) -> None:
    said = [event(n, "u", n, EventKind.RATING, value) for n, value in enumerate(values)]
    assert list(spoken(Profile(UserId("u")).folded(said), CATALOGUE).values()) == stars


def test_of_nobody_nothing_is_told() -> None:
    opinions = Opinions.of([], CATALOGUE)
    assert (opinions.verdict(0), opinions.closest(0, [1]), len(opinions.words)) == (None, None, 0)
