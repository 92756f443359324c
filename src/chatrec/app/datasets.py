"""Data sets by name or path, and our own packs as catalogues."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from chatrec.adapters.download import NetworkDownloader
from chatrec.app.home import Home
from chatrec.core.errors import DataError
from chatrec.core.query import Locale
from chatrec.data import DATA_SETS, Fetched, GivenSource, Loaded, Source, fetch, find_source
from chatrec.domains import domain, domains
from chatrec.ports.clock import Clock

PACK = "pack:"  # before a domain's name, as the name of what our pack of it holds
OURS: Mapping[Locale, str] = MappingProxyType(
    {
        "en": "our own facts about {what}, without anybody's ratings; nothing to download, as in chatrec ingest --data {name}",
        "zh": "我们自己写的{what}资料，不含评分；无需下载，可直接 chatrec ingest --data {name}",
    }
)


def listed(locale: Locale) -> Mapping[str, str]:
    """What can be got or ingested by name, and what each is."""
    sets = {name: known.about[locale] for name, known in DATA_SETS.items()}
    nouns = {name: domain(name).noun for name in packs()}
    ours = {name: noun.zh[0] if locale == "zh" else noun.en[1] for name, noun in nouns.items()}
    return {**sets, **{f"{PACK}{name}": OURS[locale].format(what=ours[name], name=f"{PACK}{name}") for name in ours}}


def packs() -> tuple[str, ...]:
    """The domains of which we have a pack of facts; one that joins several has none of its own."""
    return tuple(name for name in domains() if domain(name).facts is not None and not domain(name).requires)


def get_data(name: str, home: Home, from_dir: Path | None = None) -> Fetched:
    """A known data set, in the home's data folder; from the network, or from a folder that has it already."""
    return fetch(name, home.data / name, NetworkDownloader(), from_dir)


def find_data(named: str, home: Home, clock: Clock, *, ordered: bool = False) -> Source:
    """What lies at a path, or the data set of this name in the home's data folder, not yet read.

    Of several files of behaviour `ordered` takes one that tells the order, see `data.find_source`. Raises DataError when
    there is neither, saying how to get a known one. "pack:shop" is what our pack of a domain holds.
    """
    if named.startswith(PACK):
        return _pack(named)
    for place in (Path(named), home.data / named):
        if place.exists():
            return find_source(place, now=clock.now(), ordered=ordered)
    if named in DATA_SETS:
        raise DataError(
            f"{named} is not in {home.data} yet; get it with `chatrec data get {named}`.",
            zh=f"{home.data} 里还没有 {named}；请运行 `chatrec data get {named}`。",
        )
    raise DataError(
        f"{named!r} is neither a file, nor a folder, nor a known data set; `chatrec data list` names those: "
        f"{', '.join(listed('en'))}.",
        zh=f"{named!r} 不是文件、文件夹，也不是已知的数据集；`chatrec data list` 列出这些：{'、'.join(listed('zh'))}。",
    )


def _pack(named: str) -> Source:
    """A pack as a catalogue. Raises DataError for a domain that has none."""
    name = named.removeprefix(PACK)
    facts = domain(name).facts if name in packs() else None
    if facts is None:
        known = ", ".join(f"{PACK}{one}" for one in packs())
        raise DataError(
            f"There is no pack {named!r}; those of ours are {known}.", zh=f"没有 {named!r} 这个资料包；有的是 {known}。"
        )
    return GivenSource(named, facts.further, lambda items: facts.known(items).triples)


def load_data(named: str, home: Home, clock: Clock, *, ordered: bool = False) -> Loaded:
    """Everything in what `find_data` finds, at once."""
    return find_data(named, home, clock, ordered=ordered).read()


__all__ = ["PACK", "find_data", "get_data", "listed", "load_data", "packs"]
