"""The write-ahead log moved into the file when nobody waits for it, in no answer's way."""

from __future__ import annotations

import sqlite3

# About 40 answers, each of them a row of four tables: a megabyte or two.
ROWS_SETTLED_TOGETHER = 160


class Settling:
    """Settles the commits of one connection, which no longer does so by itself.

    What is left unsettled is as durable, and the last program to close the file settles it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        connection.execute("pragma wal_autocheckpoint = 0")
        self._connection = connection
        self._settled = connection.total_changes

    def rest(self) -> None:
        """Settle once that is worth two waits for the disk, as far as no other program is reading.

        The next commits begin the write-ahead log again, where they need not make it grow.
        """
        changed = self._connection.total_changes
        if changed - self._settled >= ROWS_SETTLED_TOGETHER:
            self._connection.execute("pragma wal_checkpoint(passive)").fetchone()
            self._settled = changed
