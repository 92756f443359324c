"""Real transfers: HTTP from this machine, packages from a folder that pip is told to look in."""

import sys
import threading
import time
import venv
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chatrec.adapters.download import NetworkDownloader
from chatrec.core.errors import FetchError

CONTENT = bytes(range(256)) * 1_000


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/moved":
            self._answer(302, b"", location="/data/file.zip")
        elif self.path.partition("?")[0] == "/data/file.zip":
            self._answer(200, CONTENT)
        elif self.path == "/cut.zip":
            self._answer(200, CONTENT[:100], length=len(CONTENT))
        elif self.path == "/silent":
            time.sleep(0.5)
        else:
            self._answer(404, b"no")

    def _answer(self, status: int, body: bytes, *, length: int | None = None, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        if location is not None:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is http.server's
        """A test prints nothing."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


def test_a_file_arrives_whole_under_its_own_name(server: str, tmp_path: Path) -> None:
    path = NetworkDownloader().from_url(f"{server}/data/file.zip?version=1", tmp_path)
    assert path == tmp_path / "file.zip"
    assert path.read_bytes() == CONTENT


def test_a_moved_file_is_followed(server: str, tmp_path: Path) -> None:
    assert NetworkDownloader().from_url(f"{server}/moved", tmp_path).read_bytes() == CONTENT


def test_a_refusal_names_the_status(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"/absent answered with status 404"):
        NetworkDownloader().from_url(f"{server}/absent", tmp_path)


def test_a_transfer_that_breaks_off_is_no_file(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"cut\.zip could not be downloaded"):
        NetworkDownloader().from_url(f"{server}/cut.zip", tmp_path)
    assert not (tmp_path / "cut.zip").exists()


def test_silence_ends_in_time(server: str, tmp_path: Path) -> None:
    started = time.perf_counter()
    with pytest.raises(FetchError, match="silent could not be downloaded"):
        NetworkDownloader(read_timeout_s=0.1).from_url(f"{server}/silent", tmp_path)
    assert time.perf_counter() - started < 5.0  # not for ever is what counts


def test_too_much_is_refused(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="sends more than 1000 bytes"):
        NetworkDownloader(max_bytes=1_000).from_url(f"{server}/data/file.zip", tmp_path)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "no address at all", "ftp://127.0.0.1/x", "http://[broken"])
def test_an_address_that_leads_nowhere_is_named(url: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError) as caught:
        NetworkDownloader().from_url(url, tmp_path)
    assert url in str(caught.value)


def test_a_folder_that_cannot_be_written_is_named(server: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="could not be written"):
        NetworkDownloader().from_url(f"{server}/data/file.zip", tmp_path / "absent")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one wheel, where pip finds its packages instead of on the network."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    with zipfile.ZipFile(folder / "parcel-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("parcel/data.txt", "payload")
        wheel.writestr("parcel-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: parcel\nVersion: 1.0\n")
        wheel.writestr("parcel-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr("parcel-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.mark.usefixtures("shelf")
def test_a_package_arrives_as_its_wheel(tmp_path: Path) -> None:
    into = tmp_path / "into"
    into.mkdir()
    wheel = NetworkDownloader().from_package("parcel==1.0", into)
    assert zipfile.ZipFile(wheel).read("parcel/data.txt") == b"payload"
    assert wheel.parent == into


@pytest.mark.usefixtures("shelf")
def test_a_package_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"pip could not bring parcel==2\.0: No matching distribution"):
        NetworkDownloader().from_package("parcel==2.0", tmp_path)


def test_a_python_without_pip_says_how_to_get_it(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    python = tmp_path / "bare" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    with pytest.raises(FetchError, match="ensurepip"):
        NetworkDownloader(python=str(python)).from_package("parcel==1.0", tmp_path)


@pytest.mark.usefixtures("shelf")
def test_pip_is_given_up_in_time(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"within 0\.01 s"):
        NetworkDownloader(package_timeout_s=0.01).from_package("parcel==1.0", tmp_path)
