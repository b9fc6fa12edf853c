"""`quizcli show`: a comparison table to look at, its cells marked by how well they are known."""

from __future__ import annotations

import sys

from rich.text import Text

from quizcli.commands.listing import print_json
from quizcli.commands.states import VERSION
from quizcli.commands.states import as_dict as state_as_dict
from quizcli.commands.tables import Shelved, tables
from quizcli.insight.stages import Stage, stage
from quizcli.sched import NEW
from quizcli.shapes import Label, Table
from quizcli.ui.prose import prose
from quizcli.ui.report import caps, print_row
from quizcli.ui.screens.table_layout import lay
from quizcli.ui.text import T, line, one_line, wrap
from quizcli.ui.theme import to_ascii
from quizcli.workspace import Workspace

# Sign, look and meaning of each stage; new cells and those set aside stay unmarked.
MARKS: dict[Stage, tuple[str, str, str]] = {
    "mature": ("✓", "good", "known for three weeks and more"),
    "young": ("•", "aux", "known for days"),
    "learning": ("·", "bad", "missed last time"),
}


def run(space: Workspace, name: str, as_json: bool, markdown: bool) -> int:
    """Print the tables of a name; gives the exit code."""
    found = tables(space, [name])
    if as_json:
        listed = [_as_dict(table, space) for table in found]
        print_json(VERSION, tables=listed)
        return 0
    for place, table in enumerate(found):
        if place:
            print()
        if markdown or not sys.stdout.isatty():
            text = _markdown(table, marked=not markdown)
            print(text if caps(sys.stdout).unicode else to_ascii(text))
        else:
            for row in _rows(table, caps(sys.stdout).width):
                print_row(row)
    return 0


def _mark(table: Shelved, subject: str, attribute: str) -> tuple[str, str]:
    """Sign and look of a cell; nothing for one that is new or no card."""
    state = table.cells.get(f"{subject}/{attribute}", NEW)
    sign, look, _ = MARKS.get(stage(state), ("", "", ""))
    return sign, look


def _rows(table: Shelved, width: int) -> list[Text]:
    """Title, table, legend, explanation, in the width of the terminal."""

    def show(subject: str, attribute: str) -> Text:
        text = one_line(table.table.cell(subject, attribute).text)
        sign, look = _mark(table, subject, attribute)
        return line((f"{sign} " if sign else "", look), (text, look))

    note, blank = table.note, Text()
    prose_width = min(width - 2, 100)
    about = f"{note.id} · {note.deck} › {note.section}"
    rows = [
        *wrap(T(one_line(table.table.title), "title"), width - 2),
        *wrap(T(one_line(about), "dim"), width - 2),
        blank,
        *lay(table.table, show, width - 2, 0).rows,
        blank,
        *wrap(line(_legend(table), (table.standing, "dim")), width - 2),
    ]
    if note.explain:
        rows += [blank, *prose(note.explain, prose_width)]
    return [line(" ", row) if row else row for row in rows]


def _legend(table: Shelved) -> Text:
    """The signs that occur and what they mean."""
    seen = {stage(state) for state in table.cells.values()}
    legend = Text()
    for name, (sign, look, meaning) in MARKS.items():
        if name in seen:
            legend = line(legend, (sign, look), f" {meaning} · ")
    return legend


def _markdown(table: Shelved, *, marked: bool) -> str:
    """The table as an author would write it, every column as wide as its widest cell."""
    shown = table.table
    lines, heads = _turned(shown)
    rows = [[shown.corner, *(label.text for label in heads)]]
    for label in lines:
        cells = [_cell_text(table, label, head, marked=marked) for head in heads]
        rows.append([label.text, *cells])
    escaped = [[one_line(text).replace("|", "\\|") for text in row] for row in rows]
    widths = [max(3, *map(len, column)) for column in zip(*escaped, strict=True)]
    ruled = [escaped[0], ["-" * width for width in widths], *escaped[1:]]
    body = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in ruled]
    legend = f"{_legend(table).plain}{table.standing}" if marked else ""
    return "\n".join([f"## {one_line(shown.title)}", "", *body, *(("", legend) if legend else ())])


def _turned(table: Table) -> tuple[tuple[Label, ...], tuple[Label, ...]]:
    """What stands in the rows and what in the columns, as the table was written."""
    if table.compare == "rows":
        return table.subjects, table.attributes
    return table.attributes, table.subjects


def _cell_text(table: Shelved, label: Label, head: Label, *, marked: bool) -> str:
    rows = table.table.compare == "rows"
    subject, attribute = (label.key, head.key) if rows else (head.key, label.key)
    text = table.table.cell(subject, attribute).text
    sign = _mark(table, subject, attribute)[0] if marked else ""
    return f"{text} {sign}".strip()


def _as_dict(table: Shelved, space: Workspace) -> dict[str, object]:
    """A table for programs; a cell that is no card has no state and stage `none`."""
    note, shown = table.note, table.table
    ids = {card.facet: card.id for card in table.cards}

    def cell_dict(key: str) -> dict[str, object]:
        state = table.states.get(ids.get(key, ""))
        return {
            "card": ids.get(key),
            "stage": stage(state or NEW) if key in ids else "none",
            "state": state_as_dict(ids[key], state, space.rules.scheduler) if state else None,
        }

    return {
        "id": note.id,
        "title": shown.title,
        "deck": note.deck,
        "section": note.section,
        "compare": shown.compare,
        "corner": shown.corner,
        "subjects": [{"key": label.key, "text": label.text} for label in shown.subjects],
        "attributes": [{"key": label.key, "text": label.text} for label in shown.attributes],
        "cells": [
            {
                "subject": cell.subject,
                "attribute": cell.attribute,
                "text": cell.text,
                "explain": cell.explain,
                "guide_said": cell.guide_said,
                **cell_dict(cell.key),
            }
            for cell in shown.cells
        ],
        "explain": note.explain,
        "known": table.known,
        "due": table.due,
    }
