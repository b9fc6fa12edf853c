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


@pytest.mark.parametrize("name", ["My Deck", "", "a/b", "a: b", "a" * 51])
def test_a_name_that_is_no_deck_name_is_refused(name):
    with pytest.raises(UsageError, match="A deck's name is at most 50 small letters"):
        starter(name)


def test_the_longest_name_leaves_room_for_those_of_the_notes(tmp_path):
    (tmp_path / "long.yaml").write_text(starter("a" * 50))

    assert [] == [p for p in check([tmp_path]) if p.level == "error"]
