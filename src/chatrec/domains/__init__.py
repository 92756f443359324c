"""One file a domain; each defines `DOMAIN`. `base`, `cards`, `common`, `moods` and `own` serve all; `packs` holds the facts. Outsiders add theirs under the entry-point group "chatrec.domains"."""

import importlib
import pkgutil
from collections import Counter
from importlib.metadata import entry_points

from chatrec.core.catalogue import Catalogue
from chatrec.core.errors import ConfigError
from chatrec.domains.base import Domain
from chatrec.domains.own import suited

ENTRY_POINTS = "chatrec.domains"
GENERIC = "generic"
LEAST_SHARE = 0.8
SHARED = frozenset({"base", "cards", "common", "moods", "own"})  # files of the room that are no domain


def domain(name: str) -> Domain:
    """The domain of this name, ours or a plug-in's. Raises ConfigError naming every known one when there is none."""
    module = f"{__name__}.{name}"
    if name in _ours():
        return _checked(importlib.import_module(module).DOMAIN, module)
    for point in entry_points(group=ENTRY_POINTS, name=name):
        return _checked(point.load(), point.value)
    known = ", ".join(domains())
    raise ConfigError(f"There is no domain {name!r}; known are {known}.", zh=f"没有领域 {name!r}；已知的有 {known}。")


def domains() -> tuple[str, ...]:
    """The names of every domain that can be loaded, sorted."""
    return tuple(sorted({*_ours(), *(point.name for point in entry_points(group=ENTRY_POINTS))}))


def fitting(catalogue: Catalogue) -> Domain:
    """The domain that has words for most of the catalogue's labels, four fifths of them at least, else "generic"; with the
    words of its pack for what that told. Of two that know as many, the one with fewer words for these fields: they are more
    likely to be its own.
    """
    labels = Counter((field, value) for item in catalogue for field, values in item.labels.items() for value in values)
    fields = {field for field, _ in labels}
    possible = [one for one in map(domain, domains()) if one.name != GENERIC and fields.issuperset(one.requires)]
    known = [(spoken(one, catalogue), -_size(one, fields)) for one in possible]
    best, _ = max(known, key=lambda one: (_share(one[0], labels), one[1]))
    return best if _share(best, labels) >= LEAST_SHARE else spoken(domain(GENERIC), catalogue)


def spoken(one: Domain, catalogue: Catalogue) -> Domain:
    """The domain with words for what is in the catalogue at hand."""
    return suited(one.worded(catalogue), catalogue)


def _share(known: Domain, labels: Counter[tuple[str, str]]) -> float:
    """The share of the labels that a domain has words for or knows to be names, in [0, 1]."""
    worded = sum(
        n
        for (field, value), n in labels.items()
        if (ours := known.labels.get(field)) and not ours.named and (ours.names or ours.open or value in ours.values)
    )
    return worded / max(1, labels.total())


def _size(known: Domain, fields: set[str]) -> int:
    """How many values of these fields a domain has words for."""
    return sum(len(known.labels[field].values) for field in fields & known.labels.keys())


def _ours() -> tuple[str, ...]:
    return tuple(found.name for found in pkgutil.iter_modules(__path__) if found.name not in SHARED and not found.ispkg)


def _checked(found: object, where: str) -> Domain:
    if not isinstance(found, Domain):
        raise ConfigError(f"{where} defines {found!r} as a domain; a domain is a chatrec.domains.base.Domain.")
    return found


__all__ = ["ENTRY_POINTS", "domain", "domains", "fitting", "spoken"]
