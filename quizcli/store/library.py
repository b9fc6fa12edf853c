"""Compiled decks, cached beside the log: no YAML is read when no deck file has changed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from quizcli import __version__
from quizcli.errors import Problem
from quizcli.model import Card, Deck, Note
from quizcli.shapes import Question
from quizcli.store import payload
from quizcli.store.caches import read, remember
from quizcli.store.sheet import Sheet
from quizcli.store.shelf import indexes_made_last, put
from quizcli.store.stamps import FileStamp, compiled, digest

# The program that compiled decks, since another may compile or store them otherwise.
MADE_BY = f"{__version__} {payload.FORMAT}"

PAGES = 4000  # of SQLite, kept in memory while rows are written: 10,000 cards go on as many

# Gives the sheets of some files, named by their paths, in that order.
Compile = Callable[[Sequence[str]], Iterable[Sheet]]


def cached_format(connection: sqlite3.Connection) -> str:
    """The payload format of the compiled decks; empty when there are none."""
    return read(connection, "format")


def refresh(
    connection: sqlite3.Connection, files: Sequence[FileStamp], compile_decks: Compile
) -> bool:
    """Compile what changed; gives whether anything did. Runs inside the caller's transaction."""
    connection.execute(f"pragma cache_size = {PAGES}")
    now = time.time_ns()
    known = compiled(connection)
    touched = [f for f in files if f.path not in known or not known[f.path].is_still(f)]
    digests = {path: file.sha256 for path, file in known.items()}
    digests |= {file.path: digest(file.path) for file in touched}
    changed = [f for f in files if f.path not in known or known[f.path].sha256 != digests[f.path]]
    same_files = list(known) == [file.path for file in files]
    clashing = any(file.duplicates for file in known.values())
    whole = not same_files or clashing or cached_format(connection) != MADE_BY
    if changed and not whole:
        some = [*compile_decks([file.path for file in changed])]
        whole = _clashes(connection, some)
        if not whole:
            found, former = put(connection, some, changed, files, digests)
            others = {old: new for old, new in renamed(connection).items() if new not in former}
            remember(connection, {"renames": payload.dump(others | found.renames)})
    if whole:
        for table in ("files", "notes", "cards"):
            connection.execute(f"delete from {table}")
        sheets = compile_decks([f.path for f in files])
        with indexes_made_last(connection):
            found, _ = put(connection, sheets, files, files, digests)
        remember(connection, {"format": MADE_BY, "renames": payload.dump(found.renames)})
    if whole or changed:
        remember(connection, {"compiled_at": str(now)})
    connection.executemany(
        "update files set mtime_ns = ?, size = ?, inode = ?, compiled_ns = ? where path = ?",
        [(f.mtime_ns, f.size, f.inode, now, f.path) for f in (files if whole else touched)],
    )
    return whole or bool(changed)


def compiled_at(connection: sqlite3.Connection) -> str:
    """When a deck was last compiled, as the clock said; empty before the first time."""
    return read(connection, "compiled_at")


def renamed(connection: sqlite3.Connection) -> dict[str, str]:
    """Former note id → present one, as of the last compile."""
    text = read(connection, "renames")
    return payload.names(text) if text else {}


def _clashes(connection: sqlite3.Connection, sheets: Iterable[Sheet]) -> bool:
    """Whether a note of the changed files has its id in another file."""
    paths = {sheet.path for sheet in sheets}
    ids = [each.note for sheet in sheets for each in sheet.notes]
    rows = connection.execute(
        "select path from notes where note in (select value from json_each(?))",
        (payload.dump(ids),),
    )
    return any(path not in paths for (path,) in rows)


def decks(connection: sqlite3.Connection) -> tuple[Deck, ...]:
    """All decks, in file order."""
    rows = connection.execute("select deck from files where deck is not null order by position")
    return tuple(payload.deck(text) for (text,) in rows)


def deck(connection: sqlite3.Connection, path: str) -> Deck | None:
    """The deck of one file; None when the file has none."""
    row = connection.execute("select deck from files where path = ?", (path,)).fetchone()
    return payload.deck(row[0]) if row and row[0] else None


def problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Everything wrong in the decks, in file order."""
    rows = connection.execute("select problems from files order by position")
    return tuple(problem for (text,) in rows for problem in payload.problems(text))


def check_readable(connection: sqlite3.Connection) -> None:
    """Read all that was compiled; raises whatever comes of what makes no sense.

    What another version compiled is left alone: it is compiled anew before anybody reads it.
    """
    if cached_format(connection) != MADE_BY:
        return
    for reader in (cards, decks, problems, renamed):
        reader(connection)


def has(connection: sqlite3.Connection, card: str) -> bool:
    """Whether some deck has the card."""
    row = connection.execute("select 1 from cards where card = ?", (card,)).fetchone()
    return row is not None


def has_cards(connection: sqlite3.Connection) -> bool:
    """Whether any deck has a card."""
    return connection.execute("select 1 from cards limit 1").fetchone() is not None


def ids(connection: sqlite3.Connection, where: str) -> list[str]:
    """Ids of the cards that meet an SQL condition on `c` (the table of cards)."""
    return [card for (card,) in connection.execute(f"select c.card from cards c where {where}")]


def count_tables(connection: sqlite3.Connection) -> int:
    """How many comparison tables there are."""
    query = "select count(distinct note) from cards where type = 'table'"
    return int(connection.execute(query).fetchone()[0])


def counts(connection: sqlite3.Connection, day: int) -> dict[str, tuple[int, int, int, int]]:
    """Path of a deck file → its notes, its cards, the new ones and those due on the day."""
    rows = connection.execute(
        "select path, count(distinct note), count(*), sum(fresh), sum(due > 0 and due <= ?) "
        "from cards group by path",
        (day,),
    )
    return {path: (notes, cards, new, due) for path, notes, cards, new, due in rows}


def cards(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> tuple[Card, ...]:
    """Some cards by id, or all, in authored order; unknown ids are left out."""
    query = (
        "select c.card, c.fingerprint, c.payload, n.note, n.payload "
        "from cards c join notes n on n.note = c.note"
    )
    values: tuple[object, ...] = ()
    if ids is not None:
        query += " where c.card in (select value from json_each(?))"
        values = (payload.dump(list(ids)),)
    notes: dict[str, Note] = {}
    found = []
    for card, fingerprint, text, note_id, note_text in connection.execute(
        f"{query} order by c.position", values
    ):
        if note_id not in notes:
            notes[note_id] = payload.note(note_text)
        facet, shape = payload.face(text)
        found.append(Card(card, notes[note_id], facet, shape, fingerprint))
    return tuple(found)


def shapes(connection: sqlite3.Connection, deck: str) -> Iterator[Question]:
    """The questions of a deck, in authored order."""
    rows = connection.execute("select payload from cards where deck = ? order by position", (deck,))
    return (payload.face(text)[1] for (text,) in rows)
