"""The rows that decks are compiled to, put in the place of those they were.

A row that stays the same is not written again: an edited note costs a page or two, its deck 200.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from quizcli.errors import Problem
from quizcli.model import Card, Collection, Note, NoteId
from quizcli.store import payload
from quizcli.store.stamps import FileStamp
from quizcli.store.standing import place

FILE_SPAN = 1_000_000  # positions set aside for each file, so that one can be compiled alone

Row = tuple[object, ...]


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
    *(", fresh", ", 1"),
)


def put(
    connection: sqlite3.Connection,
    collection: Collection,
    changed: Sequence[FileStamp],
    files: Sequence[FileStamp],
    digests: Mapping[str, str],
) -> set[str]:
    """Put what some of the files are compiled to in the place of what they were.

    Gives the notes that they had before.
    """
    positions = {file.path: place for place, file in enumerate(files)}
    notes = {card.note.id: card.note for card in collection.cards}
    before = _before(connection, changed)
    former = set(before.values())
    _drop(connection, "notes", "note", former - notes.keys())
    _drop(connection, "cards", "card", before.keys() - {card.id for card in collection.cards})
    connection.executemany(
        "insert or replace into files values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
        _file_rows(collection, notes, changed, positions, digests),
    )
    connection.executemany(NOTE, map(_note_row, notes.values()))
    connection.executemany(CARD, _card_rows(collection.cards, positions))
    new = [card.id for card in collection.cards if card.id not in before]
    place(
        connection,
        "card in (select value from json_each(?)) and card in (select card from states)",
        payload.dump(new),
    )
    return former


def _before(connection: sqlite3.Connection, files: Iterable[FileStamp]) -> dict[str, str]:
    """Card id → note id, of what some files were compiled to."""
    query = "select card, note from cards where path = ?"
    return {card: note for file in files for card, note in connection.execute(query, (file.path,))}


def _drop(connection: sqlite3.Connection, table: str, key: str, ids: Iterable[str]) -> None:
    connection.executemany(f"delete from {table} where {key} = ?", [(each,) for each in ids])


def _file_rows(
    collection: Collection,
    notes: Mapping[NoteId, Note],
    changed: Sequence[FileStamp],
    positions: Mapping[str, int],
    digests: Mapping[str, str],
) -> Iterator[Row]:
    decks = {deck.path: deck for deck in collection.decks}
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in collection.problems:
        problems[problem.place.path].append(problem)
    for file in changed:
        deck = decks.get(file.path)
        found = tuple(problems[file.path])
        stands = (notes.get(NoteId(problem.note)) for problem in found)
        yield (
            file.path, file.mtime_ns, file.size, file.inode, digests[file.path],
            positions[file.path], payload.dump(deck) if deck else None, payload.dump(found),
            any(note is not None and note.place.path != file.path for note in stands),
        )  # fmt: skip


def _note_row(note: Note) -> Row:
    return note.id, note.place.path, payload.dump(note)


def _card_rows(cards: Iterable[Card], positions: Mapping[str, int]) -> Iterator[Row]:
    for path, of_file in groupby(cards, lambda card: card.note.place.path):
        folder, first = os.path.dirname(path), positions[path] * FILE_SPAN  # noqa: PTH120
        for position, card in enumerate(of_file, first):
            note = card.note
            yield (
                card.id, note.id, note.deck, note.section, f" {' '.join(note.tags)} ", note.type,
                folder, path, position, card.fingerprint, payload.dump((card.facet, card.shape)),
            )  # fmt: skip
