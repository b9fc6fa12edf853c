"""What today holds, from SQLite alone: the fast way of `due` and of the first card.

Imports neither pathlib nor dataclasses nor json, each of which costs as much as Python's own start.
"""

from __future__ import annotations

import os
import sqlite3

from quizcli import __version__
from quizcli.drill.queue import Candidate, Done, Limits, Plan, plan

# So many due cards are looked at beyond the day's limit, since some wait for a sibling.
LOOK_AHEAD = 200
NEW_AHEAD = 300

CANDIDATE = "c.card, c.note, c.deck, c.folder"
IS_DUE = (
    "s.suspended = 0 and s.buried <> :day and (s.due > 0 and s.due <= :day and s.last_seen <> :day "
    "or s.last_seen = :day and s.pending = 1)"
)


def surroundings() -> str:
    """What outside the database the caches depend on, seen without reading a setting."""
    home, config = os.path.expanduser("~"), config_path()  # noqa: PTH111
    chosen = sorted(item for item in os.environ.items() if item[0].startswith("QUIZCLI_"))
    here = os.path.realpath("decks") if os.path.exists("decks") else ""  # noqa: PTH110
    return f"{__version__}|{__file__}|{home}|{config}|{_mtime(config)}|{here}|{chosen}"


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


def is_current(connection: sqlite3.Connection, key: str, expected: str) -> bool:
    """Whether the caches were made for what `expected` says, and all files are as compiled."""
    values = dict(connection.execute("select key, value from cache"))
    newest = connection.execute("select max(rowid) from events").fetchone()[0] or 0
    if values.get(key) != expected or values.get("upto") != str(newest):
        return False
    for path, mtime in connection.execute("select path, mtime_ns from folders"):
        if _mtime(path) != mtime:
            return False
    for path, mtime, size, inode, compiled in connection.execute(
        "select path, mtime_ns, size, inode, compiled_ns from files"
    ):
        try:
            status = os.stat(path)  # noqa: PTH116
        except OSError:
            return False
        if (status.st_mtime_ns, status.st_size, status.st_ino) != (mtime, size, inode):
            return False
        if mtime >= compiled - 2_000_000_000:
            return False
    return True


def _mtime(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return -1


def today(connection: sqlite3.Connection, day: int, limits: Limits, filters: str = "1") -> Plan:
    """The day's plan over the cards that meet an SQL condition on `c` (the table of cards)."""
    done = _done(connection, day)
    room = max(0, limits.reviews - done.reviews) + LOOK_AHEAD
    rows = connection.execute(
        f"select {CANDIDATE}, s.due, s.interval from states s join cards c on c.card = s.card "
        f"where {IS_DUE} and {filters} order by s.interval, s.card limit :room",
        {"day": day, "room": room},
    )
    due = [Candidate(*row) for row in rows]
    unlisted = 0
    if len(due) == room:
        unlisted = count_due(connection, day, filters) - room
    return plan(due, _new(connection, day, filters), day, limits, done, unlisted)


def count_due(connection: sqlite3.Connection, day: int, filters: str = "1") -> int:
    """How many cards are due, whatever the limits say."""
    row = connection.execute(
        f"select count(*) from states s join cards c on c.card = s.card where {IS_DUE} "
        f"and {filters}",
        {"day": day},
    ).fetchone()
    return int(row[0])


def next_due(connection: sqlite3.Connection, day: int) -> tuple[int, int] | None:
    """The next learning day with due cards, and how many; None when nothing is scheduled."""
    row = connection.execute(
        "select s.due, count(*) from states s join cards c on c.card = s.card "
        "where s.suspended = 0 and s.due > ? group by s.due order by s.due limit 1",
        (day,),
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def _new(connection: sqlite3.Connection, day: int, filters: str) -> list[Candidate]:
    """The first new cards of each folder of decks, in authored order."""
    folders = connection.execute("select distinct folder from cards order by folder").fetchall()
    return [
        Candidate(*row)
        for (folder,) in folders
        for row in connection.execute(
            f"select {CANDIDATE} from cards c left join states s on s.card = c.card "
            "where c.fresh = 1 and c.folder = :folder and coalesce(s.suspended, 0) = 0 "
            f"and coalesce(s.buried, 0) <> :day and {filters} "
            f"order by c.position limit {NEW_AHEAD}",
            {"folder": folder, "day": day},
        )
    ]


def _done(connection: sqlite3.Connection, day: int) -> Done:
    """What was answered on the day: new cards and reviews counted apart."""
    rows = connection.execute(
        f"select {CANDIDATE}, s.due, s.interval, s.first = s.last_seen from states s "
        "join cards c on c.card = s.card where s.last_seen = ?",
        (day,),
    ).fetchall()
    new = sum(row[-1] for row in rows)
    return Done(new, len(rows) - new, tuple(Candidate(*row[:-1]) for row in rows))
