"""Frequently asked questions and policies of a shop as passages: a folder of Markdown and CSV."""

import csv
from collections.abc import Iterator
from pathlib import Path

from chatrec.core.errors import DataError
from chatrec.core.passages import Passage

ENDINGS = (".csv", ".md")
LONGEST = 800  # characters of a passage; what is longer is cut between its paragraphs
QUESTION = ("question", "q", "问题", "问")
ANSWER = ("answer", "a", "答案", "回答", "答")


def read_passages(folder: Path) -> tuple[Passage, ...]:
    """The passages of every `.md` and `.csv` file in a folder, by name; none when it does not exist.

    Markdown is cut at its headings, CSV has a `question` and an `answer` a line. Raises DataError with file and line for a file
    that is not UTF-8, a table without these columns and a line without an answer.
    """
    if not folder.is_dir():
        return ()
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in ENDINGS)
    return tuple(passage for path in files for passage in _passages(path, path.relative_to(folder).as_posix()))


def _passages(path: Path, name: str) -> Iterator[Passage]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error
    yield from _of_csv(text, path, name) if path.suffix.lower() == ".csv" else _of_markdown(text, name)


def _of_csv(text: str, path: Path, name: str) -> Iterator[Passage]:
    rows = csv.reader(text.splitlines(keepends=True))
    header = [cell.strip().casefold() for cell in next(rows, [])]
    question, answer = (
        next((header.index(one) for one in names if one in header), None) for names in (QUESTION, ANSWER)
    )
    if question is None or answer is None:
        raise DataError(
            f"{path} has the columns {', '.join(header) or 'of an empty file'}; a table of answers has `question` and `answer`."
        )
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(question, answer) or not row[answer].strip() or not row[question].strip():
            raise DataError(
                f"{path}:{rows.line_num}: a line needs a question and an answer; got {','.join(row)[:60]!r}."
            )
        yield Passage(name, _plain(row[question]), _plain(row[answer]))


def _of_markdown(text: str, name: str) -> Iterator[Passage]:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - only homes that have documents need it

    heading, paragraphs = "", list[str]()
    lines = text.splitlines()
    tokens = MarkdownIt().parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            yield from _cut(name, heading, paragraphs)
            heading, paragraphs = _plain(tokens[at + 1].content), []
        elif token.level == 0 and token.nesting >= 0 and token.map and token.type != "hr":
            first, end = token.map
            paragraphs.append(_plain(" ".join(lines[first:end])))
    yield from _cut(name, heading, paragraphs)


def _cut(name: str, heading: str, paragraphs: list[str]) -> Iterator[Passage]:
    """What stands under a heading as one passage, as several where it is long."""
    held = ""
    for paragraph in filter(None, paragraphs):
        if held and len(held) + len(paragraph) > LONGEST:
            yield Passage(name, heading, held)
            held = ""
        held = f"{held} {paragraph}".strip()
    if held:
        yield Passage(name, heading, held)


def _plain(text: str) -> str:
    """One line without the marks of emphasis and code."""
    return " ".join(text.replace("**", "").replace("`", "").split())


__all__ = ["read_passages"]
