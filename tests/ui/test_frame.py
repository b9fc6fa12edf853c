"""The frame: what stays, what gives way, what is brought in sight."""

from __future__ import annotations

import pytest
from rich.text import Text

from quizcli.ui.field import Field
from quizcli.ui.frame import Frame, paint
from quizcli.ui.theme import Caps

HINTS = (("Space", "show"), ("u", "undo"), ("s", "skip"), ("x", "suspend"), ("q", "quit"))


def shown(frame: Frame, width: int, height: int, **more: object) -> list[str]:
    painted = paint(frame, Caps(width, height), **more)  # type: ignore[arg-type]
    return [row.plain.rstrip() for row in painted.rows]


def body(count: int) -> tuple[Text, ...]:
    return tuple(Text(f"row {number}") for number in range(count))


@pytest.mark.parametrize(
    ("last", "width"),
    [
        (" Space show  u undo  s skip  x suspend  q quit      ? keys", 59),
        (" Space show  u undo  s skip  x suspend  q quit ? keys", 54),
        (" Space show  u undo  s skip  x suspend        ? keys", 53),
        (" Space show  u undo  s skip        ? keys", 42),
    ],
)
def test_hints_go_whole_from_the_right_and_the_way_to_all_keys_stays(last, width):
    assert last == shown(Frame(Text("x"), hints=HINTS), width, 24)[-1]


def test_a_low_window_spends_no_row_on_rule_and_status():
    tall, low = (
        shown(Frame(Text("x"), body=body(9)), 80, 18),
        shown(Frame(Text("x"), body=body(9)), 80, 17),
    )

    assert "─" * 80 == tall[1]
    assert " row 0" == low[1]
    assert 2 == sum(row.startswith("─") for row in tall)
    assert 1 == sum(row.startswith("─") for row in low)


def test_what_the_program_says_is_shown_in_a_low_window_too():
    assert " Saved." in shown(Frame(Text("x"), status=Text("Saved.")), 40, 12)


def test_a_body_too_long_says_how_much_is_below():
    rows = shown(Frame(Text("x"), body=body(50)), 80, 24)

    assert " row 0" == rows[2]
    assert " ── 32 more · j/k, PgDn ──" == rows[20]


@pytest.mark.parametrize(
    ("first_shown", "focus"),
    [(0, (0, 0)), (0, (0, 16)), (1, (10, 18)), (10, (10, 40)), (31, (45, 49)), (31, (49, 49))],
)
def test_focus_is_brought_in_sight_with_no_more_scrolling_than_needed(first_shown, focus):
    assert first_shown == paint(Frame(Text("x"), body=body(50), focus=focus), Caps()).top


@pytest.mark.parametrize(("top", "scroll"), [(0, -5), (3, 3), (31, 31), (31, 10**6)])
def test_scrolling_stops_at_both_ends(top, scroll):
    assert top == paint(Frame(Text("x"), body=body(50)), Caps(), None, scroll).top


def test_zone_and_field_never_scroll_away():
    frame = Frame(Text("x"), body=body(50), zone=(Text("options"),), label=Text("Answer:"))
    rows = shown(frame, 80, 24, text=Field("etcd", 4))

    assert [" options", " Answer: etcd"] == rows[19:21]


@pytest.mark.parametrize(
    ("row", "column", "cursor"),
    [
        (" Answer: …jklmnopqrstuvwxyz0123456789", 37, 36),
        (" Answer: abcdefghijklmnopqrstuvwxyz0123…", 9, 0),
    ],
)
def test_a_long_answer_is_shown_around_its_cursor(row, column, cursor):
    text = Field("abcdefghijklmnopqrstuvwxyz0123456789", cursor)
    painted = paint(Frame(Text("x"), label=Text("Answer:")), Caps(40, 12), text)

    assert row == painted.rows[9].plain.rstrip()
    assert (column, 9) == painted.cursor


def test_the_header_keeps_the_counts_and_cuts_the_name():
    frame = Frame(Text("Review › S3 · Storage classes"), Text("12/40 · 3 again"))

    assert " Review › S3 · Storage … 12/40 · 3 again" == shown(frame, 41, 12)[0]
