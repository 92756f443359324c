"""The book-keeping of one file while it is read."""

from collections import Counter, defaultdict
from collections.abc import Callable

import numpy as np

from chatrec.core.arrays import BoolArray, IntArray
from chatrec.core.errors import DataError
from chatrec.data.report import REPAIRED, SHOWN, Example, FileReport, Finding, Reason

# Faults that say the file is not what it was taken for; unknown items and repetitions say nothing of the kind.
_HOPELESS = (Reason.MALFORMED, Reason.RATING_RANGE, Reason.TIME_FUTURE, Reason.TIME_EARLY)


class Ledger:
    """Counts rows and faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.read = 0
        self._counts: Counter[Reason] = Counter()
        self._examples: defaultdict[Reason, list[Example]] = defaultdict(list)

    def note(self, reason: Reason, line: int, value: str, count: int = 1) -> None:
        """Count one faulty row (`count` physical lines when it swallowed several)."""
        self._counts[reason] += count
        if len(self._examples[reason]) < SHOWN:
            self._examples[reason].append(Example(line, value[:80]))

    def note_more(self, reason: Reason, count: int) -> None:
        """Count `count` faulty rows whose examples were noted otherwise."""
        self._counts[reason] += count

    def note_all(self, reason: Reason, faulty: BoolArray, lines: IntArray, value_at: Callable[[int], str]) -> None:
        """Count every row at which `faulty` (r,) is true; `value_at` tells the value at fault in such a row."""
        rows = np.flatnonzero(faulty)
        for row in rows[:SHOWN]:
            self.note(reason, int(lines[row]), value_at(int(row)), 0)
        self._counts[reason] += len(rows)

    def closed(self) -> FileReport:
        """The report. Raises DataError when more than half of the rows were faulty or no row is left."""
        dropped = self.refuse_hopeless()
        findings = tuple(
            Finding(reason, self._counts[reason], tuple(self._examples[reason]))
            for reason in Reason
            if self._counts[reason]
        )
        return FileReport(self.file, self.read, self.read - dropped, findings)

    def refuse_hopeless(self) -> int:
        """How many rows were left out so far. Raises DataError when more than half of the rows were faulty or none is
        left.
        """
        dropped = sum(count for reason, count in self._counts.items() if reason not in REPAIRED)
        faulty = sum(self._counts[reason] for reason in _HOPELESS)
        if 2 * faulty > self.read:
            raise DataError(
                f"{self.file}: {faulty} of {self.read} rows are faulty, more than half, so nothing was loaded; "
                f"{self._first()}. Check that the file has the form and the columns it was read with.",
                zh=f"{self.file}：{self.read} 行中有 {faulty} 行有错，超过一半，因此什么都没有载入；{self._first()}。请检查文件的形式和列。",
            )
        if dropped >= self.read:
            raise DataError(
                f"{self.file}: none of its {self.read} rows can be used; {self._first()}. "
                "Give a file with at least one good row.",
                zh=f"{self.file}：{self.read} 行没有一行能用；{self._first()}。请给出至少有一行可用的文件。",
            )
        return dropped

    def _first(self) -> str:
        firsts = [(examples[0], reason) for reason, examples in self._examples.items() if examples]
        if not firsts:
            return "it holds no rows"
        example, reason = min(firsts)
        return f"the first is line {example.line}, {example.value!r} ({reason.value})"


__all__ = ["Ledger"]
