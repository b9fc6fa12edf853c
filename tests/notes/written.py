"""Notes written as YAML, compiled for the tests of the note types."""

from __future__ import annotations

from textwrap import dedent, indent

from quizcli.deckfiles.load import load_deck
from quizcli.model import Card
from quizcli.shapes import Question

HEAD = "deck: test\ntags: [deck-tag]\nsection: Tests\nnotes:\n"


def load(note: str):
    """The cards of one note and what is said about it; `note` is written without its dash."""
    body = indent(dedent(note).strip("\n"), "    ").replace("    ", "  - ", 1)
    return load_deck("test.yaml", f"{HEAD}{body}\n".encode())


def cards(note: str) -> tuple[Card, ...]:
    loaded = load(note)
    assert [] == [str(problem) for problem in loaded.problems]
    return loaded.cards


def shapes(note: str) -> dict[str, Question]:
    """Card id → shape."""
    return {card.id: card.shape for card in cards(note)}


def messages(note: str) -> list[str]:
    return [problem.message for problem in load(note).problems]
