"""The words of the program as plain data: notes, cards, events and where a card stands."""

from __future__ import annotations

from enum import IntEnum
from typing import Any, Literal, NewType

from msgspec import Struct

from quizcli.errors import Place, Problem
from quizcli.shapes import BACK, Cell, Question, Table

NoteId = NewType("NoteId", str)
CardId = NewType("CardId", str)


class Grade(IntEnum):
    """SM-2's quality of a response, 0 to 5 (Wozniak 1990, §3.2)."""

    BLANK = 0
    AGAIN = 1
    CLOSE = 2
    HARD = 3
    GOOD = 4
    EASY = 5

    @property
    def passed(self) -> bool:
        """Whether the card counts as recalled."""
        return self >= Grade.HARD


class Verified(Struct, frozen=True):
    """When a note was held against a reference, and which; `on` is an ISO date."""

    on: str
    ref: str


class Note(Struct, frozen=True, omit_defaults=True):
    """What an author wrote, apart from the questions it compiles to."""

    id: NoteId
    type: str
    deck: str
    section: str
    prompt: str
    place: Place
    tags: tuple[str, ...] = ()
    difficulty: int = 3
    explain: str = ""
    hint: str = ""
    guide_said: str = ""
    volatile: bool = False
    verified: Verified | None = None
    was: tuple[str, ...] = ()
    table: Table | None = None


class Card(Struct, frozen=True):
    """What is scheduled: one facet of a note, asked in one shape."""

    id: CardId
    note: Note
    facet: str
    shape: Question
    fingerprint: str

    @property
    def is_backwards(self) -> bool:
        """Whether a value of a table is given, and asked for is the thing that has it."""
        return self.note.table is not None and self.facet.endswith(BACK)

    @property
    def cell(self) -> Cell | None:
        """The cell of the note's table that the card is about, whichever way it asks."""
        key = self.facet.removesuffix(BACK)
        cells = self.note.table.cells if self.note.table else ()
        return next((cell for cell in cells if cell.key == key), None)

    @property
    def explain(self) -> str:
        """What explains the answer: the cell's own words, else the note's."""
        return (self.cell and self.cell.explain) or self.note.explain

    @property
    def guide_said(self) -> str:
        """What the older guide says of it: of the cell, else of the note."""
        return (self.cell and self.cell.guide_said) or self.note.guide_said


class Deck(Struct, frozen=True, omit_defaults=True):
    """A YAML file of notes; `retired` lists card or note ids it dropped on purpose."""

    slug: str
    title: str
    section: str
    path: str
    tags: tuple[str, ...] = ()
    anki_deck: str = ""
    retired: tuple[str, ...] = ()


class Collection(Struct, frozen=True):
    """All decks together, in authored order, with everything that is wrong in them."""

    decks: tuple[Deck, ...]
    cards: tuple[Card, ...]
    problems: tuple[Problem, ...] = ()

    def renamed(self) -> dict[str, str]:
        """Former note id → present one, from the notes' `was` lists."""
        return {old: card.note.id for card in self.cards for old in card.note.was}


Kind = Literal[
    "review", "drill", "cram", "quiz", "mock", "void",
    "suspend", "resume", "bury", "reset", "keep", "mark", "unmark", "note",
]  # fmt: skip
# A card left open for longer, over lunch, was not being answered; open questions take minutes.
LONGEST_ANSWER_SECONDS = 600.0
# Kinds that say something about a memory; the schedule itself moves on fewer of them.
ANSWERS = frozenset({"review", "drill", "cram", "quiz", "mock"})


class Event(Struct, frozen=True):
    """One line of the log; `at` is an instant in UTC with milliseconds, `day` a learning day."""

    uid: str
    at: str
    day: int
    kind: str
    card: str = ""
    grade: int | None = None
    seconds: float | None = None
    chosen: str | None = None
    offered: tuple[str, ...] = ()
    target: str = ""
    fingerprint: str = ""
    device: str = ""
    session: str = ""
    detail: dict[str, Any] | None = None


Phase = Literal["new", "learning", "review", "relearning"]


class CardState(Struct, frozen=True):
    """Where a card stands: `due`, `last` and `buried` are learning days, `interval` is in days.

    `memory` is the scheduler's own tuple and read by nobody else; `pending` says that the card was
    failed on day `last_seen` and still has to be passed on that day; `first` is the day on which
    the card was introduced.
    """

    due: int
    interval: int = 0
    repetitions: int = 0
    lapses: int = 0
    phase: Phase = "new"
    memory: tuple[float, ...] = ()
    last: int = 0
    last_seen: int = 0
    pending: bool = False
    suspended: bool = False
    buried: int = 0
    marked: bool = False
    first: int = 0

    def is_due(self, day: int) -> bool:
        """Whether the card waits for its first answer of `day`."""
        return 0 < self.due <= day and self.last_seen != day

    def hidden(self, day: int) -> bool:
        """Whether the card is suspended, or buried for `day`."""
        return self.suspended or self.buried == day
