"""Today's queue: caps, backlog, siblings, variety."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.drill.queue import Candidate, Done, Limits, Plan, plan

DAY = 100
NOTHING: list[Candidate] = []


def due(card: str, deck: str = "d", days_late: int = 0, interval: int = 10) -> Candidate:
    return Candidate(card, card.partition("#")[0], deck, DAY - days_late, interval)


def new(card: str, deck: str = "d") -> Candidate:
    return Candidate(card, card.partition("#")[0], deck)


def planned(
    cards: list[Candidate],
    fresh: list[Candidate] = NOTHING,
    done: Done | None = None,
    day: int = DAY,
    **limits: int,
) -> Plan:
    return plan(cards, [fresh], day, Limits(**limits), done or Done())


def test_reviews_come_first_then_new_cards_in_authored_order():
    found = planned([due("r1")], [new("b"), new("a"), new("c")])

    assert ("r1", "b", "a", "c") == found.cards


def test_the_caps_subtract_what_was_done_today():
    reviews = [due(f"r{n}") for n in range(10)]
    fresh = [new(f"n{n}") for n in range(10)]
    found = planned(reviews, fresh, Done(new=3, reviews=7), new=5, reviews=200)

    assert (10, 2) == (len(found.reviews), len(found.new))

    found = planned(reviews, fresh, Done(reviews=7), reviews=12)

    assert (5, 5) == (len(found.reviews), found.parked)


def test_a_day_has_twenty_new_cards_and_two_hundred_reviews_unless_told_otherwise():
    found = planned([due(f"r{n}") for n in range(300)])

    assert (200, 100) == (len(found.reviews), found.parked)
    assert 20 == len(planned([], [new(f"n{n}") for n in range(30)]).new)


def test_a_backlog_is_parked_shortest_interval_first_and_pauses_new_cards():
    reviews = [due(f"r{interval}", interval=interval) for interval in range(20, 0, -1)]
    found = planned(reviews, [new("n")], reviews=5)

    assert {"r1", "r2", "r3", "r4", "r5"} == set(found.reviews)
    assert (15, ()) == (found.parked, found.new)


def test_due_cards_that_were_not_listed_are_parked_too():
    found = plan([due("r")], [[new("n")]], DAY, Limits(), Done(), unlisted=7)

    assert (("r",), 7) == (found.cards, found.parked)


def test_a_shelf_is_read_no_further_than_the_day_needs():
    shelf = iter([new(f"n{n}") for n in range(9)])
    plan([], [shelf], DAY, Limits(new=3), Done())

    assert "n3" == next(shelf).card


@pytest.mark.parametrize(
    ("reviews", "limits"),
    [(0, Limits(new=0)), (1, Limits(reviews=0))],
    ids=["no new cards", "a backlog"],
)
def test_no_shelf_is_opened_on_a_day_without_room_for_new_cards(reviews, limits):
    """Who finds the new cards of a folder has to look for them."""
    shelves = iter([[new("n")]])
    found = plan([due("r")] * reviews, shelves, DAY, limits, Done())

    assert () == found.cards
    assert 1 == len(list(shelves))


MIXED = [due(f"r{n}", interval=10 + n % 2) for n in range(40)]


@pytest.mark.parametrize("limit", [10, 200])
def test_the_order_of_a_day_is_no_other_for_cards_that_come_in_another_order(limit):
    assert planned(MIXED, reviews=limit).cards == planned(MIXED[::-1], reviews=limit).cards


def test_every_day_has_an_order_of_its_own():
    days = [planned(MIXED, day=DAY + k).reviews for k in range(3)]
    urgent = [set(planned(MIXED, day=DAY + k, reviews=10).reviews) for k in range(3)]

    assert 3 == len(set(days))
    assert not urgent[0] == urgent[1] == urgent[2]


def test_cards_are_not_asked_in_the_order_of_their_intervals():
    reviews = planned([due(f"r{n:02d}", interval=10 + n) for n in range(40)]).reviews

    assert sorted(reviews) != list(reviews)


def test_of_decks_with_as_many_cards_now_one_comes_first_and_now_another():
    pair = [due("a1", "a"), due("b1", "b")]

    assert {"a1", "b1"} == {planned(pair, day=DAY + k).cards[0] for k in range(12)}


def test_the_only_card_of_a_deck_stands_in_the_middle_of_the_others():
    reviews = planned([due("one", "a"), *(due(f"r{n}", "b") for n in range(8))]).reviews

    assert 4 == reviews.index("one")


def test_reviews_of_several_decks_are_interleaved():
    reviews = [due(f"{deck}{n}", deck) for deck in "ab" for n in range(20)]
    decks = [card[0] for card in planned(reviews).reviews]

    assert max(Counter(pairwise(decks)).values()) < 25
    assert {"a", "b"} == set(decks[:4])


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        ("n#c1", "n#c2", 1),
        ("t#row/x", "t#row/y", 1),
        ("t#row/x", "t#other/x", 1),
        ("t#row/x", "t#row/x/back", 1),
        ("t#row/x", "t#other/y", 2),
        ("m", "n", 2),
    ],
)
def test_siblings_wait_for_another_day(one, other, asked):
    assert asked == len(planned([due(one), due(other)]).reviews)
    assert asked == len(planned([], [new(one), new(other)]).new)


def test_a_sibling_answered_earlier_today_counts():
    done = Done(new=0, reviews=1, cards=(due("n#c1"),))

    assert () == planned([due("n#c2")], done=done).cards


@pytest.mark.parametrize(
    ("days_late", "interval"),
    [(0, 1), (0, 2), (1, 6), (4, 20)],
    ids="fresh short late later".split(),
)
def test_a_sibling_that_cannot_wait_is_asked(days_late, interval):
    """Waiting costs most where the interval is short or the card is late already."""
    late = due("n#c2", days_late=days_late, interval=interval)

    assert "n#c2" in planned([due("n#c1", interval=1), late]).reviews


@pytest.mark.parametrize(
    ("days_late", "interval"), [(0, 3), (0, 9), (1, 10), (3, 20)], ids=lambda value: str(value)
)
def test_a_sibling_waits_up_to_a_fifth_of_its_interval(days_late, interval):
    late = due("n#c2", days_late=days_late, interval=interval)
    found = planned([due("n#c1", interval=1), late, due("m", interval=90)])

    assert ({"n#c1", "m"}, 1) == (set(found.reviews), found.waiting)


def test_new_cards_come_from_one_deck_of_each_folder_in_turn():
    shelves = [
        [new(f"{folder}{deck}{n}", deck) for deck in "ab" for n in range(3)] for folder in "xy"
    ]
    found = plan([], shelves, DAY, Limits(), Done())

    assert ["xa0", "ya0", "xa1", "ya1", "xa2", "ya2", "xb0"] == list(found.new)[:7]


names = st.builds(
    lambda note, row, column: f"{note}#{row}/{column}",
    st.sampled_from("nm"), st.sampled_from("abcd"), st.sampled_from("xyz"),
)  # fmt: skip


@given(
    st.lists(st.tuples(names, st.integers(0, 30), st.integers(1, 60)), unique_by=lambda c: c[0]),
    st.integers(0, 12),
    st.integers(0, 12),
)
def test_no_card_is_planned_twice_and_caps_hold(cards, reviews, fresh):
    half = len(cards) // 2
    found = planned(
        [due(name, days_late=late, interval=interval) for name, late, interval in cards[:half]],
        [new(name) for name, _, _ in cards[half:]],
        reviews=reviews,
        new=fresh,
    )

    assert len(set(found.cards)) == len(found.cards)
    assert len(found.reviews) <= reviews
    assert len(found.new) <= fresh
    assert half == len(found.reviews) + found.parked + found.waiting
