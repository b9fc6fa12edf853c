"""Menus by questionary, made to act on one key and to let go."""

from __future__ import annotations

from io import StringIO

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.cells import cell_len

from quizcli.ui.menus import choose, heading, titles_of
from quizcli.ui.terminal import Terminal
from tests.ui.samples import HOSTILE

ITEMS = [
    ("r", "Review now", "14 due · about 4 min"),
    ("d", "Drill weak topics", "S3 storage classes 57%"),
    ("j", "Join", ""),
    ("s", "Stats", ""),
]


def pick(keys: str, items: list[tuple[str, str, str]] = ITEMS) -> str | None:
    with create_pipe_input() as keyboard, create_app_session(keyboard, DummyOutput()):
        keyboard.send_text(keys)
        return choose(Terminal(StringIO(), StringIO()), "quizcli — 14 due", items)


@pytest.mark.parametrize(
    ("key", "keys"),
    [
        ("r", "r"),
        ("s", "s"),
        ("j", "j"),
        ("r", "\r"),
        ("d", "\x1b[B\r"),
        ("s", "\x1b[A\r"),
        ("s", "xyz123s"),
        (None, "\x1b"),
        (None, "q"),
        (None, "\x04"),
    ],
)
def test_one_key_acts_and_escape_leaves(key, keys):
    assert key == pick(keys)


def test_interrupt_is_not_the_same_as_nothing():
    with pytest.raises(KeyboardInterrupt):
        pick("\x03")


def test_an_item_may_have_the_letter_that_leaves():
    assert "q" == pick("q", [("q", "Quiz", ""), ("r", "Review", "")])


def test_letters_move_where_no_item_has_them():
    assert "s" == pick("j\r", [("r", "Review", ""), ("s", "Stats", "")])


def test_details_stand_in_a_column_and_long_ones_are_cut_with_a_sign():
    assert [
        "r) Review now         14 due…",
        "d) Drill weak topics  S3 sto…",
        "j) Join",
        "s) Stats",
    ] == titles_of(ITEMS, 29, unicode=True)


def test_names_of_decks_cannot_break_a_menu():
    for unicode in (True, False):
        for title in titles_of([("a", HOSTILE, HOSTILE)], 60, unicode=unicode):
            assert cell_len(title) <= 60
            assert "\x1b" not in title


def test_without_a_terminal_the_menu_is_a_list():
    out = StringIO()

    assert "r" == choose(Terminal(StringIO("r\n"), out, plain="--plain"), "quizcli", ITEMS)
    assert "r: Review now: 14 due" in out.getvalue()


@pytest.mark.parametrize(
    ("width", "instruction"),
    [
        (100, "(letter, or arrows and Enter; Esc leaves)"),
        (80, "(letter or arrows; Esc leaves)"),
        (60, "(Esc leaves)"),
        (40, " "),
    ],
)
def test_how_to_choose_stands_in_the_row_of_the_title(width, instruction):
    title = "quizcli — 19 due, 20 new; about 6 minutes."
    shown, told = heading(title, width, unicode=True)

    assert instruction == told
    assert len(shown) + 1 + len(told.strip()) <= width
    assert title.startswith(shown.removesuffix("…"))
