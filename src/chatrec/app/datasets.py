"""Data sets by name or path."""

from pathlib import Path

from chatrec.adapters.download import NetworkDownloader
from chatrec.app.home import Home
from chatrec.core.errors import DataError
from chatrec.data import DATA_SETS, Fetched, Loaded, fetch, load
from chatrec.ports.clock import Clock


def get_data(name: str, home: Home, from_dir: Path | None = None) -> Fetched:
    """A known data set, in the home's data folder; from the network, or from a folder that has it already."""
    return fetch(name, home.data / name, NetworkDownloader(), from_dir)


def load_data(named: str, home: Home, clock: Clock, *, ordered: bool = False) -> Loaded:
    """What lies at a path, or the data set of this name in the home's data folder.

    Of several files of behaviour `ordered` takes one that tells the order, see `data.load`. Raises DataError when there
    is neither, saying how to get a known one.
    """
    if Path(named).exists():
        return load(Path(named), now=clock.now(), ordered=ordered)
    if (home.data / named).exists():
        return load(home.data / named, now=clock.now(), ordered=ordered)
    if named in DATA_SETS:
        raise DataError(f"{named} is not in {home.data} yet; get it with `chatrec data get {named}`.")
    raise DataError(
        f"{named!r} is neither a file, nor a folder, nor a known data set; `chatrec data list` names those: "
        f"{', '.join(sorted(DATA_SETS))}."
    )


__all__ = ["get_data", "load_data"]
