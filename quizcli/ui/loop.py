"""The full-screen driver: one prompt_toolkit application reads keys and paints what changed."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Callable

from prompt_toolkit.application import Application
from prompt_toolkit.application.run_in_terminal import run_in_terminal
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import Input
from prompt_toolkit.input.defaults import create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, UIContent, UIControl, Window
from prompt_toolkit.output import ColorDepth as ToolkitDepth
from prompt_toolkit.output import Output
from prompt_toolkit.output.defaults import create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import ANSI_COLOR_NAMES, Style

from quizcli.ui.editor import open_file
from quizcli.ui.frame import Painted
from quizcli.ui.outcomes import OpenEditor
from quizcli.ui.stage import HUNG_UP, TERMINATED, Stage
from quizcli.ui.terminal import Terminal
from quizcli.ui.theme import LOOKS, Caps, ColorDepth, Look, runs

TICK_SECONDS = 0.25
ESCAPE_SECONDS = 0.05

_NAMES = {
    Keys.ControlM: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlI: "tab",
    Keys.BackTab: "s-tab",
    Keys.ControlH: "backspace",
    Keys.SIGINT: "c-c",
    " ": "space",
}
_DEPTHS = {
    "256": ToolkitDepth.DEPTH_8_BIT,
    "16": ToolkitDepth.DEPTH_4_BIT,
    "none": ToolkitDepth.DEPTH_1_BIT,
}


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
    return _Loop(stage, terminal, keyboard, output or _output(terminal, entered)).run()


def _output(terminal: Terminal, entered: bool) -> Output:
    return (_Entered.from_pty if entered else create_output)(terminal.stdout)


class _Entered(Vt100_Output):
    """An output that finds its alternate screen on: to enter again would clear it."""

    _found = False

    def enter_alternate_screen(self) -> None:
        if self._found:
            super().enter_alternate_screen()
        else:
            self.cursor_goto(0, 0)
        self._found = True


class _Canvas(UIControl):
    """The painted rows, laid out anew whenever prompt_toolkit asks: sizes are its own."""

    def __init__(self, paint: Callable[[int, int], Painted]) -> None:
        self._paint = paint

    def create_content(self, width: int, height: int) -> UIContent:
        painted = self._paint(width, height)
        column, row = painted.cursor or (0, 0)
        return UIContent(
            get_line=lambda index: _fragments(painted, index),
            line_count=len(painted.rows),
            cursor_position=Point(column, row),
            show_cursor=painted.cursor is not None,
        )

    def is_focusable(self) -> bool:
        return True


class _Loop:
    def __init__(self, stage: Stage, terminal: Terminal, keyboard: Input, output: Output) -> None:
        self._stage = stage
        self._terminal = terminal
        self._failed: BaseException | None = None
        self._shown: Painted | None = None
        bindings = KeyBindings()
        # Eager: no wait for what may follow Escape, and no default binding gets a key before us.
        bindings.add(Keys.Any, eager=True)(self._pressed)
        self._app: Application[int] = Application(
            layout=Layout(Window(_Canvas(self._painted), always_hide_cursor=False)),
            key_bindings=bindings,
            full_screen=True,
            style=_style(terminal.color),
            include_default_pygments_style=False,
            color_depth=_DEPTHS[terminal.color],
            input=keyboard,
            output=output,
        )
        self._app.ttimeoutlen = ESCAPE_SECONDS
        self._app.timeoutlen = 0

    def run(self) -> int:
        try:
            code = asyncio.run(self._run())
        except EOFError:
            # The terminal has closed its end; painting or restoring it would only fail.
            self._hung_up()
        clear_typeahead(self._app.input)
        return code

    async def _run(self) -> int:
        loop = asyncio.get_running_loop()
        handlers: dict[str, Callable[[], None]] = {
            "SIGTERM": lambda: self._exit(TERMINATED),
            "SIGHUP": self._hung_up,
            "SIGTSTP": lambda: self._suspend(whole_group=False),
        }
        numbers = [getattr(signal, name) for name in handlers if hasattr(signal, name)]
        for number in numbers:
            loop.add_signal_handler(number, handlers[signal.Signals(number).name])
        ticking = asyncio.create_task(self._tick())
        try:
            return await self._app.run_async(set_exception_handler=False)
        except OSError:
            if self._failed is None:
                self._hung_up()
            raise
        finally:
            ticking.cancel()
            for number in numbers:
                loop.remove_signal_handler(number)

    def _painted(self, width: int, height: int) -> Painted:
        """The stage for a size; what it raises ends the program, not the painting."""
        caps = Caps(width, height, self._terminal.color, self._terminal.unicode)
        try:
            self._shown = self._stage.paint(caps)
        except Exception as error:
            # prompt_toolkit would paint, fail and ask for Enter, for ever.
            self._fail(error)
            return Painted(())
        return self._shown

    def _pressed(self, event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        try:
            if key == Keys.BracketedPaste:
                self._stage.paste(event.data)
            elif key == Keys.ControlL:
                self._app.renderer.clear()
            elif key == Keys.ControlZ:
                self._suspend(whole_group=True)
            else:
                self._follow(self._stage.press(_name(key), time.monotonic()))
        except Exception as error:
            self._fail(error)
        self._app.invalidate()

    def _follow(self, request: OpenEditor | None) -> None:
        if self._stage.ended is not None:
            self._exit(self._stage.ended)
        elif request is not None:
            self._app.create_background_task(self._edit(request))

    async def _edit(self, request: OpenEditor) -> None:
        error = await run_in_terminal(lambda: open_file(request))
        try:
            self._follow(self._stage.edited(error, time.monotonic()))
        except Exception as failure:
            self._fail(failure)
        self._app.invalidate()

    async def _tick(self) -> None:
        """Lets clocks run, and work be done that could wait."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            try:
                self._stage.rest()
                if self._stage.ended is None and self._stage.screen.timed:
                    self._time_passes()
            except Exception as error:
                self._fail(error)
                return

    def _time_passes(self) -> None:
        """Brings the time to the screen, and paints only when a digit has changed."""
        before = self._shown
        self._follow(self._stage.tick(time.monotonic()))
        self._ring()
        size = self._app.output.get_size()
        if before is None or self._painted(size.columns, size.rows).rows != before.rows:
            self._app.invalidate()

    def _ring(self) -> None:
        if self._stage.rang:
            self._stage.rang = False
            self._app.output.bell()

    def _suspend(self, *, whole_group: bool) -> None:
        """Stops as the shell expects; with the group, a wrapper that started us stops too."""
        if not hasattr(signal, "SIGTSTP"):
            return
        loop = asyncio.get_running_loop()

        def stop() -> None:
            loop.remove_signal_handler(signal.SIGTSTP)
            os.kill(0 if whole_group else os.getpid(), signal.SIGTSTP)
            loop.add_signal_handler(signal.SIGTSTP, lambda: self._suspend(whole_group=False))

        self._app.create_background_task(_in_terminal(stop))

    def _exit(self, code: int) -> None:
        if not self._app.is_done:
            self._app.exit(result=code)

    def _fail(self, error: Exception) -> None:
        self._failed = error
        if not self._app.is_done:
            self._app.exit(exception=error)

    def _hung_up(self) -> None:
        """Leaves without a word: everything is on disk, and there is no terminal to restore."""
        self._stage.controller.close()
        os._exit(HUNG_UP)


async def _in_terminal(act: Callable[[], None]) -> None:
    await run_in_terminal(act)


def _name(key: Keys | str) -> str:
    return _NAMES.get(key) or (key.value if isinstance(key, Keys) else key)


def _fragments(painted: Painted, index: int) -> StyleAndTextTuples:
    return [
        (" ".join(f"class:{_class(name)}" for name in names if name), text)
        for names, text in runs(painted.rows[index])
    ]


def _class(name: str) -> str:
    return name.replace(".", "-")


def _style(color: ColorDepth) -> Style:
    return Style(
        [(_class(name), _toolkit_look(look, color)) for name, look in LOOKS.items() if name]
    )


def _toolkit_look(look: Look, color: ColorDepth) -> str:
    words = ["bold" if look.bold else "", "reverse" if look.reverse else ""]
    if color == "256" and look.color is not None:
        words.append(f"fg:{_hex(look.color)}")
    elif color == "16" and look.ansi is not None:
        words.append(f"fg:{ANSI_COLOR_NAMES[look.ansi + 1]}")
    return " ".join(filter(None, words))


def _hex(color: int) -> str:
    """A colour of xterm's 256 as red, green and blue: from 16 on a cube, from 232 on greys."""
    if color >= 232:
        parts = [8 + 10 * (color - 232)] * 3
    else:
        levels = (0, 95, 135, 175, 215, 255)
        parts = [levels[(color - 16) // step % 6] for step in (36, 6, 1)]
    return "#" + "".join(f"{part:02x}" for part in parts)
