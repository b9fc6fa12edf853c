"""Decks, logs and packages for the tests of this part."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from quizcli.days import instant
from quizcli.deckfiles.find import deck_files
from quizcli.deckfiles.load import load, load_deck, together
from quizcli.errors import Place
from quizcli.exchange.anki.progress import EPOCH, MILLISECOND
from quizcli.model import Card, CardId, Collection, Event, Note, NoteId, Verified
from quizcli.shapes import (
    Blank,
    Cell,
    Choice,
    Label,
    Option,
    Order,
    Piece,
    Point,
    Question,
    Recall,
    Rubric,
    Sample,
    Table,
    Typed,
)

NOW_MS = 1_795_500_000_000  # 2026-11-24 06:00 UTC
DAY_MS = 86_400_000
REPOSITORY = Path(__file__).parents[2]

ALL_KINDS = (Path(__file__).parent / "all-kinds.yaml").read_text(encoding="utf-8")


def collection(*decks: str) -> Collection:
    """The cards of decks written as YAML; a problem in one is an error in the test."""
    made = together(load_deck(f"{n}.yaml", text.encode()) for n, text in enumerate(decks))
    assert not [problem for problem in made.problems if problem.level == "error"], made.problems
    return made


def bundled() -> Collection:
    """Every deck of the repository."""
    return load(deck_files([REPOSITORY / "decks"]))


def card(found: Collection, card_id: str) -> Card:
    """The card with an id."""
    return next(each for each in found.cards if each.id == card_id)


def at(milliseconds: int) -> str:
    """An instant from milliseconds since 1970."""
    return instant(EPOCH + milliseconds * MILLISECOND)


def review(
    card_id: str,
    days_ago: int,
    grade: int,
    *,
    day: int,
    kind: str = "review",
    seconds: float = 4.5,
) -> Event:
    """An answer given some days before now, at the same time of day; `day` is that of now."""
    instant_ms = NOW_MS - days_ago * DAY_MS - 3_600_000 + 60_000 * (kind == "drill")
    return Event(
        uid=f"{card_id}-{days_ago}-{kind}", at=at(instant_ms), day=day - days_ago, kind=kind,
        card=card_id, grade=grade, seconds=seconds,
    )  # fmt: skip


def unpacked(path: Path, folder: Path) -> sqlite3.Connection:
    """The collection in a package of ours."""
    with zipfile.ZipFile(path) as archive:
        archive.extract("collection.anki2", folder)
    return sqlite3.connect(folder / "collection.anki2")


def rows(path: Path, folder: Path, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query on a package of ours."""
    with closing(unpacked(path, folder)) as connection:
        return connection.execute(query).fetchall()


def drive(folder: Path, *steps: Sequence[Any], zone: str = "UTC") -> list[Any]:
    """What Anki's backend gives for some steps on the collection in a folder."""
    request = {
        "collection": str(folder / "collection.anki2"),
        "results": str(folder / "results.json"),
        "steps": [[str(part) if isinstance(part, Path) else part for part in s] for s in steps],
    }
    done = subprocess.run(
        [os.environ["QUIZCLI_ANKI_PYTHON"], str(Path(__file__).parent / "backend" / "drive.py")],
        input=json.dumps(request), text=True, capture_output=True, env={**os.environ, "TZ": zone},
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[Any] = json.loads((folder / "results.json").read_text())
    return found


def placed(text: str, name: str) -> list[Card]:
    """Cards with a text in every place where a deck can put one."""
    note = Note(
        NoteId(name), "basic", "nasty", "Nasty", "", Place("nasty.yaml"), ("nasty",), explain=text,
        guide_said=text, verified=Verified("2026-11-23", text),
    )  # fmt: skip
    one, two = Label("a", text), Label("b", "plain")
    cells = (Cell("a", "v", "left"), Cell("b", "v", text))
    table = Table(text, text, (one, two), (Label("v", text),), cells)

    def make(facet: str, shape: Question, of: Note = note) -> Card:
        return Card(CardId(f"{name}#{facet}"), of, facet, shape, "")

    beside = (Piece(f"before {text}"), Piece("hidden", 0), Piece(f"{text} after"))
    inside = (Piece("x "), Piece(text, 0), Piece(" y\n"), Piece(f"a{text}b", 1), Piece(" z"))
    blanks = (Blank(text), Blank(f"a{text}b"))
    return [
        make("recall", Recall(f"ask {text}", text)),
        make("code", Recall("ask", "x", Sample(f"a {text}\n  b {text}", "yaml"))),
        make("typed", Typed(f"{text}?", (Blank(text, ("other", text + "!")),))),
        make("choice", Choice("which", (Option(text, True), Option(f"not {text}", why=text)))),
        make("order", Order("order", (text, "last"))),
        make("open", Rubric("open", (Point("p", text),), text, 3, (text,))),
        make("a/v", Recall(f"cell {text}", "left"), replace(note, table=table)),
        make("b/v", Recall(f"cell {text}", text), replace(note, table=table)),
        make("beside", Typed(text, (Blank("hidden"),), beside)),
        make("inside", Typed("p", blanks, inside)),
        make("beside-code", Typed("p", (Blank("hidden"),), beside, "python")),
        make("inside-code", Typed("p", blanks, inside, "yaml")),
    ]
