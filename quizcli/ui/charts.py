"""Bars, columns, a heat map and a curve as rows of text; every glyph has an ASCII stand-in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from rich.text import Text

from quizcli.ui.text import line

_EIGHTHS_RIGHT = " ▏▎▍▌▋▊▉"
_EIGHTHS_UP = " ▁▂▃▄▅▆▇"
HEAT = "·░▒▓█"
_WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
# Dots of a braille cell, by row (downwards) and column (Unicode 15.0, §22.4).
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def hbar(value: float, most: float, width: int, style: str = "aux") -> Text:
    """A bar to the right, `width` columns long at `most`; what is not nothing shows a sliver."""
    eighths = _eighths(value, most, width)
    full, rest = divmod(eighths, 8)
    return Text("█" * full + (_EIGHTHS_RIGHT[rest] if rest else ""), style)


def vbars(
    values: Sequence[float], height: int, labels: Mapping[int, str], column: int = 2
) -> list[Text]:
    """Columns upwards with a scale at the left; `labels` name columns (by index) below them."""
    most = max(values, default=0)
    margin = len(f"{most:.0f}") + 1
    eighths = [_eighths(value, most, height) for value in values]
    rows: list[Text] = []
    for level in reversed(range(height)):
        cells = (_column_cell(each - 8 * level) * column for each in eighths)
        marks = {height - 1: most, (height - 1) // 2: most * ((height - 1) // 2 + 1) / height}
        scale = f"{marks[level]:.0f}" if level in marks else ""
        rows.append(
            line((f"{scale:>{margin}}{' ┤' if scale else ' │'}", "dim"), ("".join(cells), "aux"))
        )
    rows.append(Text(f"{'':>{margin}} └{'─' * column * len(values)}", "dim"))
    rows.append(Text(" " * (margin + 2) + _placed(labels, column, column * len(values)), "dim"))
    return rows


def heat(counts: Mapping[int, int], last_day: int, width: int, most_weeks: int) -> list[Text]:
    """Reviews a day as weeks from left to right; `counts` by learning day, `last_day` comes last.

    Of `most_weeks` as many are shown as there is room for. The glyph says what the colour says; a
    day without reviews is a dot.
    """
    weeks = max(1, min(most_weeks, width - 4))
    monday = last_day - (last_day - 1) % 7 - 7 * (weeks - 1)
    most = max((counts.get(day, 0) for day in range(monday, last_day + 1)), default=0)
    rows = [Text("    " + _months(monday, weeks), "dim")]
    for weekday, name in enumerate(_WEEKDAYS):
        row = line((f"{name:<4}", "dim"))
        for day in range(monday + weekday, last_day + 1, 7):
            level = _level(counts.get(day, 0), most)
            row.append(HEAT[level], "aux" if level else "dim")
        rows.append(row)
    legend = line(("    less ", "dim"))
    for level, glyph in enumerate(HEAT):
        legend = line(legend, (glyph, "aux" if level else "dim"), " ")
    return [*rows, line(legend, ("more", "dim"))]


def curve(
    points: Sequence[tuple[float, float]], width: int, height: int, low: float, high: float
) -> list[Text]:
    """A line through points (x and y, x from 0 to 1) in braille dots, y from `low` to `high`."""
    columns, levels = 2 * width, 4 * height
    cells = [[0] * width for _ in range(height)]
    for column in range(columns):
        value = _between(points, column / max(1, columns - 1))
        if value is None:
            continue
        share = (value - low) / (high - low) if high > low else 0.0
        level = levels - 1 - round(min(1.0, max(0.0, share)) * (levels - 1))
        cells[level // 4][column // 2] |= _DOTS[level % 4][column % 2]
    # An empty braille cell shows dots in some fonts.
    return [
        Text("".join(chr(0x2800 + cell) if cell else " " for cell in row), "aux") for row in cells
    ]


def _eighths(value: float, most: float, size: int) -> int:
    if value <= 0 or most <= 0:
        return 0
    return max(1, round(8 * size * min(1.0, value / most)))


def _column_cell(eighths: int) -> str:
    return "█" if eighths >= 8 else _EIGHTHS_UP[max(0, eighths)]


def _level(count: int, most: int) -> int:
    """0 for nothing, then quarters of the busiest day."""
    return 0 if count <= 0 else min(4, 1 + 4 * (count - 1) // max(1, most))


def _placed(labels: Mapping[int, str], column: int, width: int) -> str:
    row = ""
    for index, label in sorted(labels.items()):
        start = index * column
        if start >= len(row) + (1 if row else 0) and start + len(label) <= width:
            row = row.ljust(start) + label
    return row


def _months(monday: int, weeks: int) -> str:
    """The names of months over the week in which each begins, where they do not touch."""
    row, shown = "", date.fromordinal(max(1, monday)).month
    for week in range(weeks):
        month = date.fromordinal(max(1, monday + 7 * week))
        if month.month != shown and week >= len(row) + (1 if row else 0) and week + 3 <= weeks:
            row = row.ljust(week) + f"{month:%b}"
        shown = month.month
    return row


def _between(points: Sequence[tuple[float, float]], x: float) -> float | None:
    """The height of the line at `x`, None outside its ends."""
    for (left, low), (right, high) in pairwise(points):
        if left <= x <= right:
            return low if right == left else low + (high - low) * (x - left) / (right - left)
    return points[0][1] if len(points) == 1 and points[0][0] == x else None
