"""Data sets by name or path."""

from pathlib import Path

from chatrec.adapters.download import NetworkDownloader
from chatrec.app.home import Home
from chatrec.core.errors import DataError
from chatrec.data import DATA_SETS, Fetched, Loaded, Source, fetch, find_source
from chatrec.ports.clock import Clock


def get_data(name: str, home: Home, from_dir: Path | None = None) -> Fetched:
    """A known data set, in the home's data folder; from the network, or from a folder that has it already."""
    return fetch(name, home.data / name, NetworkDownloader(), from_dir)


def find_data(named: str, home: Home, clock: Clock, *, ordered: bool = False) -> Source:
    """What lies at a path, or the data set of this name in the home's data folder, not yet read.

    Of several files of behaviour `ordered` takes one that tells the order, see `data.find_source`. Raises DataError when
    there is neither, saying how to get a known one.
    """
    for place in (Path(named), home.data / named):
        if place.exists():
            return find_source(place, now=clock.now(), ordered=ordered)
    if named in DATA_SETS:
        raise DataError(f"{named} is not in {home.data} yet; get it with `chatrec data get {named}`.")
    raise DataError(
        f"{named!r} is neither a file, nor a folder, nor a known data set; `chatrec data list` names those: "
        f"{', '.join(sorted(DATA_SETS))}."
    )


def load_data(named: str, home: Home, clock: Clock, *, ordered: bool = False) -> Loaded:
    """Everything in what `find_data` finds, at once."""
    return find_data(named, home, clock, ordered=ordered).read()


__all__ = ["find_data", "get_data", "load_data"]
