"""The way from an older version of the database; `pragma user_version` counts the applied steps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from quizcli.store import schema


def _running(statements: str) -> Callable[[Database], None]:
    return lambda database: schema.run(database.conn, statements)


def apply(connection: sqlite3.Connection, step: str) -> None:
    """Apply one step, which comes after all before it; runs inside the caller's transaction."""
    migrations = Migrations(schema.SET)
    for name, statements in schema.STEPS.items():
        migrations(name=name)(_running(statements))
        if name == step:
            break
    migrations.apply(Database(connection))
