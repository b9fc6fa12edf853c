from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.model import Card
from quizcli.notes.pipes import split_row
from quizcli.shapes import Choice, Label, Option, Recall
from tests.notes.written import cards, load, messages, shapes

CLASSES = """
    id: s3
    type: table
    prompt: S3 classes
    backwards: {Best for: "Which class is best for {}?"}
    questions: {First byte: "How soon does {} deliver?"}
    table: |
      | Class    | Best for | First byte |
      | -------- | :------- | ---------: |
      | Standard | web      | ms         |
      | IA       | backup   | ms         |
      | Glacier  | archive  | hours      |
      | Deep     | a \\| b  | 12 h       |
"""


def table_note(rows: list[list[str]], compare: str = "rows", extra: str = "") -> str:
    """A table note of rows of texts, the first being the header."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    body = "\n".join(f"  {line}" for line in lines)
    return f"id: t\ntype: table\nprompt: T\ncompare: {compare}\n{extra}table: |\n{body}\n"


def test_a_cell_with_two_other_values_is_a_choice_among_its_column():
    assert (
        Choice(
            "How soon does IA deliver?",
            (
                Option("ms", right=True),
                Option("hours", why="that is Glacier"),
                Option("12 h", why="that is Deep"),
            ),
        )
        == shapes(CLASSES)["s3#ia/first-byte"]
    )


@pytest.mark.parametrize(
    ("others", "why"),
    [
        ("b", "that is b"),
        ("bc", "that is b and c"),
        ("bcd", "that is b, c and d"),
        ("bcde", "that is b, c, d and e"),
        ("bcdef", "that is b, c, d and others"),
    ],
)
def test_a_wrong_option_names_who_has_the_value_or_the_first_three_of_many(others, why):
    rows = [["", "X"], ["a", "1"], *([other, "2"] for other in others), ["z", "3"]]

    assert Option("2", why=why) in shapes(table_note(rows))["t#a/x"].options


def test_a_thing_without_a_value_is_a_wrong_option_without_a_reason():
    rows = [["", "X"], ["a", "1"], ["b", "2"], ["c", ""]]
    options = shapes(table_note(rows, extra="backwards: X\n"))["t#a/x/back"].options

    assert (Option("a", right=True), Option("b", why="X: 2"), Option("c")) == options


@pytest.mark.parametrize("compare", ["rows", "columns"])
def test_a_table_keeps_its_title_its_corner_and_which_way_it_lies(compare):
    (card, *_) = cards(table_note([["Class", "X"], ["a", "1"], ["b", "2"]], compare))
    table = card.note.table

    assert ("T", "Class", compare) == (table.title, table.corner, table.compare)


def test_a_value_is_asked_backwards_among_the_subjects():
    assert (
        Choice(
            "Which class is best for a | b?",
            (
                Option("Standard", why="Best for: web"),
                Option("IA", why="Best for: backup"),
                Option("Glacier", why="Best for: archive"),
                Option("Deep", right=True),
            ),
        )
        == shapes(CLASSES)["s3#deep/best-for/back"]
    )


def test_a_card_knows_its_cell_whichever_way_it_asks():
    found = {card.id: card for card in cards(CLASSES)}
    there, back = found["s3#deep/best-for"], found["s3#deep/best-for/back"]

    assert (False, True) == (there.is_backwards, back.is_backwards)
    assert "a | b" == there.cell.text == back.cell.text


def test_a_cell_of_a_column_with_two_values_is_recalled():
    note = table_note([["", "VM", "Container"], ["Kernel", "own", "shared"]], "columns")

    assert {
        "t#vm/kernel": Recall("T — VM: Kernel?", "own"),
        "t#container/kernel": Recall("T — Container: Kernel?", "shared"),
    } == shapes(note)


def test_a_value_is_recalled_backwards_where_there_are_but_two_things():
    two, three = (
        shapes(
            table_note([["", "Size"], *([x, f"{x} m"] for x in names)], extra="backwards: Size\n")
        )
        for names in ("ab", "abc")
    )

    assert Recall("T — Size: a m. Which one is it?", "a") == two["t#a/size/back"]
    assert isinstance(three["t#a/size/back"], Choice)


def test_an_empty_cell_is_not_asked():
    assert ["t#b/x"] == list(shapes(table_note([["", "X"], ["a", ""], ["b", "1"]])))


def test_a_repeated_value_is_not_asked_backwards_and_the_author_is_told():
    loaded = load(
        table_note([["", "X"], ["a", "1"], ["b", "2"], ["c", "2."]], extra="backwards: [X]\n")
    )

    assert ["t#a/x", "t#a/x/back", "t#b/x", "t#c/x"] == [card.id for card in loaded.cards]
    assert [("warning", "'2' repeats under 'X', so it is not asked backwards")] == [
        (problem.level, problem.message) for problem in loaded.problems
    ]


def test_a_key_keeps_the_cards_of_a_relabelled_row():
    before = table_note([["", "X"], ["Glacier", "1"], ["b", "2"]])
    after = table_note(
        [["", "X"], ["Glacier Instant", "1"], ["b", "2"]],
        extra="keys: {glacier: Glacier Instant}\n",
    )

    assert list(shapes(before)) == list(shapes(after))
    assert Label("glacier", "Glacier Instant") == cards(after)[0].note.table.subjects[0]


def test_cells_say_more_of_one_cell():
    extra = "cells:\n  a/x: {accept: [one], explain: why, guide_said: two}\n"
    (card, *_) = cards(table_note([["", "X"], ["a", "1"], ["b", "2"]], extra=extra))
    cell = card.note.table.cell("a", "x")

    assert (("one",), "why", "two") == (cell.accept, cell.explain, cell.guide_said)


@pytest.mark.parametrize(
    ("rows", "extra", "message"),
    [
        ([["", "X"], ["C", "1"], ["C++", "2"]], "", "the rows 'C' and 'C++' both have the key 'c'"),
        ([["", "X"], ["a", "1"], ["A", "2"]], "", "the row 'A' stands twice"),
        ([["", "X", "x"], ["a", "1", "2"]], "", "the column 'x' stands twice"),
        ([["", ""], ["a", "1"]], "", "a column has no label"),
        ([["", "X"], ["✓", "1"]], "", "the row label '✓' has no letter or digit to make a key of"),
        ([["", "X"], ["a", "1", "2"]], "", "row 'a' has 3 cells, the header has 2"),
        ([["", "X"], ["a"]], "", "row 'a' has 1 cell, the header has 2"),
        ([["", "X"], ["a", "1"]], "backwards: [Y]\n", "the table has no attribute 'Y'"),
        ([["", "X"], ["a", "1"]], "questions: {a: '{}?'}\n", "the table has no attribute 'a'"),
        (
            [["", "X"], ["a", "1"]],
            "questions: {X: why?}\n",
            "the question for 'X' has no {} to fill in",
        ),
        ([["", "X"], ["a", "1"]], "cells: {x/a: {explain: y}}\n", "the table has no cell 'x/a'"),
        ([["", "X"], ["a", "1"]], "keys: {b: B}\n", "the table has no row or column 'B'"),
        (
            [["", "X"], ["a", "1"], ["b", "2"]],
            "cells: {a/x: {accept: ['2']}}\n",
            "'2' is accepted for a/x, but it is the value of b/x",
        ),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(rows, extra, message):
    assert [message] == messages(table_note(rows, extra=extra))


def test_a_table_without_its_line_of_dashes_is_refused():
    note = "id: t\ntype: table\nprompt: T\ntable: |\n  | | X |\n  | a | 1 |\n  | b | 2 |\n"

    assert ["the second line of a table has to be dashes"] == messages(note)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ("a", "b")),
        ("a | b", ("a", "b")),
        ("  a|b  |  ", ("a", "b")),
        ("| a | |", ("a", "")),
        ("| a \\| b |", ("a | b",)),
        ("|", ("",)),
    ],
)
def test_the_bars_at_the_ends_of_a_line_may_be_left_out(line, cells):
    assert cells == split_row(line)


@pytest.mark.parametrize(
    ("rows", "columns", "said"),
    [
        (40, 10, []),
        (41, 1, ["41 rows of 2 cells are too much for one table"]),
        (40, 11, ["40 rows of 12 cells are too much for one table"]),
    ],
)
def test_a_table_has_forty_rows_and_four_hundred_cells_at_most(rows, columns, said):
    table = [["", *(f"c{n}" for n in range(columns))]]
    table += [[f"r{row}", *(f"{row}-{n}" for n in range(columns))] for row in range(rows)]
    problems = load(table_note(table)).problems

    assert said == [problem.message for problem in problems]
    assert {"40 rows and 400 cells to ask are the most"} >= {problem.hint for problem in problems}


WORDS = st.text("abcde", min_size=1, max_size=4)


@st.composite
def grids(draw: st.DrawFn) -> list[list[str]]:
    header = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    stubs = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    return [["", *header], *([stub, *(draw(WORDS) for _ in header)] for stub in stubs)]


def facts(found: tuple[Card, ...]) -> dict[str, str]:
    """Card id → fingerprint, which changes with the question or the right answer."""
    return {card.id: card.fingerprint for card in found}


@given(grids())
def test_transposing_a_table_keeps_every_card(rows):
    turned = [list(column) for column in zip(*rows, strict=True)]

    assert facts(cards(table_note(rows))) == facts(cards(table_note(turned, "columns")))


@given(grids(), st.randoms(use_true_random=False))
def test_reordering_a_table_keeps_every_card(rows, random):
    header, *body = rows
    random.shuffle(body)

    assert facts(cards(table_note(rows))) == facts(cards(table_note([header, *body])))


@given(grids(), WORDS)
def test_extending_a_table_keeps_every_card(rows, value):
    longer = [*rows, ["new-row", *(value for _ in rows[0][1:])]]
    before, after = facts(cards(table_note(rows))), facts(cards(table_note(longer)))

    assert before.items() <= after.items()


@given(grids())
def test_no_cell_has_two_right_options(rows):
    for shape in shapes(table_note(rows)).values():
        if isinstance(shape, Choice):
            assert 1 == len(shape.right)
            assert len(shape.options) == len({option.text for option in shape.options})
