"""Tables laid out for a terminal: whole, or with one row open, or one thing at a time.

Which it is follows from the height it would really take: a table is never squeezed until its rows
wrap into noise.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct
from rich.cells import cell_len
from rich.text import Text

from quizcli.shapes import Label, Table
from quizcli.ui.text import fit, line, one_line, wrap

Layout = Literal["full", "compact", "stack"]
# What stands in a cell, by the keys of its subject and attribute.
Show = Callable[[str, str], Text]

LEAST_COLUMN = 11
LONGEST_WORD = 20
GAP = 2
# With less of its text in sight, a table in which only one row is open tells too little.
LEAST_IN_SIGHT = 0.6
LABEL_DIVISOR = 3


class Laid(Struct, frozen=True):
    """Rows of a table, the first and last of those that are asked now, and how it lies."""

    rows: tuple[Text, ...]
    focus: tuple[int, int]
    layout: Layout


class _Line(Struct, frozen=True):
    """One line of the table as written: what it is about, and its cells."""

    key: str
    label: str
    cells: tuple[Text, ...]


def lay(
    table: Table, show: Show, width: int, height: int, focus: tuple[str, str] | None = None
) -> Laid:
    """The table in at most `width` columns, and in `height` rows where that can be.

    `focus` is the cell asked now; without one the table may be as high as it needs to be.
    """
    lines, whole = _lines(table, show), _lines(table, _values(table))
    widths = _widths(table, [*lines, *whole], width)
    if widths is None:
        return _stack(table, show, width, focus)
    key = _line_key(table, focus)
    # Measured with every blank filled: a table must not change its layout under the learner.
    if focus is None or _height(table, whole, widths) <= height:
        return _laid(table, lines, widths, key, None)
    if _in_sight(whole, widths) < LEAST_IN_SIGHT:
        return _stack(table, show, width, focus)
    return _laid(table, lines, widths, key, key)


def thing_heading(table: Table, subject: str) -> str:
    """`Storage class 4/8: S3 Glacier Instant`, for a table that shows one thing at a time."""
    keys = [label.key for label in table.subjects]
    place = keys.index(subject)
    kind = one_line(table.corner) if table.compare == "rows" else ""
    return f"{kind} {place + 1}/{len(keys)}: {one_line(table.subjects[place].text)}".strip()


def _values(table: Table) -> Show:
    """The cells as the table has them."""
    return lambda subject, attribute: Text(one_line(table.cell(subject, attribute).text))


def _height(table: Table, lines: Sequence[_Line], widths: Sequence[int]) -> int:
    """The rows that the whole table takes, its rule among them."""
    blocks = [_head(table), *([Text(each.label), *each.cells] for each in lines)]
    return 1 + sum(max(map(len, map(_parts, cells, widths))) for cells in blocks)


def _headings(table: Table) -> tuple[Label, ...]:
    return table.attributes if table.compare == "rows" else table.subjects


def _line_key(table: Table, focus: tuple[str, str] | None) -> str:
    if focus is None:
        return ""
    return focus[0] if table.compare == "rows" else focus[1]


def _lines(table: Table, show: Show) -> list[_Line]:
    """The table's lines from top to bottom, whichever way it lies."""
    if table.compare == "rows":
        return [
            _Line(s.key, one_line(s.text), tuple(show(s.key, a.key) for a in table.attributes))
            for s in table.subjects
        ]
    return [
        _Line(a.key, one_line(a.text), tuple(show(s.key, a.key) for s in table.subjects))
        for a in table.attributes
    ]


def _widths(table: Table, lines: Sequence[_Line], width: int) -> list[int] | None:
    """Column widths, the widest narrowed first; None when there is no room for so many."""
    columns = [[one_line(table.corner), *(row.label for row in lines)]]
    columns += [
        [one_line(heading.text), *(row.cells[place].plain for row in lines)]
        for place, heading in enumerate(_headings(table))
    ]
    natural = [max(map(cell_len, texts)) for texts in columns]
    least = [min(size, _least(texts)) for size, texts in zip(natural, columns, strict=True)]
    room = width - 1 - GAP * (len(natural) - 1)
    if sum(least) > room:
        return None
    limit = max(natural)
    while sum(_narrowed(natural, least, limit)) > room:
        limit -= 1
    widths = _narrowed(natural, least, limit)
    spare = room - sum(widths)
    for place, size in enumerate(natural):
        if spare and widths[place] < size:
            widths[place] += 1
            spare -= 1
    return widths


def _least(texts: Sequence[str]) -> int:
    """The least width of a column: its words are to stay whole."""
    longest = max((cell_len(word) for text in texts for word in text.split()), default=0)
    return max(LEAST_COLUMN, min(longest, LONGEST_WORD))


def _narrowed(natural: Sequence[int], least: Sequence[int], limit: int) -> list[int]:
    return [min(size, max(limit, low)) for size, low in zip(natural, least, strict=True)]


def _laid(
    table: Table, lines: Sequence[_Line], widths: Sequence[int], key: str, only: str | None
) -> Laid:
    """Every line in as many rows as its text needs, or in one row but for the line `only`."""
    rows = _wrapped(_head(table), widths, " ")
    ruled = sum(widths) + GAP * (len(widths) - 1)
    rows.append(line(" ", ("─" * ruled, "dim")))
    focus = (0, 0)
    for each in lines:
        cells = [Text(each.label, "bold" if each.key == key else ""), *each.cells]
        sign = "▸" if key and each.key == key else " "
        if only is None or each.key == only:
            added = _wrapped(cells, widths, sign)
        else:
            added = [_row(cells, widths, sign)]
        if key and each.key == key:
            focus = (len(rows), len(rows) + len(added) - 1)
        rows += added
    return Laid(tuple(rows), focus, "full" if only is None else "compact")


def _head(table: Table) -> list[Text]:
    texts = (table.corner, *(heading.text for heading in _headings(table)))
    return [Text(one_line(text), "bold") for text in texts]


def _parts(cell: Text, size: int) -> list[Text]:
    """The rows of one cell."""
    return [cell] if cell.cell_len <= size else wrap(cell, size)


def _wrapped(cells: Sequence[Text], widths: Sequence[int], sign: str) -> list[Text]:
    parts = list(map(_parts, cells, widths))
    return [
        _row(
            [part[number] if number < len(part) else Text() for part in parts],
            widths,
            " " if number else sign,
        )
        for number in range(max(map(len, parts)))
    ]


def _row(cells: Sequence[Text], widths: Sequence[int], sign: str) -> Text:
    row = Text.assemble((sign, "mark"))
    gap = 0
    for cell, size in zip(cells, widths, strict=True):
        shown = cell if cell.cell_len <= size else fit(cell, size)
        row.append(" " * gap)
        row.append_text(shown)
        gap = size - shown.cell_len + GAP
    row.rstrip()
    return row


def _in_sight(lines: Sequence[_Line], widths: Sequence[int]) -> float:
    """The share of the table's text that is seen when every line has one row."""
    pairs = [
        (cell.cell_len, size)
        for row in lines
        for cell, size in zip(row.cells, widths[1:], strict=True)
    ]
    return sum(min(pair) for pair in pairs) / max(1, sum(need for need, _ in pairs))


def _stack(table: Table, show: Show, width: int, focus: tuple[str, str] | None) -> Laid:
    """Things one below the other, each value behind its attribute; with a focus that thing only."""
    rows: list[Text] = []
    found = (0, 0)
    for label in table.subjects:
        if focus is not None and label.key != focus[0]:
            continue
        if rows:
            rows.append(Text())
        heading = thing_heading(table, label.key) if focus else one_line(label.text)
        rows += wrap(Text(heading, "bold"), width)
        for attribute in table.attributes:
            added = _labelled(table, attribute, show(label.key, attribute.key), width)
            if focus == (label.key, attribute.key):
                found = (len(rows), len(rows) + len(added) - 1)
            rows += added
    return Laid(tuple(rows), found, "stack")


def _labelled(table: Table, attribute: Label, value: Text, width: int) -> list[Text]:
    longest = max(cell_len(one_line(label.text)) for label in table.attributes)
    size = min(longest, width // LABEL_DIVISOR)
    head = fit(Text(one_line(attribute.text), "dim"), size)
    return wrap(value, width, line(head, "  "))
