"""Compiled notes, questions, decks and problems as JSON and back, by their types."""

from __future__ import annotations

from msgspec.json import Decoder, encode

from quizcli.errors import Problem
from quizcli.model import Deck, Note
from quizcli.shapes import Question

# Raised when a stored type changes, so that what an older program compiled is compiled anew.
FORMAT = 1

# What one row of cards holds: the facet, and the question asked.
Face = tuple[str, Question]

note = Decoder(Note).decode
face = Decoder(Face).decode
deck = Decoder(Deck).decode
problems = Decoder(tuple[Problem, ...]).decode


def dump(value: Note | Deck | Face | tuple[Problem, ...]) -> str:
    """The value as compact JSON."""
    return encode(value).decode()
