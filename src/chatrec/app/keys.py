"""Keys, which are never settings: a setting names the file that holds one."""

from pathlib import Path

from chatrec.core.errors import ConfigError


def read_key(path: Path, setting: str) -> str:
    """The key in a file. Raises ConfigError, which never says the key, for one that cannot be read or holds none."""
    try:
        key = path.expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"{setting} = {str(path)!r} cannot be read; name a file that holds the key.") from error
    if not key or not key.isascii() or not key.isprintable():
        raise ConfigError(f"{setting} = {str(path)!r} holds no key; it must hold one line with the key alone.")
    return key


__all__ = ["read_key"]
