"""Numbers of things and lists of names, as one says them."""

from __future__ import annotations

import pytest

from quizcli.phrases import counted, listed


@pytest.mark.parametrize(
    ("said", "number"), [("0 cards", 0), ("1 card", 1), ("2 cards", 2), ("1 card", 1.0),
                         ("2.5 cards", 2.5), ("1234567 cards", 1_234_567)]
)  # fmt: skip
def test_one_thing_has_no_plural(said, number):
    assert said == counted(number, "card")


@pytest.mark.parametrize("names", ["", "a", "a and b", "a, b and c"])
def test_the_last_name_has_an_and(names):
    assert names == listed([name for name in names.replace(" and", ",").split(", ") if name])
