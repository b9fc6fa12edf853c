"""A pipe table laid out as a comparison: subjects by attributes, whichever way it was written."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly

from msgspec import Struct

from quizcli.notes.names import fold, slug
from quizcli.notes.nodes import Node
from quizcli.notes.pipes import Pipes
from quizcli.notes.report import Report
from quizcli.shapes import Cell, Label, Table


class Heading(Struct, frozen=True):
    """A row's or column's label where it stands; `line` counts the table's lines from 0."""

    text: str
    line: int


def column_headings(pipes: Pipes) -> tuple[Heading, ...]:
    """The labels of the header, without the corner."""
    return tuple(Heading(text, pipes.header.line) for text in pipes.header.cells[1:])


def row_headings(pipes: Pipes) -> tuple[Heading, ...]:
    """The first cell of every row."""
    return tuple(Heading(row.cells[0], row.line) for row in pipes.rows)


def labels(
    headings: tuple[Heading, ...], keys: ReadOnly[str, str], what: str, node: Node, report: Report
) -> tuple[Label, ...] | None:
    """The labels with their keys: from `keys` (folded label → key) or the slug of the label.

    None when one is missing, stands twice, or falls on the key of another, which is reported;
    `what` is row or column.
    """
    found: dict[str, Label] = {}
    sound = True
    for heading in headings:
        label = Label(keys.get(fold(heading.text)) or slug(heading.text), heading.text)
        message, hint = _fault(label, found.setdefault(label.key, label), what)
        if message:
            report.error_at_line(node, heading.line, message, hint)
            sound = False
    return tuple(found.values()) if sound else None


def _fault(label: Label, first: Label, what: str) -> tuple[str, str]:
    """What is wrong with a label and a hint; empty when it is itself the first of its key."""
    if not label.text:
        return f"a {what} has no label", ""
    if not label.key:
        return (
            f"the {what} label '{label.text}' has no letter or digit to make a key of",
            f"keys: {{some-key: {label.text}}}",
        )
    if first is label:
        return "", ""
    if fold(first.text) == fold(label.text):
        return f"the {what} '{label.text}' stands twice", ""
    return (
        f"the {what}s '{first.text}' and '{label.text}' both have the key '{label.key}'",
        f"keys: {{another-key: {label.text}}}",
    )


def comparison(
    title: str, pipes: Pipes, columns: tuple[Label, ...], rows: tuple[Label, ...], compare: str
) -> Table:
    """The table with one cell for each pair of subject and attribute."""
    by_place = {
        (column.key, row.key): " ".join(text.split())
        for row, written in zip(rows, pipes.rows, strict=True)
        for column, text in zip(columns, written.cells[1:], strict=True)
    }
    if compare == "columns":
        subjects, attributes = columns, rows
        by_pair = by_place
    else:
        subjects, attributes = rows, columns
        by_pair = {(row, column): text for (column, row), text in by_place.items()}
    cells = tuple(
        Cell(subject.key, attribute.key, by_pair[subject.key, attribute.key])
        for subject in subjects
        for attribute in attributes
    )
    return Table(title, pipes.header.cells[0], subjects, attributes, cells, compare=compare)
