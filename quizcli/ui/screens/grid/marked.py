"""What the end of a table turn shows besides grades: the rows mixed up, what is told, all cells."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from quizcli.drill.grid import DONT_KNOW, Round
from quizcli.drill.grid_marks import THINGS_OFFERED, Mark, owners
from quizcli.phrases import OLDER_GUIDE, listed
from quizcli.shapes import Table
from quizcli.ui.frame import BLANK
from quizcli.ui.prose import prose
from quizcli.ui.screens.table_layout import lay
from quizcli.ui.text import T, line, one_line, wrap


def given(round_: Round, mark: Mark) -> str:
    """What stood in the place of the right answer, and whose that is."""
    if mark.entry.text == DONT_KNOW:
        return "don't know"
    text = one_line(mark.entry.text)
    names = [one_line(round_.label(key).text) for key in owners(round_, mark)]
    if not names or names == [text]:
        return text
    return f"{text} ({listed(names if len(names) < 3 else (names[0], 'others'))})"


def beside(round_: Round, mark: Mark, width: int) -> tuple[Text, ...]:
    """The row that was picked beside the right one; nothing where no row was picked for another."""
    taken = owners(round_, mark)
    if not taken:
        return ()
    table = side_by_side(round_.table, mark.slot.subject, taken[0])

    def show(subject: str, attribute: str) -> Text:
        text = one_line(table.cell(subject, attribute).text)
        look = "bad" if subject == taken[0] else "good"
        return T(text, look if attribute == mark.slot.attribute else "")

    return (BLANK, *lay(table, show, width, 0).rows)


def told(round_: Round, mark: Mark, width: int) -> tuple[Text, ...]:
    """What the author says of a cell."""
    cell = round_.table.cell(mark.slot.subject, mark.slot.attribute)
    rows: list[Text] = []
    if cell.explain:
        rows += [BLANK, *prose(cell.explain, width)]
    if cell.guide_said and not mark.right:
        rows += [BLANK, *wrap(T(f"{OLDER_GUIDE} {cell.guide_said}", "aux"), width)]
    return tuple(rows)


def marked_table(round_: Round, marks: Sequence[Mark], width: int) -> tuple[Text, ...]:
    """The whole table, the cells asked marked in it: `✗ what was given → what is right`."""
    by_cell = {(mark.slot.subject, mark.slot.attribute): mark for mark in marks}

    def show(subject: str, attribute: str) -> Text:
        text = one_line(round_.table.cell(subject, attribute).text)
        mark = by_cell.get((subject, attribute))
        if mark is None:
            return T(text)
        if mark.right:
            return line(("✓ ", "good"), (text, "good"))
        values = round_.mode not in (*THINGS_OFFERED, "reverse")
        said = f"{one_line(mark.entry.text)} → " if values and mark.entry.text else ""
        return line((f"✗ {said}", "bad"), (text, "bold"))

    return lay(round_.table, show, width, 0).rows


def spoken_rows(round_: Round, mark: Mark) -> tuple[str, ...]:
    """The right row and the row that was picked, in sentences."""
    taken = owners(round_, mark)
    if not taken:
        return ()
    return tuple(_spoken_row(round_, key) for key in (mark.slot.subject, taken[0]))


def _spoken_row(round_: Round, subject: str) -> str:
    cells = [
        f"{one_line(label.text)}: {one_line(text)}"
        for label in round_.table.attributes
        if (text := round_.table.cell(subject, label.key).text)
    ]
    return f"   {one_line(round_.label(subject).text)}: {'; '.join(cells)}."


def side_by_side(table: Table, first: str, second: str) -> Table:
    """A table of two of the things, attribute by attribute."""
    subjects = {label.key: label for label in table.subjects}
    return Table(
        table.title,
        "",
        (subjects[first], subjects[second]),
        table.attributes,
        (*table.row(first), *table.row(second)),
        compare="columns",
    )
