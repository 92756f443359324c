"""Scorers by name: ours by scanning their room, a plug-in's by its entry point."""

import importlib
import pkgutil
from importlib.metadata import entry_points

from chatrec import scorers
from chatrec.core.errors import ConfigError
from chatrec.core.protocols import ScorerPlugin

ENTRY_POINTS = "chatrec.scorers"


def plugin(name: str) -> ScorerPlugin:
    """One scorer; only its own file is imported.

    Raises ConfigError naming every known one when there is none, and the extra to install where what it needs is missing.
    """
    if name in _ours():
        offered = getattr(importlib.import_module(f"{scorers.__name__}.{name}"), "PLUGIN", None)
        if isinstance(offered, ScorerPlugin):
            return _usable(offered)
    for point in entry_points(group=ENTRY_POINTS, name=name):
        return _usable(_checked(point.load(), point.value))
    known = ", ".join(sorted(plugins()))
    raise ConfigError(f"There is no scorer {name!r}; known are {known}.", zh=f"没有评分器 {name!r}；已知的有 {known}。")


def plugins() -> dict[str, ScorerPlugin]:
    """Every scorer that can be named in the settings, those among them that an extra would have to be installed for.

    Raises ConfigError for an entry point that is none.
    """
    modules = (importlib.import_module(f"{scorers.__name__}.{name}") for name in _ours())
    ours = [module.PLUGIN for module in modules if hasattr(module, "PLUGIN")]
    theirs = [_checked(point.load(), point.value) for point in entry_points(group=ENTRY_POINTS)]
    return {offered.name: offered for offered in (*ours, *theirs)}


def _ours() -> tuple[str, ...]:
    return tuple(found.name for found in pkgutil.iter_modules(scorers.__path__))


def _usable(offered: ScorerPlugin) -> ScorerPlugin:
    if offered.extra is not None:
        offered.extra.require(f"The scorer {offered.name!r}")
    return offered


def _checked(offered: object, where: str) -> ScorerPlugin:
    if not isinstance(offered, ScorerPlugin):
        raise ConfigError(
            f"{where} defines {offered!r} as a scorer; a scorer is a chatrec.core.protocols.ScorerPlugin."
        )
    return offered


__all__ = ["ENTRY_POINTS", "plugin", "plugins"]
