"""The roll-up: what it counts, and that a cursor may extend it anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import json
from msgspec.structs import replace

from quizcli.insight.roll import FRESH, LATER, REPEATED, Roll
from quizcli.insight.rows import Row, rows
from quizcli.insight.tally import Tally
from quizcli.model import Event, Grade
from quizcli.sched.fsrs import Fsrs
from quizcli.sched.memory import Memory
from tests.folding import recall
from tests.insight.learner import Learner
from tests.insight.making import TODAY, answer, answers, rolled

OFFERED = ("a", "b", "c")

row_lists = st.lists(
    st.builds(
        Row,
        st.sampled_from(["one", "two#x", "three"]),
        st.integers(TODAY, TODAY + 60),
        st.sampled_from(["review", "review", "drill", "cram", "quiz", "mock", "reset", "keep"]),
        st.none() | st.integers(0, 5),
        st.none() | st.floats(0, 1000),
        st.none() | st.sampled_from(["a", "b", "a | c", "gone"]),
        st.sampled_from([(), OFFERED, OFFERED[:2]]),
        st.none() | st.dictionaries(st.sampled_from(["p", "q"]), st.floats(0, 1)),
    ),
    max_size=60,
).map(lambda made: sorted(made, key=lambda row: row.day))


def kept(roll: Roll) -> Roll:
    """The roll-up as it comes back from JSON."""
    return json.decode(json.encode(roll), type=Roll)


@given(row_lists, st.integers(0, 60))
def test_a_cursor_may_stop_anywhere_and_go_on_from_what_was_kept(made, stop):
    whole = Roll().extend(made)
    resumed = kept(Roll().extend(made[:stop])).extend(made[stop:])

    assert whole == resumed


@given(row_lists, st.integers(0, 60))
def test_the_days_need_only_the_tallies_of_the_cards_in_the_new_rows(made, stop):
    whole = Roll().extend(made)
    before = Roll().extend(made[:stop])
    touched = {row.card: before.cards[row.card] for row in made[stop:] if row.card in before.cards}
    resumed = replace(kept(before), cards=touched).extend(made[stop:])

    assert replace(whole, cards={}) == replace(resumed, cards={})


@given(row_lists)
def test_a_card_remembers_as_its_scheduler_would(made):
    """The observer's memory is the fold of FSRS over all answers, same-day ones by `same_day`."""
    fsrs, memories = Fsrs(), {}
    for row in made:
        if row.kind == "reset":
            memories.pop(row.card, None)
        elif row.grade is not None and row.kind != "keep":
            memory, grade = memories.get(row.card, Memory()), Grade(row.grade)
            again = memory.last == row.day
            memories[row.card] = (
                fsrs.same_day(memory, grade) if again else fsrs.next(memory, grade, row.day)
            )
    roll = Roll().extend(made)

    assert memories.keys() == roll.cards.keys()
    for card, memory in memories.items():
        tally = roll.cards[card]
        assert memory.values == (tally.stability, tally.difficulty)
        assert recall(memory, memory.last + 9) == tally.recall(memory.last + 9)


def test_the_times_of_a_card_come_back_from_what_was_kept():
    roll = rolled(*(answer("a", k, seconds=1.0 + 2 * k) for k in (0, 1, 1, 2, 3)))

    assert {2: 1, 6: 2, 10: 1, 14: 1} == kept(roll).cards["a"].times


def test_a_card_counts_one_answer_a_day_and_the_day_counts_all():
    roll = rolled(answer("a", 0, 1), answer("a", 0, 1), answer("a", 0, 4), answer("a", 1, 4))

    assert (2, 1) == (roll.cards["a"].answers, roll.cards["a"].wrong)
    assert [(3, 1), (1, 1)] == [(t.answers, t.right) for t in roll.days.values()]
    assert 4 == roll.count


@pytest.mark.parametrize("kind", ["review", "drill", "cram", "quiz", "mock"])
def test_every_kind_of_answer_is_evidence(kind):
    assert 1 == rolled(answer("a", 0, kind=kind)).cards["a"].answers


@pytest.mark.parametrize("kind", ["keep", "bury", "suspend", "mark", "note", "void"])
def test_what_is_no_answer_counts_nothing(kind):
    assert Roll() == rolled(answer("a", 0, kind=kind), answer("a", 0, grade=None))


def test_a_reset_card_starts_over_and_its_days_stay():
    roll = rolled(*answers("a", "111"), answer("a", -2, kind="reset", grade=None))
    after = roll.extend([answer("a", 0, 4)])

    assert (1, 0) == (after.cards["a"].answers, after.cards["a"].wrong)
    assert 4 == sum(tally.answers for tally in after.days.values())


def test_retention_counts_reviews_of_later_days_by_how_long_the_card_waited():
    roll = rolled(
        answer("a", -50), answer("a", -50), answer("a", -45, 1), answer("a", -10, 3),
        answer("a", -9, kind="drill"), answer("a", -8, kind="mock", grade=1),
    )  # fmt: skip
    young = sum(t.young for t in roll.days.values())
    mature = sum(t.mature_right for t in roll.days.values())

    assert (1, 1) == (young, mature)
    assert [0, 0, 1, 0, 0, 0, 0, 0] == [band.answers - band.right for band in roll.waits], (
        "the wait of five days"
    )


def test_a_day_counts_all_its_reviews_of_young_and_of_mature_cards():
    waits = {"young": -20, "younger": -1, "mature": -21, "older": -90}
    before = [answer(name, day) for name, day in waits.items()]
    today = [answer(name, 0, grade) for name, grade in zip(waits, (1, 4, 4, 1), strict=True)]
    tally = rolled(*before, *today).days[TODAY]

    assert (2, 1, 2, 1) == (tally.young, tally.young_right, tally.mature, tally.mature_right)


def test_an_answer_left_open_over_lunch_counts_as_ten_minutes():
    roll = rolled(answer("a", 0, seconds=7200.0), answer("a", 1, seconds=8.0))

    assert [600.0, 8.0] == [tally.seconds for tally in roll.days.values()]


def test_habits_tell_first_answers_from_later_and_repeated_ones():
    roll = rolled(answer("a", 0, 1, 20.0), answer("a", 0, 3, 5.0), answer("a", 1, 5, 7.0))

    assert [(1, 20.0), (1, 5.0), (1, 7.0)] == [
        (habit.answers, habit.seconds)
        for habit in (roll.habit(FRESH, 1), roll.habit(REPEATED, 3), roll.habit(LATER, 5))
    ]


def test_recent_answers_are_kept_for_the_trend_and_no_longer():
    roll = rolled(*answers("a", "1" * 60, first_day=-59))

    assert 28 == len(roll.cards["a"].recent)
    assert (14, 0) == roll.cards["a"].score(TODAY - 13, TODAY)
    assert (14, 0) == roll.cards["a"].score(TODAY - 27, TODAY - 14)


def test_a_card_answered_today_is_judged_by_tomorrow():
    failed = rolled(*answers("a", "444", -9), answer("a", 0, 1)).cards["a"]

    assert failed.recall(TODAY + 1) == failed.recall(TODAY) < 1.0


def test_a_tally_without_answers_is_empty():
    assert (0, 0) == Tally().score(0, TODAY)


def test_points_of_an_open_answer_are_asked_and_missed():
    roll = rolled(
        answer("a", 0, points={"isolation": 1, "legacy": 0}),
        answer("a", 1, points={"isolation": True, "legacy": 0.5}),
    )

    assert {"isolation": [2, 0], "legacy": [2, 1]} == roll.cards["a"].points


def test_options_are_counted_with_when_they_were_taken():
    roll = rolled(
        answer("a", -3, 1, chosen="b", offered=OFFERED),
        answer("a", -2, 4, chosen="a", offered=OFFERED),
        answer("a", -1, 1, chosen="b", offered=OFFERED),
    )
    pick = roll.cards["a"].picks["b"]

    assert (3, 2, TODAY - 3, TODAY - 1) == (
        pick.offered, pick.taken, pick.first_day, pick.last_day,
    )  # fmt: skip
    assert (3, 2) == (roll.cards["a"].picked, roll.cards["a"].mispicked)


@pytest.mark.parametrize(
    ("chosen", "offered"),
    [(None, OFFERED), ("", OFFERED), ("a", ())],
    ids=["nothing recorded", "don't know", "nothing offered"],
)
def test_an_answer_that_took_no_option_says_nothing_of_options(chosen, offered):
    assert 0 == rolled(answer("a", 0, chosen=chosen, offered=offered)).cards["a"].picked


@pytest.mark.parametrize(
    ("chosen", "taken"),
    [
        ("to web | queue", [1, 0, 1, 0]),
        ("cron | queue", [0, 1, 0, 0]),
        ("queue", [0, 0, 1, 0]),
        ("to web | cron", [1, 0, 0, 0]),
    ],
    ids=["two", "one with a bar", "one", "one that was not on offer"],
)
def test_several_options_taken_together_are_each_taken(chosen, taken):
    offered = ("to web", "cron | queue", "queue", "web")
    picks = rolled(answer("a", 0, 2, chosen=chosen, offered=offered)).cards["a"].picks

    assert taken == [picks[option].taken for option in offered]


def test_rows_are_the_standing_answers_under_present_names():
    events = [
        Event("1", "t1", TODAY, "review", "old#x", 4, 2.5, "b", OFFERED),
        Event("2", "t2", TODAY, "review", "kept", 1),
        Event("3", "t3", TODAY, "void", target="2"),
        Event("4", "t4", TODAY, "mock", "open", 3, detail={"points": {"p": 0}}),
        Event("5", "t5", TODAY, "suspend", "kept"),
        Event("6", "t6", TODAY, "reset", "kept"),
    ]

    assert [
        Row("new#x", TODAY, "review", 4, 2.5, "b", OFFERED),
        Row("open", TODAY, "mock", 3, points={"p": 0}),
        Row("kept", TODAY, "reset"),
    ] == list(rows(reversed(events), {"old": "new"}))


def test_undoing_an_answer_gives_the_roll_up_of_before():
    events = Learner(3).study(4).events
    undo = Event("undo", "~", events[-1].day, "void", target=events[-1].uid)

    assert Roll().extend(rows(events[:-1])) == Roll().extend(rows([*events, undo]))


def test_the_order_of_arrival_does_not_matter():
    events = Learner(4).study(4).events
    twice = [*reversed(events), *(replace(event, device="b") for event in events[:20])]

    assert Roll().extend(rows(events)) == Roll().extend(rows(twice))
