"""The folder that holds everything of one installation: database, models, data sets and settings."""

import os
from dataclasses import dataclass
from pathlib import Path

from chatrec.core.errors import ConfigError

VARIABLE = "CHATREC_HOME"
DEFAULT = ".chatrec"


@dataclass(frozen=True, slots=True)
class Home:
    """Where things are."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "chatrec.db"

    @property
    def models(self) -> Path:
        return self.folder / "models"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def desk(self) -> Path:
        """What the house says of itself: Markdown and CSV that customers' questions are answered from."""
        return self.folder / "desk"

    @property
    def evaluations(self) -> Path:
        """Finished steps of evaluations; may be removed at any time."""
        return self.folder / "evaluations"

    @property
    def tuning(self) -> Path:
        """Searches for settings, finished or not; may be removed at any time."""
        return self.folder / "tuning"

    @property
    def loads(self) -> Path:
        """What became of the rows of each load; may be removed at any time."""
        return self.folder / "loads.jsonl"

    @property
    def operator_key(self) -> Path:
        """What whoever runs the server shows to it; a removed one is made anew."""
        return self.folder / "operator.key"

    def existing(self) -> "Home":
        """Itself. Raises ConfigError when there is nothing here yet."""
        if not self.database.exists():
            raise ConfigError(
                f"{self.folder} holds no Chat-Rec home. Make one with `chatrec data get ml-100k` and "
                f"`chatrec ingest --data ml-100k`, or name another with --home DIR or {VARIABLE}.",
                zh=f"{self.folder} 里没有 Chat-Rec 的数据。请用 `chatrec data get ml-100k` 和 `chatrec ingest --data ml-100k` "
                f"建一个，或用 --home DIR 或 {VARIABLE} 指定别的位置。",
            )
        return self

    def made(self) -> "Home":
        """Itself, with its folder. Raises ConfigError when the folder cannot be made or written to."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ConfigError(
                f"The home {self.folder} cannot be made: {error.strerror}. Choose another with --home DIR.",
                zh=f"主目录 {self.folder} 建不了：{error.strerror}。请用 --home DIR 换一个。",
            ) from error
        if not os.access(self.folder, os.W_OK):
            raise ConfigError(
                f"The home {self.folder} is read-only; make it writable or choose another with --home DIR.",
                zh=f"主目录 {self.folder} 是只读的；请允许写入，或用 --home DIR 换一个。",
            )
        return self


def find_home(given: Path | None) -> Home:
    """The home named by --home, else by CHATREC_HOME, else ./.chatrec."""
    return Home((given or Path(os.environ.get(VARIABLE) or DEFAULT)).expanduser())


__all__ = ["DEFAULT", "VARIABLE", "Home", "find_home"]
