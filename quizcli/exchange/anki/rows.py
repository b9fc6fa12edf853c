"""What Anki keeps of notes, cards and reviews, as far as it is used here."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Template(Struct, frozen=True):
    """One kind of card of a note type: what its question and answer side show."""

    name: str
    question: str
    answer: str


class NoteType(Struct, frozen=True):
    """The fields of a kind of note, and its cards."""

    id: int
    name: str
    is_cloze: bool
    fields: tuple[str, ...]
    templates: tuple[Template, ...]


class ForeignNote(Struct, frozen=True):
    """A note as Anki has it; the fields are HTML."""

    id: int
    guid: str
    type: int
    tags: tuple[str, ...]
    fields: tuple[str, ...]


class AnkiCard(Struct, frozen=True):
    """A card's row: whose it is, and where it lies in Anki."""

    id: int
    note: int
    deck: int
    ord: int


class RevlogRow(Struct, frozen=True):
    """A row of the revlog; `id` is its instant in milliseconds, `time` is in milliseconds."""

    id: int
    card: int
    ease: int
    interval: int
    factor: int
    time: int
    type: int


class Package(Struct, frozen=True):
    """All that was read."""

    notes: tuple[ForeignNote, ...]
    cards: tuple[AnkiCard, ...]
    revlog: tuple[RevlogRow, ...]
    types: Mapping[int, NoteType]
    decks: Mapping[int, str]
