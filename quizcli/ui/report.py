"""Listings for people: aligned columns on a terminal, tabs on a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.text import Text

from quizcli.ui.terminal import find_out
from quizcli.ui.text import fit, line, one_line
from quizcli.ui.theme import Caps, ansi, to_ascii

GAP = 2
LEAST_COLUMN = 6


def print_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    out: TextIO | None = None,
    *,
    styles: Sequence[str] = (),
) -> None:
    """Prints rows under their headings, numbers to the right; on a pipe tab-separated, uncut.

    `styles` names a look for each column.
    """
    out = out or sys.stdout
    cleaned = [[one_line(cell) for cell in row] for row in rows]
    if not out.isatty():
        for row in (columns, *cleaned):
            out.write("\t".join(row) + "\n")
        return
    for shown in table(columns, cleaned, caps(out).width, styles):
        print_row(shown, out)


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], width: int, styles: Sequence[str] = ()
) -> list[Text]:
    """The rows of a table in at most `width` columns; the widest columns are cut, with a sign."""
    widths = _widths([columns, *rows], width)
    right = [_is_number_column([row[index] for row in rows]) for index in range(len(columns))]
    looks = [*styles, *[""] * (len(columns) - len(styles))]
    shown = [_row(columns, widths, right, ["dim"] * len(columns))]
    return shown + [_row(row, widths, right, looks) for row in rows]


def print_row(row: Text, out: TextIO | None = None) -> None:
    """Prints one row in the terminal's colours and characters; plain on a pipe."""
    out = out or sys.stdout
    found = caps(out)
    text = ansi(row, found.color) if found.color != "none" else row.plain
    out.write((text if found.unicode else to_ascii(text)).rstrip() + "\n")


def caps(out: TextIO) -> Caps:
    """What can be shown where a listing goes."""
    terminal = find_out(sys.stdin, out, os.environ, plain=False)
    size = os.get_terminal_size(out.fileno()) if out.isatty() else None
    width, height = (size.columns or 80, size.lines or 24) if size else (80, 24)
    return Caps(width, height, terminal.color, terminal.unicode)


def _row(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], looks: Sequence[str]
) -> Text:
    shown = Text()
    for cell, width, to_right, look in zip(cells, widths, right, looks, strict=True):
        pad = " " * max(0, width - cell_len(cell)) if to_right else ""
        shown = line(shown, " " * GAP if shown else "", fit(line(pad, (cell, look)), width))
    shown.rstrip()
    return shown


def _widths(rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """The width of each column; while they do not fit, the widest one loses."""
    widths = [max(map(cell_len, column), default=0) for column in zip(*rows, strict=True)]
    over = sum(widths) + GAP * (len(widths) - 1) - width
    while over > 0 and max(widths) > LEAST_COLUMN:
        widest = widths.index(max(widths))
        next_widest = max([w for w in widths if w < widths[widest]], default=LEAST_COLUMN)
        step = max(1, min(over, widths[widest] - max(next_widest, LEAST_COLUMN)))
        widths[widest] -= step
        over -= step
    return widths


def _is_number_column(cells: Sequence[str]) -> bool:
    given = [cell.removesuffix("%") for cell in cells if cell]
    return bool(given) and all(cell.replace(".", "", 1).isdecimal() for cell in given)
