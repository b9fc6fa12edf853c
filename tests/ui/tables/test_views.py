"""Whatever is in a table, in whatever state and size: the frame fits and holds no trick."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest

from quizcli.drill.grid import MODES, begin
from quizcli.ui.frame import paint
from quizcli.ui.outcomes import Outcome
from quizcli.ui.screens.grid.ask import grid_screen
from quizcli.ui.screens.tables import Row, TablesPage
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Screen
from tests.ui.samples import HOSTILE
from tests.ui.tables.samples import ACROSS, WIDE, context, hostile_round, page
from tests.ui.test_views import STEERING, trouble
from tests.ui.walking import shown

SIZES = [(40, 15), (50, 15), (80, 24), (132, 43), (200, 60)]
KEYS = ("1", "2", "a", "b", "space", "enter", "tab", "down", "backspace", "y")


def hostile(mode: str) -> Screen:
    round_ = hostile_round(mode)
    return grid_screen(
        context(round_, heading=HOSTILE, counted=HOSTILE, status=HOSTILE), begin(round_, 0.0)
    )


def states(start: Screen, depth: int = 3) -> Iterator[Screen]:
    """The screens that can be reached in so many keys, each once, and the end of the turn."""
    seen: set[str] = set()
    layer = [start]
    for _ in range(depth):
        following: list[Screen] = []
        for screen in layer:
            if repr(screen) in seen:
                continue
            seen.add(repr(screen))
            yield screen
            steps = (screen.key(key) for key in KEYS)
            following += [after for after in steps if not isinstance(after, Outcome)]
        layer = following
    end = start
    for _ in range(30):
        after = end.key("space")
        if isinstance(after, Outcome):
            break
        end = after
    yield end


@pytest.mark.parametrize("make", [page, hostile], ids=["clean", "hostile"])
@pytest.mark.parametrize("mode", MODES)
def test_every_state_of_a_table_turn_fits_its_frame(mode, make, thorough):
    for screen, caps in shown(states(make(mode)), SIZES, thorough):
        assert [] == trouble(paint(screen.view(caps), caps), caps), screen


@pytest.mark.parametrize("note", [WIDE, ACROSS], ids=["wide", "across"])
@pytest.mark.parametrize("width", range(40, 201, 8))
def test_at_every_width_the_cell_that_is_asked_is_in_sight(note, width):
    for height in (15, 18, 24, 60):
        caps = Caps(width, height)
        rows = "\n".join(row.plain for row in paint(page("fill", note).view(caps), caps).rows)

        assert "▸ ? ◂" in rows or "?" in rows
        assert " 1 " in rows, "no option is in sight"


def test_no_table_is_shown_below_40x15():
    caps = Caps(40, 14)
    rows = paint(page("fill").view(caps), caps).rows

    assert "40x15 needed, is 40x14" == rows[1].plain.rstrip()


@pytest.mark.parametrize("mode", MODES)
def test_no_line_of_line_mode_can_steer_the_terminal(mode):
    for screen in states(hostile(mode)):
        for text in (*screen.lines(), screen.prompt()):
            steering = {char for char in text if unicodedata.category(char) in STEERING} - {"\n"}

            assert set() == steering, type(screen)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_list_of_tables_fits_its_frame(size):
    rows = tuple(Row(f"t{n}", HOSTILE, HOSTILE, 40, n, n % 3) for n in range(60))
    screen: Screen = TablesPage(rows, ("as it suits", "fill"), at=30, status=HOSTILE)
    for unicode in (True, False):
        caps = Caps(*size, unicode=unicode)

        assert [] == trouble(paint(screen.view(caps), caps), caps)
