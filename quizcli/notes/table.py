"""Table notes: a comparison in which every cell is a card, and on request every distinct value too.

A facet is `subject/attribute` whichever way the table lies, so transposing it keeps every card.
"""

from __future__ import annotations

from msgspec.structs import replace

from quizcli.notes.cells import Wording, cell_cards, repeated_values
from quizcli.notes.kinds import ANY_SCALAR, LINE, Kind, Pair, list_of, mapping_of, one_of
from quizcli.notes.layout import column_headings, comparison, labels, row_headings
from quizcli.notes.names import fold, slug
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence
from quizcli.notes.parts import ACCEPT, EXPLAIN, GUIDE_SAID, TITLE
from quizcli.notes.pipes import PIPES
from quizcli.notes.report import Report
from quizcli.notes.spec import Compiled, Entry, NoteType, optional, record, required
from quizcli.shapes import Cell, Label, Table


def _read_key(node: Node, report: Report) -> str | None:
    written = LINE.read(node, report)
    if written is None or written == slug(written):
        return written
    report.error(node, f"'{written}' is not a key", f"write '{slug(written)}'")
    return None


_KEY = Kind(_read_key, ANY_SCALAR)
_LABELS = list_of(LINE)
_QUESTIONS = mapping_of(LINE)


def _read_backwards(node: Node, report: Report) -> tuple[Pair[str], ...] | None:
    match node:
        case Mapping():
            return _QUESTIONS.read(node, report)
        case Sequence(items=items):
            without_question = [(item, LINE.read(item, report)) for item in items]
            pairs = tuple(
                Pair(text, "", item, item)
                for item, text in without_question
                if isinstance(item, Scalar) and text is not None
            )
            return pairs if len(pairs) == len(items) else None
        case Scalar():
            return _read_backwards(Sequence((node,)), report)


_BACKWARDS = Kind(_read_backwards, {"anyOf": [_LABELS.schema, _QUESTIONS.schema]})

TABLE = required("table", PIPES, "The pipe table: header, line of dashes, rows.")
COMPARE = optional(
    "compare",
    one_of("rows", "columns"),
    "Where the compared things stand: rows or columns.",
    "rows",
)
QUESTIONS = optional(
    "questions", _QUESTIONS, "The question per attribute; {} stands for the compared thing.", ()
)
BACKWARDS = optional(
    "backwards",
    _BACKWARDS,
    "Attributes also asked backwards (whose value is it?); in a question {} stands for the value.",
    (),
)
KEYS = optional(
    "keys",
    mapping_of(LINE, _KEY),
    "Former key: present label; keeps progress when a row or column is relabelled.",
    (),
)
CELLS = optional(
    "cells",
    mapping_of(record("a cell", ACCEPT, EXPLAIN, GUIDE_SAID)),
    "Per cell, as subject/attribute: accept, explain, guide_said.",
    (),
)


def _compile(entry: Entry, report: Report) -> Compiled:
    table = _table(entry, report)
    if table is None:
        return Compiled(())
    forward = _by_attribute(entry[QUESTIONS], table, report)
    backward = _by_attribute(entry[BACKWARDS], table, report)
    table = replace(table, backwards=tuple(backward))
    _warn_of_repeats(entry[BACKWARDS], table, report)
    return Compiled(cell_cards(table, Wording(forward, backward)), table)


def _table(entry: Entry, report: Report) -> Table | None:
    """The table with its labels and what is said of single cells; None when labels are wrong."""
    pipes, node = entry[TABLE], entry.at(TABLE)
    keys = {fold(pair.value): pair.key for pair in entry[KEYS]}
    columns = labels(column_headings(pipes), keys, "column", node, report)
    rows = labels(row_headings(pipes), keys, "row", node, report)
    if columns is None or rows is None:
        return None
    _check_keys(entry[KEYS], (*columns, *rows), report)
    table = comparison(entry[TITLE], pipes, columns, rows, entry[COMPARE])
    return _with_extras(entry[CELLS], table, report)


def _check_keys(keys: tuple[Pair[str], ...], present: tuple[Label, ...], report: Report) -> None:
    texts = {fold(label.text): label.text for label in present}
    for pair in keys:
        if fold(pair.value) not in texts:
            message = f"the table has no row or column '{pair.value}'"
            report.unknown(pair.value_node, message, pair.value, texts.values())


def _by_attribute(questions: tuple[Pair[str], ...], table: Table, report: Report) -> dict[str, str]:
    """Questions by attribute key; unknown attributes and questions without {} are reported."""
    found: dict[str, str] = {}
    for pair in questions:
        label = _named(pair.key, table.attributes)
        if label is None:
            message = f"the table has no attribute '{pair.key}'"
            if _named(pair.key, table.subjects):
                hint = f"'{pair.key}' is one of the compared things; is `compare` right?"
                report.error(pair.key_node, message, hint)
            else:
                known = [label.text for label in table.attributes]
                report.unknown(pair.key_node, message, pair.key, known)
            continue
        if pair.value and "{}" not in pair.value:
            message = f"the question for '{pair.key}' has no {{}} to fill in"
            report.error(pair.value_node, message)
        found[label.key] = pair.value
    return found


def _named(written: str, among: tuple[Label, ...]) -> Label | None:
    wanted = fold(written)
    return next((label for label in among if wanted in (fold(label.text), label.key)), None)


def _with_extras(cells: tuple[Pair[Entry], ...], table: Table, report: Report) -> Table:
    """The table with what `cells` says of single cells."""
    by_key = {cell.key: cell for cell in table.cells}
    for pair in cells:
        cell = by_key.get(pair.key)
        if cell is None:
            turned = "/".join(reversed(pair.key.split("/")))
            message = f"the table has no cell '{pair.key}'"
            if turned in by_key:
                report.error(pair.key_node, message, f"did you mean '{turned}'?")
            else:
                report.unknown(pair.key_node, message, pair.key, by_key)
        else:
            by_key[pair.key] = _extended(cell, pair.value)
            _check_accepted(by_key[pair.key], table, pair.key_node, report)
    return replace(table, cells=tuple(by_key.values()))


def _extended(cell: Cell, extra: Entry) -> Cell:
    accept = extra[ACCEPT]
    return replace(cell, accept=accept or (), explain=extra[EXPLAIN], guide_said=extra[GUIDE_SAID])


def _check_accepted(cell: Cell, table: Table, node: Node, report: Report) -> None:
    """An accepted spelling that is the value of another subject would make two options right."""
    others = {fold(other.text): other for other in table.column(cell.attribute)}
    for text in cell.accept:
        other = others.get(fold(text))
        if other and fold(other.text) != fold(cell.text):
            message = f"'{text}' is accepted for {cell.key}, but it is the value of {other.key}"
            report.error(node, message)


def _warn_of_repeats(backwards: tuple[Pair[str], ...], table: Table, report: Report) -> None:
    for pair in backwards:
        label = _named(pair.key, table.attributes)
        repeated = repeated_values(table, label.key) if label else ()
        if repeated:
            report.warn(
                pair.key_node,
                f"'{repeated[0]}' repeats under '{pair.key}', so it is not asked backwards",
                "leave the attribute out of `backwards`, or make its values distinct",
            )


TABLE_NOTE = NoteType(
    "table",
    "A comparison whose cells are the cards.",
    (TITLE, TABLE, COMPARE, QUESTIONS, BACKWARDS, KEYS, CELLS),
    _compile,
)
