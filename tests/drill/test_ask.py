"""One turn arranged for showing: drawn and mixed by a seed, alike on every machine."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.drill.ask import arrange, mixed_steps, shuffled
from quizcli.shapes import Blank, Choice, Option, Order, Recall, Rubric, Typed
from tests.making import card

SEEDS = [f"seed-{k}" for k in range(60)]


def choice(right: int, wrong: int) -> Choice:
    rights = (Option(f"right {k}", right=True, why=f"because {k}") for k in range(right))
    return Choice("?", (*rights, *(Option(f"wrong {k}", why=f"not {k}") for k in range(wrong))))


def offered(shape: Choice, seed: str, name: str = "c") -> tuple[str, ...]:
    return arrange(card(name, shape), seed).offered


def test_the_steps_of_an_order_are_mixed_anew_at_every_turn():
    hops = card("hops", Order("?", tuple("abcdef")))
    mixed = {mixed_steps(ask.shape, ask.seed) for ask in (arrange(hops, seed) for seed in SEEDS)}

    assert len(mixed) > len(SEEDS) / 2


def test_a_seed_gives_the_same_order_on_every_machine():
    """By the SHA-256 of seed, NUL and item: 1a…, 67…, 9a…, ef…, as sha256sum has them."""
    assert ("SQS", "Kinesis", "MQ", "SNS") == shuffled(("SQS", "SNS", "Kinesis", "MQ"), "seed")


@given(st.lists(st.text(), unique=True), st.text())
def test_an_order_depends_on_the_seed_and_the_items_alone(items, seed):
    assert sorted(items) == sorted(shuffled(tuple(items), seed))
    assert shuffled(tuple(items), seed) == shuffled(tuple(reversed(items)), seed)


@pytest.mark.parametrize(
    ("right", "wrong", "shown"), [(1, 3, 4), (1, 5, 6), (1, 9, 6), (2, 9, 6), (6, 3, 7), (8, 2, 9)]
)
def test_at_most_six_options_are_shown_with_every_right_one_and_a_wrong_one(right, wrong, shown):
    shape = choice(right, wrong)
    for seed in SEEDS[:10]:
        drawn = offered(shape, seed)

        assert shown == len(set(drawn)) == len(drawn)
        assert set(shape.right) <= set(drawn)


def test_every_option_gets_to_every_place():
    places = Counter(
        (text, place) for seed in SEEDS for place, text in enumerate(offered(choice(1, 3), seed))
    )

    assert 16 == len(places)


def test_every_wrong_option_gets_its_turn():
    drawn = {text for seed in SEEDS for text in offered(choice(1, 9), seed)}

    assert 10 == len(drawn)


def test_options_keep_what_they_say_of_themselves():
    asked = card("c", choice(1, 3))
    ask = arrange(asked, "seed")

    assert (asked, set(asked.shape.options)) == (ask.card, set(ask.shape.options))


def test_cards_with_the_same_options_are_mixed_apart():
    shape = choice(1, 3)

    assert any(offered(shape, seed, "one") != offered(shape, seed, "other") for seed in SEEDS)


def test_a_turn_is_arranged_alike_for_the_same_seed():
    shape = choice(2, 9)

    assert offered(shape, "seed") == offered(shape, "seed")
    assert any(offered(shape, "seed") != offered(shape, seed) for seed in SEEDS)


@pytest.mark.parametrize(
    "shape",
    [Recall("?", "a"), Typed("?", (Blank("a"),)), Order("?", ("a", "b")), Rubric("?", ())],
    ids=lambda shape: type(shape).__name__,
)
def test_a_question_without_options_is_put_as_it_is_and_offers_nothing(shape):
    asked = card("c", shape)
    ask = arrange(asked, "seed")

    assert (asked, shape, ()) == (ask.card, ask.shape, ask.offered)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_steps_are_never_shown_in_their_right_order(count):
    steps = tuple(f"step {k}" for k in range(count))
    shown = {mixed_steps(Order("?", steps), seed) for seed in SEEDS}

    assert steps not in shown
    assert {steps} == {tuple(sorted(mixed)) for mixed in shown}
    assert (1 if count == 2 else 5) <= len(shown)
