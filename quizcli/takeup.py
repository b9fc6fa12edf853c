"""Edited decks taken up into the caches, where nothing else has changed.

`due` does so before a prompt: no settings are read, no folder is searched, no scheduler is loaded.
"""

from __future__ import annotations

import gc
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from quizcli import helper
from quizcli.deckfiles.load import load_file
from quizcli.deckfiles.unique import Taken
from quizcli.errors import Place, Problem
from quizcli.store import library, stamps
from quizcli.store.sheet import NoteRows, Sheet, pack, unpack, written

MANY_FILES = 5  # so many take long enough to be told of


def compiled(files: Sequence[str]) -> Iterator[Sheet]:
    """The sheets of some files, each when it is ready; of notes with one id the first stands."""
    if len(files) > MANY_FILES and sys.stderr.isatty():
        print("Reading the decks ...", file=sys.stderr)
    # A compile makes many small objects and no cycles: collecting would cost a third of it.
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield from first_of_each(helper.done(files, _sheet, pack, unpack))
    finally:
        if collecting:
            gc.enable()


def _sheet(path: str) -> Sheet:
    return written(path, *load_file(path))


def first_of_each(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    """The sheets without decks and notes whose names are taken, which are problems."""
    taken = Taken()
    for sheet in sheets:
        clash = taken.deck(sheet.slug, sheet.path) if sheet.deck else None
        notes: list[NoteRows] = []
        doubles: list[Problem] = []
        for note in sheet.notes:
            double = taken.note(note.note, Place(sheet.path, note.line, note.column))
            if double:
                doubles.append(double)
            else:
                notes.append(note)
        if clash or doubles:
            problems = (*sheet.problems, *([clash] if clash else []), *doubles)
            deck = None if clash else sheet.deck
            yield replace(sheet, deck=deck, problems=problems, notes=tuple(notes))
        else:
            yield sheet


def take_up(connection: sqlite3.Connection) -> bool:
    """Compile the known files that changed, in one transaction.

    Gives False and changes nothing where notes got other names: then the log is folded anew.
    """
    with connection:
        connection.execute("begin immediate")
        renamed = library.renamed(connection)
        files = stamps.stamps(stamps.compiled(connection))
        library.refresh(connection, files, compiled)
        if library.renamed(connection) == renamed:
            return True
        connection.rollback()
        return False
