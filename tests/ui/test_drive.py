"""The whole way through a pseudo-terminal: first frame, keys typed ahead, terminal restored."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pyte
import pytest
from msgspec import Struct

from quizcli.model import Grade
from quizcli.ui.drive import drive
from quizcli.ui.first import first_frame
from quizcli.ui.outcomes import Graded
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.terminal import Terminal
from quizcli.ui.theme import Caps
from tests.ui.samples import RECALL, TYPED, Recorder, context

pytestmark = [pytest.mark.pty, pytest.mark.skipif(sys.platform == "win32", reason="no pty")]


class Window(Struct):
    """The far end of a pseudo-terminal: what was written to it, and its keyboard."""

    terminal: Terminal
    master: int
    written: bytearray

    def type(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def settings(self) -> list[object]:
        import termios

        return termios.tcgetattr(self.terminal.stdin.fileno())

    def screen(self) -> list[str]:
        """The rows as a terminal would show them."""
        shown = pyte.Screen(60, 16)
        pyte.ByteStream(shown).feed(bytes(self.written))
        return [row.rstrip() for row in shown.display]


@contextmanager
def window() -> Iterator[Window]:
    import fcntl
    import pty
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 16, 60, 0, 0))
    written = bytearray()

    def drain() -> None:
        try:
            while data := os.read(master, 65536):
                written.extend(data)
        except OSError:
            return

    reader = threading.Thread(target=drain)
    with os.fdopen(slave, "r", closefd=False) as stdin, os.fdopen(slave, "w") as stdout:
        reader.start()
        yield Window(Terminal(stdin, stdout), master, written)
    reader.join(5)
    os.close(master)


def test_the_first_frame_is_painted_without_the_key_loop_and_put_away_again():
    with window() as far:
        before = far.settings()
        stage = Stage(Recorder([context(RECALL)]))
        with first_frame(stage, far.terminal) as entered:
            during = far.settings()

        assert entered
        assert before != during
        assert before == far.settings()
    rows = far.screen()

    assert rows[0].startswith(" Review › S3")
    assert "unknown access patterns?" in "".join(rows)
    assert rows[-1].endswith("? keys")
    assert far.written.endswith(b"\x1b[?1049l")


def test_the_first_frame_shows_the_cursor_only_in_a_text_field():
    for shape, shown in ((RECALL, False), (TYPED, True)):
        with window() as far, first_frame(Stage(Recorder([context(shape)])), far.terminal):
            pass

        assert shown == (b"\x1b[?25h" in far.written[: -len(b"\x1b[?25h\x1b[?1049l")])


def test_a_whole_run_leaves_the_terminal_as_it_was():
    recorder = Recorder([context(RECALL)] * 2)
    with window() as far:
        before = far.settings()
        far.type(" 3 4")
        code = drive(recorder, far.terminal, Guard(0, 0))

        assert before == far.settings()
    assert 0 == code
    assert [Grade.GOOD, Grade.EASY] == [o.grade for o in recorder.outcomes if isinstance(o, Graded)]
    assert 1 == recorder.closed
    assert 1 == far.written.count(b"\x1b[?1049h")
    assert far.written.rfind(b"\x1b[?25h") > far.written.rfind(b"\x1b[?25l")


def test_nothing_of_the_first_frame_is_left_on_the_next():
    recorder = Recorder([context(RECALL)])
    with window() as far:
        far.type("?qq")
        drive(recorder, far.terminal, Guard(0, 0))
    shown = pyte.Screen(60, 16)
    pyte.ByteStream(shown).feed(bytes(far.written).partition(b"\x1b[?1049l")[0])
    painted = [row.plain.rstrip() for row in Stage(recorder).paint(Caps(60, 16)).rows]

    assert painted == [row.rstrip() for row in shown.display]


def test_line_mode_is_driven_through_the_same_door():
    out = StringIO()
    recorder = Recorder([context(RECALL)])
    code = drive(recorder, Terminal(StringIO("\n3\n"), out, plain="--plain"))

    assert 0 == code
    assert out.getvalue().startswith("Plain mode (--plain).")
    assert "\x1b" not in out.getvalue()


def test_nothing_to_show_ends_at_once_and_closes():
    recorder = Recorder([])

    assert 0 == drive(recorder, Terminal(StringIO(), StringIO()))
    assert 1 == recorder.closed


def test_an_interrupt_while_the_loop_loads_leaves_with_130(monkeypatch):
    def interrupted(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    from quizcli.ui import loop

    monkeypatch.setattr(loop, "run", interrupted)
    recorder = Recorder([context(RECALL)])
    with window() as far:
        before = far.settings()

        assert 130 == drive(recorder, far.terminal)
        assert before == far.settings()
    assert 1 == recorder.closed
