"""The observer held to py-fsrs on whole-day gaps, and its laws."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.model import Event, Grade
from quizcli.sched.fsrs import AGAIN, RATINGS, Fsrs, W, after, first, interval
from quizcli.sched.memory import Memory, Scheduler
from quizcli.sched.replay import Rules, replay
from tests.folding import recall

DAY_ONE = datetime(2026, 1, 1, 12, tzinfo=UTC)
EXACT = {"rel": 1e-9, "abs": 1e-9}

grades = st.sampled_from(list(Grade))
logs = st.lists(st.tuples(st.integers(0, 400), grades), min_size=1, max_size=30)


def random_log(seed: int) -> list[tuple[int, Grade]]:
    dice = random.Random(seed)
    gaps = (0, 0, 1, 1, 2, 3, 6, 15, 40, 200)
    return [(dice.choice(gaps), Grade(dice.randrange(6))) for _ in range(dice.randint(1, 40))]


def folded(log: list[tuple[int, Grade]], scheduler: Fsrs | None = None) -> Memory:
    """The memory after gaps and grades, same-day rows by the short-term formula."""
    scheduler, memory, day = scheduler or Fsrs(), Memory(), 100
    for gap, grade in log:
        day += gap
        if memory.values and gap == 0:
            memory = scheduler.same_day(memory, grade)
        else:
            memory = scheduler.next(memory, grade, day)
    return memory


def by_py_fsrs(log: list[tuple[int, Grade]]) -> tuple[fsrs.Card, fsrs.Scheduler, datetime]:
    scheduler, card = fsrs.Scheduler(enable_fuzzing=False), fsrs.Card(card_id=1)
    moment = DAY_ONE
    for gap, grade in log:
        moment += timedelta(days=gap)
        card, _ = scheduler.review_card(card, fsrs.Rating(RATINGS[grade]), moment)
    return card, scheduler, moment


def test_the_parameters_are_the_published_defaults():
    assert fsrs.scheduler.DEFAULT_PARAMETERS == W


@pytest.mark.parametrize("seed", range(200))
def test_a_random_log_gives_the_memory_and_recall_of_py_fsrs(seed):
    log = random_log(seed)
    card, scheduler, moment = by_py_fsrs(log)

    memory = folded(log)

    assert (card.stability, card.difficulty) == pytest.approx(memory.values, **EXACT)
    for later in (0, 1, 7, 30, 365):
        expected = scheduler.get_card_retrievability(card, moment + timedelta(days=later))
        assert expected == pytest.approx(recall(memory, memory.last + later), **EXACT)


@pytest.mark.parametrize("retention", [0.7, 0.8, 0.9, 0.95])
@pytest.mark.parametrize("stability", [0.001, 0.4, 2.3, 17.0, 420.0, 90_000.0])
def test_intervals_are_those_of_py_fsrs(stability, retention):
    expected = fsrs.Scheduler(desired_retention=retention)._next_interval(stability=stability)

    assert expected == interval(stability, retention, 36_500)


@given(logs)
def test_no_log_leaves_the_ranges(log):
    memory = folded(log)
    stability, difficulty = memory.values

    assert stability >= 0.001
    assert 1 <= difficulty <= 10
    assert 1 <= memory.interval <= 36_500


@given(logs)
def test_recall_is_a_falling_chance(log):
    memory = folded(log)
    chances = [recall(memory, memory.last + later) for later in range(60)]

    assert 1.0 == chances[0]
    assert sorted(chances, reverse=True) == chances
    assert chances[-1] > 0


@given(logs, st.integers(1, 400), st.integers(3, 4))
def test_a_better_grade_never_gives_a_shorter_interval(log, gap, grade):
    memory = folded(log)
    day = memory.last + gap
    worse, better = (Fsrs().next(memory, Grade(g), day) for g in (grade, grade + 1))

    assert worse.interval <= better.interval


def test_recall_has_fallen_to_nine_tenths_when_the_stability_is_over():
    assert pytest.approx(0.9, rel=1e-12) == recall(Memory(values=(10.0, 5.0), last=50), 60)


def test_fsrs_has_no_ease():
    assert Fsrs().ease(folded([(0, Grade.GOOD)])) is None


@pytest.mark.parametrize("grade", [0, 1, 2])
def test_every_failing_grade_is_again(grade):
    assert first(AGAIN) == Fsrs().next(Memory(), Grade(grade), 100).values


def test_a_fail_starts_the_repetitions_over_and_keeps_the_interval_whole():
    known = Fsrs().next(Fsrs().next(Memory(), Grade.EASY, 100), Grade.GOOD, 108)

    failed = Fsrs().next(known, Grade.AGAIN, known.last + known.interval)

    assert (2, 0) == (known.repetitions, failed.repetitions)
    assert 1 <= failed.interval < known.interval


def test_a_further_answer_on_the_day_moves_the_memory_and_not_the_interval():
    memory = Fsrs().next(Memory(), Grade.AGAIN, 100)

    later = Fsrs().same_day(memory, Grade.GOOD)

    assert (memory.interval, memory.last) == (later.interval, later.last)
    assert after(*memory.values, 0, RATINGS[Grade.GOOD]) == later.values


@pytest.mark.parametrize("grade", [-1, 6, True, "4", 3.0, None])
def test_what_is_no_grade_is_named(grade):
    with pytest.raises(ValueError, match="0 to 5"):
        Fsrs().next(Memory(), grade, 100)


def test_asking_for_more_retention_shortens_the_interval():
    log = [(0, Grade.GOOD), (3, Grade.GOOD), (9, Grade.GOOD)]
    intervals = [folded(log, Fsrs(retention=r)).interval for r in (0.95, 0.9, 0.8)]

    assert sorted(set(intervals)) == intervals


def test_further_answers_of_a_day_move_the_memory_through_the_common_fold():
    log = [(0, Grade.AGAIN), (0, Grade.GOOD), (3, Grade.GOOD), (0, Grade.EASY)]
    events = [
        Event(f"e{place}", f"2026-01-01T00:00:0{place}Z", day, kind, "c", grade)
        for place, (day, kind, (_, grade)) in enumerate(
            zip((100, 100, 103, 103), ("review", "drill", "review", "review"), log, strict=True)
        )
    ]
    state = replay(events, Rules(Fsrs(), fuzz=False))["c"]

    assert folded(log).values == state.memory
    assert folded(log[:3]).interval == state.interval


def test_it_schedules_a_log_through_the_common_fold():
    scheduler: Scheduler = Fsrs()
    events = [
        Event(f"e{day}", f"2026-01-01T00:00:{day}Z", day, "review", "etcd-role", grade)
        for day, grade in ((10, 4), (12, 4), (20, 1), (21, 4))
    ]

    state = replay(events, Rules(scheduler, fuzz=False))["etcd-role"]

    assert (
        folded([(0, Grade(4)), (2, Grade(4)), (8, Grade(1)), (1, Grade(4))]).values == state.memory
    )
    assert (1, 21 + state.interval) == (state.lapses, state.due)
