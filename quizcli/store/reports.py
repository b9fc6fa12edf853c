"""The statistics as they were computed last: read in one row while nothing has happened since."""

from __future__ import annotations

import sqlite3

from msgspec.json import Decoder, encode

from quizcli.insight.pages import Report
from quizcli.store.caches import remember

_decode = Decoder(Report).decode


def kept(connection: sqlite3.Connection, basis: str) -> Report | None:
    """The report that was kept for this basis: all that it follows from, in words."""
    row = connection.execute(
        "select r.value from cache r join cache b on b.key = 'report_basis' and b.value = ? "
        "where r.key = 'report'",
        (basis,),
    ).fetchone()
    return _decode(row[0]) if row else None


def check_readable(connection: sqlite3.Connection) -> None:
    """Read the report that is kept, if any; raises whatever comes of what makes no sense."""
    for (text,) in connection.execute("select value from cache where key = 'report'"):
        _decode(text)


def keep(connection: sqlite3.Connection, basis: str, report: Report) -> None:
    """Keep the report in place of the one before; runs inside the caller's transaction."""
    remember(connection, {"report_basis": basis, "report": encode(report).decode()})
