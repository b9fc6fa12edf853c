"""The points of a rubric as things to tick: their rows, and the lines that tick them."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from quizcli.shapes import Point
from quizcli.ui.screens.numbered import keys_of, row, several_chosen
from quizcli.ui.text import one_line

QUESTION = "Which of these did you say?"
EXPECTED = "Type the numbers of the points, or 0 for none."


def point_rows(points: Sequence[Point], ticked: frozenset[str], width: int) -> list[Text]:
    """Every point with its box, and what it counts where that is not one."""
    rows: list[Text] = []
    for index, point in enumerate(points):
        box = "[x] " if point.key in ticked else "[ ] "
        weight = "" if point.weight == 1 else f"counts {point.weight:g}"
        rows += row(index, box + one_line(point.text), width, after=weight)
    return rows


def ticked_keys(points: Sequence[Point], ticked: frozenset[str]) -> str:
    """The numbers of the points ticked, `none` for none."""
    return keys_of(i for i, point in enumerate(points) if point.key in ticked) or "none"


def ticked_by(text: str, points: Sequence[Point]) -> frozenset[str] | None:
    """The keys of the points that a line such as `1 3` ticks, 0 ticking none; None for others."""
    indexes = several_chosen(text, len(points))
    if indexes is not None:
        return frozenset(points[index].key for index in indexes)
    return frozenset() if text.strip() == "0" else None
