"""Listings for people: aligned columns on a terminal, tabs on a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.text import Text

from quizcli.ui.terminal import USUAL_COLUMNS, find_out
from quizcli.ui.terminal import columns as terminal_columns
from quizcli.ui.text import clean, fit, line, one_line, wrapped
from quizcli.ui.theme import Caps, ansi, to_ascii
from quizcli.ui.wanted import WANTED

GAP = 2
LEAST_COLUMN = 6
USUAL_LINES = 24  # of a terminal that does not say


def say(text: str, out: TextIO | None = None, *, label: str = "") -> None:
    """Prints sentences, on a terminal broken between words; a pipe gets them whole.

    What goes on hangs beside the `label`.
    """
    out = out or sys.stdout
    width = terminal_columns(out)
    rows = wrapped(clean(text), max(1, width - len(label)) if width else 0).split("\n")
    shown = label + f"\n{' ' * len(label)}".join(rows)
    out.write((shown if caps(out).unicode else to_ascii(shown)) + "\n")


def print_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    out: TextIO | None = None,
    *,
    styles: Sequence[str] = (),
    whole: int = 0,
    folds: bool = False,
) -> None:
    """Prints rows under their headings, numbers to the right; on a pipe tab-separated, uncut.

    `styles` names a look for each column. The first `whole` columns are cut last, for they are to
    be typed or copied; with `folds` the last column goes on below instead of being cut.
    """
    out = out or sys.stdout
    cleaned = [[one_line(cell) for cell in row] for row in rows]
    if not out.isatty():
        for row in (columns, *cleaned):
            out.write("\t".join(row) + "\n")
        return
    for shown in table(columns, cleaned, caps(out).width, styles, whole=whole, folds=folds):
        print_row(shown, out)


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    styles: Sequence[str] = (),
    *,
    whole: int = 0,
    folds: bool = False,
) -> list[Text]:
    """The rows of a table in at most `width` columns; the widest columns are cut, with a sign."""
    widths = _widths([columns, *rows], width, whole)
    right = [_is_number_column([row[index] for row in rows]) for index in range(len(columns))]
    looks = [*styles, *[""] * (len(columns) - len(styles))]
    shown = [_row(columns, widths, right, ["dim"] * len(columns))]
    for row in rows:
        for part in _folded(row, widths[-1]) if folds else (row,):
            shown.append(_row(part, widths, right, looks))
    return shown


def _folded(row: Sequence[str], width: int) -> Iterator[Sequence[str]]:
    """A row as several, in which only the last cell goes on."""
    *others, last = row
    first, *rest = wrapped(last, width).split("\n")
    yield (*others, first)
    for part in rest:
        yield (*[""] * len(others), part)


def print_row(row: Text, out: TextIO | None = None) -> None:
    """Prints one row in the terminal's colours and characters; plain on a pipe."""
    out = out or sys.stdout
    found = caps(out)
    text = ansi(row, found.color) if found.color != "none" else row.plain
    out.write((text if found.unicode else to_ascii(text)).rstrip() + "\n")


def caps(out: TextIO) -> Caps:
    """What can be shown where a listing goes."""
    color = WANTED.color if out.isatty() else "auto"
    terminal = find_out(
        sys.stdin, out, os.environ, plain=False, color=color, ascii_only=WANTED.ascii_only
    )
    lines = os.get_terminal_size(out.fileno()).lines if out.isatty() else 0
    width = terminal_columns(out) or USUAL_COLUMNS
    return Caps(width, lines or USUAL_LINES, terminal.color, terminal.unicode)


def _row(
    cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], looks: Sequence[str]
) -> Text:
    shown = Text()
    for cell, width, to_right, look in zip(cells, widths, right, looks, strict=True):
        pad = " " * max(0, width - cell_len(cell)) if to_right else ""
        shown = line(shown, " " * GAP if shown else "", fit(line(pad, (cell, look)), width))
    shown.rstrip()
    return shown


def _widths(rows: Sequence[Sequence[str]], width: int, whole: int) -> list[int]:
    """The width of each column; while they do not fit, the widest one loses, `whole` ones last."""
    widths = [max(map(cell_len, column), default=0) for column in zip(*rows, strict=True)]
    room = width - GAP * (len(widths) - 1)
    rest = _narrowed(widths[whole:], room - sum(widths[:whole]))
    return [*_narrowed(widths[:whole], room - sum(rest)), *rest]


def _narrowed(widths: Sequence[int], room: int) -> list[int]:
    """Widths that fit, if columns need not become narrower than the least for it."""
    widths = list(widths)
    while sum(widths) > room and max(widths, default=0) > LEAST_COLUMN:
        widths[widths.index(max(widths))] -= 1
    return widths


def _is_number_column(cells: Sequence[str]) -> bool:
    given = [cell.removesuffix("%") for cell in cells if cell]
    return bool(given) and all(cell.replace(".", "", 1).isdecimal() for cell in given)
