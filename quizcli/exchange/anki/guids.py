"""Who a card is in Anki: a GUID made of the card's id alone, so that edits and moves keep it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Literal

from quizcli.model import Card
from quizcli.shapes import REVERSE, Typed

# Anki can never change a note from one family to another under one GUID, so the family is in it.
Family = Literal["basic", "cloze"]
# Notes of a text import have Anki's stock types, hence GUIDs of their own.
Stock = Literal["stock-basic", "stock-cloze"]

BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PAIRS = tuple(tens + ones for tens in BASE62 for ones in BASE62)
PAIR = len(PAIRS)


def guid(owner: str, family: Family | Stock) -> str:
    """The GUID of an Anki note; letters and digits only, as a text import takes `#` for a comment.

    The deck has no part in it: ids are unique over all decks and a note may move between them.
    """
    number = int.from_bytes(sha256(f"quizcli\0{owner}\0{family}".encode()).digest()[:8])
    # Divided twice as a long number; what is left of it are small ones, which go much faster.
    number, low = divmod(number, PAIR * PAIR)
    high, middle = divmod(number, PAIR * PAIR)
    digits = (
        f"{PAIRS[high // PAIR]}{PAIRS[high % PAIR]}{PAIRS[middle // PAIR]}{PAIRS[middle % PAIR]}"
        f"{PAIRS[low // PAIR]}{PAIRS[low % PAIR]}"
    )
    return digits.lstrip(BASE62[0]) or BASE62[0]


def family(card: Card) -> Family:
    """Which of the two note types carries the card."""
    return "cloze" if isinstance(card.shape, Typed) and card.shape.pieces else "basic"


def stock_family(card: Card) -> Stock:
    """Which of Anki's own note types carries the card in a text import."""
    return "stock-cloze" if family(card) == "cloze" else "stock-basic"


def owner(card: Card) -> str:
    """The id that names the card's Anki note: a question and its reverse are one note."""
    return card.note.id if card.facet == REVERSE else card.id


def ordinal(card: Card) -> int:
    """The card's place in its Anki note: 1 for a reverse, else 0."""
    return int(card.facet == REVERSE)


def former(card: Card) -> tuple[str, ...]:
    """The owner's ids under the former ids of its note."""
    facet = owner(card)[len(card.note.id) :]
    return tuple(old + facet for old in card.note.was)


def known(
    cards: Iterable[Card], exported: Mapping[tuple[str, int], str] | None = None
) -> dict[tuple[str, int], str]:
    """(GUID, ordinal) → card id, for each name a card has or had in Anki.

    `exported` holds the names remembered from exports, by card id of that time.
    """
    names: dict[tuple[str, int], str] = {}
    present: dict[str, str] = {}
    for card in cards:
        facet = card.id[len(card.note.id) :]
        for note in (card.note.id, *card.note.was):
            present.setdefault(note + facet, card.id)
        for name in (owner(card), *former(card)):
            names.setdefault((guid(name, family(card)), ordinal(card)), card.id)
        names.setdefault((guid(card.id, stock_family(card)), 0), card.id)
    for key, card_id in (exported or {}).items():
        if card_id in present:
            names[key] = present[card_id]
    return names
