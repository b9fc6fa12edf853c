"""Retention, activity, forecast and maturity: what the stats pages count."""

from __future__ import annotations

from math import log

import pytest
from msgspec.structs import replace

from quizcli.insight.activity import HEAT_WEEKS, activity
from quizcli.insight.forecast import forecast
from quizcli.insight.maturity import Maturity, leeches, maturity
from quizcli.insight.pages import Report, report, stats
from quizcli.insight.retention import by_interval, observer, retention
from quizcli.insight.roll import Roll
from quizcli.insight.score import Score
from quizcli.insight.stages import stage
from quizcli.insight.weak import topics
from quizcli.model import CardState
from quizcli.sched.fsrs import Fsrs
from quizcli.sched.memory import Memory
from tests.folding import recall
from tests.insight.making import TODAY, answer, answers, in_section, rolled
from tests.making import card


def test_a_share_of_nothing_is_none():
    assert (None, None) == (Score().share, Score().interval)


@pytest.mark.parametrize("score", [Score(1, 0), Score(1, 1), Score(10, 9), Score(400, 352)])
def test_a_share_lies_in_its_interval_or_at_its_end(score):
    low, high = score.interval

    assert 0 <= low < high <= 1
    assert low <= score.share + 0.1
    assert high >= score.share - 0.1


def test_retention_parts_young_from_mature_reviews():
    roll = rolled(answer("a", -60), answer("a", -50), answer("a", -29, 1), answer("a", 0, 4))
    whole = {r.window: (r.young, r.mature, r.all) for r in retention(roll, TODAY)}

    assert (Score(1, 1), Score(2, 1), Score(3, 2)) == whole["all"]
    assert (Score(0, 0), Score(1, 1), Score(1, 1)) == whole["today"]
    assert (Score(0, 0), Score(2, 1), Score(2, 1)) == whole["30 days"]


def test_retention_leaves_first_answers_and_repeats_out():
    roll = rolled(answer("a", -1, 1), answer("a", 0, 4), answer("a", 0, 4))

    assert Score(1, 1) == retention(roll, TODAY)[-1].all


def test_recall_by_interval_has_a_band_for_every_wait():
    roll = rolled(*(answer(f"c{w}", -w) for w in (1, 3, 300)), *(
        answer(f"c{w}", 0, g) for w, g in ((1, 4), (3, 1), (300, 4))
    ))  # fmt: skip
    bands = by_interval(roll)

    assert [(1, 1), (2, 3), (4, 7), (8, 14), (15, 30), (31, 60), (61, 120), (121, None)] == [
        (band.shortest, band.longest) for band in bands
    ]
    assert [(1, 1), (1, 0), (1, 1)] == [
        (b.score.answers, b.score.right) for b in bands if b.score.answers
    ]


def test_the_observer_is_held_against_what_came():
    memory = Fsrs().next(Memory(), 4, TODAY - 10)
    chance = recall(memory, TODAY)
    found = observer(rolled(answer("a", -10), answer("b", -10), answer("a", 0), answer("b", 0, 1)))
    (band,) = found.bands

    assert 2 == found.answers
    assert -(log(chance) + log(1 - chance)) / 2 == pytest.approx(found.log_loss)
    assert (chance, Score(2, 1)) == (pytest.approx(band.expected), band.score)
    assert band.lowest <= chance <= band.highest


def test_without_answers_the_observer_says_nothing():
    assert (0, None, ()) == (
        observer(Roll()).answers,
        observer(Roll()).log_loss,
        observer(Roll()).bands,
    )


@pytest.mark.parametrize(
    ("days", "streak", "best"),
    [
        ([], 0, 0),
        ([0], 1, 1),
        ([-2, -1, 0], 3, 3),
        ([-2, -1], 2, 2),
        ([-3, -2], 0, 2),
        ([-9, -8, -7, -6, -1, 0], 2, 4),
    ],
)
def test_a_streak_lasts_until_a_whole_day_was_missed(days, streak, best):
    found = activity(rolled(*(answer("a", day) for day in days)), TODAY)

    assert (streak, best) == (found.streak, found.best_streak)


def test_today_counts_answers_time_and_new_cards():
    roll = rolled(answer("a", -1), answer("a", 0, 1, 6.0), answer("b", 0, 4, 4.5))
    found = activity(roll, TODAY)

    assert (2, 1, 10.5, 1) == (
        found.today.answers, found.today.right, found.today.seconds, found.today.new,
    )  # fmt: skip
    assert (3, 2, 5.25) == (found.answers, found.active_days, found.seconds_a_day)
    assert (TODAY, 2) == (found.best_day.day, found.best_day.answers)


def test_answers_of_a_day_to_come_are_none_of_today():
    roll = rolled(answer("a", 0), answer("a", 1), answer("a", 2))
    found = activity(roll, TODAY)

    assert (1, 1, 1, TODAY) == (
        found.streak, found.active_days, found.answers, found.heat[-1].day,
    )  # fmt: skip


def test_seconds_of_a_day_are_told_to_the_tenth():
    assert 1.2 == activity(rolled(answer("a", 0, seconds=1.23)), TODAY).today.seconds


@pytest.mark.parametrize("day", range(TODAY, TODAY + 7))
def test_the_heat_map_has_53_weeks_from_a_monday_to_today(day):
    heat = activity(rolled(answer("a", 0, seconds=5.0)), day).heat

    assert HEAT_WEEKS == -(-len(heat) // 7)
    assert (1, day) == (heat[0].day % 7, heat[-1].day)
    assert 1 == sum(count.answers for count in heat)


def test_the_weeks_of_the_heat_map_sum_its_days():
    found = activity(rolled(answer("a", 0, seconds=5.0), answer("a", -8, seconds=7.0)), TODAY)

    assert HEAT_WEEKS == len(found.by_week)
    assert 12.0 == sum(found.by_week) == found.seconds


CARDS = [card(f"c{k}") for k in range(9)]


def due(offset: int, **more) -> CardState:
    return CardState(due=TODAY + offset, interval=3, repetitions=1, phase="review", **more)


def test_the_forecast_counts_what_comes_due_and_overdue_today():
    states = {
        "c0": due(-5), "c1": due(0), "c2": due(1), "c3": due(29), "c4": due(30),
        "c5": due(0, suspended=True), "c6": due(-2, buried=TODAY), "gone": due(2),
        "c7": CardState(due=0, marked=True),
    }  # fmt: skip
    found = forecast(CARDS, states, TODAY)

    assert [2, 2] + [0] * 27 + [1] == list(found.due)
    assert (1, 1, 5) == (found.overdue, found.later, found.total)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (CardState(due=0), "new"),
        (CardState(due=0, marked=True), "new"),
        (CardState(due=TODAY), "learning"),
        (CardState(due=TODAY, phase="learning"), "learning"),
        (CardState(due=TODAY, phase="relearning"), "learning"),
        (CardState(due=TODAY, phase="review", interval=20), "young"),
        (CardState(due=TODAY, phase="review", interval=21), "mature"),
        (CardState(due=TODAY, phase="review", interval=90, suspended=True), "suspended"),
    ],
)
def test_a_card_has_one_stage(state, expected):
    assert expected == stage(state)


def test_the_forecast_counts_every_overdue_and_every_later_card():
    states = {
        "c0": due(-5), "c1": due(-1), "c2": due(-1, buried=TODAY), "c3": due(31), "c4": due(90),
        "c5": due(0),
    }  # fmt: skip
    found = forecast(CARDS, states, TODAY)

    assert (3, 1, 2, 2) == (found.due[0], found.due[1], found.overdue, found.later)


def test_the_forecast_counts_a_card_that_comes_back_for_today():
    states = {
        "c0": due(1, pending=True, last_seen=TODAY),
        "c1": due(1, pending=True, last_seen=TODAY, buried=TODAY),
        "c2": due(0, pending=True, last_seen=TODAY - 1),
    }
    found = forecast(CARDS, states, TODAY)

    assert (2, 1) == found.due[:2]


def test_a_card_answered_today_and_due_all_the_same_is_forecast_for_tomorrow():
    """A mock may show that a card just reviewed is not known."""
    found = forecast(CARDS, {"c0": due(0, last_seen=TODAY), "c1": due(-3, last_seen=TODAY)}, TODAY)

    assert (0, 2, 0) == (*found.due[:2], found.overdue)


def test_each_deck_counts_its_cards_by_stage():
    cards = [
        *(in_section(f"s{k}", "S3", "aws") for k in range(5)),
        in_section("d", "Run", "docker"),
    ]
    states = {
        "s0": due(1), "s1": replace(due(1), interval=40), "s3": due(1, suspended=True),
        "s4": replace(due(1), phase="relearning"),
    }  # fmt: skip

    assert (
        Maturity("aws", 1, 1, 1, 1, 1),
        Maturity("docker", 1, 0, 0, 0, 0),
    ) == maturity(cards, states)
    assert [5, 1] == [deck.cards for deck in maturity(cards, states)]


def test_leeches_have_eight_lapses_or_more():
    states = {
        "c0": due(1, lapses=7),
        "c1": due(1, lapses=8),
        "c2": due(1, lapses=12, suspended=True),
    }

    assert [("c2", 12, True), ("c1", 8, False)] == [
        (leech.card, leech.lapses, leech.suspended) for leech in leeches(CARDS, states)
    ]


def test_a_leech_is_shown_by_its_prompt_and_deck():
    (leech,) = leeches([card("c", deck="docker")], {"c": due(1, lapses=9)})

    assert ("What is c?", "docker") == (leech.prompt, leech.deck)


def test_stats_without_an_answer_say_so():
    assert stats(CARDS, Roll(), {}, TODAY).empty
    assert not stats(CARDS, rolled(*answers("c0", "4")), {}, TODAY).empty


def test_a_report_has_the_statistics_held_against_a_goal_and_the_sections():
    roll, states = rolled(*answers("c0", "4141")), {"c0": due(0)}
    numbers = stats(CARDS, roll, states, TODAY, 0.8)
    sections = topics(CARDS, roll, states, TODAY)

    assert Report(numbers, sections) == report(CARDS, roll, states, TODAY, 0.8)
    assert 0.8 == numbers.goal
