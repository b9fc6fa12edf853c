"""Tables for the tests of table turns: written, generated, bundled; and what fair means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from quizcli.deckfiles.find import deck_files
from quizcli.deckfiles.load import load
from quizcli.drill.grid import Round, Slot
from quizcli.drill.grid_pool import Pool
from quizcli.model import Card
from quizcli.notes.names import fold
from quizcli.shapes import Cell
from tests.notes.test_table import table_note
from tests.notes.written import cards

BUNDLED = Path(__file__).parents[2] / "decks"
# Few values and spellings that count as one, so that columns repeat and things look alike.
VALUES = st.sampled_from(["", "yes", "Yes", "no", "30 s", "60 s", "ms", "MS.", "a", "b", "c"])
NAMES = ["SQS", "SNS", "Kinesis", "MQ", "EventBridge", "MSK", "AppSync", "Pipes"]

STORAGE = """
    id: s3
    type: table
    prompt: Storage classes
    backwards: [Best for]
    table: |
      | Class    | Best for   | First byte | AZs | Days |
      | -------- | ---------- | ---------- | --- | ---- |
      | Standard | websites   | ms         | 3   | none |
      | IA       | backups    | ms         | 3   | 30   |
      | One Zone | copies     | ms         | 1   | 30   |
      | Instant  | old photos | ms         | 3   | 90   |
      | Glacier  | archives   | hours      | 3   | 90   |
      | Deep     | tax files  | 12 h       | 3   | 180  |
"""


def pool_of(made: Iterable[Card], need: dict[str, int] | None = None) -> Pool:
    """What one table note's cards let be asked."""
    members = tuple(made)
    table = members[0].note.table
    assert table is not None
    return Pool(str(members[0].note.id), table, frozenset(c.id for c in members), need or {})


def written(note: str = STORAGE, need: dict[str, int] | None = None) -> Pool:
    return pool_of(cards(note), need)


@cache
def bundled() -> dict[str, Pool]:
    """Every table that ships, by note id."""
    by_note: dict[str, list[Card]] = {}
    for card in load(list(deck_files([BUNDLED]))).cards:
        if card.note.table is not None:
            by_note.setdefault(str(card.note.id), []).append(card)
    return {note: pool_of(members) for note, members in by_note.items()}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Rows of texts, the header first."""
    height, width = draw(st.integers(1, len(NAMES))), draw(st.integers(1, 5))
    header = ["Thing", *(f"Attribute {number}" for number in range(width))]
    return [header] + [[name, *(draw(VALUES) for _ in range(width))] for name in NAMES[:height]]


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """A table compiled from a deck, with attributes asked backwards, lying either way."""
    rows = draw(tables().filter(lambda rows: any(any(row[1:]) for row in rows[1:])))
    backwards = draw(st.lists(st.sampled_from(rows[0][1:]), unique=True))
    extra = f"backwards: [{', '.join(backwards)}]\n" if backwards else ""
    loaded = load_cards(table_note(rows, extra=extra))
    return pool_of(loaded)


def load_cards(note: str) -> tuple[Card, ...]:
    """The cards of a note in which values may repeat, of which the deck check warns."""
    from tests.notes.written import load as load_note

    return tuple(load_note(note).cards)


def faults(made: Round, pool: Pool) -> list[str]:
    """What is unfair about a round."""
    return [fault for slot in made.slots for fault in _slot_faults(made, slot, pool)]


def _slot_faults(made: Round, slot: Slot, pool: Pool) -> Iterable[str]:
    cell = made.table.cell(slot.subject, slot.attribute)
    if slot.card not in pool.cards:
        yield f"{slot.card} is no card"
    if slot.right not in slot.options:
        yield f"{slot.asked}: the right answer is not on offer"
    folded = [fold(option) for option in slot.options]
    if len(set(folded)) < len(folded):
        yield f"{slot.asked}: one option twice"
    right = [option for option in slot.options if _is_right(made, slot, option)]
    if right != [slot.right]:
        yield f"{slot.asked}: right are {right}"
    if made.mode != "contrast" and len(slot.options) < 3:
        yield f"{slot.asked}: fewer than two other options"
    if made.mode in ("fill", "row", "column", "match"):
        column = {fold(other.text) for other in made.table.column(slot.attribute) if other.text}
        if not set(folded) <= column:
            yield f"{slot.asked}: an option of another attribute"
    if made.mode in ("which", "match") or slot.card.endswith("/back"):
        yield from _repeats(made, cell)
    if made.mode == "which":
        yield from _clue_faults(made, slot)


def _is_right(made: Round, slot: Slot, option: str) -> bool:
    """Whether an option would be true, judged from the table alone."""
    cell = made.table.cell(slot.subject, slot.attribute)
    accepted = {fold(text) for text in (cell.text, *cell.accept)}
    if made.mode in ("which", "contrast"):
        subject = next(label.key for label in made.table.subjects if label.text == option)
        return fold(made.table.cell(subject, slot.attribute).text) in accepted
    if made.mode == "reverse":
        attribute = next(label.key for label in made.table.attributes if label.text == option)
        return fold(made.table.cell(slot.subject, attribute).text) in accepted
    return fold(option) in accepted


def _repeats(made: Round, cell: Cell) -> Iterable[str]:
    column = [fold(other.text) for other in made.table.column(cell.attribute)]
    if column.count(fold(cell.text)) > 1:
        yield f"{cell.key} is asked for its thing, but its value repeats"


def _clue_faults(made: Round, slot: Slot) -> Iterable[str]:
    """Whatever is told when an answer can be given has to name one thing."""
    for told in range(made.opening, len(made.clues) + 1):
        wanted = {key: fold(made.table.cell(slot.subject, key).text) for key in made.clues[:told]}
        fitting = [
            label.key
            for label in made.table.subjects
            if all(fold(made.table.cell(label.key, key).text) == v for key, v in wanted.items())
        ]
        if fitting != [slot.subject]:
            yield f"{told} clues fit {fitting}"
