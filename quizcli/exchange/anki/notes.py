"""The Anki notes of a deck: which cards are one note, and what its fields hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct

from quizcli.exchange.anki import guids
from quizcli.exchange.anki.faces import Face, face
from quizcli.exchange.anki.guids import Family
from quizcli.exchange.anki.tables import cell_of
from quizcli.exchange.anki.text import block, clean, prose
from quizcli.model import Card, Verified
from quizcli.phrases import OLDER_GUIDE

SEPARATOR = b"\x1f"
NO_FACE = Face("", "")


class AnkiNote(Struct, frozen=True):
    """One note of the export, its fields as HTML; `text` is what the first of them reads as."""

    family: Family
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    text: str

    @property
    def packed(self) -> bytes:
        """The fields as Anki stores them."""
        return packed(self.fields)

    @property
    def content(self) -> str:
        """A hash of what Anki would show; it changes exactly when the note has to be updated."""
        return self.hashed(self.packed)

    def hashed(self, fields: bytes) -> str:
        """The content, of fields that are packed already."""
        parts = (self.family.encode(), fields, *map(str.encode, self.tags))
        return sha256(SEPARATOR.join(parts)).hexdigest()[:24]


def packed(fields: Iterable[str]) -> bytes:
    """Fields as Anki stores them, in UTF-8."""
    # Field by field: joined, all would be as wide as the one that is not ASCII, and slow to encode.
    return SEPARATOR.join(map(str.encode, fields))


def grouped(cards: Iterable[Card]) -> list[tuple[Card, ...]]:
    """The cards by Anki note in their own order; a question stands before its reverse."""
    groups: dict[tuple[str, Family], list[Card]] = {}
    for card in cards:
        groups.setdefault((guids.owner(card), guids.family(card)), []).append(card)
    return [
        tuple(group) if len(group) == 1 else tuple(sorted(group, key=guids.ordinal))
        for group in groups.values()
    ]


def note(cards: tuple[Card, ...]) -> AnkiNote:
    """The Anki note of a group."""
    first, faces = cards[0], [NO_FACE, NO_FACE]
    for card in cards:
        faces[guids.ordinal(card)] = face(card)
    front, reverse = faces
    kind = guids.family(first)
    fields: tuple[str, ...] = (
        front.front, front.back, extra(first), source(first), guids.owner(first), "",
    )  # fmt: skip
    if kind == "basic":
        fields += (reverse.front, reverse.back)
    return AnkiNote(kind, fields, tags(first), front.text)


def extra(card: Card) -> str:
    """Why it is so and what an older guide says, of the cell and of the note."""
    note = card.note
    explain, guide_said = block("explain", prose(note.explain)), note.guide_said
    if note.table is not None and (cell := cell_of(note.table, card.facet)):
        explain = block("explain", prose(cell.explain)) + explain
        if cell.guide_said != guide_said:
            explain += _guide(cell.guide_said)
    return explain + _guide(guide_said)


def _guide(text: str) -> str:
    return block("guide", f"<b>{OLDER_GUIDE}</b> {prose(text)}") if text else ""


def source(card: Card) -> str:
    """The section, and when and against what the note was checked."""
    return _source(card.note.section, card.note.verified)


@lru_cache(maxsize=256)
def _source(section: str, verified: Verified | None) -> str:
    checked = f"checked {prose(verified.on)} · {prose(verified.ref)}" if verified else ""
    return block("section", prose(section)) + block("checked", checked)


def tags(card: Card) -> tuple[str, ...]:
    """The note's tags as Anki takes them: no spaces, each once whatever its case."""
    return _tags(card.note.tags)


@lru_cache(maxsize=256)
def _tags(written: tuple[str, ...]) -> tuple[str, ...]:
    by_fold = {tag.casefold(): "-".join(clean(tag).split()) for tag in written}
    return tuple(tag for tag in by_fold.values() if tag)
