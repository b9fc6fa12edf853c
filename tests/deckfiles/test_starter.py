from __future__ import annotations

import pytest

from quizcli.deckfiles.check import check
from quizcli.deckfiles.load import load_deck
from quizcli.deckfiles.starter import starter
from quizcli.errors import UsageError
from quizcli.notes.types import TYPES


def test_a_starter_passes_the_check(tmp_path):
    path = tmp_path / "my-deck.yaml"
    path.write_text(starter("my-deck"))

    assert () == check([path])


def test_a_starter_shows_every_note_type():
    loaded = load_deck("d.yaml", starter("my-deck").encode())

    assert {note_type.name for note_type in TYPES} == {card.note.type for card in loaded.cards}


def test_two_starters_can_stand_side_by_side(tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(starter(name))

    assert [] == [p for p in check([tmp_path]) if p.level == "error"]


@pytest.mark.parametrize("name", ["My Deck", "", "a/b", "a: b"])
def test_a_name_that_is_no_deck_name_is_refused(name):
    with pytest.raises(UsageError, match="cannot name a deck"):
        starter(name)
