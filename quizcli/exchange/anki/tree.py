"""Where a card stands in Anki's tree of decks: the subject, then the section of the study guide."""

from __future__ import annotations

from collections.abc import Sequence

from quizcli.exchange.anki.text import clean
from quizcli.exchange.sheet import ROOT
from quizcli.model import Card, Deck

_SHORT = 3  # a subject this short is an abbreviation: AWS, SQL


class Tree:
    """The names of Anki decks; a deck that differs from another in case only is that other one."""

    def __init__(self, decks: Sequence[Deck] = (), root: str = ROOT) -> None:
        self._decks = {deck.slug: deck for deck in decks}
        self.root = "::".join(_part(part) for part in root.split("::"))
        self._names: dict[tuple[str, str], str] = {}
        self._spelling: dict[str, str] = {}

    def name(self, card: Card) -> str:
        """The full name of the card's deck; `anki_deck` of its file goes before all else."""
        key = (card.note.deck, card.note.section)
        if key not in self._names:
            self._names[key] = self._one_spelling(self._made(*key))
        return self._names[key]

    def _made(self, slug: str, section: str) -> str:
        deck = self._decks.get(slug)
        if deck and deck.anki_deck:
            return "::".join(_part(part) for part in deck.anki_deck.split("::"))
        subject = deck.tags[0] if deck and deck.tags else slug.partition("-")[0]
        below = section or (deck.title if deck else "") or slug
        return f"{self.root}::{_part(_titled(subject))}::{_part(below.replace('::', ': '))}"

    def _one_spelling(self, name: str) -> str:
        spelled = ""
        for part in name.split("::"):
            spelled = f"{spelled}::{part}" if spelled else part
            spelled = self._spelling.setdefault(spelled.casefold(), spelled)
        return spelled


def _titled(subject: str) -> str:
    return subject.upper() if len(subject) <= _SHORT else subject[:1].upper() + subject[1:]


def _part(text: str) -> str:
    """One level of a deck name; Anki would name an empty one `blank` itself."""
    return " ".join(clean(text).replace('"', "'").split()).strip(":") or "blank"
