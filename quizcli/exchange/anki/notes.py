"""The Anki notes of a deck: which cards are one note, and what its fields hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from msgspec import Struct

from quizcli.exchange.anki import guids
from quizcli.exchange.anki.faces import Face, face
from quizcli.exchange.anki.guids import Family
from quizcli.exchange.anki.text import block, clean, prose
from quizcli.model import Card

SEPARATOR = "\x1f"


class AnkiNote(Struct, frozen=True):
    """One note of the export; `cards` in the order of their ordinals, fields as HTML."""

    family: Family
    cards: tuple[Card, ...]
    fields: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def content(self) -> str:
        """A hash of what Anki would show; it changes exactly when the note has to be updated."""
        text = SEPARATOR.join((self.family, *self.fields, *self.tags))
        return sha256(text.encode()).hexdigest()[:24]


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
    first = cards[0]
    kind = guids.family(first)
    faces = {guids.ordinal(card): face(card) for card in cards}
    front, reverse = faces.get(0, Face("", "")), faces.get(1, Face("", ""))
    fields = [front.front, front.back, extra(first), source(first), guids.owner(first), ""]
    if kind == "basic":
        fields += [reverse.front, reverse.back]
    return AnkiNote(kind, cards, tuple(fields), tags(first))


def extra(card: Card) -> str:
    """Why it is so and what an older guide says, of the cell and of the note."""
    cell = card.cell
    cell_explain, cell_guide = (cell.explain, cell.guide_said) if cell else ("", "")
    guide = dict.fromkeys(text for text in (cell_guide, card.note.guide_said) if text)
    return (
        block("explain", prose(cell_explain))
        + block("explain", prose(card.note.explain))
        + "".join(block("guide", f"<b>The older guide says:</b> {prose(text)}") for text in guide)
    )


def source(card: Card) -> str:
    """The section, and when and against what the note was checked."""
    verified = card.note.verified
    checked = f"checked {prose(verified.on)} · {prose(verified.ref)}" if verified else ""
    return block("section", prose(card.note.section)) + block("checked", checked)


def tags(card: Card) -> tuple[str, ...]:
    """The note's tags as Anki takes them: no spaces, each once whatever its case."""
    return _tags(card.note.tags)


@lru_cache(maxsize=256)
def _tags(written: tuple[str, ...]) -> tuple[str, ...]:
    by_fold = {tag.casefold(): "-".join(clean(tag).split()) for tag in written}
    return tuple(tag for tag in by_fold.values() if tag)
