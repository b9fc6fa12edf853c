"""Confusions: the posterior rule, what stands for what, and when a pair is settled."""

from __future__ import annotations

import pytest

from quizcli.insight.beta import below
from quizcli.insight.confusion import Compared, confusions, side_by_side
from quizcli.shapes import Choice, Option, Recall
from tests.insight.making import POLICIES, TODAY, choice, picked, policies, rolled
from tests.making import card

OPTIONS = ("Kinesis", "SQS", "SNS", "MQ")
QUEUE = choice("queue", "Kinesis", *OPTIONS[1:])
BY = tuple(values[0] for values in POLICIES.values())
RIGHT = "distance, with a bias"
WRONG = "the user's country"


def taken(option: str, times: int, card: str = "queue", offered=OPTIONS, right: str = "Kinesis"):
    return [picked(card, option, offered, -9, option == right) for _ in range(times)]


# A learner who is mostly right elsewhere, so that chance alone seldom takes any one wrong option.
ELSEWHERE = choice("elsewhere", "right", "wrong", "false", "untrue", deck="other")
MOSTLY_RIGHT = taken("right", 60, "elsewhere", ("right", "wrong", "false", "untrue"), "right")


def found_in(cards, log):
    return confusions([ELSEWHERE, *cards], rolled(*MOSTLY_RIGHT, *log))


def pairs(cards, log) -> list[tuple[str, str, int, int]]:
    return [(c.right, c.taken, c.times, c.offered) for c in found_in(cards, log)]


def test_what_is_taken_far_more_often_than_chance_is_a_confusion():
    log = [*taken("SQS", 5), *taken("Kinesis", 12)]

    assert [("Kinesis", "SQS", 5, 17)] == pairs([QUEUE], log)


def test_the_rule_is_the_posterior_above_twice_the_base_rate():
    """b = (5 + 1) / (3 · 77 + 6), rate ~ Beta(6b + 5, 6(1 - b) + 12)."""
    base = 6 / 237
    expected = 1 - below(2 * base, 6 * base + 5, 6 * (1 - base) + 12)
    (found,) = found_in([QUEUE], [*taken("SQS", 5), *taken("Kinesis", 12)])

    assert expected == pytest.approx(found.chance, abs=1e-12)
    assert found.chance > 0.9


@pytest.mark.parametrize(("times", "found"), [(1, []), (2, [("x", "y", 2, 2)])])
def test_twice_is_a_confusion_where_mistakes_are_rare_and_once_is_none(times, found):
    others = [choice(f"other-{k}", "Kinesis", *OPTIONS[1:]) for k in range(9)]
    log = [row for c in others for row in taken("Kinesis", 20, c.id)]
    log += taken("y", times, "q", ("x", "y"))

    assert found == pairs([choice("q", "x", "y"), *others], log)


def test_who_guesses_confuses_nothing():
    log = [row for option in OPTIONS for row in taken(option, 6)]

    assert [] == pairs([QUEUE], log)


def test_answers_without_a_record_of_the_option_count_for_nothing():
    log = [*taken("SQS", 5), *taken("Kinesis", 12)]
    silent = [row._replace(chosen=None) for row in taken("Kinesis", 40)]

    assert pairs([QUEUE], log) == pairs([QUEUE], [*log, *silent])


def test_the_answers_of_several_cards_are_counted_together():
    cards = [choice(f"queue-{k}", "Kinesis", *OPTIONS[1:]) for k in range(5)]
    log = [row for c in cards for row in (*taken("SQS", 1, c.id), *taken("Kinesis", 2, c.id))]

    assert [("Kinesis", "SQS", 5, 15)] == pairs(cards, log)


def test_decks_are_held_apart():
    cards = [choice(f"queue-{k}", "Kinesis", *OPTIONS[1:], deck=f"deck-{k}") for k in range(5)]
    log = [row for c in cards for row in (*taken("SQS", 1, c.id), *taken("Kinesis", 2, c.id))]

    assert [] == pairs(cards, log)


def test_a_value_of_a_table_stands_for_the_subject_that_has_it():
    cards = policies()
    log = [
        *taken(WRONG, 4, "policies#geoproximity/by", BY, RIGHT),
        *taken(RIGHT, 4, "policies#geoproximity/by", BY, RIGHT),
        *taken("Geolocation", 2, "policies#geoproximity/by/back", tuple(POLICIES), "Geoproximity"),
    ]
    (found,) = found_in(cards.values(), log)

    assert ("Geoproximity", "Geolocation", 6, 10) == (
        found.right, found.taken, found.times, found.offered,
    )  # fmt: skip
    assert ("policies#geoproximity/by", "policies#geoproximity/by/back") == found.cards


def test_a_value_that_several_subjects_share_stands_for_none_of_them():
    facet = "policies#geoproximity/bias"
    log = [*taken("no", 6, facet, ("yes", "no"), "yes"), *taken("yes", 4, facet, ("yes", "no"))]

    assert [] == pairs(policies().values(), log)


def test_both_rows_stand_side_by_side():
    card = "policies#geoproximity/by"
    log = [*taken(WRONG, 5, card, BY, RIGHT), *taken(RIGHT, 5, card, BY, RIGHT)]
    (found,) = found_in(policies().values(), log)

    assert "Routing policies" == found.table
    assert (Compared("Decides by", RIGHT, WRONG), Compared("Bias", "yes", "no")) == found.rows
    assert all(row.differs for row in found.rows)


@pytest.mark.parametrize(
    ("right", "taken", "rows"),
    [
        ("latency", "WEIGHTED", 2),
        ("Latency", "Multivalue", 0),
        ("Multivalue", "Latency", 0),
        ("Multivalue", "Simple", 0),
    ],
)
def test_rows_stand_side_by_side_only_where_the_table_has_both(right, taken, rows):
    table = policies()["latency/by"].note.table

    assert rows == len(side_by_side(table, right, taken))


def test_a_confusion_that_no_table_has_is_shown_without_one():
    (found,) = found_in([QUEUE], [*taken("SQS", 5), *taken("Kinesis", 12)])

    assert ("", ()) == (found.table, found.rows)


def test_the_rows_are_found_when_a_plain_question_is_confused():
    asked = choice("bias", "Geoproximity", "Geolocation", "Latency", "Weighted")
    log = [
        *taken("Geolocation", 5, "bias", tuple(POLICIES), "Geoproximity"),
        *taken("Geoproximity", 9, "bias", tuple(POLICIES), "Geoproximity"),
        *taken(BY[2], 1, "policies#latency/by", BY, BY[2]),
    ]
    (found,) = found_in([asked, *policies().values()], log)

    assert ("Geoproximity", "Geolocation", 2) == (found.right, found.taken, len(found.rows))


def test_when_it_happened_is_told():
    log = [picked("queue", "SQS", OPTIONS, day) for day in (-9, -8, -7, -3)] + taken("Kinesis", 9)
    (found,) = found_in([QUEUE], log)

    assert (TODAY - 9, TODAY - 3) == (found.first_day, found.last_day)


PAIR = ("Kinesis", "SQS")
HISTORY = [*taken("SQS", 5), *taken("Kinesis", 12)]


def contrasts(*chosen: str):
    return [
        picked("queue", option, PAIR, -5 + k, option == "Kinesis")
        for k, option in enumerate(chosen)
    ]


@pytest.mark.parametrize(
    ("chosen", "open_pairs"),
    [
        (["Kinesis"] * 2, 1),
        (["Kinesis"] * 3, 0),
        (["Kinesis", "Kinesis", "SQS", "Kinesis", "Kinesis"], 1),
        (["Kinesis", "SQS", "Kinesis", "Kinesis", "Kinesis"], 0),
    ],
)
def test_a_pair_is_settled_by_three_clean_contrasts_since_it_last_happened(chosen, open_pairs):
    assert open_pairs == len(pairs([QUEUE], [*HISTORY, *contrasts(*chosen)]))


def test_a_settled_pair_comes_back_when_it_happens_again():
    log = [
        *HISTORY,
        *contrasts("Kinesis", "Kinesis", "Kinesis"),
        picked("queue", "SQS", OPTIONS, -1),
    ]

    assert 1 == len(pairs([QUEUE], log))


def test_a_contrast_is_told_from_a_question_with_more_options():
    log = [*HISTORY, *(picked("queue", "Kinesis", OPTIONS, -5, right=True) for _ in range(3))]

    assert 0 == found_in([QUEUE], log)[0].contrasts


def test_a_right_pick_that_was_graded_wrong_is_no_clean_contrast():
    overruled = [picked("queue", "Kinesis", PAIR, -5, right=False) for _ in range(3)]

    assert 0 == found_in([QUEUE], [*HISTORY, *overruled])[0].contrasts


def test_a_confusion_on_another_card_starts_the_contrasts_over():
    cards = [QUEUE, choice("stream", "Kinesis", *OPTIONS[1:])]
    log = [
        *HISTORY,
        *contrasts("Kinesis", "Kinesis", "Kinesis"),
        picked("stream", "SQS", OPTIONS, -1),
    ]

    assert 0 == found_in(cards, log)[0].contrasts


def test_options_that_left_the_deck_and_unknown_cards_are_passed_over():
    former = ("Kinesis", "RabbitMQ", "SNS")
    log = [
        *taken("RabbitMQ", 5, offered=former),
        *taken("SQS", 9, "gone"),
        *taken("Kinesis", 12, offered=former),
    ]

    assert [] == pairs([QUEUE], log)


@pytest.mark.parametrize(
    "shape",
    [
        Choice("Which?", (Option("SNS", True), Option("MQ", True), Option("SQS"))),
        Recall("Which?", "SNS"),
    ],
    ids=["several are right", "it offers options no longer"],
)
def test_who_picks_wrong_where_no_one_option_is_right_takes_it_for_none(shape):
    """Other questions about the same things count all the same."""
    log = [*taken("SQS", 9, "open", right="SNS"), *HISTORY]

    assert [("Kinesis", "SQS", 5, 17)] == pairs([card("open", shape), QUEUE], log)


def test_the_surest_pair_comes_first():
    cards = [QUEUE, choice("bus", "EventBridge", *OPTIONS)]
    offered = ("EventBridge", *OPTIONS)
    log = [
        *HISTORY,
        *taken("SNS", 9, "bus", offered, "EventBridge"),
        *taken("EventBridge", 9, "bus", offered, "EventBridge"),
    ]
    chances = [c.chance for c in found_in(cards, log)]

    assert 2 == len(chances)
    assert sorted(chances, reverse=True) == chances


def test_of_pairs_as_sure_the_one_that_happened_more_often_comes_first():
    log = [*MOSTLY_RIGHT * 10, *taken("SQS", 40), *taken("SNS", 50)]
    found = found_in([QUEUE], log)

    assert [1.0, 1.0] == [c.chance for c in found]
    assert [("SNS", 50), ("SQS", 40)] == [(c.taken, c.times) for c in found]
