"""Every deck in tests/decks is wrong in some way; the text beside it lists exactly what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcli.deckfiles.check import check

FOLDER = Path(__file__).parents[1] / "decks"
DECKS = sorted(FOLDER.glob("*.yaml"))


def said(path: Path) -> list[str]:
    name = str(path)
    return [
        f"{problem.level}: {problem}".replace(f"{name}:", "").replace(name, path.name)
        for problem in check([path])
    ]


@pytest.mark.parametrize("deck", DECKS, ids=lambda path: path.stem)
def test_what_is_wrong_is_said_with_its_place(deck):
    expected = deck.with_suffix(".txt").read_text().splitlines()

    assert expected == said(deck)


def test_every_bad_deck_has_something_said_about_it():
    assert DECKS
    assert [deck.stem for deck in DECKS if not deck.with_suffix(".txt").read_text().strip()] == []
