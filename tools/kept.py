"""The answers of independent sources as a small file, for machines on which the sources are not.

A row is an item of ML-100K, a column a question. A cell holds the digests of our statements that the source makes too, and
"made/theirs" where we make fewer of its statements than there are; it is "-" where the source speaks of the film and agrees
in nothing, and "." where it does not speak of it. No name, year or rating of a source is in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from agreement import DIGITS, QUESTIONS, Answer, Answers

FILE = Path(__file__).parents[1] / "tests" / "house" / "agreement.tsv"
NONE, SILENT, UNNAMED = "-", ".", "somebody else"


def written(answers: Answers) -> str:
    """The answers as text, by item."""
    items = sorted({item for said in answers.values() for item in said}, key=int)
    rows = [["item", *(question.name for question in answers)]]
    rows += [[item, *(_cell(said.get(item)) for said in answers.values())] for item in items]
    return "".join("\t".join(row) + "\n" for row in rows)


def _cell(answer: Answer | None) -> str:
    if answer is None:
        return SILENT
    agreed, theirs = len(answer.agreeing), answer.made + len(answer.further)
    digests = "".join(sorted(answer.agreeing))
    counts = "" if agreed == answer.made == theirs else f" {answer.made}/{theirs}"
    return (digests or NONE) + counts


def read(text: str) -> Answers:
    """The answers that `written` wrote; what a source says beyond ours has no words there."""
    header, *rows = [line.split("\t") for line in text.splitlines()]
    by_name = {question.name: question for question in QUESTIONS}
    cells = [(row[0], dict(zip(header[1:], row[1:], strict=True))) for row in rows]
    return {by_name[name]: dict(_column(name, cells)) for name in header[1:]}


def _column(name: str, cells: Sequence[tuple[str, Mapping[str, str]]]) -> Iterator[tuple[str, Answer]]:
    for item, row in cells:
        if row[name] != SILENT:
            digests, _, counts = row[name].removeprefix(NONE).partition(" ")
            agreeing = frozenset(digests[at : at + DIGITS] for at in range(0, len(digests), DIGITS))
            made, theirs = map(int, counts.split("/")) if counts else (len(agreeing), len(agreeing))
            yield item, Answer(agreeing, made, (UNNAMED,) * (theirs - made))


__all__ = ["FILE", "read", "written"]
