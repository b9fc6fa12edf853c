"""`quizcli decks` and `quizcli new deck`: which decks there are, and a start for one's own."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from quizcli.commands.listing import print_json
from quizcli.commands.news import broken
from quizcli.store import library, paths
from quizcli.ui.report import print_table, say
from quizcli.workspace import Workspace

VERSION = 1


def run(space: Workspace, as_json: bool) -> int:
    """Print all decks with their counts and problems."""
    rows = _rows(space)
    if as_json:
        print_json(VERSION, decks=rows)
        return 0
    columns = ("deck", "title", "notes", "cards", "new", "due", "problems")
    print_table(
        ("Deck", "Title", "Notes", "Cards", "New", "Due", "Problems"),
        [tuple(str(row[name] or "") for name in columns) for row in rows],
        whole=1,
    )
    if words := broken(space):
        say(words, sys.stderr)
    return 0


def _rows(space: Workspace) -> list[dict[str, object]]:
    decks = library.decks(space.connection)
    problems = Counter(problem.place.path for problem in library.problems(space.connection))
    counts = library.counts(space.connection, space.day)
    return [
        {
            "deck": deck.slug,
            "title": deck.title,
            "section": deck.section,
            "tags": list(deck.tags),
            "path": deck.path,
            **dict(
                zip(
                    ("notes", "cards", "new", "due"),
                    counts.get(deck.path, (0, 0, 0, 0)),
                    strict=True,
                )
            ),
            "problems": problems[deck.path],
        }
        for deck in decks
    ]


def new(name: str, folder: Path | None) -> int:
    """Write a commented starter deck and say where."""
    from quizcli.deckfiles.find import bundled
    from quizcli.deckfiles.starter import starter
    from quizcli.exchange.files import create_text

    text = starter(name)
    path = (folder or paths.deck_folder()) / f"{name}.yaml"
    # The path is absolute, for the deck may stand anywhere; an editor reads it, we do not.
    schema = f"# yaml-language-server: $schema={bundled() / 'deck.schema.json'}\n"
    create_text(path, schema + text)
    print(f"{path}\nEdit it, then: quizcli check {path}")
    return 0
