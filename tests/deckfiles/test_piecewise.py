"""After an error a deck is read note by note: what is good stays, what is lost is said."""

from __future__ import annotations

import pytest

from quizcli.deckfiles import tree
from quizcli.deckfiles.load import load_deck

GOOD = "  - id: {}\n    prompt: p\n    answer: a\n"


def read(broken, above="above", below="below"):
    """The deck with some lines between two good notes."""
    text = f"deck: d\nnotes:\n{GOOD.format(above)}{broken}{GOOD.format(below)}"
    return load_deck("d.yaml", text.encode())


def said(loaded):
    return [
        f"{p.place.line}:{p.place.column}: {p.message}" + f" [{p.note}]" * bool(p.note)
        for p in loaded.problems
    ]


NO_DASH = "this note does not begin with `- ` in column 3"
LEFT = "this line is indented less than the note in which it stands"


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (" - id: x\n   prompt: p\n   answer: a\n", f"6:2: {NO_DASH}"),
        ("- id: x\n  prompt: p\n  answer: a\n", f"6:1: {NO_DASH}"),
        ("    - id: x\n      prompt: p\n      answer: a\n", f"6:5: {NO_DASH}"),
        ("        - {id: x, prompt: p, answer: a}\n", f"6:9: {NO_DASH}"),
        ("  id: x\n    prompt: p\n    answer: a\n", f"6:3: {NO_DASH}"),
        ("  -id: x\n    prompt: p\n    answer: a\n", f"6:3: {NO_DASH}"),
        ("\t- id: x\n    prompt: p\n", "6:1: a tab stands in the indentation"),
        ("\"  - id: x\n    prompt: p\n", f"6:1: {NO_DASH}"),
        ("'  - {id: x, prompt: 'p'}\n", f"6:1: {NO_DASH}"),
        ("<<<<<<< HEAD\n", f"6:1: {LEFT}"),
        ("x = 1\n\n", f"6:1: {LEFT}"),
        ("---\n", "6:1: a second document begins here; a file holds one deck"),
        ("...\n", "6:1: the deck ends here, and more stands below"),
        ("notes:\n", "6:1: 'notes' stands twice, first in line 2"),
        ("deck: e\n", "6:1: 'deck' stands among the notes"),
        ("tags: [a]\n", "6:1: 'tags' stands among the notes"),
        ("else:\n", f"6:1: {LEFT}"),
    ],
    ids=repr,
)  # fmt: skip
def test_a_line_out_of_place_leaves_the_notes_above_and_below(broken, problem):
    loaded = read(broken)

    assert ["above", "below"] == [card.id for card in loaded.cards]
    assert [problem] == said(loaded)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("  - id: x\n    answer: a\n    prompt: |\n      a\nimport os\n      b\n", f"10:1: {LEFT}"),
        ("  - id: x\n    answer: a\n    prompt: |\n      a\nimport os\n", f"10:1: {LEFT}"),
        ("  - id: x\n    prompt: p\n  answer: a\n", f"8:3: {LEFT}"),
        ("  - id: x\n    prompt: p\nanswer: a\n    hint: h\n", f"8:1: {LEFT}"),
        ("  - id: x\n---\n    prompt: p\n    answer: a\n", "7:1: a second document begins here; a"),
        ("  - id: x\n    prompt: p\nnotes:\n    answer: a\n", "8:1: 'notes' stands twice, first"),
        (
            "  - id: x\n    answer: a\n    prompt: |\n      a\n# c\n      b\n",
            "10:1: this comment ends the text of the block above",
        ),
        (
            '  - id: x\n    prompt: "p\n    answer: "a"\n',
            "7:13: the quote that opens here is closed in line 8 only, where more text follows",
        ),
        ('  - id: x\n    prompt: "p\n    answer: a\n', "7:13: a quote or bracket that opens here"),
        ("  - {id: x, prompt: p,\n  answer: a, hint: @}\n", "7:20: text cannot begin with @"),
        ("  - {id: x, prompt: #p, answer: a}\n", "6:34: a value is missing here"),
    ],
    ids=repr,
)
def test_a_note_broken_off_is_named(broken, problem):
    loaded = read(broken)

    assert ["above", "below"] == [card.id for card in loaded.cards]
    assert [True] == [message.startswith(problem) for message in said(loaded)], said(loaded)
    assert ["x"] == [found.note for found in loaded.problems]


@pytest.mark.parametrize("column", [0, 2, 4])
def test_a_key_at_the_left_margin_does_not_take_the_notes_below_for_its_own(column):
    indent = " " * column
    note = indent + "- {{id: {}, prompt: p, answer: a}}\n"
    for key in ("tags:\n", "else:\n"):
        loaded = load_deck(
            "d.yaml", f"deck: d\nnotes:\n{note.format('a')}{key}{note.format('b')}".encode()
        )

        assert ["a", "b"] == [card.id for card in loaded.cards]
        assert [4] == [problem.place.line for problem in loaded.problems]


def test_a_quote_closed_in_the_next_note_is_missing_in_its_own():
    loaded = read('  - id: x\n    prompt: "a\n    answer: a\n', below='y\n    hint: 5"')

    assert ["above", "y"] == [card.id for card in loaded.cards]
    assert ["7:13: a quote or bracket that opens here is not closed [x]"] == said(loaded)


def test_what_continues_a_note_may_stand_anywhere_in_brackets_and_quotes():
    loaded = read("  - @\n  - {\n id: x,\nprompt: p, answer: 'a\n b'\n}\n")

    assert ["above", "x", "below"] == [card.id for card in loaded.cards]
    assert [6] == [problem.place.line for problem in loaded.problems]


def test_fields_around_the_notes_are_read_each_on_its_own():
    loaded = load_deck(
        "d.yaml",
        b'deck: d\ntitle: "T\ntags: [a]\nnotes:\n- {id: x, prompt: p, answer: a}\n- @\n'
        b"retired:\n- old\n- older\nsection: S\ntags: [b]\n",
    )

    assert ["x"] == [card.id for card in loaded.cards]
    assert (("a",), ("old", "older"), "S") == (
        loaded.deck.tags, loaded.deck.retired, loaded.deck.section,
    )  # fmt: skip
    assert [
        "2:8: a quote or bracket that opens here is not closed",
        "6:3: text cannot begin with @",
        "11:1: 'tags' stands twice, first in line 3",
    ] == said(loaded)


def test_notes_in_brackets_below_an_error_are_said_to_be_unread():
    loaded = load_deck(
        "d.yaml", b"deck: d\nnotes: [{id: a, prompt: p, answer: a}, {id: b, prompt: @}, {id: c}]\n"
    )

    assert ["a"] == [card.id for card in loaded.cards]
    assert ["put it in quotes; the notes below are not read"] == [p.hint for p in loaded.problems]


def test_a_code_sample_with_dashes_does_not_tell_where_notes_begin():
    code = "    code: |\n" + "      - id: i\n        name: n\n" * 5
    loaded = read(f"{GOOD.format('x')}{code}  - @\n{GOOD.format('y')}{code}")

    assert ["above", "x", "y", "below"] == [card.id for card in loaded.cards]


@pytest.mark.parametrize("wrong", ["", "- @\n"])
def test_lists_in_notes_do_not_tell_where_notes_begin(wrong):
    """The anchor is for libyaml, which tells nothing of lines."""
    inner = "  points:\n" + "  - {text: a}\n" * 9
    text = "deck: d\nnotes:\n- &a\n  id: x\n  prompt: p\n  answer: a\n"
    text += f"{wrong}- id: y\n  prompt: p\n{inner}- id: z\n  prompt: p\n  answer: a\n"
    loaded = load_deck("d.yaml", text.encode())

    assert ["z"] == [card.id for card in loaded.cards]
    assert {"x", "y", ""} >= {problem.note for problem in loaded.problems}


def test_reading_on_goes_over_each_note_once_more(monkeypatch):
    taken: list[object] = []
    take = tree.Builder._take
    monkeypatch.setattr(
        tree.Builder, "_take", lambda self, event: (taken.append(event), take(self, event))
    )
    good = "".join(f"- {{id: n{n}, prompt: p, answer: a}}\n" for n in range(100))

    def events(more):
        taken.clear()
        load_deck("d.yaml", f"---\ndeck: d\nnotes:\n{good}{more}".encode())
        return len(taken)

    once, few, many = events(""), events("- id: @x\n" * 20), events("- id: @x\n" * 40)

    assert 0 < few < 4 * once
    assert many - few < 20 * 20


@pytest.mark.parametrize(
    "bad",
    [
        "- {id: b, prompt: @x, answer: y}", "- " + "[" * 1100, '- "a\\q"',
        '- {id: b, prompt: "a\\qb", answer: y}', '- {id: b, prompt: "\\ud800", answer: y}',
        '- {id: b, prompt: "open, answer: y}', "- {id: b, prompt: 'open, answer: y}",
    ],
    ids=repr,
)  # fmt: skip
def test_an_error_in_a_note_of_one_line_takes_out_that_note_alone(bad):
    good = "- {{id: {}, prompt: p, answer: a}}\n"
    loaded = load_deck(
        "d.yaml", f"deck: d\nnotes:\n{good.format('a')}{bad}\n{good.format('c')}".encode()
    )

    assert ["a", "c"] == [card.id for card in loaded.cards]
    assert [4] == [problem.place.line for problem in loaded.problems]


def test_what_was_read_above_one_cut_survives_another_outside_the_list():
    loaded = load_deck(
        "d.yaml",
        b"deck: d\nnotes:\n  - {id: a, prompt: p, answer: a}\n  - - x\n- x\n"
        b"  - {id: b, prompt: p, answer: a}\n? - x\n- x\n  - {id: c, prompt: p, answer: a}\n",
    )

    assert ["a", "b", "c"] == [card.id for card in loaded.cards]


def test_what_is_wrong_in_a_note_that_breaks_off_is_not_laid_to_the_one_above():
    loaded = load_deck(
        "d.yaml",
        b"deck: d\nnotes:\n- {id: a, prompt: p, answer: a}\n- id: b\n  prompt: \x01 *x\n  hint: @\n"
        b"- {id: c, prompt: p, answer: a}\nretired: [x]\n",
    )

    assert ["a", "c"] == [card.id for card in loaded.cards]
    assert {"b"} == {problem.note for problem in loaded.problems}
    assert ("x",) == loaded.deck.retired


def test_a_character_that_cannot_stand_is_not_laid_to_the_note_above_an_error():
    loaded = load_deck(
        "d.yaml",
        b'deck: d\nnotes:\n- {id: a, prompt: p, answer: a}\n- "\0\n'
        b"- {id: c, prompt: p, answer: a}\n",
    )

    assert ["a", "c"] == [card.id for card in loaded.cards]
    assert [4, 4] == [problem.place.line for problem in loaded.problems]
    assert {""} == {problem.note for problem in loaded.problems}
