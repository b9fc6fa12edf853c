"""Where settings, log and the user's decks live: the platform's folders, or QUIZCLI_HOME."""

from __future__ import annotations

import os
from pathlib import Path

from quizcli.errors import UsageError

APP = "quizcli"


def home() -> str:
    """The folder named by QUIZCLI_HOME; an empty text when it is not set."""
    return os.environ.get("QUIZCLI_HOME", "")


def expanded(name: str) -> Path:
    """The path that a name stands for, `~` being a home folder.

    Raises UsageError for the home of nobody.
    """
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        raise UsageError(f"{name} begins with the home of a user who is not known here.") from error


def config_file() -> Path:
    """`config.toml`, whether it exists or not."""
    if home():
        return expanded(home()) / "config.toml"
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def data_folder() -> Path:
    """The folder of the log and the user's decks, whether it exists or not."""
    if home():
        return expanded(home())
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)


def database_file() -> Path:
    """The log, whether it exists or not."""
    return data_folder() / "quizcli.db"


def deck_folder() -> Path:
    """The folder of the user's own decks, whether it exists or not."""
    return data_folder() / "decks"


def backup_folder() -> Path:
    """The folder of the backups, whether it exists or not."""
    return data_folder() / "backups"
