"""Nested blocks against a model of them: any tree of writes, blocks and errors leaves what the model leaves."""

import itertools
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.adapters.appender import event

from chatrec.adapters.sqlite import SqliteStores, open_sqlite
from chatrec.core.errors import InputError
from chatrec.core.ids import UserId


@dataclass(frozen=True)
class Block:
    """None stands for one write. A block that fails raises at its end; its parent passes over the error."""

    steps: "list[Block | None]"
    fails: bool


BLOCKS = st.recursive(
    st.builds(Block, st.lists(st.none(), max_size=2), st.booleans()),
    lambda inner: st.builds(Block, st.lists(st.none() | inner, max_size=4), st.booleans()),
    max_leaves=8,
)


def run(block: Block, stores: SqliteStores, numbers: Iterator[int]) -> list[int]:
    """Run the block for real; which writes the model says are kept."""
    kept: list[int] = []
    with suppress(InputError), stores.transactions.begin():
        for step in block.steps:
            if step is None:
                kept.append(next(numbers))
                stores.events.append([event("u", kept[-1])])
            else:
                kept += run(step, stores, numbers)
        if block.fails:
            raise InputError("on purpose")
    return [] if block.fails else kept


@settings(max_examples=30, deadline=None)
@given(st.lists(BLOCKS, max_size=3))
@example([Block([Block([None, Block([], fails=True)], fails=True)], fails=False)])
def test_blocks_do_what_the_model_says(blocks: list[Block]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        stores = open_sqlite(Path(folder) / "chatrec.db")
        numbers = itertools.count()
        kept = [number for block in blocks for number in run(block, stores, numbers)]
        assert [entry.event for entry in stores.events.read(user=UserId("u"))] == [event("u", one) for one in kept]
        stores.close()
