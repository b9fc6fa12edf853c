"""Between two rows only the stretch that differs is written."""

from __future__ import annotations

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from quizcli.ui.changes import change
from quizcli.ui.text import clean, fit, line
from quizcli.ui.theme import LOOKS, runs

WIDTH = 20

pieces = st.lists(
    st.tuples(st.text("ab 中é", max_size=9), st.sampled_from(sorted(LOOKS))), max_size=5
)


def row(*parts: tuple[str, str]) -> Text:
    return fit(line(*((clean(text), look) for text, look in parts)), WIDTH)


def screen(*writes: tuple[int, str]) -> pyte.Screen:
    """A screen of one row after some writes, each from a column."""
    shown = pyte.Screen(WIDTH, 1)
    stream = pyte.Stream(shown)
    for column, text in writes:
        stream.feed(f"\x1b[1;{column + 1}H{text}")
    return shown


@given(pieces, pieces)
def test_a_row_changed_is_the_row_written_anew(before, after):
    old, new = runs(row(*before)), runs(row(*after))
    first = change((), old, "256")

    assert screen(change((), new, "256")).buffer == screen(first, change(old, new, "256")).buffer


@pytest.mark.parametrize(
    ("before", "after", "column", "text"),
    [
        ((("a", ""), ("0:41", "key")), (("a", ""), ("0:40", "key")), 1, "\x1b[1m0:40\x1b[0m"),
        ((("long", ""),), (("a", ""),), 0, "a\x1b[K"),
        ((("x" * WIDTH, "")), (("y" * WIDTH, "")), 0, "y" * WIDTH),
        ((("a b", ""),), (("a\u00a0b", ""),), 0, "a b\x1b[K"),
    ],
    ids=["digits", "shorter", "full", "no-break space"],
)
def test_only_the_stretch_that_differs_is_written(before, after, column, text):
    old, new = (parts if isinstance(parts[0], tuple) else (parts,) for parts in (before, after))
    rows = [fit(line(*(Text(said, look) for said, look in parts)), WIDTH) for parts in (old, new)]

    assert (column, text) == change(runs(rows[0]), runs(rows[1]), "256")


def test_nothing_is_written_where_nothing_differs():
    same = runs(row(("a", ""), ("b", "dim")))

    assert (WIDTH, "") == change(same, same, "256")
