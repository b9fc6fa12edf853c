"""Whether what is cached stands for the settings, decks and log of now, from SQLite alone.

`due` asks this first: imports neither pathlib nor msgspec nor json, each of which costs as much as
Python's own start.
"""

from __future__ import annotations

import os
import sqlite3

from quizcli import __version__

VERSION = 5  # of the database; each migration is one more

# Of SQLite, kept in memory: more than one look reads twice.
PAGES = 64

STAMPS = "select path, mtime_ns, size, inode from files"
# A file written this shortly before it was compiled may be written again with the same time.
SETTLED_NS = 2_000_000_000
UNSETTLED = f"select 1 from files where mtime_ns >= compiled_ns - {SETTLED_NS} limit 1"


def surroundings() -> str:
    """What outside the database the caches depend on, seen without reading a setting."""
    home, config = os.path.expanduser("~"), config_path()  # noqa: PTH111
    chosen = sorted(item for item in os.environ.items() if item[0].startswith("QUIZCLI_"))
    here = os.path.realpath("decks") if os.path.exists("decks") else ""  # noqa: PTH110
    return f"{__version__}|{__file__}|{home}|{config}|{changed_ns(config)}|{here}|{chosen}"


def config_path() -> str:
    """The path of `config.toml` as text."""
    return f"{_folder('XDG_CONFIG_HOME', '.config')}/config.toml"


def database_path() -> str:
    """The path of the log as text."""
    return f"{_folder('XDG_DATA_HOME', '.local/share')}/quizcli.db"


def _folder(variable: str, default: str) -> str:
    """QUIZCLI_HOME, or the XDG base directory: what platformdirs gives on Linux, at no cost."""
    own = os.environ.get("QUIZCLI_HOME", "")
    if own:
        return os.path.expanduser(own)  # noqa: PTH111
    named = os.environ.get(variable, "").strip()
    base = named if os.path.isabs(named) else f"{os.path.expanduser('~')}/{default}"  # noqa: PTH111, PTH117
    return f"{base}/quizcli"


def connect(path: str) -> sqlite3.Connection:
    """The database for one look that waits for nobody and writes nothing that must last."""
    connection = sqlite3.connect(path, timeout=0)
    connection.execute("pragma synchronous = normal")
    connection.execute(f"pragma cache_size = {PAGES}")
    return connection


def has_this_version(connection: sqlite3.Connection) -> bool:
    """Whether the database is as this version makes it."""
    return bool(connection.execute("pragma user_version").fetchone()[0] == VERSION)


def limits(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """New cards and reviews a day, and the hour at which a day begins, as settings had them."""
    row = connection.execute("select value from cache where key = 'limits'").fetchone()
    new, reviews, rollover = map(int, row[0].split())
    return new, reviews, rollover


def is_made_for(connection: sqlite3.Connection, surroundings: str) -> bool:
    """Whether what `due` needs was left for these surroundings."""
    row = connection.execute("select value from cache where key = 'surroundings'").fetchone()
    return bool(row == (surroundings,))


def is_current(connection: sqlite3.Connection, key: str, expected: str) -> bool:
    """Whether the caches were made for what `expected` says, and all files are as compiled."""
    return is_current_but_for_texts(connection, key, expected) and are_as_compiled(connection)


def is_current_but_for_texts(connection: sqlite3.Connection, key: str, expected: str) -> bool:
    """Whether the caches are current, though what stands in a deck file may have changed."""
    values = dict(
        connection.execute("select key, value from cache where key in (?, 'upto')", (key,))
    )
    newest = connection.execute("select max(rowid) from events").fetchone()[0] or 0
    if values.get(key) != expected or values.get("upto") != str(newest):
        return False
    folders = connection.execute("select path, mtime_ns from folders")
    return all(changed_ns(path) == mtime for path, mtime in folders)


def are_as_compiled(connection: sqlite3.Connection) -> bool:
    """Whether all deck files are there as they were compiled."""
    if connection.execute(UNSETTLED).fetchone():
        return False
    stat = os.stat
    try:
        for path, mtime, size, inode in connection.execute(STAMPS):
            found = stat(path)
            if found.st_mtime_ns != mtime or found.st_size != size or found.st_ino != inode:
                return False
    except OSError:
        return False
    return True


def changed_ns(path: str | os.PathLike[str]) -> int:
    """When a file or folder was changed; -1 when there is none."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return -1
