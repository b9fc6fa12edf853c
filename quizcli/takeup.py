"""Edited decks taken up into the caches, where nothing else has changed.

`due` does so before a prompt: no settings are read, no folder is searched, no scheduler is loaded.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Sequence

from quizcli.deckfiles.load import load
from quizcli.model import Collection
from quizcli.store import library, stamps

MANY_FILES = 5  # so many take long enough to be told of
PAGES = 2000  # of SQLite, kept in memory: as many as an edited deck may change


def compiled(files: Sequence[str]) -> Collection:
    """The decks of some files."""
    if len(files) > MANY_FILES and sys.stderr.isatty():
        print("Reading the decks ...", file=sys.stderr)
    # A compile makes many small objects and no cycles: collecting would cost a third of it.
    gc.disable()
    try:
        return load(files)
    finally:
        gc.enable()


def take_up(connection: sqlite3.Connection) -> bool:
    """Compile the known files that changed, in one transaction.

    Gives False and changes nothing where notes got other names: then the log is folded anew.
    """
    connection.execute(f"pragma cache_size = {PAGES}")
    with connection:
        connection.execute("begin immediate")
        renamed = library.renamed(connection)
        files = stamps.stamps(stamps.compiled(connection))
        library.refresh(connection, files, compiled)
        if library.renamed(connection) == renamed:
            return True
        connection.rollback()
        return False
