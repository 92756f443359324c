"""Optional extras of the package: what each brings, and one sentence for where it is missing."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple

from chatrec.core.errors import ConfigError


class Extra(NamedTuple):
    """The third-party packages that `pip install 'chatrec[name]'` brings, by the names they are imported under."""

    name: str
    packages: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of the packages that are not installed; nothing is imported to find out."""
        return tuple(package for package in self.packages if find_spec(package) is None)

    def require(self, wanted_by: str) -> None:
        """Raise ConfigError that names the extra unless all of it is installed."""
        if self.missing:
            raise ConfigError(
                f"{wanted_by} needs {', '.join(self.missing)}, not installed here; pip install 'chatrec[{self.name}]'.",
                zh=f"{wanted_by} 需要 {', '.join(self.missing)}，这里没有安装；请运行 pip install 'chatrec[{self.name}]'。",
            )

    def load(self, module: str, wanted_by: str) -> ModuleType:
        """A module of the extra, imported when first asked for. Raises ConfigError where the extra is missing."""
        self.require(wanted_by)
        return import_module(module)


__all__ = ["Extra"]
