"""What one deck file is compiled to, as it is written down: its rows, by notes.

A sheet is all that goes from the process that compiles a file to the one that keeps the database.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct
from msgspec.msgpack import Decoder, Encoder

from quizcli.errors import Problem
from quizcli.model import Card, Deck, Note
from quizcli.store import payload

Row = tuple[object, ...]


class NoteRows(Struct, frozen=True, array_like=True):
    """A note and its cards; of each card the id, the fingerprint and the payload."""

    note: str
    line: int
    column: int
    section: str
    tags: str
    type: str
    was: tuple[str, ...]
    payload: str
    cards: tuple[tuple[str, str, str], ...]


class Sheet(Struct, frozen=True, array_like=True):
    """A deck file compiled; `deck` is the deck's payload, None where there is no deck."""

    path: str
    slug: str
    deck: str | None
    problems: tuple[Problem, ...]
    notes: tuple[NoteRows, ...]

    def note_rows(self) -> Iterator[Row]:
        """The rows of the table of notes."""
        return ((each.note, self.path, each.payload) for each in self.notes)

    def card_rows(self, position: int) -> Iterator[Row]:
        """The rows of the table of cards, which stand from a position on."""
        path, slug, folder = self.path, self.slug, os.path.dirname(self.path)  # noqa: PTH120
        for each in self.notes:
            note, section, tags, type_ = each.note, each.section, each.tags, each.type
            for card, fingerprint, text in each.cards:
                yield (
                    card, note, slug, section, tags, type_, folder, path, position,
                    fingerprint, text,
                )  # fmt: skip
                position += 1


def written(
    path: str, deck: Deck | None, cards: Sequence[Card], problems: tuple[Problem, ...]
) -> Sheet:
    """What a file is compiled to as a sheet; cards of one note stand together."""
    notes = tuple(_rows(note, of_note) for note, of_note in groupby(cards, attrgetter("note")))
    text = payload.dump(deck) if deck else None
    return Sheet(path, deck.slug if deck else "", text, problems, notes)


def _rows(note: Note, cards: Iterator[Card]) -> NoteRows:
    place, tags = note.place, f" {' '.join(note.tags)} "
    faces = [(card.id, card.fingerprint, payload.dump((card.facet, card.shape))) for card in cards]
    return NoteRows(
        note.id, place.line, place.column, note.section, tags, note.type, note.was,
        payload.dump(note), tuple(faces),
    )  # fmt: skip


pack = Encoder().encode
unpack = Decoder(Sheet).decode
