"""The benchmark split of LightGCN and NGCF: `train.txt` and `test.txt`, each `user item item ...` without order."""

import numpy as np

from chatrec.core.errors import DataError
from chatrec.core.events import EventKind
from chatrec.core.ids import UserId
from chatrec.data.ledger import Ledger
from chatrec.data.loaded import KINDS, Loaded, Ratings
from chatrec.data.order import canonical_order, encoded
from chatrec.data.report import CleaningReport, FileReport, Reason
from chatrec.data.sequences import bare_items, id_pairs
from chatrec.data.textfile import TextFile

_Pairs = dict[tuple[str, str], int]  # (user, item) -> the line


def read_split(train: TextFile, test: TextFile) -> Loaded:
    """Both files as one load, whose `held_out` marks the rows of the test file. Cost: 5 s for 1,000,000 pairs.

    Raises DataError when the test file repeats a pair of the training file: such a split rewards memory.
    """
    (shown, train_report), (hidden, test_report) = _pairs(train), _pairs(test)
    _refuse_leaks(shown, hidden, test.name)
    pairs = [*shown, *hidden]
    user_ids, users = encoded([user for user, _ in pairs])
    catalogue = tuple(item for _, item in bare_items({item: 0 for _, item in pairs}))
    rows = {str(item.id): row for row, item in enumerate(catalogue)}
    items = np.fromiter((rows[item] for _, item in pairs), np.int64, len(pairs))
    unknown = np.zeros(len(pairs))
    order = canonical_order(users, unknown, items)
    ratings = Ratings(
        user_ids=tuple(map(UserId, user_ids)),
        users=users[order],
        items=items[order],
        values=np.full(len(pairs), np.nan),
        times=unknown,
        kinds=np.full(len(pairs), KINDS.index(EventKind.SEEN)),
        low=0.0,
        high=1.0,
    )
    report = CleaningReport(train_report, test_report, (ratings.low, ratings.high))
    return Loaded(catalogue, ratings, report, f"LightGCN split in {train.path.parent}", order >= len(shown))


def _pairs(file: TextFile) -> tuple[_Pairs, FileReport]:
    """The distinct pairs of a file, and what became of its rows."""
    ledger = Ledger(file.name)
    pairs: _Pairs = {}
    with file.opened() as text:
        for line, (user, item, _) in id_pairs(text, ledger):
            if (user, item) in pairs:
                ledger.note(Reason.DUPLICATE_EVENT, line, f"{user}, {item}")
            else:
                pairs[user, item] = line
    return pairs, ledger.closed()


def _refuse_leaks(shown: _Pairs, hidden: _Pairs, file: str) -> None:
    leaks = [pair for pair in hidden if pair in shown]
    if leaks:
        user, item = leaks[0]
        raise DataError(
            f"{file} leaks: {len(leaks)} of its {len(hidden)} pairs are in the training file too, the first on line "
            f"{hidden[leaks[0]]} (user {user!r}, item {item!r}); remove them from one of the two files."
        )


__all__ = ["read_split"]
