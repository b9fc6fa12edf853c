"""Mocks in a real terminal with a real clock: answered, killed, resumed, out of time."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

import pytest

from tests.clocks import jumping_ahead, three_times_as_fast
from tests.commands.pty import Terminal, call
from tests.commands.test_mock import MORE, OPEN_DECK

pytestmark = pytest.mark.pty


@pytest.fixture
def home(tmp_path) -> Path:
    """A home whose own decks have enough questions for a paper."""
    decks = tmp_path / "home" / "decks"
    decks.mkdir(parents=True)
    (decks / "talks.yaml").write_text(OPEN_DECK)
    (decks / "numbers.yaml").write_text(f"deck: numbers\nsection: Numbers\nnotes:\n{MORE}\n")
    return tmp_path / "home"


def report(home: Path) -> dict:
    return json.loads(call(home, "mock", "report", "--json").out)["mock"]


def exam(home: Path, *more: str, **size: object) -> Terminal:
    arguments = ("mock", "-n", "4", "--topics", "numbers", "--minutes", "1", *more)
    return Terminal(home, *arguments, **size)  # type: ignore[arg-type]


def seconds_left(screen: str) -> int:
    minutes, seconds = re.search(r"⏱ (\d+):(\d\d)", screen).groups()  # type: ignore[union-attr]
    return 60 * int(minutes) + int(seconds)


def test_an_exam_from_the_first_question_to_the_report(home):
    terminal = exam(home, "--seed", "s", "--pass", "100")
    terminal.see("question 1")
    for number in range(1, 5):
        terminal.see(f"question {number}")
        terminal.press("1")
        terminal.see(f"{number}/4 answered")
        terminal.press(" ")
    assert "All 4 questions are answered." in terminal.see("All 4")
    terminal.press("f")
    assert "of 4 questions right" in terminal.see("Mock report")
    terminal.send("q")
    code = terminal.leave()

    found = report(home)
    assert (4, 0) == (found["answered"], found["pauses"])
    assert code == (0 if found["score"] == 1 else 4)
    assert b"`quizcli mock report`" in terminal.raw


def test_kill_9_and_resume_with_every_answer_and_the_time_that_was_left(home):
    terminal = exam(home)
    terminal.see("question 1")
    terminal.press("1")
    terminal.see("1/4 answered")
    terminal.press(" ")
    terminal.see("question 2")
    terminal.press("2")
    terminal.press("m")
    left = seconds_left(terminal.see("2/4 answered · 1 flagged"))
    terminal.kill(signal.SIGKILL)
    terminal.leave()

    back = Terminal(home, "mock", "--resume")
    screen = back.see("Here you left off")
    assert "2 of 4 questions answered" in screen
    assert 0 <= seconds_left(screen) - left <= 6
    back.press("p")
    assert "▸ 2)" in back.see("question 2")
    back.press("f")
    back.press("f")
    back.see("Mock report")
    back.send("q")
    assert 0 == back.leave()
    assert 2 == report(home)["answered"]


def test_time_runs_out_by_itself_while_one_types(home):
    terminal = Terminal(
        home, "mock", "--kind", "interview", "--topics", "talks", "--minutes", "0.1",
        clock=three_times_as_fast,
    )  # fmt: skip
    terminal.see("When a VM")
    terminal.press("a kernel of its own")
    assert "a kernel of its own" in terminal.see("Which of these did you say")
    assert "[x] its own kernel" in terminal.text
    terminal.press(" ")
    assert "Time was up" in terminal.see("Mock report")
    terminal.send("q")

    assert 0 == terminal.leave()
    assert "time" == report(home)["ended"]


def test_the_clock_ticks_without_keys_and_writes_little(home):
    terminal = exam(home, clock=three_times_as_fast)
    before, written = seconds_left(terminal.see("⏱ 0:5[0-8]")), len(terminal.raw)
    terminal.see(rf"⏱ 0:({before - 3}|{before - 4})")

    assert 0 < len(terminal.raw) - written < 4 * 50


@pytest.mark.parametrize(
    ("end", "code"),
    [("\x03s", 0), ("\x03\x03", 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=["save", "ctrl-c twice", "terminate", "hang-up"],
)
def test_however_one_leaves_the_answers_wait(home, end, code):
    terminal = exam(home)
    terminal.see("question 1")
    terminal.press("1")
    terminal.see("1/4 answered")
    if isinstance(end, str):
        terminal.press(end[0])
        terminal.see("not answered")
        terminal.send(end[1])
    else:
        terminal.kill(end)

    assert code == terminal.leave()
    assert "1 of 4 questions answered" in call(home, "mock", "-n", "2").err


def test_stopped_for_long_it_pauses_and_says_so(home):
    terminal = exam(home, clock=jumping_ahead)
    screen = terminal.see("Paused by itself")

    assert "did not run for 1:00:0" in screen
    terminal.send("s")
    assert 0 == terminal.leave()


def test_an_answer_is_written_in_the_editor(home, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nfor file; do :; done\nprintf "its own kernel\\n" >> "$file"\n')
    editor.chmod(0o755)
    terminal = Terminal(
        home, "mock", "--kind", "interview", "--topics", "talks", "--minutes", "5",
        EDITOR=str(editor), VISUAL="",
    )  # fmt: skip
    terminal.see("When a VM")
    terminal.send("\x0f")
    terminal.see("its own kernel")
    terminal.press("\x04")

    assert "And Firecracker?" in terminal.see("Follow-up 1 of 1")
    terminal.press("\x03")
    terminal.send("s")
    assert 0 == terminal.leave()


@pytest.mark.parametrize("size", [(50, 15), (40, 12)])
def test_a_small_window_is_enough(home, size):
    terminal = exam(home, size=size)
    terminal.see("Mock 1")
    terminal.press("1")
    assert "1/4" in terminal.see("▸ 1")
    terminal.press("\x03")
    terminal.see("f  finish")
    terminal.send("s")

    assert 0 == terminal.leave()
