"""Table quizzes in a real terminal: fill, which and match from the first key to the last page."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.commands.pty import Terminal, call
from tests.commands.test_table import DECK

pytestmark = pytest.mark.pty


@pytest.fixture
def home(tmp_path) -> Path:
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "queues.yaml").write_text(DECK)
    return tmp_path / "home"


def table(home: Path, *arguments: str, **more: str) -> Terminal:
    return Terminal(home, "table", "note:messaging", "--seed", "1", *arguments, **more)


def graded(home: Path) -> list[int]:
    rows = map(json.loads, call(home, "log", "export").out.splitlines())
    events = list(rows)
    gone = {event["target"] for event in events if event["kind"] == "void"}
    return [e["grade"] for e in events if e["kind"] != "void" and e["uid"] not in gone]


def test_a_grid_is_filled_taken_back_marked_overruled_and_undone(home):
    terminal = table(home, "--mode", "fill", "--rounds", "1")
    terminal.see("0 of 4 filled")
    terminal.press("1")
    terminal.press("\x7f")
    terminal.see("0 of 4 filled")
    for number in range(1, 5):
        terminal.press("1")
        terminal.see(f"{number} of 4 filled")
    assert not re.search("[✓✗]", terminal.text), "nothing is marked while filling"
    terminal.press("\r")
    marked = terminal.see(r"\d of 4 right")
    assert "✗" in marked
    assert "Service" in marked
    assert "counted as right" in terminal.press("y")
    terminal.press(" ")
    last = terminal.see("1 round, 4 answers")
    assert "still to put right" in last
    terminal.press("u")
    terminal.see("Taken back")
    terminal.press(" ")
    terminal.see("1 round, 4 answers")
    terminal.send("q")

    assert 0 == terminal.leave()
    assert 4 == len(graded(home))
    assert 4 in graded(home), "the claim is kept through undo"


def test_which_am_i_tells_clue_after_clue(home):
    terminal = table(home, "--mode", "which", "--rounds", "2")
    first = terminal.see(r"round 1/2 · score 0")
    assert "3 points" in first
    assert 2 == first.count("┄┄┄┄")
    assert 1 == terminal.press(" ").count("┄┄┄┄")
    terminal.see("2 points")
    terminal.press("1")
    terminal.see("── (right|wrong)")
    terminal.press(" ")
    terminal.see("round 2/2 · score [02]")
    terminal.send("q")

    assert 0 == terminal.leave()
    assert 1 == len(graded(home))


def test_names_are_matched_with_texts(home):
    terminal = table(home, "--mode", "match", "--rounds", "1")
    terminal.see("0 of 4 paired")
    terminal.press("3")
    terminal.press("a")
    terminal.see(r"3 a +Kinesis")
    for letter in "bcd":
        terminal.press(letter)
    terminal.see("All paired")
    terminal.press("\r")
    terminal.see(r"\d of 4 right")
    terminal.press(" ")
    terminal.see("1 round, 4 answers")
    terminal.send("q")

    assert 0 == terminal.leave()
    assert 4 == len(graded(home))


def test_a_narrow_terminal_asks_one_name_at_a_time(home):
    terminal = table(home, "--mode", "match", "--rounds", "1", size=(50, 15))
    shown = terminal.see("▸1 ·  SQS")
    assert "Kinesis" not in shown
    assert "▸2 ·  SNS" in terminal.press("b")
    assert " b  " not in terminal.text, "the text is given away"


def test_leaving_in_the_middle_of_a_grid_logs_nothing_of_it(home):
    terminal = table(home, "--mode", "fill", "--rounds", "2")
    terminal.see("0 of 4 filled")
    terminal.press("1")
    terminal.send("q")

    assert 0 == terminal.leave()
    assert [] == graded(home)


def test_a_table_is_chosen_from_the_list(home):
    terminal = Terminal(home, "table")
    terminal.see("Which table")
    terminal.press("m")
    terminal.see("mode: fill")
    terminal.press("G")
    terminal.press("\r")
    terminal.see(r"\d of \d filled|It can be asked by")
    terminal.send("q")

    assert 0 == terminal.leave()


def test_home_leads_to_the_tables(home):
    terminal = Terminal(home)
    terminal.see(r"Table quiz +\d+ tables")
    terminal.press("t")
    terminal.see("Which table")
    terminal.send("q")

    assert 0 == terminal.leave()


def test_show_uses_the_terminal_it_has(home):
    wide, narrow = (
        Terminal(home, "show", "note:messaging"),
        Terminal(home, "show", "note:messaging", size=(40, 40)),
    )
    wide.leave()
    narrow.leave()

    assert re.search("Service +Best for +Order +Replay", wide.text)
    assert re.search("SQS\n +Best for +work that one", narrow.text)
