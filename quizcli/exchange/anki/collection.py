"""A collection in Anki's schema 11, written row by row, and the package it is zipped into."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha1
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import astuple

from quizcli.exchange.anki import zipped
from quizcli.exchange.anki.progress import Calendar, Columns, Review

# Without indexes: Anki makes its own when it reads the package into a collection.
SCHEMA = """
create table col (id integer primary key, crt integer not null, mod integer not null,
  scm integer not null, ver integer not null, dty integer not null, usn integer not null,
  ls integer not null, conf text not null, models text not null, decks text not null,
  dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null,
  mod integer not null, usn integer not null, tags text not null, flds text not null,
  sfld integer not null, csum integer not null, flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null,
  ord integer not null, mod integer not null, usn integer not null, type integer not null,
  queue integer not null, due integer not null, ivl integer not null, factor integer not null,
  reps integer not null, lapses integer not null, left integer not null, odue integer not null,
  odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null,
  ease integer not null, ivl integer not null, lastIvl integer not null, factor integer not null,
  time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
"""
# The fields come in UTF-8, in which they were hashed.
NOTE = "insert into notes values (?, ?, ?, ?, -1, ?, cast(? as text), ?, ?, 0, '')"
CARD = "insert into cards values (?, ?, ?, ?, ?, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)"
REVIEW = "insert into revlog values (?, ?, -1, ?, ?, ?, ?, ?, ?)"

PRAGMAS = (
    # A note fills a third of SQLite's usual page, and what is left over has to be deflated too.
    "page_size = 16384",
    # The file is thrown away if anything goes wrong, so nothing has to be safe on disk.
    "journal_mode = off",
    "synchronous = off",
    "locking_mode = exclusive",
)

NoteRow = tuple[int, str, int, int, str, bytes, str, int]
CardRow = tuple[int, int, int, int, int, int, int, int, int, int, int, int, str]


class Collection:
    """A new collection file, to be filled and closed."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(f"pragma {pragma}")
        self._connection.execute("begin")
        for statement in SCHEMA.split(";\n"):
            if statement.strip():
                self._connection.execute(statement)

    def add_notes(self, rows: Iterable[NoteRow]) -> None:
        """Write the notes."""
        self._connection.executemany(NOTE, rows)

    def add_cards(self, rows: Iterable[CardRow]) -> None:
        """Write their cards."""
        self._connection.executemany(CARD, rows)

    def add_reviews(self, reviews: Iterable[Review], ids: Mapping[str, int]) -> None:
        """Write the revlog; `ids` are the Anki ids of the cards."""
        self._connection.executemany(
            REVIEW,
            (
                (r.at, ids[r.card], r.button, r.interval, r.last_interval, r.factor,
                 r.milliseconds, r.kind)
                for r in reviews
            ),
        )  # fmt: skip

    def finish(
        self, clock: Calendar, now_ms: int, types: object, decks: object, cards: int
    ) -> None:
        """Write the collection's own row and close the file."""
        settings = {
            # Without schedVer 2 Anki shifts the grades of old reviews by one.
            "schedVer": 2,
            "creationOffset": clock.minutes_west,
            "rollover": clock.rollover_hour,
            "nextPos": cards + 1,
        }
        self._connection.execute(
            "insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, '{}', '{}')",
            (clock.created, now_ms, now_ms, *map(_json, (settings, types, decks))),
        )
        self._connection.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def note_row(
    number: int,
    guid: str,
    type_id: int,
    changed: int,
    tags: Sequence[str],
    fields: bytes,
    text: str,
) -> NoteRow:
    """A row of `notes`, of packed fields and what the first of them reads as.

    Anki sorts notes by `text`, and finds those that read the same by its checksum.
    """
    checksum = int.from_bytes(sha1(text.encode(), usedforsecurity=False).digest()[:4])
    tagged = f" {' '.join(tags)} " if tags else ""
    return number, guid, type_id, changed, tagged, fields, text, checksum


def card_row(number: int, note: int, deck: int, ordinal: int, changed: int, at: Columns) -> CardRow:
    """A row of `cards`."""
    return (number, note, deck, ordinal, changed, *astuple(at))


def pack(collection: Path, package: BinaryIO) -> None:
    """Zip a closed collection into a package without media."""
    inside = zipped.entry_of("collection.anki2", collection)
    zipped.write(package, [inside, zipped.entry("media", b"{}")])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
