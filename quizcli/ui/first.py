"""The first frame, painted before the key loop is loaded, so that reading starts at once."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn, TextIO

from quizcli.ui.stage import TERMINATED, Stage
from quizcli.ui.terminal import Terminal
from quizcli.ui.theme import Caps, ansi

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[2J"
_LEAVE = "\x1b[?25h\x1b[?1049l"


@contextmanager
def first_frame(stage: Stage, terminal: Terminal) -> Iterator[bool]:
    """Shows the stage on the alternate screen and gives whether it did; restores all at the end.

    Keys typed meanwhile wait unechoed for the loop. Without termios it does nothing.
    """
    if sys.platform == "win32":
        yield False
        return
    import termios
    import tty

    keyboard = terminal.stdin.fileno()
    before = termios.tcgetattr(keyboard)
    terminate = signal.signal(signal.SIGTERM, _terminated)
    try:
        tty.setcbreak(keyboard, termios.TCSANOW)
        _write(terminal.stdout, _ENTER + _frame(stage, terminal))
        yield True
    finally:
        # Leaving twice is harmless, and the loop may not have come to it.
        _write(terminal.stdout, _LEAVE)
        termios.tcsetattr(keyboard, termios.TCSADRAIN, before)
        signal.signal(signal.SIGTERM, terminate)


def _frame(stage: Stage, terminal: Terminal) -> str:
    size = os.get_terminal_size(terminal.stdout.fileno())
    caps = Caps(size.columns or 80, size.lines or 24, terminal.color, terminal.unicode)
    painted = stage.paint(caps)
    rows = (ansi(row, caps.color).rstrip() for row in painted.rows)
    text = "".join(f"\x1b[{number};1H{row}" for number, row in enumerate(rows, 1))
    if painted.cursor is None:
        return text
    column, row = painted.cursor
    return f"{text}\x1b[{row + 1};{column + 1}H\x1b[?25h"


def _write(stdout: TextIO, text: str) -> None:
    stdout.write(text)
    stdout.flush()


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(TERMINATED)
