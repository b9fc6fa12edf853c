"""Compiled decks, cached beside the log: no YAML is read when no deck file has changed."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from quizcli import __version__
from quizcli.errors import Problem
from quizcli.model import Card, Collection, Deck, Note
from quizcli.shapes import Question
from quizcli.store import payload
from quizcli.store.projection import place, remember

# The program that compiled decks, since another may compile or store them otherwise.
MADE_BY = f"{__version__} {payload.FORMAT}"

Compile = Callable[[Sequence[Path]], Collection]

MOST_HASHED = 64 << 20  # bytes; no deck is as large, and a pipe or device has no end
FILE_SPAN = 1_000_000  # positions set aside for each file, so that one can be compiled alone


class FileStamp(Struct, frozen=True):
    """A deck file as the file system describes it."""

    path: str
    mtime_ns: int
    size: int
    inode: int


def stamps(paths: Iterable[Path]) -> list[FileStamp]:
    """The stamps of the deck files, in the order given.

    Left out are those that vanished meanwhile and those whose name is no text to be stored.
    """
    found = []
    for path in paths:
        if not _is_text(str(path)):
            continue
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        except OSError:  # such as a link to itself; whoever reads it says what is wrong
            found.append(FileStamp(str(path), -1, -1, -1))
            continue
        found.append(FileStamp(str(path), status.st_mtime_ns, status.st_size, status.st_ino))
    return found


def cached_format(connection: sqlite3.Connection) -> str:
    """The payload format of the compiled decks; empty when there are none."""
    row = connection.execute("select value from cache where key = 'format'").fetchone()
    return row[0] if row else ""


def refresh(
    connection: sqlite3.Connection, files: Sequence[FileStamp], compile_decks: Compile
) -> bool:
    """Compile what changed; gives whether anything did. Runs inside the caller's transaction."""
    known = {
        row[0]: row[1:]
        for row in connection.execute("select path, position, sha256, duplicates from files")
    }
    digests = {file.path: _digest(file.path) for file in files}
    order = [path for path, _ in sorted(known.items(), key=lambda item: item[1][0])]
    same_files = order == [file.path for file in files]
    changed = [f for f in files if f.path not in known or known[f.path][1] != digests[f.path]]
    clashing = any(row[2] for row in known.values())
    whole = not same_files or clashing or cached_format(connection) != MADE_BY
    if not whole and changed:
        collection = compile_decks([Path(file.path) for file in changed])
        whole = _clashes(connection, collection, [file.path for file in changed])
        if not whole:
            elsewhere = _renames_elsewhere(connection, [file.path for file in changed])
            _store(connection, collection, changed, files, digests)
            remember(connection, {"renames": json.dumps(elsewhere | collection.renamed())})
    if whole:
        for table in ("files", "notes", "cards"):
            connection.execute(f"delete from {table}")
        collection = compile_decks([Path(file.path) for file in files])
        _store(connection, collection, files, files, digests)
        renames = json.dumps(collection.renamed())
        remember(connection, {"format": MADE_BY, "renames": renames})
    now = time.time_ns()
    if whole or changed:
        remember(connection, {"compiled_at": str(now)})
    connection.executemany(
        "update files set mtime_ns = ?, size = ?, inode = ?, compiled_ns = ? where path = ?",
        [(f.mtime_ns, f.size, f.inode, now, f.path) for f in files],
    )
    return whole or bool(changed)


def _renames_elsewhere(connection: sqlite3.Connection, paths: Sequence[str]) -> dict[str, str]:
    """Former note id → present one, of the notes that were in other files than these."""
    rows = connection.execute(
        "select note from notes where path in (select value from json_each(?))",
        (json.dumps(list(paths)),),
    )
    here = {note for (note,) in rows}
    return {former: note for former, note in renamed(connection).items() if note not in here}


def compiled_at(connection: sqlite3.Connection) -> str:
    """When a deck was last compiled, as the clock said; empty before the first time."""
    row = connection.execute("select value from cache where key = 'compiled_at'").fetchone()
    return row[0] if row else ""


def renamed(connection: sqlite3.Connection) -> dict[str, str]:
    """Former note id → present one, as of the last compile."""
    row = connection.execute("select value from cache where key = 'renames'").fetchone()
    return dict(json.loads(row[0])) if row else {}


def remember_folders(connection: sqlite3.Connection, roots: Iterable[Path]) -> None:
    """Note when each folder below the roots was changed: a new deck file changes its folder."""
    found = {str(root): _changed(root) for root in roots}
    for root in roots:
        for where, folders, _ in os.walk(root):
            folders[:] = [f for f in folders if not f.startswith(".") and _is_text(f)]
            found |= {path: _changed(Path(path)) for path in (str(Path(where, f)) for f in folders)}
    connection.execute("delete from folders")
    connection.executemany("insert into folders values (?, ?)", found.items())


def _is_text(name: str) -> bool:
    """Whether a name can be stored: file systems allow some that are no text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _changed(folder: Path) -> int:
    """When the folder was changed, in ns; -1 when there is none."""
    try:
        return folder.stat().st_mtime_ns
    except OSError:
        return -1


def _digest(path: str) -> str:
    try:
        status = os.stat(path)  # noqa: PTH116
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_HASHED:
            return f"unread: {status.st_mode:o} {status.st_size} {status.st_mtime_ns}"
        return sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        return f"unreadable: {error.strerror}"


def _clashes(connection: sqlite3.Connection, collection: Collection, paths: Sequence[str]) -> bool:
    """Whether a note of the changed files has its id in another file."""
    own = json.dumps(list(paths))
    ids = json.dumps(sorted({card.note.id for card in collection.cards}))
    row = connection.execute(
        "select 1 from notes where note in (select value from json_each(?)) "
        "and path not in (select value from json_each(?)) limit 1",
        (ids, own),
    ).fetchone()
    return row is not None


def _store(
    connection: sqlite3.Connection,
    collection: Collection,
    changed: Sequence[FileStamp],
    files: Sequence[FileStamp],
    digests: dict[str, str],
) -> None:
    positions = {file.path: place for place, file in enumerate(files)}
    homes = {str(card.note.id): card.note.place.path for card in collection.cards}
    decks = {deck.path: deck for deck in collection.decks}
    problems: dict[str, list[Problem]] = defaultdict(list)
    for problem in collection.problems:
        problems[problem.place.path].append(problem)
    for file in changed:
        for table in ("files", "notes", "cards"):
            connection.execute(f"delete from {table} where path = ?", (file.path,))
        deck = decks.get(file.path)
        found = tuple(problems[file.path])
        connection.execute(
            "insert into files values (?, ?, ?, ?, ?, 0, ?, ?, ?, ?)",
            (
                file.path, file.mtime_ns, file.size, file.inode, digests[file.path],
                positions[file.path], payload.dump(deck) if deck else None, payload.dump(found),
                any(homes.get(p.note, file.path) != file.path for p in found),
            ),
        )  # fmt: skip
    notes = {card.note.id: card.note for card in collection.cards}
    connection.executemany(
        "insert into notes values (?, ?, ?)",
        ((note.id, note.place.path, payload.dump(note)) for note in notes.values()),
    )
    connection.executemany(
        "insert into cards (card, note, deck, section, tags, type, folder, path, position, "
        "fingerprint, payload, fresh) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        _card_rows(collection.cards, positions),
    )
    paths = json.dumps([file.path for file in changed])
    place(
        connection,
        "path in (select value from json_each(?)) and card in (select card from states)",
        paths,
    )


def _card_rows(cards: Iterable[Card], positions: dict[str, int]) -> Iterable[tuple[object, ...]]:
    counts: dict[str, int] = defaultdict(int)
    for card in cards:
        note = card.note
        path = note.place.path
        yield (
            card.id, note.id, note.deck, note.section, f" {' '.join(note.tags)} ", note.type,
            str(Path(path).parent), path,
            positions[path] * FILE_SPAN + counts[path], card.fingerprint,
            payload.dump((card.facet, card.shape)),
        )  # fmt: skip
        counts[path] += 1


def decks(connection: sqlite3.Connection) -> tuple[Deck, ...]:
    """All decks, in file order."""
    rows = connection.execute("select deck from files where deck is not null order by position")
    return tuple(payload.deck(text) for (text,) in rows)


def problems(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Everything wrong in the decks, in file order."""
    rows = connection.execute("select problems from files order by position")
    return tuple(problem for (text,) in rows for problem in payload.problems(text))


def check_readable(connection: sqlite3.Connection) -> None:
    """Read all that was compiled; raises whatever comes of what makes no sense."""
    for read in (cards, decks, problems, renamed):
        read(connection)


def cards(connection: sqlite3.Connection, ids: Iterable[str] | None = None) -> tuple[Card, ...]:
    """Some cards by id, or all, in authored order; unknown ids are left out."""
    query = (
        "select c.card, c.fingerprint, c.payload, n.note, n.payload "
        "from cards c join notes n on n.note = c.note"
    )
    values: tuple[object, ...] = ()
    if ids is not None:
        query += " where c.card in (select value from json_each(?))"
        values = (json.dumps(list(ids)),)
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
