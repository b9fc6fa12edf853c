"""What a table can fairly be asked: which cells, with which options, which way round.

Options of a cell are the values of the same attribute for other things. No question has two right
options: equal values, however written, are one option, and so are spellings a cell accepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from quizcli.drill.ask import shuffled
from quizcli.model import CardState
from quizcli.notes.names import fold
from quizcli.shapes import BACK, Cell, Label, Table

# A cell is asked by choosing only among so many other values or more, as its single question is.
LEAST_OTHERS = 2
# Digits choose, so there are no more options than digits.
MOST_OPTIONS = 9


class Column(Struct, frozen=True, dict=True):
    """One attribute: its filled cells, its distinct values, and which things have each."""

    label: Label
    cells: tuple[Cell, ...]

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Folded value → the text under which it is offered, in table order."""
        found: dict[str, str] = {}
        for cell in self.cells:
            found.setdefault(fold(cell.text), cell.text)
        return found

    @cached_property
    def things(self) -> Mapping[str, tuple[str, ...]]:
        """Folded value → keys of the subjects that have it."""
        found: dict[str, tuple[str, ...]] = {}
        for cell in self.cells:
            value = fold(cell.text)
            found[value] = (*found.get(value, ()), cell.subject)
        return found

    def offered_for(self, cell: Cell) -> str:
        """The option that is right for a cell."""
        return self.texts[fold(cell.text)]

    def others(self, cell: Cell) -> tuple[str, ...]:
        """The other values, without those that count as right for the cell too."""
        right = spellings(cell)
        return tuple(text for value, text in self.texts.items() if value not in right)

    def is_sole(self, cell: Cell) -> bool:
        """Whether the value belongs to this thing alone, so that it can be asked backwards."""
        return len(self.things[fold(cell.text)]) == 1


class Pool(Struct, frozen=True, dict=True):
    """A table with the cards made of it; `need` ranks cards, those with a lower rank come first.

    `most` limits the options of a question, where there is no room for nine.
    """

    note: str
    table: Table
    cards: frozenset[str]
    need: Mapping[str, int] = field(default_factory=dict)
    most: int = MOST_OPTIONS

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """The attributes by key."""
        return {
            label.key: Column(
                label, tuple(cell for cell in self.table.column(label.key) if cell.text)
            )
            for label in self.table.attributes
        }

    @cached_property
    def subjects(self) -> Mapping[str, str]:
        """The texts of the compared things by key."""
        return {label.key: label.text for label in self.table.subjects}

    @cached_property
    def asked(self) -> tuple[Cell, ...]:
        """The filled cells that are cards."""
        return tuple(cell for cell in self.table.cells if cell.text and self.has(cell))

    @cached_property
    def choosable(self) -> tuple[Cell, ...]:
        """The cells that can be asked by choosing among the values of their column."""
        return tuple(
            c for c in self.asked if len(self.columns[c.attribute].others(c)) >= LEAST_OTHERS
        )

    @cached_property
    def sole(self) -> tuple[Cell, ...]:
        """The cells whose value tells which thing it is."""
        return tuple(cell for cell in self.asked if self.columns[cell.attribute].is_sole(cell))

    def has(self, cell: Cell) -> bool:
        """Whether the cell is a card."""
        return self.card(cell) in self.cards

    def card(self, cell: Cell) -> str:
        """The card that asks for the cell's value."""
        return f"{self.note}#{cell.key}"

    def back(self, cell: Cell) -> str:
        """The card that asks whose value it is; the cell's own where there is none."""
        return card if (card := self.card(cell) + BACK) in self.cards else self.card(cell)

    def told(self, cell: Cell) -> str:
        """The cell's value behind its attribute, by which its thing is asked."""
        column = self.columns[cell.attribute]
        return f"{column.label.text}: {column.offered_for(cell)}"

    def recorded(self, cell: Cell, things: tuple[str, ...]) -> tuple[str, ...]:
        """Things on offer in the terms of the card that counts: as such, or as their values."""
        if self.back(cell) != self.card(cell):
            return things
        column = self.columns[cell.attribute]
        keys = {text: key for key, text in self.subjects.items()}
        values = {other.subject: column.offered_for(other) for other in column.cells}
        return tuple(values.get(keys[text], text) for text in things)

    def by_need(self, cells: Iterable[Cell], seed: str) -> tuple[Cell, ...]:
        """The cells, most needed first, equals in an order of the seed."""
        by_card = {self.card(cell): cell for cell in cells}
        mixed = shuffled(tuple(by_card), seed)
        return tuple(by_card[card] for card in sorted(mixed, key=self._rank))

    def without(self, cards: Iterable[str]) -> Pool:
        """The pool with these cards needed least, whichever way round their cells are asked."""
        last = 1 + max(self.need.values(), default=0)
        ahead = [card.removesuffix(BACK) for card in cards]
        both = (*ahead, *(card + BACK for card in ahead))
        return replace(self, need={**self.need, **dict.fromkeys(both, last)})

    def _rank(self, card: str) -> int:
        ranks = [self.need[c] for c in (card, card + BACK) if c in self.need]
        return min(ranks, default=0)


def need(state: CardState | None, day: int) -> int:
    """How soon a card wants to be asked: due ones, shaky ones, new ones, then by interval."""
    if state is None:
        return 2
    if state.is_due(day) or (state.pending and state.last_seen == day):
        return 0
    match state.phase:
        case "learning" | "relearning":
            return 1
        case "new":
            return 2
        case "review":
            return 3 + state.interval


def spellings(cell: Cell) -> frozenset[str]:
    """All that counts as the cell's value, folded."""
    return frozenset(fold(text) for text in (cell.text, *cell.accept))


def options(right: str, others: tuple[str, ...], seed: str, most: int) -> tuple[str, ...]:
    """The right option among at most `most`, mixed by the seed; one seed gives one order."""
    kept = {right, *shuffled(others, seed)[: most - 1]}
    return tuple(text for text in shuffled((*others, right), seed) if text in kept)
