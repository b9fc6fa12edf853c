"""The one door for text: what comes through it is safe, and as wide as everybody thinks."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prompt_toolkit.utils import get_cwidth
from rich.cells import cell_len
from rich.text import Text

from quizcli.ui.text import T, clean, fit, fold, line, one_line, wrap

ANYTHING = st.text(st.characters(codec=None), max_size=60)
TRICKY = st.text(
    st.sampled_from("ab \t\r\n\x1b\x9b\u202e\u200d\ufe0f👍🏽🇫🇷汉é\u0301\ud800⚠\u2028-x")
)
WIDTHS = st.integers(2, 30)
STEERING = {"Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"}


@given(ANYTHING | TRICKY)
def test_cleaned_text_is_as_wide_for_rich_as_for_prompt_toolkit(text):
    for row in clean(text).split("\n"):
        assert cell_len(row) == get_cwidth(row)


@given(ANYTHING | TRICKY)
def test_cleaned_text_holds_nothing_that_steers_a_terminal(text):
    assert set() == {
        char for char in clean(text) if char != "\n" and unicodedata.category(char) in STEERING
    }


@given(ANYTHING | TRICKY)
def test_cleaning_twice_changes_nothing(text):
    assert clean(text) == clean(clean(text))


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_ascii_is_left_alone(text):
    assert text == clean(text)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        ("␛[2J", "\x1b[2J"),
        ("␛]0;title", "\x1b]0;title\x07"),
        ("31m", "\x9b31m"),
        ("👍", "👍🏽"),
        ("👨👩👧", "👨‍👩‍👧"),
        ("FR", "🇫🇷"),
        ("⚠", "⚠️"),
        ("1", "1️⃣"),
        ("evil", "\u202eevil\u202c"),
        ("a b", "a\u00a0b"),
        ("é", "e\u0301"),
        ("\ufffd", "\ud800"),
        ("a\nb\nc\nd", "a\r\nb\rc\u2028d"),
        ("a   b", "a\tb"),
        (" ", "\u2800"),
    ],
)
def test_cleaning_drops_or_names_what_terminals_disagree_on(shown, text):
    assert shown == clean(text)


def test_deck_text_is_never_markup():
    assert "[/] [b]list[int] :cloud: [link=x]" == T("[/] [b]list[int] :cloud: [link=x]").plain


def test_one_line_puts_lines_together():
    assert "a b c" == one_line(" a\n\n b\tc ")


def test_a_sum_of_texts_keeps_each_look_to_itself():
    row = line(("good", "good"), " then ", Text("plain"), (" bad", "bad"))

    assert "good then plain bad" == row.plain
    assert [(0, 4, "good"), (15, 19, "bad")] == [(s.start, s.end, s.style) for s in row.spans]


@given(TRICKY, WIDTHS)
def test_no_wrapped_row_is_wider_than_asked(text, width):
    assert all(row.cell_len <= width for row in wrap(T(text), width))


@given(TRICKY, WIDTHS)
def test_wrapping_loses_nothing_but_spaces(text, width):
    rows = wrap(T(text), width)

    assert "".join(clean(text).split()) == "".join("".join(row.plain for row in rows).split())


@given(TRICKY, WIDTHS)
def test_folding_loses_nothing_but_spaces_and_fits(text, width):
    row = T(one_line(text))
    parts = fold(row, width + 2, "> ")
    together = parts[0].plain + "".join(part.plain[2:] for part in parts[1:])

    assert all(part.cell_len <= width + 2 for part in parts)
    assert "".join(row.plain.split()) == "".join(together.split())


@given(TRICKY, st.integers(0, 30))
def test_fitted_text_is_exactly_as_wide_as_asked(text, width):
    assert width == fit(T(one_line(text)), width).cell_len


@pytest.mark.parametrize(
    ("rows", "text", "width"),
    [
        (["one two", "three"], "one two three", 8),
        (["one two", "three"], "one two three", 7),
        (["abcdef", "ghij"], "abcdefghij", 6),
        (["a", "bcdefg", "h"], "a bcdefgh", 6),
        (["汉字", "汉"], "汉字汉", 5),
        (["a", "", "b"], "a\n\nb", 5),
        ([""], "", 5),
    ],
)
def test_wrapping_breaks_between_words_where_it_can(rows, text, width):
    assert rows == [row.plain for row in wrap(T(text), width)]


def test_wrapped_rows_hang_under_the_first():
    assert ["1. one two", "   three"] == [r.plain for r in wrap(T("one two three"), 11, "1. ")]


def test_a_head_before_wrapped_rows_keeps_its_look():
    rows = wrap(T("one two three"), 11, line(("1. ", "key")))

    assert ["1. one two", "   three"] == [row.plain for row in rows]
    assert [(0, 3, "key")] == [(s.start, s.end, s.style) for s in rows[0].spans]


def test_a_cut_is_shown():
    assert "Storag…" == fit(T("Storage classes"), 7).plain
