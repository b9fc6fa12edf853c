"""A review of thirty due cells of four bundled tables, taken as grids, and what became of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from msgspec import Struct

from quizcli.commands.review import Review
from quizcli.commands.tables import shelved
from quizcli.days import iso_day, parse_day
from quizcli.deckfiles import find
from quizcli.drill.grid import Play
from quizcli.model import Event, Grade
from quizcli.sched import replay
from quizcli.store import log
from quizcli.ui.outcomes import Act, Outcome
from quizcli.ui.screens.choice import ChoiceQuestion
from quizcli.ui.screens.grid.end import GridEnd
from quizcli.ui.screens.grid.fill import FillPage
from quizcli.ui.turn import Screen
from quizcli.workspace import Workspace

DECKS = Path(__file__).parents[2] / "decks"
DUE_CELLS = {"s3-classes": 12, "r53-policies": 8, "wa-pillars": 6, "wa-dr-strategies": 4}
TODAY = parse_day("2026-11-23")
# What is done with the cells, in turn, and the grade that such an answer earns.
WAYS = {
    "at once": Grade.EASY,
    "after a while": Grade.GOOD,
    "corrected": Grade.HARD,
    "wrong": Grade.AGAIN,
    "given up": Grade.BLANK,
}
# SM-2 from the first pass on (SCHEDULING, §2): days until due by repetitions before today; 15 is
# 6 days times an ease factor of 2.5, and whatever is missed is due tomorrow.
WAIT_AFTER_PASS = {1: 6, 2: 15}
WAIT_AFTER_MISS = 1


class Clock(Struct):
    """Seconds that pass only when a cell is thought about."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.monotonic", clock)
    return clock


def opened(home: Path, patch: pytest.MonkeyPatch) -> Workspace:
    patch.setenv("QUIZCLI_HOME", str(home))
    patch.setenv("QUIZCLI_NOW", "2026-11-23T10:00")
    patch.setattr(find, "bundled", lambda: DECKS)
    return Workspace({"new_per_day": 0, "fuzz": False})


@pytest.fixture(scope="module")
def morning(tmp_path_factory) -> Path:
    """A home with the decks compiled and the history logged, to be copied."""
    home = tmp_path_factory.mktemp("morning")
    with pytest.MonkeyPatch.context() as patch:
        space = opened(home, patch)
        space.append(list(history(space)))
        space.close()
    return home


@pytest.fixture
def space(morning, tmp_path, monkeypatch):
    shutil.copytree(morning, tmp_path, dirs_exist_ok=True)
    space = opened(tmp_path, monkeypatch)
    yield space
    space.close()


def history(space: Workspace) -> Iterator[Event]:
    """Thirty cells due today: every second one for the second time, the others for the third."""
    for table in shelved(space, list(DUE_CELLS)):
        pool = table.pool
        for place, cell in enumerate(pool.choosable[: DUE_CELLS[pool.note]]):
            for back in (7, 6) if place % 2 else (1,):
                day, card = TODAY - back, pool.card(cell)
                at = f"{iso_day(day)}T09:00:00.000Z"
                yield Event(f"{card}-{back}", at, day, "review", card, grade=4)


class Learner:
    """Answers every cell in the next of the ways, and rightly when it comes back."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.ways = cycle(WAYS)
        self.given: dict[str, str] = {}
        self.grids: list[Play] = []

    def answer(self, screen: Screen) -> Outcome:
        """The outcome in which a turn ends."""
        after: Screen | Outcome = self.fill(screen) if isinstance(screen, FillPage) else screen
        if isinstance(after, ChoiceQuestion):
            right = [option.right for option in after.shape.options].index(True)
            after = after.key(str(right + 1))
        while not isinstance(after, Outcome):
            after = after.key("space")
        return after

    def fill(self, screen: FillPage) -> Screen:
        self.grids.append(screen.play)
        while not screen.play.complete:
            slot = screen.play.slot
            way = "at once" if slot.card in self.given else next(self.ways)
            self.given.setdefault(slot.card, way)
            right = str(slot.options.index(slot.right) + 1)
            wrong = "2" if right == "1" else "1"
            self.clock.seconds += 60 if way == "after a while" else 1
            keys = {
                "wrong": [wrong],
                "given up": ["space"],
                "corrected": [wrong, "backspace", right],
            }
            for key in keys.get(way, [right]):
                screen = screen.key(key)
        return screen.key("enter")


@pytest.fixture(scope="module")
def day(morning, tmp_path_factory):
    """The review, until its last page; what comes of it is only looked at."""
    home = tmp_path_factory.mktemp("day")
    shutil.copytree(morning, home, dirs_exist_ok=True)
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.monotonic", clock)
        space = opened(home, patch)
        review = Review(space, space.plan(), [], [], None, None)
        learner = Learner(clock)
        screen = review.start()
        while review.session.queue:
            assert screen is not None
            screen = review.handle(learner.answer(screen), screen)
        yield space, learner
        space.close()


def today(space: Workspace) -> list[Event]:
    return list(log.read(space.connection, "day = ?", TODAY))


def test_all_thirty_cells_are_asked_as_grids_though_some_would_have_waited(space, clock):
    planned = space.plan()
    assert planned.waiting > 0
    assert 30 == len(planned.reviews) + planned.waiting
    review = Review(space, planned, [], [], None, None)
    learner, screen = Learner(clock), review.start()
    asked: set[str] = set()
    while len(learner.grids) < len(DUE_CELLS):
        assert isinstance(screen, FillPage), "no cell is asked alone"
        asked |= set(screen.play.round.cards)
        screen = review.handle(learner.answer(screen), screen)

    assert set(DUE_CELLS) == {play.round.note for play in learner.grids}
    assert 30 == len(asked)


def test_the_folded_log_gives_the_states_and_every_due_date_has_its_reason(day):
    space, learner = day
    states = replay(log.read(space.connection), space.rules)
    before = replay(log.read(space.connection, "day < ?", TODAY), space.rules)

    assert 30 == len(learner.given)
    assert states == space.states()
    for card, way in learner.given.items():
        passed = WAYS[way].passed
        wait = WAIT_AFTER_PASS[before[card].repetitions] if passed else WAIT_AFTER_MISS
        reason = f"{card}: {way}, repetition {before[card].repetitions + 1}"

        assert (reason, TODAY + wait) == (reason, states[card].due)
        assert (reason, not passed) == (reason, states[card].lapses == 1)
        assert (reason, False) == (reason, states[card].pending), "put right the same day"


def test_the_first_answer_of_a_cell_is_its_repetition_and_earns_its_grade(day):
    space, learner = day
    first: dict[str, Event] = {}
    for event in today(space):
        first.setdefault(event.card, event)

    assert {card: WAYS[way] for card, way in learner.given.items()} == {
        card: event.grade for card, event in first.items()
    }
    assert {"review"} == {event.kind for event in today(space)}


def test_every_grid_is_one_turn_of_the_log(day):
    space, learner = day
    by_instant: dict[str, set[str]] = {}
    for event in today(space):
        by_instant.setdefault(event.at, set()).add(event.card)
    turns = list(by_instant.values())

    assert all(set(play.round.cards) in turns for play in learner.grids)
    assert sum(map(len, turns)) == len(today(space))


def test_no_card_is_left_for_today(day):
    space, _ = day

    assert () == space.plan().reviews


def test_without_the_setting_every_cell_is_asked_alone(space, clock):
    alone = Workspace({"new_per_day": 0, "fuzz": False, "grids": False})

    assert isinstance(Review(alone, alone.plan(), [], [], None, None).start(), ChoiceQuestion)


def test_cells_that_wait_stay_away_when_more_is_due_than_a_day_takes(space, clock):
    few = Workspace({"new_per_day": 0, "fuzz": False, "reviews_per_day": 9})
    plan = few.plan()
    review = Review(few, plan, [], [], None, None)
    learner, screen = Learner(clock), review.start()
    while screen is not None and review.session.queue:
        screen = review.handle(learner.answer(screen), screen)

    assert plan.parked > 0
    assert 9 == len({event.card for event in today(few)})


def test_undo_takes_a_whole_grid_of_the_review_back(space, clock):
    before = space.states()
    review = Review(space, space.plan(), [], [], None, None)
    first = review.start()
    assert isinstance(first, FillPage)
    second = review.handle(Learner(clock).answer(first), first)
    assert second is not None
    back = review.handle(Act.UNDO, second)

    assert isinstance(back, GridEnd)
    assert first.play.round == back.play.round
    assert before == space.states() == replay(log.read(space.connection), space.rules)


def test_after_an_undone_single_card_commands_are_about_that_card(space, clock):
    """A grid was on the screen when the single card before it was taken back."""
    card = "wa-pillars#reliability/key-principle/back"
    day = TODAY - 1
    instant = f"{iso_day(day)}T09:00:00.000Z"
    space.append([Event("single", instant, day, "review", card, grade=1)])
    review = Review(space, space.plan(), [], [], None, None)
    review.session = review.session.put_in_front((card,), space.states([card]))
    single = review.start()
    assert isinstance(single, ChoiceQuestion)
    grid = review.handle(Learner(clock).answer(single), single)
    assert isinstance(grid, FillPage)
    back = review.handle(Act.UNDO, grid)
    assert back is not None
    review.handle(Act.SKIP, back)

    assert [card] == [event.card for event in today(space) if event.kind == "bury"]


@pytest.mark.parametrize("act", [Act.SKIP, Act.SUSPEND, Act.MARK])
def test_what_is_done_to_a_grid_can_be_undone(space, clock, act):
    before = space.states()
    review = Review(space, space.plan(), [], [], None, None)
    grid = review.start()
    assert isinstance(grid, FillPage)
    grid = grid.key("1")
    after = review.handle(act, grid)
    assert before != space.states()
    assert after is not None
    back = review.handle(Act.UNDO, after)

    assert before == space.states()
    assert isinstance(back, FillPage)
    assert grid.play.entries == back.play.entries, "what was filled is kept"


def test_a_suspended_cell_leaves_the_grid_and_the_rest_stays_filled(space, clock):
    review = Review(space, space.plan(), [], [], None, None)
    grid = review.start().key("1").key("1")
    after = review.handle(Act.SUSPEND, grid)

    assert len(grid.play.entries) - 1 == len(after.play.entries)
    assert grid.play.slot.card not in after.play.round.cards
    assert 2 == after.play.filled


def test_after_the_marks_a_suspended_cell_gives_no_second_try(space, clock):
    review = Review(space, space.plan(), [], [], None, None)
    end = review.start()
    for _ in range(len(end.play.entries)):
        end = end.key("space")
    end = end.key("enter")
    assert isinstance(end, GridEnd)

    assert isinstance(review.handle(Act.SUSPEND, end), GridEnd)
