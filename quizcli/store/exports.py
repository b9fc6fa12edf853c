"""What was handed to Anki before, a row an Anki card, so that unchanged notes stay as they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

FIELDS = (
    "guid", "ord", "card", "family", "content", "changed", "progress_at", "removed",
    "question", "answer",
)  # fmt: skip


def rows(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The rows remembered, their values in the order of the fields."""
    return connection.execute(f"select {', '.join(FIELDS)} from anki_export order by guid, ord")


def remember(connection: sqlite3.Connection, entries: Iterable[Sequence[object]]) -> None:
    """Write rows, in the order of the fields; runs inside the caller's transaction."""
    marks = ", ".join("?" for _ in FIELDS)
    connection.executemany(f"insert or replace into anki_export values ({marks})", entries)
