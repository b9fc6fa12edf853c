"""The fields of decks and notes as Markdown tables, from the declarations that check them."""

from __future__ import annotations

from collections.abc import Iterable

from quizcli.deckfiles.load import HEAD
from quizcli.notes.note import COMMON
from quizcli.notes.spec import AnyField
from quizcli.notes.types import TYPES


def reference() -> str:
    """A table for the deck, one for what all notes have, and one for each type of note."""
    parts = [_table("A deck", HEAD), _table("Every note", COMMON)]
    parts += [_table(f"`type: {each.name}`", each.fields) for each in TYPES]
    return "\n\n".join(parts) + "\n"


def _table(title: str, fields: Iterable[AnyField]) -> str:
    rows = [f"| `{field.name}`{' *' if field.required else ''} | {field.doc} |" for field in fields]
    return "\n".join([f"### {title}", "", "| Field | What it is |", "| --- | --- |", *rows])
