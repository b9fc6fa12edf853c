"""Rows, roll-ups and tables for tests, each a sentence long."""

from __future__ import annotations

from msgspec.structs import replace

from quizcli.errors import Place
from quizcli.insight.roll import Roll
from quizcli.insight.rows import Row
from quizcli.model import Card, CardId, Note, NoteId
from quizcli.notes.cells import Wording, cell_cards
from quizcli.shapes import Cell, Choice, Label, Option, Table
from tests.making import card

TODAY = 739_000


def answer(name: str, day: int, grade: int = 4, seconds: float | None = None, **more) -> Row:
    """A review of a card, `day` counted from today."""
    row = Row(name, TODAY + day, "review", grade, seconds)
    return row._replace(**more)


def answers(
    name: str, grades: str, first_day: int = -20, seconds: float | None = None
) -> list[Row]:
    """Reviews on consecutive days, a grade each."""
    return [answer(name, first_day + k, int(grade), seconds) for k, grade in enumerate(grades)]


def rolled(*rows: Row) -> Roll:
    """The roll-up of rows in any order."""
    return Roll().extend(sorted(rows, key=lambda row: row.day))


def in_section(name: str, section: str, deck: str = "deck", tags: tuple[str, ...] = ()) -> Card:
    """A plain card of a section."""
    made = card(name, deck=deck, tags=tags)
    return replace(made, note=replace(made.note, section=section))


def choice(name: str, right: str, *wrong: str, deck: str = "deck") -> Card:
    """A card with one right option."""
    options = (Option(right, right=True), *map(Option, wrong))
    return card(name, Choice(f"Which {name}?", options), deck)


POLICIES = {
    "Geolocation": ("the user's country", "no"),
    "Geoproximity": ("distance, with a bias", "yes"),
    "Latency": ("fastest region", "no"),
    "Weighted": ("shares of traffic", "no"),
}


def policies(deck: str = "deck") -> dict[str, Card]:
    """A table of four subjects by facet: `by` has a value each, `bias` one that three share."""
    subjects = tuple(Label(text.lower(), text) for text in POLICIES)
    attributes = (Label("by", "Decides by"), Label("bias", "Bias"))
    cells = tuple(
        Cell(subject.key, attribute.key, value)
        for subject in subjects
        for attribute, value in zip(attributes, POLICIES[subject.text], strict=True)
    )
    table = Table("Routing policies", "Policy", subjects, attributes, cells, ("by",))
    note = Note(
        NoteId("policies"), "table", deck, "Route 53", "Routing policies", Place("d.yaml"),
        table=table,
    )  # fmt: skip
    return {
        facet: Card(CardId(f"policies#{facet}"), note, facet, shape, "")
        for facet, shape in cell_cards(table, Wording({}, {}))
    }


def picked(
    name: str, chosen: str, offered: tuple[str, ...], day: int = -5, right: bool = False
) -> Row:
    """An answer that took one of the options."""
    return answer(name, day, 4 if right else 1, chosen=chosen, offered=offered)
