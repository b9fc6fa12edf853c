"""The incomplete beta against closed forms, and its inverse."""

from __future__ import annotations

from math import comb, pi, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.insight import beta
from quizcli.insight.beta import below, interval, quantile

shares = st.floats(0.001, 0.999)
counts = st.integers(1, 60)
parameters = st.floats(0.05, 400)


@given(shares, counts, counts)
def test_whole_parameters_give_the_binomial_tail(x, a, b):
    """I_x(a, b) is the chance of at least a successes in a + b - 1 tries (DLMF 8.17.5)."""
    tries = a + b - 1
    tail = sum(comb(tries, k) * x**k * (1 - x) ** (tries - k) for k in range(a, tries + 1))

    assert tail == pytest.approx(below(x, a, b), abs=1e-11)


@given(shares, st.floats(0.1, 300))
def test_with_one_parameter_of_one_it_is_a_power(x, a):
    assert x**a == pytest.approx(below(x, a, 1), rel=1e-9, abs=1e-12)
    assert 1 - (1 - x) ** a == pytest.approx(below(x, 1, a), rel=1e-9, abs=1e-12)


@given(shares, parameters, parameters)
def test_both_tails_make_one(x, a, b):
    assert 1.0 == pytest.approx(below(x, a, b) + below(1 - x, b, a), abs=1e-10)


@given(shares, parameters, parameters)
def test_the_quantile_undoes_it(share, a, b):
    x = quantile(share, a, b)
    low, high = below(x - 1e-9, a, b), below(x + 1e-9, a, b)

    assert low - 1e-9 <= share <= high + 1e-9


@pytest.mark.parametrize("share", [0.1, 0.9])
@pytest.mark.parametrize("a", [8, 20, 60, 300])
@pytest.mark.parametrize("b", [2, 5, 20])
def test_from_ten_answers_on_a_quantile_is_found_in_five_steps(share, a, b, monkeypatch):
    """Reports ask for two of each topic; from the mean alone it would take six or more."""
    steps: list[float] = []
    monkeypatch.setattr(beta, "below", lambda *given: steps.append(given[0]) or below(*given))
    quantile(share, a, b)

    assert len(steps) <= 5


@pytest.mark.parametrize(
    ("x", "a", "b", "expected"),
    [
        (0.5, 0.5, 0.5, 0.5),  # the arcsine law: 2/pi asin(sqrt x)
        (0.25, 0.5, 0.5, 1 / 3),
        (0.75, 1.5, 1.5, 2 / 3 + sqrt(3) / (4 * pi)),
        (0.1, 2, 3, 0.0523),
        (0.5, 20, 20, 0.5),
    ],
)
def test_known_values(x, a, b, expected):
    assert expected == pytest.approx(below(x, a, b), abs=1e-12)


def test_the_quartiles_of_the_uniform():
    assert (0.1, 0.9) == pytest.approx(interval(1, 1, 0.8), abs=1e-12)


@pytest.mark.parametrize(("x", "expected"), [(-1.0, 0.0), (0.0, 0.0), (1.0, 1.0), (2.0, 1.0)])
def test_outside_the_unit_interval_it_is_sure(x, expected):
    assert expected == below(x, 2, 3)


@pytest.mark.parametrize("share", [0, 1])
def test_none_and_all_lie_below_the_ends(share):
    assert share == pytest.approx(quantile(share, 2, 3), abs=1e-3)


@pytest.mark.parametrize(("a", "b"), [(0, 1), (1, 0), (-1, 2)])
def test_parameters_are_positive(a, b):
    with pytest.raises(ValueError, match="positive"):
        below(0.5, a, b)


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_is_between_nought_and_one(share):
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(share, 1, 1)
