"""The files that a path stands for: those of a folder or a zip, or one file and its companions."""

import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from chatrec.core.errors import DataError
from chatrec.data.textfile import TextFile


def files_at(path: Path) -> Sequence[TextFile]:
    """What a folder or a zip holds; of a file those of the same name whatever their ending. `path` must exist."""
    if path.is_dir():
        return _visible(path)
    if path.suffix == ".zip":
        return _members(path)
    return [file for file in _visible(path.parent) if file.path.stem == path.stem]


def files_beside(path: Path) -> Sequence[TextFile]:
    """What lies in the same folder as a file; the content of a folder or a zip itself."""
    return files_at(path) if path.is_dir() or path.suffix == ".zip" else _visible(path.parent)


def plain_name(file: TextFile) -> str:
    """The name of a file without folders and without .gz, in small letters."""
    return PurePosixPath(file.member or file.path.name).name.lower().removesuffix(".gz")


def find_named(files: Sequence[TextFile], name: str) -> TextFile | None:
    """The first file of this plain name."""
    return next((file for file in files if plain_name(file) == name), None)


def _visible(folder: Path) -> Sequence[TextFile]:
    files = (file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    return [TextFile(file) for file in sorted(files)]


def _members(path: Path) -> Sequence[TextFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(entry.filename for entry in archive.infolist() if not entry.is_dir())
            return [TextFile(path, name) for name in names if not PurePosixPath(name).name.startswith(".")]
    except (OSError, zipfile.BadZipFile) as error:
        raise DataError(f"{path} is not a readable zip: {error}. Fetch it again.") from error


__all__ = ["files_at", "files_beside", "find_named", "plain_name"]
