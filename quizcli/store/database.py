"""The one SQLite file: made, opened, migrated."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

from quizcli.errors import StoreError
from quizcli.store import faults, schema
from quizcli.store.current import VERSION

APPLICATION_ID = 0x51_55_49_5A  # "QUIZ", so that another program's file is not taken for ours
BUSY_SECONDS = 5.0
SIDE_FILES = ("-wal", "-shm", "-journal")
# Read in one statement, that is as of one moment: another program may be making the log just now.
HEADER = (
    "select user_version, application_id, exists (select 1 from sqlite_master) "
    "from pragma_user_version, pragma_application_id"
)
Fill = Callable[[sqlite3.Connection], None]


def _nothing(_: sqlite3.Connection) -> None:
    pass


def connect(path: Path, fill: Fill = _nothing) -> sqlite3.Connection:
    """The database at the path, made or migrated where needed; `fill` brings its caches up to date.

    A new file is made and filled in one transaction, which needs no write-ahead log.
    Raises StoreError when it is damaged, locked, not writable or from a newer version.
    """
    check_place(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise faults.UnwritableError(f"{path} cannot be written; check its permissions.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.UnwritableError(f"{path.parent} cannot be made: {error.strerror}.") from error
    with faults.told(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path, fill)
            _write_ahead(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def empty() -> sqlite3.Connection:
    """A log in memory without an event."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    _prepare(memory, Path(":memory:"))
    return memory


def in_memory(path: Path) -> sqlite3.Connection:
    """A copy of the log in memory, migrated there, for what must not or cannot be written.

    Without a file it is an empty log. Raises StoreError when the file is none of ours.
    """
    check_place(path)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with faults.told(path):
            if path.exists():
                with closing(reading(path)) as source:
                    source.backup(memory)
            _prepare(memory, path)
    except BaseException:
        memory.close()
        raise
    return memory


def reading(path: Path) -> sqlite3.Connection:
    """The file opened for reading alone, also where nothing can be written beside it.

    Raises StoreError when it cannot be read or is no database.
    """
    with faults.told(path):
        return _reading(path)


def _reading(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        connection.execute("pragma user_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        waits = any(has_content(_beside(path, ending)) for ending in ("-wal", "-journal"))
        if waits or faults.code(error) not in faults.SHUT + faults.FULL:
            raise
        # Where nothing waits beside the file, it alone is the whole truth.
        return sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
    except BaseException:
        connection.close()
        raise
    return connection


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def has_content(path: Path) -> bool:
    """Whether there is a file that is not empty; raises StoreError for what is no file.

    What a program was writing into it when it was killed is undone first.
    """
    check_place(path)
    if _beside(path, "-journal").exists():
        # SQLite does it for whoever reads; what is wrong with the file is told when it is opened.
        with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(path)) as connection:
            connection.execute("pragma user_version").fetchone()
    return path.exists() and path.stat().st_size > 0


def check_ours(path: Path) -> None:
    """Raise StoreError when the file is damaged, no log of ours, or from a newer version."""
    check_place(path)
    with faults.told(path), closing(reading(path)) as connection:
        _check_owner(connection, path)
        if not connection.execute("pragma application_id").fetchone()[0]:
            raise StoreError(f"{path} is not a quizcli log.")


def found_wrong(connection: sqlite3.Connection, check: str = "quick_check") -> list[str]:
    """What SQLite's own check says, a line each; empty when all is sound."""
    rows = connection.execute(f"pragma {check}(20)").fetchall()
    lines = [line for (text,) in rows for line in str(text).splitlines()]
    return [line for line in lines if line != "ok" and not line.startswith("***")]


def check_place(path: Path) -> None:
    """Raise StoreError when what stands at the path is no file, or cannot even be looked at."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise faults.UnwritableError(f"{path.parent} cannot be made: {error.strerror}.") from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}.") from error
    if not stat.S_ISREG(mode):
        kind = "a folder" if stat.S_ISDIR(mode) else "not a file"
        raise StoreError(f"{path} is {kind}, not a quizcli log; move it away, then: quizcli doctor")


def _check_owner(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the log, 0 for a file without content.

    Raises StoreError when it is none of ours or too new.
    """
    version, owner, has_tables = connection.execute(HEADER).fetchone()
    foreign = owner not in (0, APPLICATION_ID) or (not owner and has_tables)
    if foreign and made_here(connection):
        raise faults.DamagedError(f"{path} has a damaged header. Run: quizcli doctor")
    if version > VERSION:
        raise faults.NewerError(
            f"{path} was written by a newer quizcli (format {version}, this one knows {VERSION}); "
            "upgrade quizcli to open it."
        )
    if foreign:
        raise StoreError(f"{path} is not a quizcli log; move it away or set QUIZCLI_HOME.")
    return int(version)


def _prepare(connection: sqlite3.Connection, path: Path, fill: Fill = _nothing) -> None:
    """Make or migrate, then fill. Who comes second, after a wait for the lock, finds it done."""
    version = _check_owner(connection, path)
    connection.execute("pragma synchronous = full")
    if version:
        _migrate(connection, version)
        fill(connection)
        return
    with writing(connection):
        for number in range(1, VERSION + 1):
            _apply(connection, number, schema.make)
        fill(connection)


def made_here(connection: sqlite3.Connection) -> bool:
    """Whether a version up to this one made the tables, as its migrations tell."""
    if not connection.execute(
        "select 1 from sqlite_master where name = '_sqlite_migrations'"
    ).fetchone():
        return False
    rows = connection.execute(
        "select name from _sqlite_migrations where migration_set = 'quizcli'"
    ).fetchall()
    return bool(rows) and {name for (name,) in rows} <= schema.STEPS.keys()


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    """Apply what an older log lacks, each step in a transaction of its own."""
    if version == VERSION:
        return
    from quizcli.store import migrations

    for number in range(version + 1, VERSION + 1):
        with writing(connection):
            _apply(connection, number, migrations.apply)


def _apply(
    connection: sqlite3.Connection, number: int, apply: Callable[[sqlite3.Connection, str], None]
) -> None:
    """Apply the step that makes a version, with its number, where another program has not."""
    if connection.execute("pragma user_version").fetchone()[0] < number:
        apply(connection, [*schema.STEPS][number - 1])
        connection.execute(f"pragma application_id = {APPLICATION_ID}")
        connection.execute(f"pragma user_version = {number}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch a new file to its write-ahead log; where another program uses it, the next one does.

    Until then all is as durable, and programs wait for one another more often.
    """
    try:
        connection.execute("pragma journal_mode = wal")
    except sqlite3.OperationalError as error:
        if faults.code(error) not in faults.BUSY:
            raise


class writing:  # noqa: N801  (called as a function is; a generator takes longer, in each answer)
    """One transaction that takes the write lock at once; committed at the end, or undone whole.

    Within another it is a part of that one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._is_part = connection.in_transaction

    def __enter__(self) -> sqlite3.Connection:
        if not self._is_part:
            self._connection.execute("begin immediate")
        return self._connection

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if self._is_part:
            return
        try:
            if error is None:
                self._connection.execute("commit")
        finally:
            # A full disk undoes the transaction by itself.
            if self._connection.in_transaction:
                self._connection.execute("rollback")
