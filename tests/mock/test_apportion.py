"""Seats by weight: the quota rule, rooms, ties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.mock.apportion import apportion

NAMES = "abcdefgh"
WEIGHTS = st.lists(st.integers(1, 1000), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("weights", "seats", "expected"),
    [
        ((1, 1), 2, (1, 1)),
        ((30, 26, 24, 20), 65, (19, 17, 16, 13)),
        ((0.001, 0.003), 4, (1, 3)),
        ((0, 5), 3, (0, 3)),
        ((1, 2), 0, (0, 0)),
        ((0, 0), 0, (0, 0)),
    ],
    ids=["even", "four domains", "small", "without weight", "none", "nothing"],
)
def test_seats_follow_the_weights(weights, seats, expected):
    assert expected == apportion(weights, seats, (99,) * len(weights), NAMES[: len(weights)])


@pytest.mark.parametrize(("ties", "expected"), [("ab", (2, 0)), ("ba", (1, 1))])
def test_equal_remainders_go_by_the_ties(ties, expected):
    assert expected == apportion((3, 1), 2, (99, 99), ties)


@given(weights=WEIGHTS, seats=st.integers(0, 200))
def test_nobody_is_a_whole_seat_away_from_their_due(weights, seats):
    given_ = apportion(weights, seats, [seats] * len(weights), NAMES[: len(weights)])
    total = sum(weights)

    assert seats == sum(given_)
    assert all(
        abs(got - seats * weight / total) < 1 for got, weight in zip(given_, weights, strict=True)
    )


@given(data=st.data(), weights=WEIGHTS)
def test_no_room_is_overfilled_and_every_seat_is_given(data, weights):
    rooms = [data.draw(st.integers(0, 30)) for _ in weights]
    seats = data.draw(st.integers(0, sum(rooms)))
    given_ = apportion(weights, seats, rooms, NAMES[: len(weights)])

    assert seats == sum(given_)
    assert all(got <= room for got, room in zip(given_, rooms, strict=True))


@pytest.mark.parametrize(
    ("weights", "rooms"), [((1, 1), (2, 2)), ((1, 0), (4, 9))], ids=["rooms", "no weight"]
)
def test_too_little_room_is_said(weights, rooms):
    with pytest.raises(ValueError, match="no room for 5"):
        apportion(weights, 5, rooms, "ab")
