"""Reads a folder or a file of labelled utterances, whichever of the forms it has."""

import gzip
import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from chatrec.core.errors import DataError
from chatrec.data.utterances.corpus import Corpus
from chatrec.data.utterances.crosswoz import CROSSWOZ
from chatrec.data.utterances.form import Form, Part
from chatrec.data.utterances.iard import IARD
from chatrec.data.utterances.kdconv import KDCONV
from chatrec.data.utterances.labelled import LABELLED
from chatrec.data.utterances.sgd import SGD
from chatrec.data.utterances.snips import SNIPS

FORMS = (SNIPS, SGD, CROSSWOZ, KDCONV, IARD, LABELLED)
ENDINGS = (".json", ".jsonl", ".json.gz", ".jsonl.gz", ".json.zip")


def read_corpus(path: Path, tables: Path | None = None) -> Corpus:
    """The utterances of a folder or file; its databases are looked for in `tables` too, where a test set has none of its own.

    Raises DataError for a path without such files, of an unknown form, or of several forms at once.
    """
    contents = [(file, file.read_bytes()) for file in _files(path)]
    parts = [Part(file, _json(file, content)) for file, content in contents]
    form = _form(path, parts)
    talks = [part for part in parts if form.talks(part.content)]
    told = [part for part in parts if form.tells(part.content)]
    if not told and tables is not None and tables != path:
        further = (Part(file, _json(file, file.read_bytes())) for file in _files(tables))
        told = [part for part in further if form.tells(part.content)]
    digest = hashlib.sha256(b"".join(content for _, content in contents)).hexdigest()[:16]
    return replace(form.read(talks, told), fingerprint=digest)


def _files(path: Path) -> list[Path]:
    if path.is_file():
        return [path]
    files = sorted(file for file in path.glob("*") if file.name.endswith(ENDINGS)) if path.is_dir() else []
    if not files:
        raise DataError(
            f"{str(path)!r} holds no labelled utterances; give a file, or a folder of {', '.join(ENDINGS)}."
        )
    return files


def _form(path: Path, parts: Sequence[Part]) -> Form:
    found = {form.name: form for part in parts for form in FORMS if form.talks(part.content)}
    if len(found) > 1:
        raise DataError(f"{str(path)!r} mixes the forms {', '.join(found)}; give one of them.")
    if not found:
        known = "; ".join(f"{form.name}: {form.has}" for form in FORMS)
        raise DataError(f"{str(path)!r} has none of the forms that are known. {known}.")
    return next(iter(found.values()))


def _json(path: Path, content: bytes) -> object:
    try:
        text = "\n".join(_texts(path, content))
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise DataError(f"{path} cannot be unpacked: {error}.") from error
    try:
        return json.loads(text)
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise DataError(f"{path} is neither JSON nor JSON Lines: {error}.") from error


def _texts(path: Path, content: bytes) -> Iterator[str]:
    if path.name.endswith(".gz"):
        yield _text(gzip.decompress(content))
    elif path.name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            yield from (_text(archive.read(name)) for name in archive.namelist() if name.endswith((".json", ".jsonl")))
    else:
        yield _text(content)


def _text(content: bytes) -> str:
    """UTF-8, else ISO-8859-1, which one published file is in."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("iso-8859-1")


__all__ = ["FORMS", "read_corpus"]
