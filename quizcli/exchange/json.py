"""Every card with its question as it was compiled, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgspec.structs import asdict

from quizcli.exchange import sides
from quizcli.exchange.sheet import Sheet
from quizcli.model import Card

VERSION = 1


def render(sheet: Sheet) -> Iterator[str]:
    """One object: its version, the decks, the comparison tables by note, and the cards."""
    tables = {card.note.id: card.note.table for card in sheet.cards if card.note.table is not None}
    yield f'{{\n"version": {VERSION},\n"decks": [\n'
    yield from _joined(_dumped(deck) for deck in sheet.decks)
    yield '],\n"tables": {\n'
    yield from _joined(f"{json.dumps(note)}: {_dumped(table)}" for note, table in tables.items())
    yield '},\n"cards": [\n'
    yield from _joined(_dumped(_card(card, sheet)) for card in sheet.cards)
    yield "]\n}\n"


def _joined(pieces: Iterator[str]) -> Iterator[str]:
    """Pieces with commas between them, a line each."""
    before = ""
    for piece in pieces:
        yield before + piece
        before = ",\n"
    yield "\n" if before else ""


def _dumped(value: object) -> str:
    return json.dumps(value, default=asdict)


def _card(card: Card, sheet: Sheet) -> dict[str, object]:
    note = card.note
    found: dict[str, object] = {
        "id": card.id,
        "note": note.id,
        "facet": card.facet,
        "type": note.type,
        "deck": note.deck,
        "section": note.section,
        "tags": note.tags,
        "difficulty": note.difficulty,
        "question": sides.question(card),
        "answer": sides.answer(card),
        "shape": {"kind": type(card.shape).__name__.lower(), **asdict(card.shape)},
        "explain": card.explain,
        "hint": note.hint,
        "guide_said": card.guide_said,
        "volatile": note.volatile,
        "verified": note.verified,
        "fingerprint": card.fingerprint,
    }
    return found | ({"state": sheet.standing(card)} if sheet.states is not None else {})
