"""Text files as they lie about: plain, gzipped or inside a zip, in the encoding they ought to have."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path, PurePosixPath
from typing import IO, TextIO, cast

from chatrec.core.errors import DataError
from chatrec.data.converted import feed_as_json_lines, parquet_as_csv


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file to read: `member` is its name inside the zip at `path`."""

    path: Path
    member: str | None = None
    encoding: str = "utf-8-sig"

    @property
    def name(self) -> str:
        """What reports call it."""
        return self.path.name if self.member is None else f"{self.path.name}/{self.member}"

    @contextmanager
    def opened(self) -> Iterator[TextIO]:
        """The text, to be read line by line. Raises DataError when the file is missing, empty, damaged or in another
        encoding, the last three also while it is read.
        """
        try:
            if self._ending != ".parquet":
                with self._bytes() as probe:
                    self._refuse_empty_or_wide(probe.read(4096))
            with self._bytes() as raw, TextIOWrapper(self._lines(raw), encoding=self.encoding, newline="") as text:
                yield text
        except UnicodeDecodeError as error:
            raise self._wrong_encoding() from error
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise DataError(
                f"{self.path} cannot be read: {error}. Give a whole, readable file.",
                zh=f"{self.path} 读不了（{error}）；请给出完整、可读的文件。",
            ) from error

    @property
    def _ending(self) -> str:
        return PurePosixPath((self.member or self.path.name).removesuffix(".gz")).suffix.lower()

    def _lines(self, raw: IO[bytes]) -> IO[bytes]:
        """The bytes as lines of text: Parquet as CSV, XML as JSON lines, all else as it is."""
        if self._ending == ".xml":
            return feed_as_json_lines(raw, self.name)
        if self._ending != ".parquet":
            return raw
        if self.member is not None or self.path.suffix == ".gz":
            raise DataError(f"{self.name} is Parquet inside an archive; unpack it first.")
        return parquet_as_csv(self.path)

    @contextmanager
    def _bytes(self) -> Iterator[IO[bytes]]:
        if self.member is not None:
            with zipfile.ZipFile(self.path) as archive, _member(archive, self.member) as stream:
                if not self.member.endswith(".gz"):
                    yield stream
                    return
                with gzip.open(stream) as packed:
                    yield cast("IO[bytes]", packed)
        elif self.path.suffix == ".gz":
            with gzip.open(self.path) as packed:
                yield cast("IO[bytes]", packed)
        else:
            with self.path.open("rb") as plain:
                yield plain

    def _refuse_empty_or_wide(self, start: bytes) -> None:
        if not start.strip():
            raise DataError(
                f"{self.path} is empty; it should hold at least one row.", zh=f"{self.path} 是空的；至少要有一行。"
            )
        if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start:
            raise DataError(
                f"{self.path} starts with {start[:4]!r}, which is UTF-16 or not text at all; save it as UTF-8 "
                "(iconv -f UTF-16 -t UTF-8).",
                zh=f"{self.path} 以 {start[:4]!r} 开头，是 UTF-16 或者根本不是文本；请存成 UTF-8（iconv -f UTF-16 -t UTF-8）。",
            )

    def _wrong_encoding(self) -> DataError:
        with self._bytes() as raw:
            for number, line in enumerate(raw, start=1):
                try:
                    line.decode("utf-8")
                except UnicodeDecodeError as error:
                    value = line[error.start : error.end]
                    return DataError(
                        f"{self.path} is not UTF-8: line {number} holds the byte {value!r} in {line[:60]!r}; save it "
                        "as UTF-8 (iconv -f ISO-8859-1 -t UTF-8 if it is Western European)."
                    )
        return DataError(f"{self.path} is not UTF-8; save it as UTF-8.")


def _member(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return archive.open(name)
    except (RuntimeError, NotImplementedError) as error:  # encrypted, or packed in a way that zipfile does not know
        raise DataError(f"{archive.filename} cannot be unpacked: {error}. Give a plain zip.") from error


__all__ = ["TextFile"]
