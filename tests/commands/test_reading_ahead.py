"""The next card is read while the learner looks at the one before it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from quizcli.commands import contexts
from quizcli.commands.review import Review
from quizcli.grading import Ticked, Verdict
from quizcli.model import Grade
from quizcli.shapes import Question
from quizcli.ui.outcomes import Graded
from quizcli.ui.screens.question import TurnPage
from quizcli.workspace import Workspace


class Seat:
    """A review of two cards, both logged once with another text than they have now."""

    def __init__(self, space: Workspace, ids: tuple[str, ...] = ("alpha", "beta")) -> None:
        for number, card in enumerate(space.cards(ids)):
            kept = space.stamp().event(card, "keep", number)
            space.append([replace(kept, fingerprint="of before")])
        self.space = space
        self.sitting = Review(space, space.plan(ids), ids, (), None, None)
        self.screen = self.sitting.start()
        self.statements: list[str] = []

    def answer(self, grade: Grade) -> TurnPage:
        outcome = Graded(grade, Verdict((), grade), Ticked(frozenset()))
        assert self.screen is not None
        self.space.log_and_decks.set_trace_callback(self.statements.append)
        self.screen = self.sitting.handle(outcome, self.screen)
        self.space.log_and_decks.set_trace_callback(None)
        assert isinstance(self.screen, TurnPage)
        return self.screen

    @property
    def reads(self) -> int:
        """How often a card or what the log last said of one was read in answers."""
        return sum("from cards c join notes" in s or "desc limit 1" in s for s in self.statements)

    @property
    def written(self) -> list[str]:
        """What answers wrote, statement by statement."""
        return [s.split(" (")[0] for s in self.statements if not s.startswith("select")]


@pytest.fixture
def seat(home):
    space = Workspace()
    yield Seat(space)
    space.close()


def test_after_a_rest_an_answer_reads_nothing_of_the_next_card(seat):
    seat.sitting.rest()
    page = seat.answer(Grade.GOOD)

    assert ("beta", True, 0) == (page.context.ask.card.id, page.context.changed, seat.reads)


@pytest.mark.parametrize("rests", [True, False])
def test_an_answer_is_one_transaction_and_folds_nothing_whatever_deck_is_next(
    home, tmp_path, rests
):
    text = "deck: other\nnotes:\n  - {id: omega, prompt: Which is last?, answer: omega}\n"
    (tmp_path / "shelf" / "other.yaml").write_text(text)
    space = Workspace()
    seat = Seat(space, ("alpha", "omega"))
    if rests:
        seat.sitting.rest()
    seat.answer(Grade.GOOD)
    space.close()

    assert seat.written == ["begin immediate", "insert or ignore into events", "commit"]


def test_a_rest_loads_the_screens_of_the_next_card(seat, monkeypatch):
    loaded: list[Question] = []
    monkeypatch.setattr(contexts, "sides", loaded.append)
    seat.sitting.rest()

    assert [seat.space.card("beta").shape] == loaded


def test_without_a_rest_the_next_card_is_read_when_it_is_wanted(seat):
    page = seat.answer(Grade.GOOD)

    assert ("beta", True, 2) == (page.context.ask.card.id, page.context.changed, seat.reads)


def test_a_card_that_comes_back_is_no_longer_said_to_have_changed(seat):
    seat.sitting.rest()
    assert seat.answer(Grade.GOOD).context.changed

    assert not seat.answer(Grade.AGAIN).context.changed


def test_an_answer_asks_for_the_day_once(seat, monkeypatch):
    """What each grade would bring the next card depends on it, but is not shown yet."""
    days: list[int] = []
    told = seat.space.day
    monkeypatch.setattr(Workspace, "day", property(lambda _: days.append(told) or told))
    page = seat.answer(Grade.GOOD)
    assert [told] == days

    for grade in (Grade.GOOD, Grade.EASY):
        page.context.interval(grade)
    assert [told, told] == days
