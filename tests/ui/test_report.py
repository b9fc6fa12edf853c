"""Listings and charts: aligned for people, tabs for programs, the same in ASCII."""

from __future__ import annotations

import os
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizcli.ui import charts
from quizcli.ui.report import print_row, print_table, say, table
from quizcli.ui.text import line
from quizcli.ui.theme import to_ascii
from tests.ui.samples import HOSTILE

COLUMNS = ("Deck", "Title", "Cards", "Recall")
ROWS = [
    ("aws-s3", "S3: storage classes and features", "61", "57%"),
    ("docker", "Docker", "7", ""),
]


def shown(width: int) -> list[str]:
    return [row.plain for row in table(COLUMNS, ROWS, width)]


def test_a_table_is_aligned_and_its_numbers_stand_to_the_right():
    assert [
        "Deck    Title                             Cards  Recall",
        "aws-s3  S3: storage classes and features     61     57%",
        "docker  Docker                                7",
    ] == shown(80)


def test_the_widest_column_gives_way():
    assert [
        "Deck    Title         Cards  Recall",
        "aws-s3  S3: storage…     61     57%",
        "docker  Docker            7",
    ] == shown(35)


@given(st.integers(30, 120))
def test_no_row_is_wider_than_the_terminal(width):
    rows = [*ROWS, (HOSTILE.replace("\n", " "),) * 4]

    assert all(row.cell_len <= width for row in table(COLUMNS, rows, width))


def test_a_pipe_gets_tabs_and_whole_texts_without_escapes():
    out = StringIO()
    print_table(COLUMNS, [*ROWS, ("a\tb\nc", HOSTILE, "", "")], out)
    lines = out.getvalue().split("\n")

    assert "Deck\tTitle\tCards\tRecall" == lines[0]
    assert "aws-s3\tS3: storage classes and features\t61\t57%" == lines[1]
    assert lines[3].startswith("a b c\t")
    assert [3] * 4 == [row.count("\t") for row in lines[:4]]
    assert "\x1b" not in out.getvalue()


def test_a_row_on_a_pipe_has_no_colour():
    out = StringIO()
    print_row(line(("good", "good"), "  "), out)

    assert "good\n" == out.getvalue()


@pytest.mark.parametrize(
    ("bar", "value"),
    [
        ("", 0),
        ("", -3),
        ("▏", 0.01),
        ("█████", 50),
        ("█████▊", 57),
        ("██████████", 100),
        ("██████████", 900),
    ],
)
def test_a_bar_is_as_long_as_its_value(bar, value):
    assert bar == charts.hbar(value, 100, 10).plain


def test_a_bar_of_nothing_at_all_is_empty():
    assert "" == charts.hbar(0, 0, 10).plain


def test_columns_have_a_scale_and_labels():
    assert [
        " 8 ┤    ██    ",
        "   │    ██    ",
        " 4 ┤  ████    ",
        "   │▄▄████  ▁▁",
        "   └──────────",
        "    Mo    We",
    ] == [row.plain for row in charts.vbars([1, 4, 8, 0, 0.1], 4, {0: "Mo", 3: "We"})]


def test_a_heat_map_ends_today_and_names_weekdays_and_months():
    today = date(2026, 11, 25).toordinal()
    rows = [row.plain for row in charts.heat({today: 40, today - 7: 1}, today, 30, 53)]

    assert "Mon " == rows[1][:4]
    assert rows[3].endswith("░█")
    assert len(rows[3]) == len(rows[1]) == 30
    assert len(rows[4]) == 29
    assert "Nov" in rows[0]
    assert "    less · ░ ▒ ▓ █ more" == rows[-1]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=8), st.integers(1, 60))
def test_a_curve_keeps_its_frame(points, width):
    rows = charts.curve(sorted(points), width, 6, 0.0, 1.0)

    assert [width] * 6 == [row.cell_len for row in rows]
    assert "\u2800" not in "".join(row.plain for row in rows)


def test_a_flat_curve_is_a_line_on_one_level():
    rows = [row.plain.strip() for row in charts.curve([(0.0, 1.0), (1.0, 1.0)], 4, 3, 0.0, 1.0)]

    assert ["⠉⠉⠉⠉", "", ""] == rows


def test_charts_have_ascii_stand_ins_of_the_same_width():
    rows = [
        *charts.vbars([3, 1, 4, 1, 5], 5, {0: "a"}),
        *charts.heat({}, 739000, 60, 53),
        *charts.curve([(0, 0.2), (1, 0.9)], 20, 5, 0, 1),
    ]
    for row in rows:
        assert "?" not in to_ascii(row.plain)
        assert len(row.plain) == len(to_ascii(row.plain))


def test_a_column_to_be_typed_is_cut_last():
    row = ("kubernetes-services", "Kubernetes Services", "9")

    def cut(width: int, whole: int) -> str:
        return table(("Deck", "Title", "Cards"), [row], width, whole=whole)[1].plain

    assert "kubernetes-s…  Kubernetes S…      9" == cut(35, 0)
    assert "kubernetes-services  Kubern…      9" == cut(35, 1)
    assert "kubernetes…  Kuber…      9" == cut(26, 1)


def test_the_last_column_goes_on_below_where_it_is_wanted_whole():
    rows = [("fuzz", "spread due dates a little"), ("bell", "ring once")]

    assert [
        "Name  Meaning",
        "fuzz  spread due",
        "      dates a",
        "      little",
        "bell  ring once",
    ] == [row.plain for row in table(("Name", "Meaning"), rows, 16, folds=True)]


class Screen(StringIO):
    """A terminal of 30 columns."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 1


def test_sentences_are_broken_between_words_on_a_terminal_alone(monkeypatch):
    monkeypatch.setattr("os.get_terminal_size", lambda fd: os.terminal_size((30, 10)))
    said = "Read the columns together. A class with a low price takes it back."
    screen, pipe = Screen(), StringIO()
    say(said, screen, label="Explain  ")
    say(said, pipe, label="Explain  ")

    assert (
        "Explain  Read the columns\n"
        "         together. A class\n"
        "         with a low price\n"
        "         takes it back.\n"
    ) == screen.getvalue()
    assert f"Explain  {said}\n" == pipe.getvalue()
