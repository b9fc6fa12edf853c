"""One row a card with everything that is text, for spreadsheets and programs.

A spreadsheet would compute a cell that begins like a formula, even run a program for it, and an
answer such as `-p 8080:80` begins like one: such a cell gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from quizcli.exchange import sides
from quizcli.exchange.lines import Lines
from quizcli.exchange.sheet import Sheet
from quizcli.model import Card
from quizcli.shapes import Choice

COLUMNS = (
    "id", "note", "type", "deck", "section", "tags", "difficulty", "question", "code", "answer",
    "also_right", "wrong", "explain", "guide_said", "hint", "verified_on", "verified_ref",
)  # fmt: skip
# OWASP, CSV injection; the wide forms count in spreadsheets set to East Asian languages.
FORMULA_STARTS = (*"=+-@\uff1d\uff0b\uff0d\uff20", "\t", "\r")
STANDING = ("phase", "due", "interval", "ease", "repetitions", "lapses", "suspended")


def render(sheet: Sheet) -> Iterator[str]:
    """A header and a row a card; parts of one value stand on lines of their own."""
    lines = Lines()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS + (STANDING if sheet.states is not None else ()))
    for card in sheet.cards:
        writer.writerow((*map(_guarded, _row(card)), *sheet.standing(card).values()))
        yield lines.taken()
    yield lines.taken()


def _guarded(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def _row(card: Card) -> tuple[object, ...]:
    note, verified = card.note, card.note.verified
    options = card.shape.options if isinstance(card.shape, Choice) else ()
    return (
        card.id,
        note.id,
        note.type,
        note.deck,
        note.section,
        " ".join(note.tags),
        note.difficulty,
        sides.question(card),
        sides.code(card),
        sides.answer(card),
        "\n".join(sides.also_right(card)),
        "\n".join(option.text for option in options if not option.right),
        card.explain,
        card.guide_said,
        note.hint,
        verified.on if verified else "",
        verified.ref if verified else "",
    )
