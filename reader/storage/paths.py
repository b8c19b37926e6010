"""Where the reader keeps things."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APP_NAME = "reader"


@dataclass(frozen=True, slots=True)
class Paths:
    """The three directories of the reader; none is created before something is written to it."""

    data: Path
    config: Path
    cache: Path

    @classmethod
    def of_user(cls) -> "Paths":
        """The directories of this user: below ``READER_HOME`` if set, else ``platformdirs``'."""
        home = os.environ.get("READER_HOME")
        if home:
            root = Path(home).expanduser().absolute()
            return cls(root / "data", root / "config", root / "cache")
        return cls(
            Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)),
            Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)),
            Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False)),
        )

    @property
    def database(self) -> Path:
        """The SQLite file with everything the person made."""
        return self.data / "reader.db"

    @property
    def packages(self) -> Path:
        """Where installed Argos packages live."""
        return self.data / "packages"

    @property
    def settings(self) -> Path:
        """The person's configuration file."""
        return self.config / "config.toml"

    @property
    def terms(self) -> Path:
        """The person's own script-conversion pairs."""
        return self.config / "terms.tsv"
