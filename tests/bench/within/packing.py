"""Run by quizcli's interpreter: an Anki export, its parts and the floor under it, timed.

Prints seconds, MB of memory added and MB of file, of one run in this process.
"""

from __future__ import annotations

import json
import resource
import sqlite3
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from quizcli.exchange import anki_write
from quizcli.exchange.anki import notes, zipped
from quizcli.exchange.anki.progress import Progress
from quizcli.store import log
from quizcli.workspace import Workspace

NOW_MS = 1_795_500_000_000
COLUMNS = {"notes": 11, "cards": 18}


def floor(rows: dict[str, list[tuple[object, ...]]], folder: Path) -> None:
    """What no writer can do without: the rows in a database, and the database deflated."""
    path = folder / "floor.db"
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = off")
    connection.execute("pragma synchronous = off")
    for table, count in COLUMNS.items():
        names = ", ".join(f"c{number}" for number in range(1, count))
        connection.execute(f"create table {table} (id integer primary key, {names})")
        marks = ", ".join("?" * count)
        connection.executemany(f"insert into {table} values ({marks})", rows[table])
    connection.commit()
    connection.close()
    (folder / "floor.z").write_bytes(zlib.compress(path.read_bytes(), zipped.LEVEL))


def main(what: str) -> None:
    """`floor`, `export`, `prepared` (its notes rendered before) or `progress`."""
    space = Workspace()
    cards = space.cards()
    with TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / "x.apkg"
        progress = None
        if what == "progress":
            events = list(log.read(space.connection))
            progress = Progress(space.states(), events, rules=space.rules)

        def export() -> object:
            return anki_write.write(target, cards, now_ms=NOW_MS, progress=progress)

        act: Callable[[], object] = export
        if what == "prepared":
            # By id: to hash a group would be to hash its note and the whole table in it.
            made = {group[0].id: notes.note(group) for group in notes.grouped(cards)}
            anki_write.note = lambda group: made[group[0].id]
        elif what == "floor":
            export()
            rows = _rows(target, folder)
            act = lambda: floor(rows, folder)  # noqa: E731
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        act()
        seconds = time.perf_counter() - begun
        added = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        size = (folder / "floor.z" if what == "floor" else target).stat().st_size / 1e6
    space.close()
    print(json.dumps({"seconds": seconds, "added": added, "size": size}))


def _rows(package: Path, folder: Path) -> dict[str, list[tuple[object, ...]]]:
    with zipfile.ZipFile(package) as archive:
        archive.extract("collection.anki2", folder)
    connection = sqlite3.connect(folder / "collection.anki2")
    rows = {table: connection.execute(f"select * from {table}").fetchall() for table in COLUMNS}
    connection.close()
    return rows


main(sys.argv[1])
