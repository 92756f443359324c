"""Rows go in and come out in the order of their times, and the file is gone afterwards."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatrec.adapters.sqlite import open_staging
from chatrec.core.errors import StorageError
from chatrec.core.events import EventKind
from chatrec.core.ids import UserId
from chatrec.ports.staging import Staged

ROWS = st.lists(
    st.builds(
        Staged,
        st.integers(1, 10**9),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4),
        st.sampled_from(["", "a", "物"]),
        st.sampled_from(EventKind),
        st.floats(0, 1e10),
        st.none() | st.floats(-10, 10),
        st.none() | st.floats(0, 10),
        st.integers(1, 10**9),
        st.none() | st.just("words"),
    ),
    unique_by=lambda row: row.line,
    max_size=20,
)


@given(ROWS)
def test_rows_come_back_equal_and_in_order(tmp_path_factory: pytest.TempPathFactory, rows: list[Staged]) -> None:
    folder = tmp_path_factory.mktemp("home")
    with open_staging(folder) as staging:
        staging.put(rows[:7])
        staging.put(rows[7:])
        # SQLite compares text by its bytes in UTF-8.
        wanted = sorted(rows, key=lambda row: (row.at, row.user.encode(), row.item.encode(), row.line))
        assert list(staging.ordered()) == wanted
    assert list(folder.iterdir()) == []


def test_deeds_of_many_users_are_counted(tmp_path: Path) -> None:
    users = [UserId(f"u{number}") for number in range(1_201)]
    kinds = (EventKind.VIEW, EventKind.BUY, EventKind.LIKE)
    with open_staging(tmp_path) as staging:
        staging.put([Staged(at, user, "i", kind, 0.0) for user in users for at, kind in enumerate(kinds)])
        assert staging.deeds_of(users[1:]) == 2_400
        assert staging.deeds_of([]) == 0


def test_what_goes_wrong_is_ours(tmp_path: Path) -> None:
    with open_staging(tmp_path) as staging:
        folder = next(tmp_path.glob(".staging-*"))
    assert not folder.exists()
    with pytest.raises(StorageError, match="SQLite says"):
        staging.put([Staged(1, "u", "i", EventKind.VIEW, 0.0)])
