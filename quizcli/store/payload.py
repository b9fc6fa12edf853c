"""Compiled notes, questions, decks and problems as JSON and back, by their types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from msgspec.json import Decoder, Encoder

from quizcli.errors import Problem
from quizcli.model import Deck, Note
from quizcli.shapes import Question

# Raised when a stored type or the reading of decks changes, so that what an older program compiled
# is compiled anew.
FORMAT = 4

# What one row of cards holds: the facet, and the question asked.
Face = tuple[str, Question]


@cache
def _of(kind: object) -> Decoder[Any]:
    """Made when it is first wanted, which takes as long as to decode hundreds of notes."""
    return Decoder(kind)


def note(text: str) -> Note:
    """A note."""
    found: Note = _of(Note).decode(text)
    return found


def face(text: str) -> Face:
    """A card's facet and question."""
    found: Face = _of(Face).decode(text)
    return found


def deck(text: str) -> Deck:
    """A deck."""
    found: Deck = _of(Deck).decode(text)
    return found


def problems(text: str) -> tuple[Problem, ...]:
    """The problems of a deck."""
    found: tuple[Problem, ...] = _of(tuple[Problem, ...]).decode(text)
    return found


def names(text: str) -> dict[str, str]:
    """Names by names."""
    found: dict[str, str] = _of(dict[str, str]).decode(text)
    return found


_encode = Encoder().encode


def dump(
    value: Note | Deck | Face | tuple[Problem, ...] | Mapping[str, str] | Sequence[str],
) -> str:
    """The value as compact JSON."""
    return _encode(value).decode()
