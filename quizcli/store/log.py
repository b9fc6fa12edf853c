"""The log: events are appended, each turn in one transaction, and never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizcli.model import Event
from quizcli.sched.replay import standing

FIELDS = (
    "uid", "device", "session", "at", "day", "kind", "card", "grade", "seconds",
    "chosen", "offered", "target", "fingerprint", "detail",
)  # fmt: skip
COLUMNS = ", ".join(FIELDS)
INSERT = f"insert or ignore into events ({COLUMNS}) values ({', '.join('?' for _ in FIELDS)})"


def insert(connection: sqlite3.Connection, events: Iterable[Event]) -> int:
    """Add the events that are not there yet; gives how many that were.

    Runs inside the caller's transaction.
    """
    before = connection.total_changes
    connection.executemany(INSERT, map(row, events))
    return connection.total_changes - before


def read(connection: sqlite3.Connection, where: str = "1", *values: object) -> Iterator[Event]:
    """The events in the order of the fold, voids and voided ones among them."""
    rows = connection.execute(
        f"select {COLUMNS} from events where {where} order by day, at, uid", values
    )
    return map(_event, rows)


def since(connection: sqlite3.Connection, after: int) -> list[Event]:
    """The events that were logged after a row id."""
    rows = connection.execute(f"select {COLUMNS} from events where rowid > ?", (after,))
    return [_event(row) for row in rows]


def of_cards(connection: sqlite3.Connection, cards: Iterable[str]) -> list[Event]:
    """All events of some cards, with the voids that reach them at any depth."""
    rows = connection.execute(
        f"""
        with recursive chosen(uid) as (
            select uid from events where card in (select value from json_each(?))
            union
            select v.uid from events v join chosen on v.target = chosen.uid where v.target <> ''
        )
        select {COLUMNS} from events where uid in chosen
        """,
        (json.dumps(list(cards)),),
    )
    return [_event(row) for row in rows]


def between_days(connection: sqlite3.Connection, first: int, end: int | None = None) -> list[Event]:
    """All events from a learning day on and before another, with the voids that reach them."""
    rows = connection.execute(
        f"""
        with recursive chosen(uid) as (
            select uid from events where day >= ? and (? is null or day < ?)
            union
            select v.uid from events v join chosen on v.target = chosen.uid where v.target <> ''
        )
        select {COLUMNS} from events where uid in chosen
        """,
        (first, end, end),
    )
    return [_event(row) for row in rows]


def cards_touched(connection: sqlite3.Connection, after: int) -> set[str]:
    """Ids of the cards whose standing events may have changed since a row id."""
    rows = connection.execute(
        """
        with recursive chosen(uid, card, target) as (
            select uid, card, target from events where rowid > ?
            union
            select e.uid, e.card, e.target from events e join chosen on e.uid = chosen.target
        )
        select distinct card from chosen where card <> ''
        """,
        (after,),
    )
    return {card for (card,) in rows}


def comes_last(connection: sqlite3.Connection, after: int) -> bool:
    """Whether the rows after a row id take nothing out and come, of every card, after all others.

    Then the states of before need only be continued. No row is taken out by an earlier one either.
    """
    row = connection.execute(
        """
        select 1 from events late where rowid > :after and (
            kind = 'void'
            or exists (select 1 from events where target <> '' and target = late.uid)
            or exists (
                select 1 from events where card = late.card and rowid <= :after
                and (day, at, uid) > (late.day, late.at, late.uid)
            )
        ) limit 1
        """,
        {"after": after},
    ).fetchone()
    return row is None


def newest(connection: sqlite3.Connection) -> int:
    """The row id up to which the log reaches."""
    row = connection.execute("select max(rowid) from events").fetchone()
    return int(row[0] or 0)


def count(connection: sqlite3.Connection) -> int:
    """How many events there are."""
    return int(connection.execute("select count(*) from events").fetchone()[0])


def newest_answer(connection: sqlite3.Connection) -> str | None:
    """The latest instant of a graded answer; None before the first."""
    query = "select max(at) from events where grade is not null"
    found: str | None = connection.execute(query).fetchone()[0]
    return found


def copy(connection: sqlite3.Connection) -> None:
    """Take over all events of the log that is attached as `kept`."""
    connection.execute(
        f"insert into events ({COLUMNS}) select {COLUMNS} from kept.events order by rowid"
    )


def last_instant(connection: sqlite3.Connection, day: int) -> str:
    """The latest instant logged on a learning day; an empty text before the first."""
    row = connection.execute("select max(at) from events where day = ?", (day,)).fetchone()
    return str(row[0] or "")


def day_after(connection: sqlite3.Connection, uids: Iterable[str], today: int) -> int:
    """The learning day of what was logged first after all of these; today if nothing was."""
    row = connection.execute(
        "select day from events where day <= ? and rowid > (select max(rowid) from events "
        "where uid in (select value from json_each(?))) order by rowid limit 1",
        (today, json.dumps(list(uids))),
    ).fetchone()
    return int(row[0]) if row else today


def last_prints(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Card id → (note id, last fingerprint) of all cards in the log."""
    # Beside `max` SQLite gives what else stands in that row. An undo has no fingerprint.
    query = (
        "select card, fingerprint, max((fingerprint <> '') || at) from events where card <> '' "
        "group by card"
    )
    return {card: (card.partition("#")[0], text) for card, text, _ in connection.execute(query)}


def last_fingerprint(connection: sqlite3.Connection, names: Sequence[str]) -> str:
    """A card's text as of the last event under any of its ids; empty when there was none."""
    row = connection.execute(
        f"select fingerprint from events where card in ({', '.join('?' * len(names))}) "
        "and fingerprint <> '' order by day desc, at desc limit 1",
        names,
    ).fetchone()
    return str(row[0]) if row else ""


def row(event: Event) -> tuple[object, ...]:
    """The event as a row of the table."""
    return (
        event.uid,
        event.device,
        event.session,
        event.at,
        event.day,
        event.kind,
        event.card,
        event.grade,
        event.seconds,
        event.chosen,
        json.dumps(event.offered, ensure_ascii=False) if event.offered else None,
        event.target,
        event.fingerprint,
        json.dumps(event.detail, ensure_ascii=False) if event.detail is not None else None,
    )


def _event(row: Sequence[Any]) -> Event:
    (
        uid, device, session, at, day, kind, card, grade, seconds, chosen, offered, target,
        fingerprint, detail,
    ) = row  # fmt: skip
    return Event(
        uid, at, day, kind, card, grade, seconds, chosen,
        tuple(json.loads(offered)) if offered else (),
        target, fingerprint, device, session,
        json.loads(detail) if detail else None,
    )  # fmt: skip


def conflicts(connection: sqlite3.Connection, events: Iterable[Event]) -> list[str]:
    """Uids that stand in the log with another content: two different events cannot share one."""
    connection.execute("create temp table incoming as select * from events limit 0")
    connection.executemany(
        f"insert into incoming ({COLUMNS}) values ({', '.join('?' for _ in FIELDS)})",
        map(row, events),
    )
    rows = connection.execute(
        "select e.uid from incoming i join events e on e.uid = i.uid where "
        "(e.day, e.at, e.kind, e.card, e.target) <> (i.day, i.at, i.kind, i.card, i.target) "
        "or (e.grade, e.chosen, e.offered) is not (i.grade, i.chosen, i.offered) limit 5"
    ).fetchall()
    connection.execute("drop table incoming")
    return [uid for (uid,) in rows]


UNDOABLE = (
    "review", "drill", "cram", "quiz",
    "suspend", "resume", "bury", "reset", "keep", "mark", "unmark",
)  # fmt: skip


def last_turn(
    connection: sqlite3.Connection, device: str, upto: int | None = None, session: str = ""
) -> list[Event]:
    """The events of the newest turn that stands; empty when nothing is left to undo.

    What the device logged comes first, in the order in which it did: its clock may have been set
    back, or have travelled west. Of the rows logged after the row id `upto`, only those of the
    session are looked at: what another terminal is answering meanwhile is not to be undone here.
    """
    kinds = ", ".join(f"'{kind}'" for kind in UNDOABLE)
    rows = (
        row
        for whose, order in (("=", "rowid desc"), ("<>", "day desc, at desc, uid desc"))
        for row in connection.execute(
            f"select {COLUMNS} from events where kind in ({kinds}) and device {whose} ? "
            f"and (? is null or rowid <= ? or session = ?) order by {order}",
            (device, upto, upto, session),
        )
    )
    upheld: dict[str, set[str]] = {}
    for row in rows:
        event = _event(row)
        if event.card not in upheld:
            kept = standing(of_cards(connection, [event.card]))
            upheld[event.card] = {other.uid for other in kept}
        if event.uid in upheld[event.card]:
            return _turn_of(connection, event)
    return []


def _turn_of(connection: sqlite3.Connection, event: Event) -> list[Event]:
    """The events of one turn: logged at one instant, with ids that differ in their number alone."""
    base = event.uid.partition(".")[0]
    return list(
        read(
            connection,
            "at = ? and (uid = ? or substr(uid, 1, ?) = ?)",
            event.at,
            base,
            len(base) + 1,
            f"{base}.",
        )
    )
