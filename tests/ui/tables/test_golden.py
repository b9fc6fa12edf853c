"""Table screens as a learner sees them; regenerate with --update-golden, then read the diff."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.drill.grid import MODES
from quizcli.ui.frame import paint
from quizcli.ui.screens.grid.page import GridPage
from quizcli.ui.screens.tables import Row, TablesPage
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Screen
from tests.ui.tables.samples import ACROSS, WIDE, after, answered, page

CAPS = {
    "80x24": Caps(80, 24),
    "50x15": Caps(50, 15),
    "40x15": Caps(40, 15),
    "200x60": Caps(200, 60),
    "ascii": Caps(80, 24, "none", unicode=False),
}
LIST = TablesPage(
    (
        Row("s3-classes", "S3 storage classes", "aws-s3", 40, 31, 5),
        Row("elb", "ALB, NLB and CLB compared", "aws-elb", 25, 0, 0),
        Row("probes", "The three probes", "kubernetes-health", 9, 9, 0),
    ),
    ("as it suits the table", *MODES, "mix"),
    at=1,
)


def begun(mode: str) -> Screen:
    return page(mode)


def half_way(mode: str) -> Screen:
    """Something filled, something open."""
    return after(page(mode), ["b", "a"] if mode == "match" else ["2", "1"])


def ended(mode: str) -> Screen:
    screen = page(mode)
    return answered(screen, [number % 2 == 1 for number in range(len(screen.play.entries))])


SCENES: dict[str, tuple[Screen, str]] = {
    **{f"{mode}-80x24": (begun(mode), "80x24") for mode in MODES},
    **{f"{mode}-40x15": (begun(mode), "40x15") for mode in MODES},
    **{f"{mode}-half-way": (half_way(mode), "80x24") for mode in ("fill", "match", "contrast")},
    **{f"{mode}-end": (ended(mode), "80x24") for mode in MODES},
    "column-used-up-50x15": (half_way("column"), "50x15"),
    "match-half-way-50x15": (half_way("match"), "50x15"),
    "fill-half-way-50x15": (half_way("fill"), "50x15"),
    "fill-ascii": (half_way("fill"), "ascii"),
    "fill-end-ascii": (ended("fill"), "ascii"),
    "fill-end-40x15": (ended("fill"), "40x15"),
    "fill-end-second": (after(ended("fill"), ["tab"]), "80x24"),
    "fill-end-claimed": (after(ended("fill"), ["y"]), "80x24"),
    "fill-wide-80x24": (page("fill", WIDE), "80x24"),
    "fill-wide-200x60": (page("fill", WIDE), "200x60"),
    "fill-across-80x24": (page("fill", ACROSS), "80x24"),
    "fill-across-40x15": (page("fill", ACROSS), "40x15"),
    "fill-in-review": (page("fill", counted="", done=12, total=40, again=3), "80x24"),
    "which-further": (after(page("which"), ["space"]), "80x24"),
    "list-80x24": (LIST, "80x24"),
    "list-40x15": (LIST, "40x15"),
}


@pytest.mark.parametrize("scene", SCENES)
def test_table_screens_look_as_agreed(scene, golden):
    screen, size = SCENES[scene]
    caps = CAPS[size]
    rows = paint(screen.view(caps), caps).rows

    golden(f"{scene}.txt", "".join(f"{row.plain.rstrip()}\n" for row in rows))


@pytest.mark.parametrize("mode", MODES)
def test_line_mode_says_what_the_screens_show(mode, golden):
    screen = page(mode)
    end = ended(mode)
    said = [*screen.lines(), screen.prompt(), "", *end.lines(), end.prompt(), ""]

    golden(f"{mode}-lines.txt", "\n".join(said))


def test_marks_are_words_and_signs_and_not_colours_alone():
    """Without colours the end of a turn is the same text."""
    screen = ended("fill")
    assert isinstance(screen, GridPage)
    plain, coloured = Caps(80, 24, "none"), Caps(80, 24, "256")

    assert [row.plain for row in paint(screen.view(plain), plain).rows] == [
        row.plain for row in paint(screen.view(coloured), coloured).rows
    ]
    shown = "\n".join(row.plain for row in screen.view(plain).body)
    assert "✗" in shown
    assert "✓" in shown
    ascii_rows = paint(screen.view(plain), replace(plain, unicode=False)).rows
    assert any(row.plain.startswith(" >x ") for row in ascii_rows)
