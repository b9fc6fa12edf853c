"""An answer is one row of the log; the states follow, and nobody sees them late."""

from __future__ import annotations

import sqlite3

import pytest

from quizcli.commands.review import Review
from quizcli.grading import Ticked, Verdict
from quizcli.model import Grade
from quizcli.store import library
from quizcli.store.settling import ROWS_SETTLED_TOGETHER
from quizcli.ui.outcomes import Act, Graded
from quizcli.ui.screens.question import TurnPage
from quizcli.workspace import Workspace
from tests.folding import stale

FULL, NORMAL = "pragma synchronous = full", "pragma synchronous = normal"
NAMES = ("alpha", "beta", "vowel")


class Seat:
    """A review of three cards, and a second look at the file."""

    def __init__(self, space: Workspace) -> None:
        self.space = space
        space.stamp()  # names the device, which is written once
        self.sitting = Review(space, space.plan(NAMES), NAMES, (), None, None)
        self.screen = self.sitting.start()
        self.file = sqlite3.connect(space.path)
        self.connection = space.log_and_decks
        self.level, self.levels = FULL, list[str]()

    def answer(self) -> None:
        self._handle(Graded(Grade.GOOD, Verdict((), Grade.GOOD), Ticked(frozenset())))

    def undo(self) -> None:
        self._handle(Act.UNDO)

    def _handle(self, outcome: Graded | Act) -> None:
        assert self.screen is not None
        screen = self.sitting.handle(outcome, self.screen)
        assert isinstance(screen, TurnPage)
        self.screen = screen

    def note_level(self, statement: str) -> None:
        """Notes how a commit waits for the disk."""
        if statement.startswith("pragma synchronous"):
            self.level = statement
        if statement == "commit":
            self.levels.append(self.level)

    @property
    def in_file(self) -> tuple[int, int]:
        """How many events and how many states another program finds."""
        query = "select (select count(*) from events), (select count(*) from states)"
        events, states = self.file.execute(query).fetchone()
        return int(events), int(states)

    @property
    def wrong(self) -> list[str]:
        """Cards whose state in the file is not what a fresh fold gives."""
        return stale(self.file, self.space.rules, library.renamed(self.file))


@pytest.fixture
def seat(home):
    space = Workspace()
    seated = Seat(space)
    yield seated
    seated.file.close()
    space.close()


def test_an_answer_writes_its_event_and_no_other_row(seat):
    before = seat.connection.total_changes
    seat.answer()

    assert 1 == seat.connection.total_changes - before
    assert (1, 0) == seat.in_file


def test_whoever_asks_where_cards_stand_is_told_of_every_answer(seat):
    seat.answer()

    assert {"alpha"} == seat.space.states().keys()
    assert (1, 1) == seat.in_file


def test_a_command_beside_the_sitting_folds_what_was_answered(seat):
    seat.answer()
    beside = Workspace()
    left = beside.plan(NAMES).cards
    beside.close()

    assert ("beta", "vowel") == left
    assert [] == seat.wrong


def test_both_may_fold_the_same_answers(seat):
    seat.answer()
    beside = Workspace()
    assert {"alpha"} == beside.states().keys()
    beside.close()
    seat.answer()

    assert {"alpha", "beta"} == seat.space.states().keys()
    assert [] == seat.wrong


def test_what_was_undone_leaves_no_state(seat):
    seat.answer()
    seat.undo()
    seat.sitting.close()

    assert (2, 0) == seat.in_file
    assert [] == seat.wrong


def test_the_end_of_a_sitting_leaves_nothing_to_fold(seat):
    seat.answer()
    seat.sitting.close()

    assert (1, 1) == seat.in_file


def test_many_answers_are_folded_together_at_rest(seat):
    seat.answer()
    for _ in range(ROWS_SETTLED_TOGETHER // 2 - 1):
        seat.answer()
        seat.undo()
        seat.sitting.rest()
    assert (ROWS_SETTLED_TOGETHER - 1, 0) == seat.in_file

    seat.answer()
    seat.sitting.rest()

    assert (ROWS_SETTLED_TOGETHER, 2) == seat.in_file


def test_a_fold_waits_for_no_disk_and_an_answer_does(seat):
    seat.connection.set_trace_callback(seat.note_level)
    seat.answer()
    seat.sitting.close()

    assert [FULL, NORMAL] == seat.levels
