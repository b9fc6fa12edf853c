"""The roll-up of all days before today, cached: statistics read a row a card, not the whole log."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from msgspec.json import Decoder, encode
from msgspec.structs import replace

from quizcli.insight.roll import VERSION, Roll
from quizcli.insight.rows import rows
from quizcli.insight.tally import Tally
from quizcli.model import Event
from quizcli.sched.replay import present_id
from quizcli.store import log
from quizcli.store.caches import remember

_roll = Decoder(Roll).decode
_tally = Decoder(Tally).decode


def rolled(connection: sqlite3.Connection, renamed: Mapping[str, str], day: int) -> Roll:
    """The whole log rolled up; the part before `day` is cached for the next time.

    Runs inside the caller's transaction.
    """
    signature = f"{VERSION} {json.dumps(dict(sorted(renamed.items())))}"
    known = dict(connection.execute("select key, value from cache where key like 'roll%'"))
    before = int(known.get("roll_before", 0))
    if known.get("roll_signature") != signature or _reaches_back(
        connection, int(known.get("roll_upto", 0)), before
    ):
        roll, before = Roll(), 0
        connection.execute("delete from tallies")
    else:
        roll = _load(connection, known["roll"])
    if before < day:
        late = log.between_days(connection, before, day)
        roll.extend(rows(late, renamed))
        _store(connection, roll, _cards(late, renamed) if before else None)
    newest = str(log.newest(connection))
    remember(
        connection,
        {
            "roll_signature": signature,
            "roll_before": str(max(before, day)),
            "roll_upto": newest,
        },
    )
    return roll.extend(rows(log.between_days(connection, max(before, day)), renamed))


def _cards(events: Iterable[Event], renamed: Mapping[str, str]) -> set[str]:
    return {present_id(event.card, renamed) for event in events}


def like_kept(connection: sqlite3.Connection, renamed: Mapping[str, str]) -> None:
    """Roll up as many days as the log did that is attached as `kept`.

    Runs inside the caller's transaction.
    """
    query = "select value from kept.cache where key = 'roll_before'"
    rolled(connection, renamed, int(connection.execute(query).fetchone()[0]))


def _reaches_back(connection: sqlite3.Connection, upto: int, before: int) -> bool:
    """Whether a row logged since then belongs to a day rolled up already, or undoes one of it."""
    row = connection.execute(
        """
        with recursive reached(uid, day, target) as (
            select uid, day, target from events where rowid > ?
            union
            select e.uid, e.day, e.target from events e join reached on e.uid = reached.target
        )
        select 1 from reached where day < ? limit 1
        """,
        (upto, before),
    ).fetchone()
    return row is not None


def check_readable(connection: sqlite3.Connection) -> None:
    """Read the roll-up that is kept, if any; raises whatever comes of what makes no sense.

    That of another version is left alone: it is made anew before anybody reads it.
    """
    known = dict(connection.execute("select key, value from cache where key like 'roll%'"))
    if known.get("roll_signature", "").partition(" ")[0] != str(VERSION):
        return
    for name in ("roll_before", "roll_upto"):
        int(known.get(name, 0))
    if "roll" in known:
        _load(connection, known["roll"])


def _load(connection: sqlite3.Connection, dumped: str) -> Roll:
    tallies = connection.execute("select card, dump from tallies")
    return replace(_roll(dumped), cards={card: _tally(dump) for card, dump in tallies})


def _store(connection: sqlite3.Connection, roll: Roll, touched: set[str] | None) -> None:
    """Write the roll-up, and the tallies of the cards touched (None: of all)."""
    remember(connection, {"roll": encode(replace(roll, cards={})).decode()})
    gone = [card for card in touched or () if card not in roll.cards]
    connection.executemany("delete from tallies where card = ?", [(card,) for card in gone])
    connection.executemany(
        "insert or replace into tallies values (?, ?)",
        (
            (card, encode(tally).decode())
            for card, tally in roll.cards.items()
            if touched is None or card in touched
        ),
    )
