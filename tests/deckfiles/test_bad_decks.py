"""Every deck in tests/decks is wrong in some way; the text beside it lists exactly what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcli.deckfiles import load
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


@pytest.mark.parametrize("deck", DECKS, ids=lambda path: path.stem)
def test_the_cards_are_the_same_where_too_much_is_wrong_to_say_it_all(deck, monkeypatch):
    data = deck.read_bytes()
    cards = load.load_deck(deck.name, data).cards
    monkeypatch.setattr(load, "MOST_PROBLEMS", 0)

    assert cards == load.load_deck(deck.name, data).cards


def test_every_bad_deck_has_something_said_about_it():
    assert DECKS
    assert [deck.stem for deck in DECKS if not deck.with_suffix(".txt").read_text().strip()] == []
