"""The spread of due dates: how far, and the same on every machine."""

from __future__ import annotations

import pytest

from quizcli.sched.fuzz import spread

FAR = 36_500
NAMES = [f"card-{k}" for k in range(3000)]


@pytest.mark.parametrize("interval", [0, 1, 2])
def test_intervals_under_three_days_stay(interval):
    assert {interval} == {spread(interval, name, 1, FAR) for name in NAMES[:50]}


@pytest.mark.parametrize(
    ("interval", "earliest", "latest"),
    [
        (3, 2, 4),  # 1.075 days: one, and 15 % from day 2.5 on
        (5, 4, 6),  # 1.375
        (7, 5, 9),  # 1.675
        (20, 17, 23),  # 2.975: 10 % from day 7 on
        (100, 93, 107),  # 6.975: 5 % from day 20 on
        (1000, 948, 1052),  # 51.975
    ],
)
def test_an_interval_reaches_every_day_of_its_band_and_no_other(interval, earliest, latest):
    days = {spread(interval, name, 1, FAR) for name in NAMES}

    assert set(range(earliest, latest + 1)) == days


@pytest.mark.parametrize(
    ("interval", "longest", "days"),
    [(100, 95, {93, 94, 95}), (100, 93, {93}), (100, 60, {60}), (3, 1, {1})],
)
def test_no_interval_is_longer_than_the_longest(interval, longest, days):
    assert days == {spread(interval, name, 1, longest) for name in NAMES[:200]}


@pytest.mark.parametrize(
    ("interval", "days"),
    [
        (100, [97, 100, 104, 106, 95, 102]),  # modulo the 15 days from 93 on
        # Modulo the 105 from 948 on. 15 divides 255, so that any order of the bytes would do there.
        (1000, [1042, 1045, 1034, 1051, 980, 1017]),
    ],
)
def test_a_card_and_its_repetition_have_the_same_spread_on_every_machine(interval, days):
    r"""By BLAKE2b-64 of card, NUL and repetition: `printf 'etcd-role\0%d' 1 | b2sum -l 64`."""
    assert days == [spread(interval, "etcd-role", repetition, FAR) for repetition in range(1, 7)]
