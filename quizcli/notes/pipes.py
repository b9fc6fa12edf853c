"""Pipe tables as in Markdown: header, alignment row, rows; `\\|` writes a bar inside a cell."""

from __future__ import annotations

import re

from msgspec import Struct

from quizcli.notes.kinds import ANY_SCALAR, Kind
from quizcli.notes.limits import MOST_CELLS, MOST_ROWS
from quizcli.notes.nodes import Node, Scalar
from quizcli.notes.report import Report
from quizcli.phrases import counted

_BAR = re.compile(r"(?<!\\)\|")
_ALIGNMENT = re.compile(r":?-+:?")


class Row(Struct, frozen=True):
    """The cells of one line of a pipe table; `line` counts the text's lines from 0."""

    cells: tuple[str, ...]
    line: int


class Pipes(Struct, frozen=True):
    """A pipe table: its header and its rows, all of one length."""

    header: Row
    rows: tuple[Row, ...]


def split_row(line: str) -> tuple[str, ...]:
    """The cells of one line, trimmed, without the bars at its ends; one cell at least."""
    bare = line.strip().removeprefix("|")
    cells = _BAR.split(bare)
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return tuple(cell.strip().replace("\\|", "|") for cell in cells)


def _read(node: Node, report: Report) -> Pipes | None:
    if not isinstance(node, Scalar):
        report.error(node, "a table is written as text", "table: | and the table's lines below it")
        return None
    rows = [
        Row(split_row(line), index)
        for index, line in enumerate(node.text.splitlines())
        if line.strip()
    ]
    if len(rows) < 3:
        report.error(node, "a table needs a header, a line of dashes and a row or more")
        return None
    header, alignment, *body = rows
    if len(body) > MOST_ROWS or len(body) * (len(header.cells) - 1) > MOST_CELLS:
        size = (
            f"{len(body)} rows of {counted(len(header.cells), 'cell')} are too much for one table"
        )
        report.error(node, size, f"{MOST_ROWS} rows and {MOST_CELLS} cells to ask are the most")
        return None
    sound = _check_alignment(node, header, alignment, report)
    for row in body:
        sound = _check_length(node, header, row, report) and sound
    return Pipes(header, tuple(body)) if sound else None


def _check_alignment(node: Scalar, header: Row, alignment: Row, report: Report) -> bool:
    if not all(_ALIGNMENT.fullmatch(cell) for cell in alignment.cells):
        report.error_at_line(
            node, alignment.line, "the second line of a table has to be dashes", "| --- | --- |"
        )
        return False
    if len(alignment.cells) != len(header.cells):
        report.error_at_line(
            node,
            alignment.line,
            f"the line of dashes has {counted(len(alignment.cells), 'cell')}, "
            f"the header has {len(header.cells)}",
        )
        return False
    return True


def _check_length(node: Scalar, header: Row, row: Row, report: Report) -> bool:
    if len(row.cells) == len(header.cells):
        return True
    report.error_at_line(
        node,
        row.line,
        f"row '{row.cells[0]}' has {counted(len(row.cells), 'cell')}, "
        f"the header has {len(header.cells)}",
        "write a bar inside a cell as \\|" if len(row.cells) > len(header.cells) else "",
    )
    return False


PIPES: Kind[Pipes] = Kind(_read, ANY_SCALAR)
