"""Homes to be killed in: decks of plain cards, tables and choices, and logs to begin with."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from quizcli.days import iso_day
from quizcli.model import Event
from quizcli.store import database, log, migrations

KINDS = """\
deck: kinds
title: Kinds of letters
section: Letters
notes:
  - id: kinds
    type: table
    prompt: Kinds of letters
    table: |
      | Letter | Kind      | Place | Sound |
      | ------ | --------- | ----- | ----- |
      | A      | vowel     | 1     | ah    |
      | B      | consonant | 2     | buh   |
      | Y      | both      | 25    | ih    |
      | Z      | consonant | 26    | zed   |
    explain: e
"""
LONG_AGO = 1_700_000_000  # a deck file this old has settled: its compile is kept
FIRST_DAY = 739_000


def furnish(home: Path, cards: int) -> Path:
    """A home with its decks, and no log yet."""
    decks = home / "decks"
    decks.mkdir(parents=True)
    plain = (f"  - {{id: card-{n}, prompt: Question {n}?, answer: A{n}}}" for n in range(cards))
    choices = (
        f"  - {{id: n{n}, type: choice, prompt: Number {n}?, right: [yes{n}], wrong: {{no: n}}}}"
        for n in range(30)
    )
    _write(decks / "plain.yaml", "deck: plain\nnotes:", *plain)
    _write(decks / "numbers.yaml", "deck: numbers\nsection: Numbers\nnotes:", *choices)
    _write(decks / "kinds.yaml", KINDS)
    return home


def settings(home: Path) -> dict[str, str]:
    """The environment of a child that lives in the home; its folder is the home too."""
    return {
        "QUIZCLI_HOME": str(home),
        "QUIZCLI_BUNDLED": "0",
        "QUIZCLI_FUZZ": "0",
        "QUIZCLI_GUARD": "0",
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
    }


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n")
    os.utime(path, (LONG_AGO, LONG_AGO))


def reviews(count: int, device: str, cards: int = 10) -> list[Event]:
    """A history in which each card is answered day after day, one answer in seven a failure."""
    return [
        Event(
            f"{device}-{n:05d}", f"{iso_day(day)}T10:00:00.{n % cards:03d}Z", day, "review",
            f"card-{n % cards}", 1 if n % 7 == 0 else 4, 3.0, device=device, session=device,
        )
        for n in range(count)
        for day in [FIRST_DAY + n // cards]
    ]  # fmt: skip


def keep(home: Path, events: Iterable[Event]) -> None:
    """Put events into the home's log."""
    opened = database.connect(home / "quizcli.db")
    with closing(opened) as connection, database.writing(connection):
        log.insert(connection, events)


def keep_of_old(home: Path, events: Iterable[Event]) -> None:
    """Make the home's log as the first version of the schema had it, with events in it."""
    with closing(sqlite3.connect(home / "quizcli.db", isolation_level=None)) as connection:
        connection.execute("pragma journal_mode = wal")
        migrations.apply(connection, "first")
        with database.writing(connection):
            log.insert(connection, events)
        connection.execute(f"pragma application_id = {database.APPLICATION_ID}")
        connection.execute("pragma user_version = 1")


def kept(home: Path) -> Path:
    """A copy of the home as it stands."""
    copy = home.with_name(f"{home.name} as it was")
    shutil.copytree(home, copy)
    return copy


def restore(home: Path, copy: Path) -> None:
    """Make the home what it was; the folder stays the same folder."""
    for path in home.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(copy, home, dirs_exist_ok=True)
