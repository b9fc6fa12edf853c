"""What follows from the log's newest rows, done when nobody waits for it, in no answer's way."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from quizcli.store.database import writing

# About as many answers, and with their states a megabyte or two of write-ahead log.
ROWS_SETTLED_TOGETHER = 40


class Settling:
    """Folds what one connection logs, and moves its commits from the write-ahead log into the file.

    To fold many answers at once changes fewer pages than to fold each. What is left unsettled is
    as durable: whoever opens the file next folds it, and the last to close it settles it.
    """

    def __init__(self, connection: sqlite3.Connection, fold: Callable[[], None]) -> None:
        connection.execute("pragma wal_autocheckpoint = 0")
        self._connection, self._fold = connection, fold
        self._settled = connection.total_changes

    def rest(self) -> None:
        """Settle once that is worth some waits for the disk, as far as no other program is reading.

        The fold comes second: it begins the write-ahead log again, for which SQLite waits twice,
        and no answer has to.
        """
        if self._connection.total_changes - self._settled >= ROWS_SETTLED_TOGETHER:
            self._connection.execute("pragma wal_checkpoint(passive)").fetchone()
            with writing(self._connection):
                self._fold()
            self._settled = self._connection.total_changes


@contextmanager
def caching(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One transaction that does not wait for the disk: whoever misses it computes it again.

    Within another it is a part of that one.
    """
    if connection.in_transaction:
        yield connection
        return
    connection.execute("pragma synchronous = normal")
    try:
        with writing(connection):
            yield connection
    finally:
        connection.execute("pragma synchronous = full")
