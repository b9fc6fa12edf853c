"""The daily review in a real terminal: journeys, signals, kills."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.commands.conftest import DECK
from tests.commands.pty import Terminal, call

pytestmark = pytest.mark.pty
IN_ALTERNATE, OUT_OF_ALTERNATE = b"\x1b[?1049h", b"\x1b[?1049l"


@pytest.fixture
def home(tmp_path) -> Path:
    """A home whose own decks hold the small deck; the tests ask for that one alone."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "letters.yaml").write_text(DECK)
    return tmp_path / "home"


def logged(home: Path) -> list[dict]:
    """The log as it is on disk."""
    return [json.loads(line) for line in call(home, "log", "export").out.splitlines()]


def standing(home: Path) -> list[tuple[str, int]]:
    events = logged(home)
    gone = {event["target"] for event in events if event["kind"] == "void"}
    return [
        (e["card"], e["grade"]) for e in events if e["kind"] == "review" and e["uid"] not in gone
    ]


def test_from_the_first_start_to_a_graded_card_takes_few_keys(home):
    terminal = Terminal(home)
    terminal.see("Review now")
    terminal.press("\r")
    terminal.see("Space|Enter")
    terminal.press(" ")
    terminal.see("Again today")
    terminal.press("3")
    terminal.send("\x04")

    assert 0 == terminal.leave()
    assert 1 == len(standing(home))


def test_a_whole_review_with_undo_from_its_last_page(home):
    terminal = Terminal(home, "review", "letters")
    assert "First letter?" in terminal.see("Space show")
    question_and_answer = terminal.press(" ")
    assert "First letter?" in question_and_answer
    assert "1 Again today" in question_and_answer
    terminal.press("3")
    terminal.see("Answer:")
    terminal.send("bee\r")
    terminal.see("right")
    terminal.press(" ")
    terminal.see("vowel")
    terminal.press(" ")
    terminal.press("2")
    while "Done." not in terminal.text:
        terminal.press(" ")
        if "Again" in terminal.text:
            terminal.press("3")
    terminal.press("u")
    assert "Taken back" in terminal.see("Again")
    terminal.press("4")
    terminal.see("Done.")
    terminal.send("q")

    assert 0 == terminal.leave()
    answers = standing(home)
    assert [("alpha", 4), ("beta", 4)] == answers[:2]
    assert 5 == answers[-1][1]


@pytest.mark.parametrize(
    ("end", "code"),
    [("\x04", 0), ("\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["ctrl-d", "ctrl-c", "terminate", "hang-up"],
)
def test_however_it_ends_the_answer_is_saved_and_the_code_is_right(home, end, code):
    terminal = Terminal(home, "review", "letters")
    terminal.see("Space show")
    terminal.press(" ")
    terminal.press("3")
    if isinstance(end, str):
        terminal.send(end)
    else:
        terminal.kill(end)

    assert code == terminal.leave()
    assert [("alpha", 4)] == standing(home)
    if end is not signal.SIGHUP:
        assert OUT_OF_ALTERNATE in terminal.raw.rpartition(IN_ALTERNATE)[2]


def test_a_menu_that_is_terminated_gives_the_terminal_back(home):
    terminal = Terminal(home)
    terminal.see("Review now")
    terminal.kill(signal.SIGTERM)

    assert 143 == terminal.leave()
    assert "Review now" not in terminal.text
    assert not terminal.screen.cursor.hidden


def test_a_closed_terminal_ends_the_program_and_loses_nothing(home):
    terminal = Terminal(home, "review", "letters")
    terminal.see("Space show")
    terminal.press(" ")
    terminal.press("3")

    assert 129 == terminal.close()
    assert [("alpha", 4)] == standing(home)


def test_kill_9_after_answers_loses_nothing(home):
    terminal = Terminal(home, "review", "letters")
    terminal.see("Space show")
    for number in range(2):
        if "Answer:" in terminal.text:
            terminal.press("\r")
        else:
            terminal.press(" ")
        terminal.see("Again")
        terminal.press("3")
        terminal.see(rf"{number + 1}/5")
    terminal.kill(signal.SIGKILL)
    terminal.leave()

    assert 2 == len(standing(home))


def test_a_resize_in_mid_question_keeps_it_readable(home):
    terminal = Terminal(home, "review", "letters")
    terminal.see("First letter")
    terminal.resize(40, 12)
    assert "First letter?" in terminal.see(r"(?m)^ Space show.*\? keys$")
    terminal.resize(30, 8)
    terminal.see("Window too small")
    terminal.send("q")

    assert 0 == terminal.leave()


def test_two_terminals_at_once_both_keep_their_answers(home):
    one = Terminal(home, "review", "letters")
    one.see("Space show")
    other = Terminal(home, "review", "letters")
    other.see("Space show")
    for terminal, key in ((one, "3"), (other, "1")):
        terminal.press(" ")
        terminal.press(key)
        terminal.send("\x04")
        assert 0 == terminal.leave()

    assert [("alpha", 4), ("alpha", 1)] == standing(home)


def test_editing_opens_the_note_and_comes_back_with_the_change(home, tmp_path):
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\nsed -i "s/First letter/Which letter is first/" "$2"\n')
    editor.chmod(0o755)
    terminal = Terminal(home, "review", "letters", EDITOR=f"'{editor}' --wait", VISUAL="")
    terminal.see("First letter")
    terminal.send("o")

    assert "Edited." in terminal.see("Which letter is first")
    terminal.send("q")
    assert 0 == terminal.leave()
