"""The comparison tables of the decks: found by name, and how well each is known."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from quizcli.drill.grid_pool import MOST_OPTIONS, Pool, need
from quizcli.errors import UsageError
from quizcli.insight.stages import Stage, stage
from quizcli.model import Card, CardState, Note
from quizcli.notes.names import nearest, slug
from quizcli.phrases import standing
from quizcli.sched import NEW
from quizcli.shapes import Table
from quizcli.store import library
from quizcli.store.filters import UnknownNameError, quoted
from quizcli.ui.report import caps
from quizcli.workspace import Workspace

# In a low window five long options take more than half of the rows.
MOST_WHERE_LOW = 4
KNOWN: tuple[Stage, ...] = ("young", "mature")


class Shelved(Struct, frozen=True, dict=True):
    """A table of a deck with its cards and where they stand on a learning day."""

    note: Note
    table: Table
    cards: tuple[Card, ...]
    states: dict[str, CardState]
    day: int

    @property
    def pool(self) -> Pool:
        """What can be asked of it today: suspended and buried cells stand in it unasked."""
        ranks: dict[str, int] = {
            card.id: need(self.states.get(card.id), self.day)
            for card in self.cards
            if not self.states.get(card.id, NEW).hidden(self.day)
        }
        return Pool(str(self.note.id), self.table, frozenset(ranks), ranks, _most_options())

    @cached_property
    def cells(self) -> dict[str, CardState]:
        """Where the cells stand, by facet; backwards cards are left out."""
        keys = {cell.key for cell in self.table.cells}
        return {c.facet: self.states.get(c.id, NEW) for c in self.cards if c.facet in keys}

    @property
    def known(self) -> int:
        """How many cells are remembered as of their last review."""
        return sum(stage(state) in KNOWN for state in self.cells.values())

    @property
    def due(self) -> int:
        """How many cells are due today."""
        return sum(need(state, self.day) == 0 for state in self.cells.values())

    @property
    def standing(self) -> str:
        """How well it is known, in words."""
        return standing(self.known, len(self.cells), self.due)


def tables(
    space: Workspace, words: Sequence[str] = (), tags: Sequence[str] = ()
) -> tuple[Shelved, ...]:
    """The tables that the words and tags choose, in authored order; a word may be a table's title.

    Raises UsageError for a word that names nothing, or nothing with a table in it.
    """
    try:
        cards = space.chosen(words, tags)
    except UnknownNameError as error:
        cards = _by_title(space, words, tags, error)
    found: dict[str, list[Card]] = {}
    for card in cards:
        if card.note.table is not None:
            found.setdefault(str(card.note.id), []).append(card)
    if not found:
        raise UsageError(f"{_listed(words, tags)} no table. `quizcli table` shows all there are.")
    return shelved(space, tuple(found))


def shelved(space: Workspace, notes: Sequence[str]) -> tuple[Shelved, ...]:
    """The tables of these notes, each with all its cards; notes without a table are left out."""
    ids = library.ids(space.connection, f"c.note in ({', '.join(map(quoted, notes))})")
    states = space.states(ids)
    by_note: dict[str, list[Card]] = {}
    for card in space.cards(ids):
        by_note.setdefault(str(card.note.id), []).append(card)
    return tuple(
        Shelved(cards[0].note, table, tuple(cards), _own(cards, states), space.day)
        for cards in by_note.values()
        if (table := cards[0].note.table) is not None
    )


def _most_options() -> int:
    """Options that fit under a table; in line mode and on a pipe as many as there are digits."""
    return MOST_WHERE_LOW if caps(sys.stdout).low else MOST_OPTIONS


def _own(cards: Sequence[Card], states: dict[str, CardState]) -> dict[str, CardState]:
    return {str(card.id): states[card.id] for card in cards if card.id in states}


def _by_title(
    space: Workspace, words: Sequence[str], tags: Sequence[str], error: UnknownNameError
) -> tuple[Card, ...]:
    """The cards when words are taken as titles of tables; the error, or a better one, when none is.

    Raises UnknownNameError.
    """
    titles = _titles(space)
    named = [f"note:{titles[slug(word)]}" if slug(word) in titles else word for word in words]
    if named != list(words):
        return space.chosen(named, tags)
    near = nearest(error.word, titles.values()) or nearest(slug(error.word), titles)
    if near and error.word in words and not error.near:
        raise UnknownNameError("table", error.word, titles.get(near, near))
    raise error


def _titles(space: Workspace) -> dict[str, str]:
    """The tables' titles, as slugs, with the ids of their notes; ids are names of their own."""
    if not library.count_tables(space.connection):
        return {}
    cards = space.chosen(["type:table"])
    return {slug(card.note.prompt): str(card.note.id) for card in cards}


def _listed(words: Sequence[str], tags: Sequence[str]) -> str:
    names = " ".join((*words, *(f"--tag {tag}" for tag in tags)))
    return f"{names} has" if names else "The decks have"
