"""Looking ahead: simulation, the plan up to a date, and what a drill is made of."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.chance import chance
from quizcli.insight.habits import Habits
from quizcli.insight.plan import plan
from quizcli.insight.practice import Practice, practice, size_for, weakest_first
from quizcli.insight.roll import FRESH, LATER, REPEATED, Roll
from quizcli.insight.rows import rows
from quizcli.insight.simulate import Load, simulate
from quizcli.insight.weak import grouped, topics
from quizcli.model import CardState, Grade
from quizcli.sched import Rules, replay
from quizcli.sched.fsrs import Fsrs
from tests.insight.learner import Learner
from tests.insight.making import TODAY, answer, answers, in_section, rolled
from tests.making import card

LEARNER = Learner(1, frozenset({"S3"}), new_a_day=6).study(14)
ROLL = Roll().extend(rows(LEARNER.events))
FRESH_CARDS = [card(f"c{k}") for k in range(40)]


SM2, FIVE_NEW = Rules(), Load(5)


def course(days: int = 30, load: Load = FIVE_NEW, seed: int = 0, rules: Rules = SM2):
    states = replay(LEARNER.events, rules)
    return simulate(LEARNER.cards, ROLL, states, LEARNER.day, days, rules, load, seed)


def test_the_same_seed_gives_the_same_days_and_another_one_others():
    assert course() == course()
    assert course().days != course(seed=1).days


def test_a_simulation_leaves_what_it_started_from_alone():
    before = deepcopy(ROLL), dict(LEARNER.states)
    course()

    assert before == (ROLL, LEARNER.states)


def test_what_is_due_today_is_asked_today():
    due = sum(state.due <= LEARNER.day for state in LEARNER.states.values())

    assert due == course(1).days[0].reviews


def test_all_cards_are_seen_after_enough_days_and_no_more_than_that():
    found = course(60)
    unseen = len(LEARNER.cards) - len(LEARNER.states)

    assert unseen == found.unseen == sum(day.new for day in found.days)
    assert 5 == max(day.new for day in found.days)


def test_more_new_cards_take_longer_at_first():
    few, many = course(10, Load(2)), course(10, Load(20))

    assert few.minutes < many.minutes
    assert few.days[-1].known < many.days[-1].known


def test_a_backlog_larger_than_the_room_is_parked_and_stops_new_cards():
    first = course(1, Load(5, 3)).days[0]

    assert (3, 0) == (first.reviews, first.new)
    assert first.parked > 0


def test_without_reviews_recall_falls_day_by_day():
    recalls = [day.recall for day in course(20, Load(0, 0)).days]

    assert sorted(recalls, reverse=True) == recalls
    assert 0 == course(20, Load(0, 0)).minutes


def test_reviewing_keeps_more_than_leaving_it():
    assert course(30, Load(0)).days[-1].known > course(30, Load(0, 0)).days[-1].known + 10


def test_what_is_done_today_is_not_done_again():
    load, done = Load(5, 300), Load(3, 0)
    first, second = simulate(
        LEARNER.cards, ROLL, replay(LEARNER.events, SM2), LEARNER.day, 2, SM2, load, 0, done
    ).days

    assert (2, 5) == (first.new, second.new)
    assert Load(0, 271) == load.without(Load(9, 29))


def test_answers_dated_ahead_count_as_of_today():
    """A clock was ahead: the card has no future to be recalled in before today."""
    roll = rolled(answer("fresh-0", 40, 4))
    states = {"fresh-0": CardState(due=TODAY, interval=1, last=TODAY, phase="review")}
    cards = [card("fresh-0")]
    days = simulate(cards, roll, states, TODAY, 3, SM2, FIVE_NEW, 0).days

    assert (TODAY + 40, 1) == (roll.cards["fresh-0"].last, days[0].reviews)
    assert all(0 < day.recall <= 1 for day in days)


def test_suspended_cards_are_never_asked():
    states = {c.id: CardState(due=TODAY, suspended=True) for c in FRESH_CARDS}
    found = simulate(FRESH_CARDS, Roll(), states, TODAY, 5, SM2, FIVE_NEW, 0)

    assert (0, 0) == (found.cards, sum(day.new + day.reviews for day in found.days))


def test_any_scheduler_can_be_simulated():
    found = course(rules=Rules(Fsrs(retention=0.95)))

    assert "fsrs" == found.scheduler
    assert found.minutes > course(rules=Rules(Fsrs(retention=0.8))).minutes


def test_a_simulation_says_what_it_was_made_for():
    found = course(1, Load(7, 9), 3)

    assert (Load(7, 9), 3) == (found.load, found.seed)


def test_with_too_little_room_the_shortest_interval_is_asked_first():
    """What is asked is remembered from then on; of the card that waits nothing is known here."""
    cards = [card("a-long"), card("z-short")]
    states = {
        "a-long": CardState(due=TODAY, interval=30, phase="review"),
        "z-short": CardState(due=TODAY, interval=1, phase="review"),
    }
    roll = rolled(answer("a-long", -9))
    (day,) = simulate(cards, roll, states, TODAY, 1, SM2, Load(0, 1), 0).days

    assert (1, 1) == (day.reviews, day.parked)
    assert 2 == pytest.approx(day.known / day.recall), "cards seen"
    assert day.known > roll.cards["a-long"].recall(TODAY + 1)


def seconds_of_one(roll: Roll, states: dict[str, CardState], seed: int) -> float:
    (day,) = simulate(FRESH_CARDS[:1], roll, states, TODAY, 1, SM2, FIVE_NEW, seed).days
    return round(day.minutes * 60, 6)


def test_a_card_answered_today_is_repeated_at_the_pace_of_repetitions():
    """A repetition takes 6 seconds, or 9 when it fails; a later answer would take 8 or 13."""
    roll = rolled(answer("c0", 0, 1, kind="drill"))
    states = {"c0": CardState(due=TODAY, phase="review", interval=1)}

    assert {6.0, 15.0} <= {seconds_of_one(roll, states, seed) for seed in range(40)}


def test_nobody_repeats_a_card_more_than_five_times_a_day():
    roll = rolled(answer("x", 0, 1), *[answer("x", 0, 1)] * 5000)
    habits = Habits.of(roll)
    first, repeat = habits.seconds[FRESH][1], habits.seconds[REPEATED][1]

    assert first + 5 * repeat == pytest.approx(
        max(seconds_of_one(roll, {}, seed) for seed in range(20))
    )


def test_no_days_cost_nothing():
    assert (0, None) == (course(0).minutes, course(0).busiest)


def test_chance_is_spread_evenly_and_depends_on_every_part():
    throws = [chance(7, f"card-{k}", 3) for k in range(4000)]

    assert all(0 <= throw < 1 for throw in throws)
    assert all(340 < sum(k <= 10 * throw < k + 1 for throw in throws) < 460 for k in range(10))
    assert 4 == len({chance(0, "a", 1), chance(1, "a", 1), chance(0, "b", 1), chance(0, "a", 2)})


def test_habits_without_a_log_are_the_usual():
    habits = Habits.of(Roll())

    assert {FRESH: 0.4, 2: 0.8} == habits.passed
    assert (8.0, 13.0) == habits.seconds[LATER]


def test_habits_follow_the_log():
    log = [answer("a", 0, 1, 30.0)] + [answer("a", k, 5, 2.0) for k in range(1, 400)]
    habits = Habits.of(rolled(*log))

    assert 2.3 > habits.seconds[LATER][0] > 2.0
    assert 0.99 > habits.grades[Grade.EASY] > 0.95
    assert Grade.EASY == habits.grade(True, 0.5)
    assert Grade.AGAIN == habits.grade(False, 0.5)


@pytest.mark.parametrize(
    ("throw", "grade"),
    [(0.0, 3), (0.149, 3), (0.15, 4), (0.84, 4), (0.86, 5), (0.999, 5), (1.0, 5)],
)
def test_a_throw_falls_on_a_grade_by_its_share(throw, grade):
    assert grade == Habits.of(Roll()).grade(True, throw)


@pytest.mark.parametrize(
    ("days", "unseen", "new", "rest"),
    [(10, 40, 5, 2), (1, 40, 40, 0), (70, 40, 1, 7), (5, 0, 0, 1)],
)
def test_a_plan_sees_all_cards_some_days_before_the_date(days, unseen, new, rest):
    made = plan(FRESH_CARDS[:unseen], Roll(), {}, TODAY, TODAY + days, SM2, 200)

    assert (unseen, new, rest, days) == (
        made.unseen,
        made.new_each_day,
        made.rest_days,
        made.days_left,
    )
    assert unseen == sum(day.new for day in made.days)
    assert new == max(day.new for day in made.days)
    assert 0 == sum(day.new for day in made.days[days - rest :])


def test_a_plan_tells_what_it_gives_over_stopping_now():
    made = plan(LEARNER.cards, ROLL, LEARNER.states, LEARNER.day, LEARNER.day + 21, SM2, 200)

    assert made.recall > made.recall_if_stopped
    assert made.known > made.known_if_stopped + 50
    assert made.cards == made.seen + made.unseen == len(LEARNER.cards)


def test_a_plan_leaves_suspended_cards_out():
    states = {c.id: CardState(due=0, suspended=True) for c in FRESH_CARDS[:10]}
    made = plan(FRESH_CARDS, Roll(), states, TODAY, TODAY + 10, SM2, 200)

    assert (30, 30) == (made.cards, made.unseen)


def test_a_plan_keeps_to_the_reviews_of_a_day_and_to_its_seed():
    def made(reviews: int, **seed: int):
        until = LEARNER.day + 7
        return plan(LEARNER.cards, ROLL, LEARNER.states, LEARNER.day, until, SM2, reviews, **seed)

    assert 4 == max(day.reviews for day in made(4).days)
    assert made(200, seed=1) != made(200) == made(200, seed=0)


@pytest.mark.parametrize("date", [0, -1])
def test_a_date_that_has_come_needs_no_plan(date):
    with pytest.raises(ValueError, match=r"^the date of a plan lies after today$"):
        plan(FRESH_CARDS, Roll(), {}, TODAY, TODAY + date, SM2, 200)


MISSED = [in_section(f"missed-{k}", "S3") for k in range(10)]
KNOWN = [in_section(f"known-{k}", "S3") for k in range(10)]
UNSEEN = [in_section(f"unseen-{k}", "S3") for k in range(10)]
FINE = [in_section(f"fine-{k}", "VPC") for k in range(10)]
ALL = [*MISSED, *KNOWN, *UNSEEN, *FINE]
LOG = [
    *(row for k, c in enumerate(MISSED) for row in answers(c.id, "111" + "1" * (k % 3), -14, 10.0)),
    *(row for c in KNOWN for row in answers(c.id, "44", -14, 10.0)),
    *(row for c in FINE for row in answers(c.id, "4444", -14, 10.0)),
]


def drill(cards=ALL, log=LOG, states=None, size=13) -> Practice:
    roll, members = rolled(*log), grouped(cards, "section")
    found = topics(cards, roll, states or {}, TODAY)
    return practice(found, members, roll, states or {}, TODAY, size)


def test_a_drill_is_missed_often_not_seen_and_kept_warm():
    made = drill()

    assert "7 missed often, 4 not seen, 2 kept warm" == made.sentence
    assert ("S3",) == made.topics
    assert set(made.missed) < {c.id for c in MISSED}
    assert tuple(c.id for c in UNSEEN[:4]) == made.unseen
    assert set(made.warm) < {c.id for c in KNOWN}


def test_the_likeliest_to_be_missed_come_first_in_a_drill():
    log = [*answers("missed-0", "11", -3), *answers("missed-1", "11", -30)]
    made = drill(MISSED[:2], log)

    assert ("missed-1", "missed-0") == made.missed


def test_a_topic_without_cards_adds_none():
    found = topics(ALL, rolled(*LOG), {}, TODAY)

    assert () == practice(found, {}, rolled(*LOG), {}, TODAY).cards


def test_the_kinds_are_spread_over_the_drill():
    made = drill()
    kinds = [next(k for k, kind in enumerate((made.missed, made.unseen, made.warm)) if c in kind)
             for c in made.cards]  # fmt: skip

    assert 13 == len(set(made.cards))
    assert all(0 in kinds[place : place + 3] for place in range(11)), kinds


@pytest.mark.parametrize(
    ("cards", "sentence"),
    [
        ([*MISSED[:2], *KNOWN, *UNSEEN, *FINE], "2 missed often, 9 not seen, 2 kept warm"),
        ([*MISSED, *KNOWN[:1], *FINE], "10 missed often, 1 kept warm"),
    ],
)
def test_a_kind_with_too_few_cards_leaves_its_room_to_the_others(cards, sentence):
    assert sentence == drill(cards).sentence


@given(st.integers(0, 10), st.integers(0, 10), st.integers(1, 10), st.integers(1, 40))
def test_a_drill_is_as_long_as_wished_or_as_there_are_cards(missed, unseen, known, size):
    cards = [*MISSED[:missed], *UNSEEN[:unseen], *KNOWN[:known]]

    assert min(size, len(cards)) == len(set(drill(cards, size=size).cards))


def test_hidden_cards_are_not_drilled():
    states = {c.id: CardState(due=TODAY, buried=TODAY) for c in MISSED[:8]}

    assert {"missed-8", "missed-9"} == set(drill(states=states).missed)


def test_without_a_weak_topic_the_lowest_are_drilled():
    made = drill(FINE)

    assert (("VPC",), 10) == (made.topics, len(made.warm))


def test_without_any_answer_there_is_nothing_to_drill():
    assert () == drill(log=[]).cards


def test_minutes_become_cards_at_the_learners_pace():
    assert 60 == size_for(10, rolled(*LOG))
    assert 40 == size_for(10, Roll())
    assert 1 == size_for(0, Roll())


def test_the_review_can_ask_the_weakest_first():
    roll = rolled(*answers("strong", "4444", -12), *answers("weak", "1111", -12))

    assert ("weak", "strong", "new") == weakest_first(["new", "strong", "weak"], roll, TODAY)
