"""The rows that decks are compiled to, put in the place of those they were.

A row that stays the same is not written again: an edited note costs a page or two, its deck 200.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from msgspec import Struct, field

from quizcli.errors import Problem
from quizcli.store import payload
from quizcli.store.sheet import Sheet
from quizcli.store.stamps import FileStamp
from quizcli.store.standing import place

FILE_SPAN = 1_000_000  # positions set aside for each file, so that one can be compiled alone


def _written(table: str, columns: str, more: str = "", values: str = "") -> str:
    """A statement that adds a row or brings it up to date, by its first column."""
    key, *others = columns.split(", ")
    given = ", ".join(f"excluded.{name}" for name in others)
    return (
        f"insert into {table} ({columns}{more}) values (?{', ?' * len(others)}{values}) "
        f"on conflict ({key}) do update set ({', '.join(others)}) = ({given}) "
        f"where ({', '.join(others)}) is not ({given})"
    )


NOTE = _written("notes", "note, path, payload")
CARD = _written(
    "cards",
    "card, note, deck, section, tags, type, folder, path, position, fingerprint, payload",
    more=", fresh",
    values=", 1",
)


class Put(Struct, frozen=True):
    """What was put: the file of each note, the cards, the former names of notes."""

    notes: dict[str, str] = field(default_factory=dict)
    cards: list[str] = field(default_factory=list)
    renames: dict[str, str] = field(default_factory=dict)


@contextmanager
def indexes_made_last(connection: sqlite3.Connection) -> Iterator[None]:
    """Where all cards are written anew: to sort them once is quicker than to keep them sorted.

    Indexes on a part of the cards stay: no new card comes into them, or each behind the one before.
    """
    made = connection.execute(
        "select name, sql from sqlite_master where tbl_name = 'cards' and type = 'index' "
        "and sql is not null and sql not like '% where %'"
    ).fetchall()
    for name, _ in made:
        connection.execute(f"drop index {name}")
    yield
    for _, sql in made:
        connection.execute(sql)


def put(
    connection: sqlite3.Connection,
    sheets: Iterable[Sheet],
    changed: Sequence[FileStamp],
    files: Sequence[FileStamp],
    digests: Mapping[str, str],
) -> tuple[Put, set[str]]:
    """Put what some of the files are compiled to in the place of what they were.

    Gives also the notes that they had before.
    """
    before = _before(connection, changed)
    former = set(before.values())
    found = _write(connection, sheets, files, digests)
    _drop(connection, "notes", "note", former - found.notes.keys())
    _drop(connection, "cards", "card", before.keys() - set(found.cards))
    if connection.execute("select 1 from states limit 1").fetchone():
        place(
            connection,
            "card in (select value from json_each(?)) and card in (select card from states)",
            payload.dump([card for card in found.cards if card not in before]),
        )
    return found, former


def _write(
    connection: sqlite3.Connection,
    sheets: Iterable[Sheet],
    files: Sequence[FileStamp],
    digests: Mapping[str, str],
) -> Put:
    """Write each sheet when it comes, and what is known of the files when all have come."""
    positions = {file.path: place for place, file in enumerate(files)}
    found = Put()
    heads: list[tuple[str, str | None, tuple[Problem, ...]]] = []
    for sheet in sheets:
        connection.executemany(NOTE, sheet.note_rows())
        connection.executemany(CARD, sheet.card_rows(positions[sheet.path] * FILE_SPAN))
        heads.append((sheet.path, sheet.deck, sheet.problems))
        for each in sheet.notes:
            found.notes[each.note] = sheet.path
            found.cards.extend([card for card, _, _ in each.cards])
            found.renames.update(dict.fromkeys(each.was, each.note))
    connection.executemany(
        "insert or replace into files values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
        [
            (
                path, file.mtime_ns, file.size, file.inode, digests[path], positions[path],
                deck, payload.dump(problems), _stands_elsewhere(path, problems, found),
            )
            for path, deck, problems in heads
            for file in (files[positions[path]],)
        ],
    )  # fmt: skip
    return found


def _stands_elsewhere(path: str, problems: Iterable[Problem], found: Put) -> bool:
    """Whether a note with a problem stands in another file too."""
    return any(found.notes.get(problem.note, path) != path for problem in problems)


def _before(connection: sqlite3.Connection, files: Iterable[FileStamp]) -> dict[str, str]:
    """Card id → note id, of what some files were compiled to."""
    query = "select card, note from cards where path = ?"
    return {card: note for file in files for card, note in connection.execute(query, (file.path,))}


def _drop(connection: sqlite3.Connection, table: str, key: str, ids: Iterable[str]) -> None:
    connection.executemany(f"delete from {table} where {key} = ?", [(each,) for each in ids])
