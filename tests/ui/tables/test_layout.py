"""Which of the three layouts a table gets, by the height it would really take."""

from __future__ import annotations

import pytest
from rich.text import Text

from quizcli.shapes import Table
from quizcli.ui.screens.table_layout import LEAST_COLUMN, lay, thing_heading
from quizcli.ui.theme import Caps
from tests.drill.grid_tables import bundled
from tests.ui.tables.samples import ACROSS, QUEUES, WIDE, after, key_of, page, pool


def laid(note: str, width: int, height: int):
    table = pool(note).table
    first = table.cells[0]
    return lay(table, plain(table), width, height, (first.subject, first.attribute))


def plain(table: Table):
    return lambda subject, attribute: Text(table.cell(subject, attribute).text)


@pytest.mark.parametrize(
    ("note", "width", "height", "layout"),
    [
        (QUEUES, 78, 15, "full"),
        (QUEUES, 38, 8, "stack"),
        (WIDE, 198, 40, "full"),
        (WIDE, 78, 40, "full"),
        (WIDE, 78, 12, "compact"),
        (WIDE, 48, 12, "stack"),
        (ACROSS, 78, 12, "full"),
        (ACROSS, 38, 12, "stack"),
    ],
)
def test_the_layout_follows_from_the_room_there_is(note, width, height, layout):
    assert layout == laid(note, width, height).layout


@pytest.mark.parametrize("width", [40, 50, 60, 80, 100, 132, 200])
@pytest.mark.parametrize("name", bundled())
def test_no_bundled_table_breaks_a_word_or_leaves_its_width(name, width):
    table = bundled()[name].table
    found = lay(table, plain(table), width - 2, 0)
    said = {word for row in found.rows for word in row.plain.split()}
    words = {word for cell in table.cells for word in cell.text.split()}

    assert all(row.cell_len <= width - 2 for row in found.rows)
    assert [] == sorted(word for word in words - said if len(word) <= LEAST_COLUMN)


def test_without_a_focus_a_table_is_as_high_as_it_needs_to_be():
    table = pool(WIDE).table

    assert "full" == lay(table, plain(table), 78, 0).layout


def test_the_row_that_is_asked_is_open_and_pointed_at():
    found = laid(WIDE, 78, 12)
    first, last = found.focus

    assert last > first, "it has two rows, the others one"
    assert found.rows[first].plain.startswith("▸Standard")


def test_a_table_keeps_its_layout_and_columns_while_it_is_filled():
    screen = page("fill", WIDE)
    shapes = set()
    for _ in screen.play.entries:
        body = screen.view(Caps(80, 24)).body
        head = next(row.plain for row in body if "Best for" in row.plain)
        shapes.add((len(head), head))
        screen = after(screen, [key_of(screen.play)])

    assert 1 == len(shapes)


@pytest.mark.parametrize(
    ("note", "subject", "heading"),
    [(QUEUES, "kinesis", "Service 3/5: Kinesis"), (ACROSS, "nlb", "2/3: NLB")],
)
def test_one_thing_at_a_time_says_which_of_how_many(note, subject, heading):
    assert heading == thing_heading(pool(note).table, subject)
