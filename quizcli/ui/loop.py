"""The full-screen driver: keys come in through prompt_toolkit, and changed rows go out."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING, TypeVarTuple

from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import Input
from prompt_toolkit.input.defaults import create_input
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import Output
from prompt_toolkit.output.defaults import create_output

from quizcli.ui.changes import change
from quizcli.ui.editor import open_file
from quizcli.ui.frame import Painted
from quizcli.ui.outcomes import OpenEditor
from quizcli.ui.stage import HUNG_UP, TERMINATED, Stage
from quizcli.ui.terminal import Terminal
from quizcli.ui.theme import Caps, Run, runs

if TYPE_CHECKING:
    from prompt_toolkit.key_binding.key_processor import KeyPress

TICK_SECONDS = 0.25
ESCAPE_SECONDS = 0.05

_NAMES = {
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlI: "tab",
    Keys.BackTab: "s-tab",
    Keys.ControlH: "backspace",
    " ": "space",
}

Ts = TypeVarTuple("Ts")


def run(
    stage: Stage,
    terminal: Terminal,
    *,
    entered: bool = False,
    keyboard: Input | None = None,
    output: Output | None = None,
) -> int:
    """Brings keys to the stage and paints it until it ends; gives the exit code.

    `entered` says that the alternate screen is on and shows the stage already. Whatever a screen or
    a controller raises comes out here, with the terminal restored.
    """
    keyboard = keyboard or create_input(terminal.stdin)
    output = output or create_output(terminal.stdout)
    return asyncio.run(_Loop(stage, terminal, keyboard, output, entered).run())


class _Loop:
    def __init__(
        self, stage: Stage, terminal: Terminal, keyboard: Input, output: Output, entered: bool
    ) -> None:
        self._stage = stage
        self._terminal = terminal
        self._keyboard = keyboard
        self._output = output
        self._painted = Painted(())
        self._shown: Sequence[Sequence[Run]] = ()
        self._size: Size | None = None
        self._entered = entered
        self._flushing: asyncio.TimerHandle | None = None

    async def run(self) -> int:
        self._code: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        with self._signals(), self._keyboard.raw_mode(), self._keyboard.attach(self._read):
            ticking = asyncio.create_task(self._tick())
            try:
                self._open()
                self._paint()
                return await self._code
            except EOFError:
                # The terminal has closed its end; to restore it would only fail.
                self._hung_up()
                raise
            finally:
                ticking.cancel()
                self._close()

    def _hung_up(self) -> None:
        """Leaves without a word: everything is on disk, and there is no terminal to restore."""
        self._stage.controller.close()
        os._exit(HUNG_UP)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()
        handlers: dict[str, Callable[[], None]] = {
            "SIGINT": self._interrupted,
            "SIGTERM": lambda: self._exit(TERMINATED),
            "SIGHUP": self._hung_up,
            "SIGTSTP": lambda: self._suspend(whole_group=False),
            "SIGWINCH": self._paint,
        }
        # On Windows the keyboard gives Ctrl-C, and loops take no signals.
        names = () if sys.platform == "win32" else handlers
        numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
        for number in numbers:
            loop.add_signal_handler(number, handlers[signal.Signals(number).name])
        try:
            yield
        finally:
            for number in numbers:
                loop.remove_signal_handler(number)

    def _open(self) -> None:
        if not self._entered:
            self._output.enter_alternate_screen()
        self._output.enable_bracketed_paste()
        self._output.reset_cursor_key_mode()
        self._shown = ()

    def _close(self) -> None:
        self._output.disable_bracketed_paste()
        self._output.quit_alternate_screen()
        self._output.show_cursor()
        self._output.flush()

    @contextmanager
    def _away(self) -> Iterator[None]:
        """The terminal as it was before, while another program has it."""
        self._close()
        with self._keyboard.detach(), self._keyboard.cooked_mode():
            yield
        self._open()

    def _paint(self) -> None:
        """Shows the stage as it is now; what the stage raises is no fault of the terminal's."""
        try:
            size = self._output.get_size()
            self._guarded(self._lay_out, size)
            if not self._code.done():
                self._write()
        except OSError:
            self._hung_up()

    def _lay_out(self, size: Size) -> None:
        color, unicode = self._terminal.color, self._terminal.unicode
        self._painted = self._stage.paint(Caps(size.columns, size.rows, color, unicode))
        if size != self._size:
            self._size, self._shown = size, ()

    def _write(self) -> None:
        """Writes what is not on the screen yet."""
        output, rows = self._output, [runs(row) for row in self._painted.rows]
        output.hide_cursor()
        if not self._shown and not self._entered:
            output.erase_screen()
        nothing: Sequence[Run] = ()
        for number, (before, row) in enumerate(zip_longest(self._shown, rows, fillvalue=nothing)):
            if before != row:
                column, text = change(before, row, self._terminal.color)
                output.cursor_goto(number + 1, column + 1)
                output.write_raw(text)
        if self._painted.cursor is not None:
            column, number = self._painted.cursor
            output.cursor_goto(number + 1, column + 1)
            output.show_cursor()
        output.flush()
        self._shown, self._entered = rows, False

    def _read(self) -> None:
        """Takes all keys that have come, then paints."""
        for press in self._keyboard.read_keys():
            self._guarded(self._pressed, press)
        if self._keyboard.closed and not self._code.done():
            self._code.set_exception(EOFError())
        self._paint()
        # Escape may be the first of a sequence; when nothing follows, it was meant.
        if self._flushing is not None:
            self._flushing.cancel()
        later = asyncio.get_running_loop().call_later
        self._flushing = later(ESCAPE_SECONDS, self._flush)

    def _flush(self) -> None:
        presses = self._keyboard.flush_keys()
        for press in presses:
            self._guarded(self._pressed, press)
        if presses:
            self._paint()

    def _pressed(self, press: KeyPress) -> None:
        match press.key:
            case Keys.BracketedPaste:
                self._stage.paste(press.data)
            case Keys.ControlL:
                self._shown = ()
            case Keys.ControlZ:
                self._suspend(whole_group=True)
            case key:
                self._press(_name(key))

    def _interrupted(self) -> None:
        self._guarded(self._press, "c-c")
        self._paint()

    def _press(self, key: str) -> None:
        self._follow(self._stage.press(key, time.monotonic()))

    def _follow(self, request: OpenEditor | None) -> None:
        while request is not None:
            with self._away():
                error = open_file(request)
            request = self._stage.edited(error, time.monotonic())
        if self._stage.ended is not None:
            self._exit(self._stage.ended)

    async def _tick(self) -> None:
        """Lets clocks run, and work be done that could wait."""
        while not self._code.done():
            await asyncio.sleep(TICK_SECONDS)
            self._guarded(self._time_passes)

    def _time_passes(self) -> None:
        self._stage.rest()
        if self._stage.ended is None and self._stage.screen.timed:
            self._follow(self._stage.tick(time.monotonic()))
            if self._stage.rang:
                self._stage.rang = False
                self._output.bell()
            self._paint()
        elif self._output.get_size() != self._size:
            self._paint()  # where no signal tells of a new size

    def _suspend(self, *, whole_group: bool) -> None:
        """Stops as the shell expects; with the group, a wrapper that started us stops too."""
        if not hasattr(signal, "SIGTSTP"):
            return
        loop = asyncio.get_running_loop()
        with self._away():
            loop.remove_signal_handler(signal.SIGTSTP)
            os.kill(0 if whole_group else os.getpid(), signal.SIGTSTP)
            loop.add_signal_handler(signal.SIGTSTP, lambda: self._suspend(whole_group=False))
        self._paint()

    def _guarded(self, act: Callable[[*Ts], None], *given: *Ts) -> None:
        """Does something unless all is over; what it raises ends the program."""
        if self._code.done():
            return
        try:
            act(*given)
        except Exception as error:
            if not self._code.done():
                self._code.set_exception(error)

    def _exit(self, code: int) -> None:
        if not self._code.done():
            self._code.set_result(code)


def _name(key: Keys | str) -> str:
    return _NAMES.get(key) or (key.value if isinstance(key, Keys) else key)
