"""Recommendation dialogues in the forms in which ReDial and INSPIRED are published.

| form | what is in the file |
|---|---|
| redial | JSON Lines of objects with `messages`, `movieMentions`, `initiatorWorkerId`; "@12345" in a text is a film |
| inspired, as published | a table split by tabs with `dialog_id`, `utt_id`, `speaker`, `text`, `movies` ("Heat (1995); Elf (2003)") |
| inspired, as UniCRS has it | JSON Lines of lists of turns with `text`, `role`, `movie` |

Each may be gzipped; a folder stands for all files of the form that lie in it.
"""

import csv
import gzip
import hashlib
import html
import io
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic.alias_generators import to_camel

from chatrec.core.errors import DataError

Form = Literal["redial", "inspired"]
TELLING = 100  # characters of a dialogue that no two dialogues have in common by chance
_NAMED = re.compile(r"@(\d+)")
_YEAR = re.compile(r"\((\d{4})\)\s*$")
_ARTICLE = re.compile(r"^(?:the|a|an) ")
_COLUMNS = frozenset({"dialog_id", "utt_id", "speaker", "text", "movies"})
_FILMS = frozenset({"movieId", "movieName"})
_WORD = re.compile(r"[^\W_]+")


class Turn(NamedTuple):
    """What one side said until the other answered: the text without the names of films where they are marked, the films that
    are named, by key, each once, and whether it is the seeker's.
    """

    text: str
    films: tuple[str, ...]
    seeker: bool


class Dialogue(NamedTuple):
    """One conversation; its id is that of its source."""

    id: str
    turns: tuple[Turn, ...]

    @property
    def words(self) -> str:
        """All that was said, as words and spaces, by which the same dialogue is known under another id."""
        return " ".join(_WORD.findall(" ".join(turn.text for turn in self.turns).casefold()))


@dataclass(frozen=True, slots=True)
class Dialogues:
    """Dialogues sorted by id, each once, and every film of the files by its key, "matrix|1999", with its title as it was
    first written; `fingerprint` names the content.
    """

    dialogues: tuple[Dialogue, ...]
    films: Mapping[str, str]
    fingerprint: str


class _Message(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)

    text: str
    sender_worker_id: int | str


class _ReDial(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)

    conversation_id: str | int
    initiator_worker_id: int | str
    messages: tuple[_Message, ...]
    movie_mentions: dict[str, str | None] | tuple[()] | None


class _Said(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    role: Literal["SEEKER", "RECOMMENDER"]
    movie: tuple[str, ...]


class _Read(NamedTuple):
    """What a file holds; a list of films has no dialogues."""

    dialogues: list[Dialogue]
    films: dict[str, str]


_REDIAL, _UNICRS = TypeAdapter(_ReDial), TypeAdapter(tuple[_Said, ...])


def film_key(title: str) -> str:
    """A title without case, marks and its first article, and the year, by which data of different sources know each other.

    >>> film_key("The Matrix  (1999)"), film_key("Heat")
    ('matrix|1999', 'heat|')
    """
    year = _YEAR.search(title)
    name = " ".join(_WORD.findall(_ARTICLE.sub("", _YEAR.sub("", title).strip().casefold())))
    return f"{name}|{year[1] if year else ''}"


def read_dialogues(path: Path, form: Form) -> Dialogues:
    """All dialogues of a file, or of the files of a folder. Raises DataError for a path that is not there, a file of another
    form and a folder without any.
    """
    found: dict[str, Dialogue] = {}
    films: dict[str, str] = {}
    for file in _files(path):
        read = _read(file, form)
        if read is None and path.is_dir():
            continue
        if read is None:
            raise DataError(f"{file} holds no dialogues in a form in which {form!r} is published; {_FORMS[form]}.")
        for one in read.dialogues:
            found.setdefault(one.id, one)
        films = read.films | films
    if not found:
        raise DataError(f"{path} holds no dialogues in a form in which {form!r} is published; {_FORMS[form]}.")
    dialogues = tuple(found[name] for name in sorted(found))
    return Dialogues(dialogues, films, hashlib.sha256(repr((dialogues, sorted(films))).encode()).hexdigest()[:16])


def read_any(path: Path) -> Dialogues:
    """Dialogues of whichever form they are. Raises DataError where they are of none."""
    for form in get_args(Form):
        try:
            return read_dialogues(path, form)
        except DataError as error:
            told = str(error)
            if not path.exists():
                raise
    raise DataError(f"{path} holds no dialogues in any form that is read here. {told}")


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.is_file())
    if not path.is_file():
        raise DataError(f"{path} is neither a file nor a folder; give one with dialogues.")
    return [path]


def _read(path: Path, form: Form) -> _Read | None:
    """A file's dialogues and films; None where it is of another form."""
    try:
        content = path.read_bytes()
        text = (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}.") from error
    if text.lstrip()[:1] in ("{", "["):
        return _read_lines(text, path, form)
    header = frozenset(re.split(r"[\t,]", text.partition("\n")[0].strip("\r")))
    if form == "inspired" and header >= _COLUMNS:
        return _read_table(text)
    return _Read([], _listed(text)) if form == "redial" and header >= _FILMS else None


def _read_lines(text: str, path: Path, form: Form) -> _Read | None:
    """JSON Lines of either form; None where the first line is not of this one. Raises DataError for a later line that is not."""
    read: Callable[[str, int], tuple[Dialogue, dict[str, str]]] = _redial if form == "redial" else _unicrs
    dialogues: list[Dialogue] = []
    films: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            dialogue, named = read(line, number)
        except ValidationError as error:
            if not dialogues:
                return None
            found = error.errors(include_url=False)[0]
            where = ".".join(map(str, found["loc"])) or "the line"
            raise DataError(f"{path}, line {number}: {where}: {found['msg']}; {_FORMS[form]}.") from error
        dialogues.append(dialogue)
        for film, title in named.items():
            films.setdefault(film, title)
    return _Read(dialogues, films)


def _redial(line: str, _: int) -> tuple[Dialogue, dict[str, str]]:
    read = _REDIAL.validate_json(line)
    titles = {number: title or f"film {number}" for number, title in dict(read.movie_mentions or {}).items()}
    said = (
        Turn(
            _NAMED.sub(" ", html.unescape(message.text)),
            tuple(film_key(titles[number]) for number in _NAMED.findall(message.text) if number in titles),
            message.sender_worker_id == read.initiator_worker_id,
        )
        for message in read.messages
    )
    return Dialogue(str(read.conversation_id), _merged(said)), {film_key(title): title for title in titles.values()}


def _unicrs(line: str, number: int) -> tuple[Dialogue, dict[str, str]]:
    read = _UNICRS.validate_json(line)
    said = (Turn(turn.text, tuple(map(film_key, turn.movie)), turn.role == "SEEKER") for turn in read)
    # The form has no ids: the text is what tells one from another.
    name = f"{number}-{hashlib.sha256(line.encode()).hexdigest()[:8]}"
    return Dialogue(name, _merged(said)), {film_key(title): title for turn in read for title in turn.movie}


def _read_table(text: str) -> _Read:
    rows = csv.DictReader(io.StringIO(text), delimiter="\t")
    films: dict[str, str] = {}
    dialogues: list[Dialogue] = []
    for name, some in groupby(rows, key=lambda row: row["dialog_id"]):
        said: list[Turn] = []
        for row in some:
            titles = [title.strip() for title in (row["movies"] or "").split(";") if title.strip()]
            for title in titles:
                films.setdefault(film_key(title), title)
            words = (row["text"] or "").replace("QUOTATION_MARK", '"')
            said.append(Turn(words, tuple(map(film_key, titles)), row["speaker"] == "SEEKER"))
        dialogues.append(Dialogue(name, _merged(said)))
    return _Read(dialogues, films)


def _listed(text: str) -> dict[str, str]:
    """The films of `movies_with_mentions.csv`; how often each was mentioned there is left alone: it counts the test part too."""
    titles = [row["movieName"] for row in csv.DictReader(io.StringIO(text)) if row["movieName"]]
    return {film_key(title): title for title in titles}


def _merged(said: Iterable[Turn]) -> tuple[Turn, ...]:
    """Turns in which both sides take turns, as published preparations have them."""
    return tuple(_joined(list(some)) for _, some in groupby(said, key=lambda turn: turn.seeker))


def _joined(said: Sequence[Turn]) -> Turn:
    films = dict.fromkeys(film for turn in said for film in turn.films)
    return Turn("\n".join(turn.text for turn in said), tuple(films), said[0].seeker)


_FORMS: Mapping[Form, str] = {
    "redial": "that is JSON Lines, gzipped or not, of objects with messages, movieMentions and initiatorWorkerId",
    "inspired": "that is a table split by tabs with dialog_id, utt_id, speaker, text and movies, or JSON Lines of lists of "
    "turns with text, role and movie, gzipped or not",
}


def shared(one: Dialogues, other: Dialogues) -> list[str]:
    """The ids of those of `one` that are in `other`, by id or word for word; a few words alone prove nothing."""
    ids, words = {found.id for found in other.dialogues}, {found.words for found in other.dialogues}
    return [
        found.id for found in one.dialogues if found.id in ids or (len(found.words) >= TELLING and found.words in words)
    ]


__all__ = ["Dialogue", "Dialogues", "Form", "Turn", "film_key", "read_any", "read_dialogues", "shared"]
