"""Ids are for ever: a shipped card keeps its id, or goes by `was`, `keys` or `retired`."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizcli.deckfiles import find
from quizcli.deckfiles.history import vanished
from quizcli.deckfiles.load import load

LIST = Path(__file__).with_name("shipped_ids.txt")


@pytest.fixture(scope="module")
def collection():
    return load(find.deck_files([find.bundled()]))


def test_no_shipped_card_has_vanished(collection):
    shipped = LIST.read_text().split()
    known = {card: (card.partition("#")[0], "") for card in shipped}

    assert () == vanished(collection, known)


def test_every_card_is_on_the_list_once_it_ships(collection, request):
    """New ids are added with --update-golden; none is ever taken off."""
    present = {str(card.id) for card in collection.cards}
    listed = set(LIST.read_text().split()) if LIST.exists() else set()
    if request.config.getoption("--update-golden"):
        LIST.write_text("".join(f"{card}\n" for card in sorted(listed | present)))
        listed |= present

    assert set() == present - listed


def test_the_bundled_decks_have_no_problem(collection):
    assert () == collection.problems
    assert 27 == len(collection.decks)
