"""One way to run any controller: full screen or line mode, whichever the terminal calls for."""

from __future__ import annotations

from quizcli.ui.first import first_frame
from quizcli.ui.stage import INTERRUPTED, Guard, Stage
from quizcli.ui.terminal import Terminal
from quizcli.ui.turn import Controller


def drive(controller: Controller, terminal: Terminal, guard: Guard | None = None) -> int:
    """Runs a controller until it leaves and closes it; gives the exit code.

    Raises UsageError after too many bad replies in line mode.
    """
    if terminal.plain:
        from quizcli.ui import plain

        return plain.run(
            controller,
            terminal.stdin,
            terminal.stdout,
            reason=terminal.plain,
            unicode=terminal.unicode,
        )
    try:
        stage = Stage(controller, guard)
        return _full_screen(stage, terminal) if stage.ended is None else stage.ended
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        controller.close()


def _full_screen(stage: Stage, terminal: Terminal) -> int:
    with first_frame(stage, terminal) as entered:
        # Loading prompt_toolkit takes longer than all the rest, and the learner is reading by now.
        from quizcli.ui import loop

        return loop.run(stage, terminal, entered=entered)
