"""Files from elsewhere."""

from pathlib import Path
from typing import Protocol


class Downloader(Protocol):
    """Brings files from the network."""

    def from_url(self, url: str, into: Path) -> Path:
        """Download one file into the folder `into`; its path. Raises FetchError with the reason."""
        ...

    def from_package(self, requirement: str, into: Path) -> Path:
        """Download the wheel of a Python package ("name==version") into `into` without installing it; its path.
        Raises FetchError with the reason.
        """
        ...


__all__ = ["Downloader"]
