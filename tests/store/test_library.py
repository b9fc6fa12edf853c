"""Compiled decks in their cache: one changed file is taken up alone, with what it takes back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizcli.errors import Place
from quizcli.model import Card
from quizcli.store import database, library, stamps
from quizcli.store.sheet import Sheet, written
from tests.making import card


@pytest.fixture
def connection(tmp_path):
    opened = database.connect(tmp_path / "quizcli.db")
    yield opened
    opened.close()


class Folder:
    """Deck files of one card each, and the compiler that reads them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.cards: dict[Path, Card] = {}
        self.compiled: list[list[str]] = []

    def write(self, name: str, *was: str) -> None:
        """A file with one note, which had other names before."""
        path = self._folder / name
        path.write_text(f"{name} {was}")
        made = card(f"note-{name}", was=was)
        self.cards[path] = replace(made, note=replace(made.note, place=Place(str(path))))

    def refresh(self, connection) -> dict[str, str]:
        """The renamings after the cache was brought up to date."""
        files = stamps.stamps(sorted(self.cards))
        with database.writing(connection):
            library.refresh(connection, files, self._compile)
        return library.renamed(connection)

    def _compile(self, paths: Sequence[str]) -> list[Sheet]:
        self.compiled.append(list(paths))
        return [written(path, None, (self.cards[Path(path)],), ()) for path in paths]


def test_the_renamings_of_a_changed_file_replace_those_it_had_and_others_stay(connection, tmp_path):
    folder = Folder(tmp_path)
    folder.write("a", "once", "twice")
    folder.write("b", "before")
    assert {"once": "note-a", "twice": "note-a", "before": "note-b"} == folder.refresh(connection)

    folder.write("a", "twice", "thrice")
    assert {"twice": "note-a", "thrice": "note-a", "before": "note-b"} == folder.refresh(connection)
    assert [str(tmp_path / "a")] == folder.compiled[-1]


def test_one_changed_file_is_taken_up_without_reading_the_notes_of_others(connection, tmp_path):
    folder = Folder(tmp_path)
    folder.write("a")
    folder.write("b", "before")
    folder.refresh(connection)
    connection.execute("update notes set payload = 'unreadable' where note = 'note-b'")
    folder.write("a", "once")

    assert {"once": "note-a", "before": "note-b"} == folder.refresh(connection)
