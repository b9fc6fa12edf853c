from __future__ import annotations

from pathlib import Path

from quizcli.deckfiles.load import load, load_deck

NOTE = "  - {{id: {0}, prompt: What is {0}?, answer: {0} it is}}\n"


def deck(name: str, *ids: str) -> str:
    return f"deck: {name}\nnotes:\n" + "".join(NOTE.format(each) for each in ids)


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_cards_stand_in_the_order_of_files_and_notes(tmp_path):
    one = write(tmp_path / "b.yaml", deck("one", "z", "a"))
    two = write(tmp_path / "a.yaml", deck("two", "m"))
    collection = load([one, two])

    assert ["one", "two"] == [each.slug for each in collection.decks]
    assert ["z", "a", "m"] == [card.id for card in collection.cards]
    assert () == collection.problems


def test_an_id_used_twice_leaves_the_first_and_names_both_places(tmp_path):
    one = write(tmp_path / "a.yaml", deck("one", "x"))
    two = write(tmp_path / "b.yaml", deck("two", "x", "y"))
    collection = load([one, two])

    assert [("one", "x"), ("two", "y")] == [(c.note.deck, c.id) for c in collection.cards]
    assert [
        f"{two}:3:5: the id 'x' is taken by the note at {one}:3:5 (ids are unique over all decks)"
    ] == [str(problem) for problem in collection.problems]


def test_a_deck_name_used_twice_is_a_problem(tmp_path):
    one = write(tmp_path / "a.yaml", deck("one", "x"))
    two = write(tmp_path / "b.yaml", deck("one", "y"))

    assert [f"{two}:1:1: the deck 'one' is also in {one} (name it otherwise)"] == [
        str(problem) for problem in load([one, two]).problems
    ]


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    missing = tmp_path / "none.yaml"

    assert [f"{missing}:1:1: cannot be read: no such file or directory"] == [
        str(problem) for problem in load([missing]).problems
    ]


def test_one_bad_note_takes_only_itself_out():
    text = deck("d", "a") + "  - {id: b, prompt: p?}\n  - [c]\n" + NOTE.format("e")
    loaded = load_deck("d.yaml", text.encode())

    assert ["a", "e"] == [card.id for card in loaded.cards]
    assert [4, 5] == [problem.place.line for problem in loaded.problems]
    assert ["b", ""] == [problem.note for problem in loaded.problems]


def test_reading_goes_on_after_a_note_that_is_not_yaml():
    text = (
        deck("d", "a")
        + '  - id: b\n    prompt: "never closed\n'
        + NOTE.format("c")
        + "  - id: e\n    prompt: two: colons\n"
        + NOTE.format("f")
    )
    loaded = load_deck("d.yaml", text.encode())

    assert ["a", "c", "f"] == [card.id for card in loaded.cards]
    assert [5, 8] == [problem.place.line for problem in loaded.problems]


def test_a_bad_head_does_not_take_the_notes_out():
    text = deck("Not A Slug", "a") + "tags: [UPPER]\n"
    loaded = load_deck("aws/some-deck.yaml", text.encode())

    assert "some-deck" == loaded.deck.slug
    assert ["a"] == [card.id for card in loaded.cards]
    assert 2 == len(loaded.problems)


def test_a_key_written_twice_spoils_only_its_note():
    text = deck("d", "a") + "  - {id: b, prompt: p?, answer: x, answer: y}\n" + NOTE.format("c")
    loaded = load_deck("d.yaml", text.encode())

    assert ["a", "c"] == [card.id for card in loaded.cards]
    assert ["b"] == [problem.note for problem in loaded.problems]
