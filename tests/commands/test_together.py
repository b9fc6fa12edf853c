"""Two programs at once on one log: both keep what they were told, and neither undoes the other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizcli.commands.review import Review
from quizcli.commands.sit import grades
from quizcli.commands.sitting import Sitting
from quizcli.grading import Ticked, Verdict
from quizcli.model import Grade
from quizcli.sched import replay
from quizcli.store import log, projection
from quizcli.ui.outcomes import Act, Edited, Graded, Menu, OpenEditor
from quizcli.workspace import Workspace
from tests.folding import stale


class Seat:
    """A review of its own program, answered by hand."""

    def __init__(self) -> None:
        self.space = Workspace()
        plan = self.space.plan(["alpha", "beta"])
        self.sitting: Sitting = Review(self.space, plan, ["alpha", "beta"], (), None, None)
        self.screen = self.sitting.start()

    def answer(self, grade: Grade) -> None:
        self._do(Graded(grade, Verdict((), grade), Ticked(frozenset())))

    def undo(self) -> str:
        self._do(Act.UNDO)
        return self.sitting.status

    def edit(self, change: Callable[[], None]) -> str:
        self._do(Act.EDIT)
        change()
        self._do(Edited())
        return self.sitting.status

    def choose(self, key: str) -> None:
        self._do(Menu(key))

    def _do(self, outcome: object) -> None:
        after = self.sitting.handle(outcome, self.screen)  # type: ignore[arg-type]
        self.screen = self.screen if isinstance(after, OpenEditor) else after

    @property
    def standing(self) -> list[tuple[str, int | None]]:
        """The answers that stand, as the log on disk has them."""
        events = list(log.read(self.space.connection))
        gone = {event.target for event in events}
        return [(e.card, e.grade) for e in events if e.kind != "void" and e.uid not in gone]


@pytest.fixture
def two(home):
    seats = Seat(), Seat()
    yield seats
    for seat in seats:
        seat.space.close()


def test_both_keep_their_answers_and_a_card_is_repeated_once(two):
    one, other = two
    one.answer(Grade.GOOD)
    other.answer(Grade.AGAIN)
    other.answer(Grade.GOOD)
    one.answer(Grade.EASY)

    # Which of two answers within one millisecond was the first, the log cannot tell.
    assert [("alpha", 1), ("alpha", 4), ("beta", 4), ("beta", 5)] == sorted(one.standing)
    assert one.standing == other.standing
    states = projection.states(one.space.connection)
    assert {"alpha": 1, "beta": 1} == {card: state.repetitions for card, state in states.items()}
    assert states == replay(log.read(one.space.connection), one.space.rules)


def test_undo_takes_back_only_what_was_answered_here(two):
    one, other = two
    one.answer(Grade.GOOD)
    other.answer(Grade.AGAIN)
    one.undo()

    assert [("alpha", 1)] == other.standing
    assert [] == stale(one.space.connection, one.space.rules)


def test_undo_leaves_alone_what_another_terminal_is_answering(two):
    one, other = two
    one.answer(Grade.GOOD)

    assert "There is nothing to undo." == other.undo()
    assert [("alpha", 4)] == one.standing


def test_undo_reaches_what_was_there_before_and_what_this_run_answered_itself(home):
    earlier = Seat()
    earlier.answer(Grade.GOOD)
    earlier.space.close()
    one = Seat()
    one.answer(Grade.HARD)
    one.choose("w")
    one.answer(Grade.AGAIN)
    assert {Grade.HARD: 1, Grade.AGAIN: 1} == grades(one.sitting)

    assert ["Taken back: give another grade."] * 2 == [one.undo(), one.undo()]
    assert [("alpha", 4)] == one.standing
    assert "review" == one.sitting.session.kind
    assert "Taken back: the last answer of an earlier run." == one.undo()
    assert [] == one.standing
    one.space.close()


def test_new_cards_after_practice_are_learnt_in_the_review(home):
    one = Seat()
    one.answer(Grade.GOOD)
    one.choose("w")
    one.answer(Grade.GOOD)
    one.choose("n")
    one.answer(Grade.HARD)

    events = sorted(log.read(one.space.connection), key=lambda event: event.at)
    assert ["review", "cram", "review"] == [event.kind for event in events]
    one.undo()
    assert {Grade.GOOD: 2} == grades(one.sitting)
    one.space.close()


def test_an_editor_left_without_a_change_leaves_the_page_as_it_was(home, tmp_path):
    one = Seat()
    shelf = Path(tmp_path, "shelf", "letters.yaml")
    question, answer = one.screen, one.screen.key("space")
    one.screen = answer

    assert "Unchanged." == one.edit(lambda: None)
    assert type(answer) is type(one.screen)
    text = shelf.read_text()
    assert "letters.yaml" in one.edit(
        lambda: shelf.write_text(text.replace("answer: A", "answer:"))
    )
    assert type(answer) is type(one.screen)
    changed = text.replace("First letter?", "Which letter is first?")
    assert "Edited." == one.edit(lambda: shelf.write_text(changed))
    assert type(question) is type(one.screen)
    one.space.close()


def test_undo_gives_back_the_time_that_the_answer_took(home, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("quizcli.commands.sitting.time.monotonic", lambda: now[0])
    one = Seat()
    now[0] += 13
    one.answer(Grade.GOOD)
    now[0] += 2
    one.undo()
    now[0] += 3
    one.answer(Grade.HARD)

    assert 16 == one.sitting.seconds
    (last,) = [event for event in log.read(one.space.connection) if event.grade == Grade.HARD]
    assert 16 == last.seconds
    one.space.close()
