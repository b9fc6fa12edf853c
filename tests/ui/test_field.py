"""The text field: what keys do to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.ui.area import LONGEST_TEXT, Area
from quizcli.ui.field import LONGEST_LINE, Field

KEYS = st.sampled_from(["a", "space", "é", "汉", "backspace", "delete", "left", "right", "home",
                        "end", "c-a", "c-e", "c-u", "c-k", "c-w", "\u0301"])  # fmt: skip


def typed(*keys: str) -> Field:
    field = Field()
    for key in keys:
        field = field.edit(key) or field
    return field


@given(st.lists(KEYS, max_size=30))
def test_the_cursor_never_leaves_the_text(keys):
    field = typed(*keys)

    assert 0 <= field.cursor <= len(field.text)


@pytest.mark.parametrize(
    ("text", "cursor", "keys"),
    [
        ("a b", 3, ["a", "space", "b"]),
        ("ba", 1, ["a", "home", "b"]),
        ("a", 1, ["a", "b", "backspace"]),
        ("b", 0, ["a", "b", "home", "delete"]),
        ("ab", 2, ["a", "b", "right"]),
        ("", 0, ["backspace"]),
        ("one ", 4, [*"one", "space", *"two", "c-w"]),
        ("o", 0, [*"two", "left", "c-u"]),
        ("tw", 2, [*"two", "left", "c-k"]),
        ("?q", 2, ["?", "q"]),
    ],
)
def test_keys_edit_the_text(text, cursor, keys):
    assert Field(text, cursor) == typed(*keys)


def test_a_letter_and_its_accents_are_one_character():
    field = Field("ax\u0308b", 3)

    assert Field("ab", 1) == field.edit("backspace")
    assert Field("ax\u0308b", 1) == field.edit("left")
    assert Field("ab", 1) == Field("ax\u0308b", 1).edit("delete")


def test_pasted_lines_become_one_and_cannot_steer_the_terminal():
    assert Field("a ␛[2Jb", 7) == Field().insert("a\n\x1b[2Jb\r\n")


@pytest.mark.parametrize("key", ["tab", "escape", "pageup", "f1", "c-x"])
def test_other_keys_are_not_its_own(key):
    assert Field("a", 1).edit(key) is None


@pytest.mark.parametrize("text", ["x" * 5_000_000, "x\n" * 100_000, "\u0301" * 50_000])
def test_megabytes_that_are_pasted_are_cut(text):
    line, area = Field().insert(text).insert(text), Area().insert(text).insert(text)

    assert len(line.text) <= LONGEST_LINE
    assert len(area.text) <= LONGEST_TEXT
    assert (len(line.text), len(area.text)) == (line.cursor, area.cursor)
