"""What holds after every kill, whatever was killed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from quizcli.model import Event
from quizcli.store import database, library, log
from quizcli.workspace import Workspace
from tests.bench.kill.child import run
from tests.folding import stale


def broken(home: Path) -> Iterator[str]:
    """What is wrong with a home, in sentences; the next commands are its first users."""
    at_once = run(["due", "--json"])
    if at_once.code != 0 or at_once.err:
        yield f"due ended with {at_once.code}: {at_once.err.strip()}"
    elif "version" not in json.loads(at_once.out):
        yield "due said nothing"
    yield from _in_the_log(home / "quizcli.db")
    doctor = run(["doctor", "--json"])
    if doctor.code != 0 or doctor.err or json.loads(doctor.out)["findings"]:
        yield f"doctor ended with {doctor.code}: {doctor.out.decode()}{doctor.err}"


def _in_the_log(path: Path) -> Iterator[str]:
    """What SQLite and the fold find; looked at before doctor may mend it."""
    connection = database.connect(path)
    try:
        sound = connection.execute("pragma integrity_check").fetchone()[0]
        if sound != "ok":
            yield f"integrity: {sound}"
        wrong = stale(connection, Workspace().rules, library.renamed(connection))
        if wrong:
            yield f"states of {', '.join(wrong)} differ from a fresh fold"
    finally:
        connection.close()


def logged(home: Path) -> list[Event]:
    """All events on disk, in the order of the fold; none where there is no log yet."""
    path = home / "quizcli.db"
    if not path.exists():
        return []
    connection = database.connect(path)
    try:
        return list(log.read(connection))
    finally:
        connection.close()
