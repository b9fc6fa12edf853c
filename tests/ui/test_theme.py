"""Looks by name, colours by what the terminal can do, ASCII for every sign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

import quizcli.ui
from quizcli.ui.text import clean, line
from quizcli.ui.theme import LOOKS, Caps, ansi, runs, sgr, to_ascii

SOURCES = sorted(Path(quizcli.ui.__file__).parent.rglob("*.py"))


@given(st.text(st.characters(codec=None)))
def test_ascii_keeps_every_column_in_its_place(text):
    row = clean(text).replace("\n", " ")

    assert to_ascii(row).isascii()
    assert cell_len(row) == len(to_ascii(row))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_every_sign_the_screens_draw_has_an_ascii_stand_in(path):
    drawn = {char for char in path.read_text("utf-8") if not char.isascii()} - set("§⚠")

    assert set() == {char for char in drawn if to_ascii(char) == "?"} - {"\ufffd"}


@pytest.mark.parametrize(
    ("sequence", "names", "color"),
    [
        ("\x1b[38;5;32m", ("good",), "256"),
        ("\x1b[94m", ("good",), "16"),
        ("\x1b[31m", ("bad",), "16"),
        ("", ("good", "dim"), "none"),
        ("\x1b[1;38;5;244m", ("bold", "dim"), "256"),
        ("\x1b[1;7m", ("alarm",), "none"),
        ("\x1b[7m", ("want",), "none"),
        ("", (), "256"),
    ],
)
def test_looks_become_escapes_the_terminal_knows(sequence, names, color):
    assert sequence == sgr(names, color)


def test_a_row_is_cut_where_its_looks_change():
    row = line("a", ("b", "good"), "c")
    row.stylize("bold", 1, 3)

    assert [((), "a"), (("good", "bold"), "b"), (("bold",), "c")] == runs(row)


def test_an_unknown_look_is_a_bug_and_shows():
    with pytest.raises(KeyError, match="purple"):
        ansi(Text("a", "purple"), "256")


def test_every_look_that_a_source_names_exists():
    named = {
        name
        for path in SOURCES
        for name in re.findall(r'"(code\.\w+|good|bad|dim|aux|mark|title|want)"', path.read_text())
    }

    assert set() == named - set(LOOKS)


def test_text_is_never_wider_than_can_be_read():
    assert 110 == Caps(200, 60).body_width
    assert 78 == Caps(80, 24).body_width
