"""Shares shrunk to their mean."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.insight.shrink import LEAST_STRENGTH, MOST_STRENGTH, Prior, prior

scores = st.lists(
    st.integers(0, 80).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), max_size=20
)


@given(scores)
def test_the_prior_is_always_usable(known):
    expected = prior(known)

    assert 0 < expected.mean < 1
    assert LEAST_STRENGTH <= expected.strength <= MOST_STRENGTH
    for score in known:
        assert 0 <= expected.below_mean(*score) <= 1


@given(scores.filter(lambda known: sum(n for n, _ in known)))
def test_a_share_lies_between_its_own_and_the_mean(known):
    expected = prior(known)
    for answers, right in known:
        low, high = sorted((expected.mean, right / answers if answers else expected.mean))

        assert low - 1e-12 <= expected.share(answers, right) <= high + 1e-12


@pytest.mark.parametrize(("strength", "seed"), [(5, 1), (5, 2), (30, 1), (30, 2)])
def test_the_strength_that_made_the_scores_is_found_again(strength, seed):
    dice = random.Random(seed)
    made = []
    for _ in range(1500):
        answers = dice.randint(10, 90)
        share = dice.betavariate(0.8 * strength, 0.2 * strength)
        made.append((answers, sum(dice.random() < share for _ in range(answers))))

    assert strength == pytest.approx(prior(made).strength, rel=0.15)
    assert 0.8 == pytest.approx(prior(made).mean, abs=0.01)


@pytest.mark.parametrize(
    "known",
    [[(40, 32)] * 6, [(2, 1)] * 2, [(8, 5), (8, 3)]],
    ids=["alike", "alike and small", "just as chance has it"],
)
def test_topics_that_differ_no_more_than_chance_are_taken_as_one(known):
    assert MOST_STRENGTH == prior(known).strength


def test_topics_of_all_or_nothing_keep_their_own_share():
    assert LEAST_STRENGTH == prior([(40, 40), (40, 0)] * 3).strength


def test_few_answers_move_a_share_little_and_many_most_of_the_way():
    expected = Prior(0.8, 20)

    assert 0.8 == pytest.approx(expected.share(0, 0))
    assert 0.8 > expected.share(2, 0) > 0.7
    assert 0.05 > expected.share(600, 0)
