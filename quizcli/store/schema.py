"""The tables, as each version of the database added to them.

A new file is made by plain SQL: to import sqlite-utils takes ten times as long as to make one.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

FIRST = """
create table events (
    uid text primary key, device text not null, session text not null,
    at text not null,        -- UTC, milliseconds
    day integer not null,    -- learning day: days since 0001-01-01 is 1
    kind text not null, card text not null, grade integer, seconds real,
    chosen text, offered text, target text not null, fingerprint text not null, detail text
) strict;
create index events_card on events (card, day, at, uid);
create index events_day on events (day);
create table tallies (card text primary key, dump text not null) strict;
create table anki_export (
    guid text not null, ord integer not null, card text not null, family text not null,
    content text not null, changed integer not null, progress_at integer,
    removed integer not null, question text not null, answer text not null,
    primary key (guid, ord)
) strict;
create index events_target on events (target) where target <> '';
create table states (
    card text primary key, due integer not null, interval integer not null,
    repetitions integer not null, lapses integer not null, phase text not null,
    memory text not null, last integer not null, last_seen integer not null,
    pending integer not null, suspended integer not null, buried integer not null,
    marked integer not null, first integer not null
) strict;
create index states_seen on states (last_seen);
create index states_due on states (due) where suspended = 0 and due > 0;
create table files (
    path text primary key, mtime_ns integer not null, size integer not null,
    inode integer not null, sha256 text not null, compiled_ns integer not null,
    position integer not null, deck text, problems text not null, duplicates integer not null
) strict;
create table notes (note text primary key, path text not null, payload text not null) strict;
create table cards (
    card text primary key, note text not null, deck text not null, section text not null,
    tags text not null, type text not null, folder text not null, path text not null,
    position integer not null, fingerprint text not null, fresh integer not null,
    payload text not null
) strict;
create index cards_note on cards (note);
create index cards_path on cards (path);
create index cards_deck on cards (deck, position);
create index cards_fresh on cards (folder, position) where fresh = 1;
create table folders (path text primary key, mtime_ns integer not null) strict;
create table cache (key text primary key, value text not null) strict;
create view reviews as
    select e.uid, e.at, date(julianday('0001-01-01') + e.day - 1) as day, e.card, e.grade, e.seconds
    from events e where e.kind = 'review'
    and not exists (select 1 from events v where v.target = e.uid and v.kind = 'void');
"""


SECOND = """
create table mocks (
    number integer primary key,   -- as people name it
    uid text not null unique,     -- the session of its events
    started text not null,        -- UTC
    day integer,                  -- learning day on which it ended, null until then
    wish text not null,
    paper text not null,          -- questions as they were when drawn: decks may change
    work text not null,           -- answers and clock, written with every answer
    summary text
) strict;
"""


THIRD = """
alter table cards add column due integer not null default 0;
alter table cards add column interval integer not null default 0;
alter table cards add column last_seen integer not null default 0;
alter table cards add column pending integer not null default 0;
alter table cards add column buried integer not null default 0;
update cards set (fresh, due, interval, last_seen, pending, buried) = (
    select s.phase = 'new' and not s.due and not s.suspended, s.due * (1 - s.suspended),
        s.interval, s.last_seen, s.pending * (1 - s.suspended), s.buried
    from states s where s.card = cards.card
) where card in (select card from states);
drop index states_due;
create index cards_due on cards (due, last_seen, buried, interval, card) where due > 0;
create index cards_urgent on cards (interval, card, due, last_seen, buried) where due > 0;
create index cards_seen on cards (last_seen) where last_seen > 0;
"""

# The queue asks the table of cards since: with every answer an index less is to be written.
FOURTH = """
drop index states_seen;
"""

# An undo may itself be undone; SQL cannot follow that at any depth, nobody goes further than this.
FIFTH = """
drop view reviews;
create view reviews as
    select e.uid, e.at, date(julianday('0001-01-01') + e.day - 1) as day, e.card, e.grade, e.seconds
    from events e where e.kind = 'review' and not exists (
        select 1 from events v where v.target = e.uid and v.kind = 'void' and not exists (
            select 1 from events w where w.target = v.uid and w.kind = 'void' and not exists (
                select 1 from events x where x.target = w.uid and x.kind = 'void')));
"""

# In the order in which they are applied; the n-th makes version n.
STEPS = {"first": FIRST, "second": SECOND, "third": THIRD, "fourth": FOURTH, "fifth": FIFTH}

SET = "quizcli"
# Where sqlite-utils keeps which steps were applied; as it makes it, for it goes on from there.
APPLIED = """
create table "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
create unique index "idx__sqlite_migrations_migration_set_name"
    on "_sqlite_migrations" ("migration_set", "name");
"""


def make(connection: sqlite3.Connection, step: str) -> None:
    """Apply one step to a file that is being made; runs inside the caller's transaction."""
    if step == next(iter(STEPS)):
        run(connection, APPLIED)
    run(connection, STEPS[step])
    connection.execute(
        "insert into _sqlite_migrations (migration_set, name, applied_at) values (?, ?, ?)",
        (SET, step, str(datetime.now(UTC))),
    )


def run(connection: sqlite3.Connection, statements: str) -> None:
    """Run some statements within the transaction that is open; `executescript` would end it."""
    for statement in statements.split(";\n"):
        if statement.strip():
            connection.execute(statement)
