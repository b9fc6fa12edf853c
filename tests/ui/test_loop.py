"""The key loop: real key sequences in, exit codes out, nothing swallowed."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from io import StringIO

import pytest
from msgspec import Struct, field
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from quizcli.model import Grade
from quizcli.ui import loop
from quizcli.ui.frame import Frame
from quizcli.ui.outcomes import Act, Edited, Graded, OpenEditor, Outcome
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.terminal import Terminal
from quizcli.ui.text import line
from quizcli.ui.theme import Caps
from quizcli.ui.turn import Page, Screen
from tests.ui.samples import RECALL, TYPED, Recorder, context

TERMINAL = Terminal(StringIO(), StringIO())


def press(controller: object, keys: str, feed: Callable[[PipeInput], None] | None = None) -> int:
    """The exit code after keys as a terminal sends them."""
    with create_pipe_input() as keyboard, create_app_session(keyboard, DummyOutput()):
        keyboard.send_text(keys)
        if feed:
            feed(keyboard)
        stage = Stage(controller, Guard(0, 0))  # type: ignore[arg-type]
        return loop.run(stage, TERMINAL, keyboard=keyboard, output=DummyOutput())


def grades(recorder: Recorder) -> list[Grade]:
    return [outcome.grade for outcome in recorder.outcomes if isinstance(outcome, Graded)]


def test_keys_of_one_read_all_arrive_where_they_belong():
    recorder = Recorder([context(RECALL), context(TYPED), context(RECALL)])

    assert 0 == press(recorder, " 3visibility timeout\r4 1")
    assert [Grade.GOOD, Grade.EASY, Grade.AGAIN] == grades(recorder)


@pytest.mark.parametrize(
    ("code", "keys"),
    [(0, "q"), (0, "\x04"), (130, "\x03"), (130, " \x03"), (130, "?\x03")],
)
def test_leaving_has_its_exit_code(code, keys):
    assert code == press(Recorder([context(RECALL)]), keys)


@pytest.mark.parametrize(
    "keys",
    [
        "\x1b[B\x1b[A\x1b[6~\x1b[5~",
        "\x0c",
        "\x1b[200~3\n3\n3\x1b[201~",
        "\x1b[1;5C\x1bOP",
        "\x00\x1f",
    ],
)
def test_keys_without_meaning_grade_nothing(keys):
    recorder = Recorder([context(RECALL)])

    assert 0 == press(recorder, f" {keys}q")
    assert [Act.QUIT] == recorder.outcomes


def test_editing_keys_edit_and_a_paste_goes_into_the_field():
    recorder = Recorder([context(TYPED)])
    press(recorder, "xx\x7f\x08 timeout\x01\x1b[200~visi\x1b[2Jbility\n\x1b[201~\r3")

    assert ("visi␛[2Jbility timeout",) == recorder.outcomes[0].response.texts  # type: ignore[union-attr]


def test_escape_acts_without_waiting_for_more():
    recorder = Recorder([context(TYPED)])

    assert 0 == press(recorder, "vis\x1b", lambda keyboard: keyboard.send_text("q"))
    assert [] == grades(recorder)


class Broken(Page, frozen=True):
    """A screen that fails where it is told to."""

    where: str

    def key(self, key: str) -> Screen | Outcome:
        if self.where == "key":
            raise ZeroDivisionError("in key")
        return self

    def view(self, caps: Caps) -> Frame:
        if self.where == "view":
            raise ZeroDivisionError("in view")
        return Frame(line("broken"))

    def lines(self) -> tuple[str, ...]:
        return ()

    def prompt(self) -> str:
        return ""

    def reply(self, text: str) -> Screen:
        return self


class Showing(Struct):
    """A controller with one screen of its own."""

    screen: Screen
    outcomes: list[Outcome] = field(default_factory=list)

    def start(self) -> Screen:
        return self.screen

    def handle(self, outcome: Outcome, screen: Screen) -> Screen | None:
        self.outcomes.append(outcome)
        if outcome is Act.UNDO:
            raise OSError("the disk is full")
        return None

    def rest(self) -> None:
        pass

    def close(self) -> None:
        self.outcomes.append(Act.QUIT)


@pytest.mark.parametrize("where", ["key", "view"])
def test_a_bug_ends_the_loop_and_shows(where):
    with pytest.raises(ZeroDivisionError, match=f"in {where}"):
        press(Showing(Broken(where)), "x")


def test_an_error_of_the_disk_is_not_taken_for_a_lost_terminal():
    with pytest.raises(OSError, match="the disk is full"):
        press(Showing(Clock("", Act.UNDO)), "")


class Clock(Broken, frozen=True):
    """A screen whose time is up at the first tick."""

    then: Outcome = Act.QUIT

    @property
    def timed(self) -> bool:
        return True

    def tick(self, seconds: float, text: str) -> Screen | Outcome:
        return self.then


def test_a_clock_runs_without_keys(monkeypatch):
    monkeypatch.setattr(loop, "TICK_SECONDS", 0.001)
    showing = Showing(Clock(""))

    assert 0 == press(showing, "")
    assert [Act.QUIT] == showing.outcomes


def test_what_can_wait_is_done_while_the_learner_reads(monkeypatch):
    class Resting(Showing):
        def rest(self) -> None:
            raise OSError("the disk is full")

    monkeypatch.setattr(loop, "TICK_SECONDS", 0.001)
    with pytest.raises(OSError, match="full"):
        press(Resting(Broken("")), "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_terminate_leaves_with_143():
    class Terminated(Broken, frozen=True):
        def key(self, key: str) -> Screen | Outcome:
            os.kill(os.getpid(), signal.SIGTERM)
            return self

    assert 143 == press(Showing(Terminated("")), "x")


@pytest.fixture
def exits(monkeypatch):
    """The code the process would end with at once."""
    codes: list[int] = []

    def leave(code: int) -> None:
        codes.append(code)
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", leave)
    return codes


def test_a_terminal_that_goes_away_ends_it_at_once_with_129(exits):
    recorder = Recorder([context(RECALL)])
    with suppress(SystemExit):
        press(recorder, "", lambda keyboard: keyboard.close())

    assert [129] == exits
    assert 1 == recorder.closed


def test_the_editor_runs_at_the_place_and_comes_back(tmp_path, monkeypatch):
    seen = tmp_path / "seen"
    script = tmp_path / "vi"
    script.write_text(f'#!/bin/sh\nprintf "%s|" "$@" > {seen}\nexit 3\n')
    script.chmod(0o755)
    monkeypatch.setenv("EDITOR", f"{script} -n")
    monkeypatch.delenv("VISUAL", raising=False)
    recorder = Recorder(
        [context(RECALL)],
        answer=lambda outcome, _: OpenEditor("deck.yaml", 7) if outcome is Act.EDIT else None,
    )

    assert 0 == press(recorder, "o")
    assert "-n|+7|deck.yaml|" == seen.read_text()
    assert [Act.EDIT, Edited(f"The editor {script} ended with code 3.")] == recorder.outcomes
