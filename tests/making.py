"""Cards, notes and stamps for tests, each a sentence long."""

from __future__ import annotations

from quizcli.drill.stamp import Stamp
from quizcli.errors import Place
from quizcli.model import Card, CardId, Note, NoteId
from quizcli.shapes import Question, Recall


def card(name: str, shape: Question | None = None, deck: str = "deck", **note: object) -> Card:
    """A card by its id; `note#facet` gives its note and facet."""
    note_id, _, facet = name.partition("#")
    shape = shape or Recall(f"What is {name}?", f"the answer to {name}")
    origin = Note(NoteId(note_id), "basic", deck, "Section", shape.prompt, Place("d.yaml"), **note)  # type: ignore[arg-type]
    return Card(CardId(name), origin, facet, shape, f"print-of-{name}")


def stamp(number: int, day: int = 100) -> Stamp:
    """The stamp of the n-th event."""
    return Stamp(f"u{number:04d}", f"2026-01-01T00:00:{number % 60:02d}.{number:03d}Z", day)
