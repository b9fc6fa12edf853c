"""The cards of a comparison: every cell from its subject, and distinct values backwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from quizcli.notes.names import fold
from quizcli.phrases import listed
from quizcli.shapes import BACK, Cell, Choice, Label, Option, Question, Recall, Table

MOST_NAMED = 4  # subjects named in the reason of a wrong option; of more, all but "others"


class Wording(Struct, frozen=True):
    """Questions by attribute key: `forward` has {} for the subject, `backward` {} for the value."""

    forward: Mapping[str, str]
    backward: Mapping[str, str]

    def of_cell(self, table: Table, subject: Label, attribute: Label) -> str:
        """What one cell is asked by."""
        written = self.forward.get(attribute.key)
        if written:
            return written.replace("{}", subject.text)
        return f"{table.title} — {subject.text}: {attribute.text}?"

    def of_value(self, table: Table, attribute: Label, value: str) -> str:
        """What a value is asked backwards by."""
        written = self.backward.get(attribute.key)
        if written:
            return written.replace("{}", value)
        return f"{table.title} — {attribute.text}: {value}. Which one is it?"


def cell_cards(table: Table, wording: Wording) -> tuple[tuple[str, Question], ...]:
    """The facets of a table with their shapes, cell by cell; an empty cell has none."""
    subjects = {label.key: label for label in table.subjects}
    columns = {label.key: _Column(table, label, subjects) for label in table.attributes}
    cards: list[tuple[str, Question]] = []
    for cell in table.cells:
        if cell.text:
            column = columns[cell.attribute]
            prompt = wording.of_cell(table, subjects[cell.subject], column.label)
            cards.append((cell.key, column.forward(cell, prompt)))
            if cell.attribute in table.backwards and not column.repeats(cell):
                prompt = wording.of_value(table, column.label, cell.text)
                cards.append((f"{cell.key}{BACK}", column.backward(cell, prompt)))
    return tuple(cards)


def repeated_values(table: Table, attribute: str) -> tuple[str, ...]:
    """The texts of an attribute that stand with more than one subject."""
    cells = [cell for cell in table.column(attribute) if cell.text]
    times = Counter(fold(cell.text) for cell in cells)
    return tuple(dict.fromkeys(cell.text for cell in cells if times[fold(cell.text)] > 1))


class _Column:
    """One attribute's filled cells, and the subjects that have each value."""

    def __init__(self, table: Table, label: Label, subjects: Mapping[str, Label]) -> None:
        self.label = label
        self._subjects = subjects
        self._cells = tuple(cell for cell in table.column(label.key) if cell.text)
        self._owners: dict[str, list[str]] = {}
        self._texts: dict[str, str] = {}
        for cell in self._cells:
            self._owners.setdefault(fold(cell.text), []).append(subjects[cell.subject].text)
            self._texts.setdefault(fold(cell.text), cell.text)
        # Made once: every card of the column but one or a few has each of them.
        self._wrong = {
            value: Option(self._texts[value], why=f"that is {_listed(owners)}")
            for value, owners in self._owners.items()
        }
        values = {cell.subject: cell.text for cell in self._cells}
        self._wrong_subjects = {
            key: Option(subject.text, why=f"{label.text}: {values[key]}" if key in values else "")
            for key, subject in subjects.items()
        }

    def repeats(self, cell: Cell) -> bool:
        return len(self._owners[fold(cell.text)]) > 1

    def forward(self, cell: Cell, prompt: str) -> Question:
        """With two other values or more a choice among the column's values, else openly."""
        right = fold(cell.text)
        if len(self._owners) < 3:
            return Recall(prompt, cell.text)
        return Choice(
            prompt,
            tuple(
                Option(cell.text, right=True) if value == right else wrong
                for value, wrong in self._wrong.items()
            ),
        )

    def backward(self, cell: Cell, prompt: str) -> Question:
        """With two other subjects or more a choice among the subjects, else openly."""
        if len(self._subjects) < 3:
            return Recall(prompt, self._subjects[cell.subject].text)
        return Choice(
            prompt,
            tuple(
                Option(wrong.text, right=True) if key == cell.subject else wrong
                for key, wrong in self._wrong_subjects.items()
            ),
        )


def _listed(names: list[str]) -> str:
    return listed(names if len(names) <= MOST_NAMED else (*names[: MOST_NAMED - 1], "others"))
