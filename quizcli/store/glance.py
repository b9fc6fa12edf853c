"""What today holds, from SQLite alone: the fast way of `due` and of the first card.

Imports neither pathlib nor msgspec nor json, each of which costs as much as Python's own start.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator

from quizcli import __version__
from quizcli.drill.queue import Candidate, Done, Limits, Plan, plan

VERSION = 4  # of the database; each migration is one more

# Entries of the cache from which the counts of a day follow, and the counts themselves.
COUNTED_FROM = "('upto', 'rules', 'compiled_at', 'counts')"
UNKEPT = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL)

STAMPS = "select path, mtime_ns, size, inode from files"
# A file written this shortly before it was compiled may be written again with the same time.
SETTLED_NS = 2_000_000_000
UNSETTLED = f"select 1 from files where mtime_ns >= compiled_ns - {SETTLED_NS} limit 1"

# So many due cards are looked at beyond the day's limit, since some wait for a sibling.
LOOK_AHEAD = 200

# From so many due cards on, to look for the most urgent ones by interval beats sorting them all.
BACKLOG = 2000

CANDIDATE = "c.card, c.note, c.deck"
IS_DUE = "c.due > 0 and c.due <= :day and c.last_seen <> :day and c.buried <> :day"
SEEN = "c.last_seen > 0 and c.last_seen = :day"  # the first half lets SQLite see that an index fits
COMES_BACK = f"{SEEN} and c.pending = 1 and c.buried <> :day"


class Counts:
    """A day's plan in numbers, and on which later day how many cards come; None for never."""

    __slots__ = ("coming", "due", "new", "parked", "waiting")

    def __init__(
        self, due: int, new: int, parked: int, waiting: int, coming: tuple[int, int] | None
    ) -> None:
        self.due, self.new, self.parked, self.waiting = due, new, parked, waiting
        self.coming = coming


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
    return all(_mtime(path) == mtime for path, mtime in folders)


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


def counts(connection: sqlite3.Connection, day: int, limits: Limits) -> Counts:
    """The plan of the day in numbers, of caches that are current.

    They are kept, for a prompt asks again and again, until something they follow from is another.
    """
    values = dict(connection.execute(f"select key, value from cache where key in {COUNTED_FROM}"))
    numbers, _, before = values.pop("counts", "").partition("|")
    basis = f"{day} {limits.new} {limits.reviews} {sorted(values.items())}"
    if before == basis:
        due, new, parked, waiting, *coming = map(int, numbers.split())
        return Counts(due, new, parked, waiting, (coming[0], coming[1]) if coming else None)
    found = counted(connection, day, today(connection, day, limits))
    told = (found.due, found.new, found.parked, found.waiting, *(found.coming or ()))
    _keep_counts(connection, f"{' '.join(map(str, told))}|{basis}")
    return found


def _keep_counts(connection: sqlite3.Connection, text: str) -> None:
    """Leave the counts for the next call, unless somebody else writes or nobody can."""
    try:
        with connection:
            connection.execute("insert or replace into cache values ('counts', ?)", (text,))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in UNKEPT:
            raise


def counted(connection: sqlite3.Connection, day: int, found: Plan) -> Counts:
    """A plan in numbers."""
    coming = next_due(connection, day)
    return Counts(len(found.reviews), len(found.new), found.parked, found.waiting, coming)


def _mtime(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116
    except OSError:
        return -1


def today(connection: sqlite3.Connection, day: int, limits: Limits, filters: str = "1") -> Plan:
    """The day's plan over the cards that meet an SQL condition on `c` (the table of cards)."""
    answered = done(connection, day)
    room = max(0, limits.reviews - answered.reviews) + LOOK_AHEAD
    count = count_due(connection, day, filters)
    index = "cards_urgent" if count > BACKLOG else "cards_due"
    # Found by the index alone; the rest of a row is read only where it is wanted.
    rows = connection.execute(
        f"select {CANDIDATE}, c.due, c.interval from cards c where c.card in ("
        f"select c.card from cards c indexed by {index} where {IS_DUE} and {filters} "
        "order by c.interval, c.card limit :room) "
        f"union all select {CANDIDATE}, c.due, c.interval from cards c "
        f"where {COMES_BACK} and {filters}",
        {"day": day, "room": room},
    )
    due = [Candidate(*row) for row in rows]
    return plan(due, _new(connection, day, filters), day, limits, answered, count - len(due))


def count_due(connection: sqlite3.Connection, day: int, filters: str = "1") -> int:
    """How many cards are due, whatever the limits say."""
    rows = connection.execute(
        f"select count(*) from cards c where {IS_DUE} and {filters} "
        f"union all select count(*) from cards c where {COMES_BACK} and {filters}",
        {"day": day},
    )
    return sum(row[0] for row in rows)


def next_due(connection: sqlite3.Connection, day: int) -> tuple[int, int] | None:
    """The next learning day with due cards, and how many; None when nothing is scheduled."""
    row = connection.execute(
        "select c.due, count(*) from cards c "
        "where c.due > 0 and c.due > ? group by c.due order by c.due limit 1",
        (day,),
    ).fetchone()
    return (int(row[0]), int(row[1])) if row else None


def _new(connection: sqlite3.Connection, day: int, filters: str) -> Iterator[Iterator[Candidate]]:
    """The new cards of each folder of decks, in authored order."""
    for folder in _folders(connection):
        rows = connection.execute(
            f"select {CANDIDATE} from cards c where c.fresh = 1 "
            f"and c.folder = :folder and c.buried <> :day and {filters} order by c.position",
            {"folder": folder, "day": day},
        )
        yield (Candidate(*row) for row in rows)


def _folders(connection: sqlite3.Connection) -> Iterator[str]:
    """The folders that have new cards, each found by one step through the index."""
    query = "select min(folder) from cards where fresh = 1 and folder > ?"
    folder = connection.execute(query, ("",)).fetchone()[0]
    while folder is not None:
        yield folder
        folder = connection.execute(query, (folder,)).fetchone()[0]


def done(connection: sqlite3.Connection, day: int) -> Done:
    """What was answered on the day: new cards and reviews counted apart."""
    rows = connection.execute(
        f"select {CANDIDATE}, c.due, c.interval, s.first = s.last_seen from cards c "
        f"join states s on s.card = c.card where {SEEN}",
        {"day": day},
    ).fetchall()
    new = sum(row[-1] for row in rows)
    return Done(new, len(rows) - new, tuple(Candidate(*row[:-1]) for row in rows))
