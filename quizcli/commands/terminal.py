"""The terminal as the settings want it, and controllers shown on it."""

from __future__ import annotations

import os
import sys

from quizcli.commands.looks import SWITCH, color
from quizcli.ui.drive import drive
from quizcli.ui.stage import Guard
from quizcli.ui.terminal import Terminal, find_out
from quizcli.ui.turn import Controller
from quizcli.workspace import Workspace


def terminal(space: Workspace) -> Terminal:
    """The terminal as settings, environment and itself say."""
    chosen, origin = space.settings, space.resolved.origins["plain"]
    return find_out(
        sys.stdin,
        sys.stdout,
        os.environ,
        plain=SWITCH[chosen.plain],
        because="--plain" if origin == "option" else f"plain is on in {origin}",
        color=color(chosen),
        ascii_only=SWITCH[chosen.ascii],
    )


def present(space: Workspace, controller: Controller, *, logs: bool = True) -> int:
    """Run the controller to its end; gives the exit code.

    Raises StoreError before the first page when it `logs` and nothing can be logged.
    """
    if logs:
        space.check_writable()
    guard = Guard() if space.settings.guard else Guard(0, 0)
    code = drive(controller, terminal(space), guard)
    if logs:
        from quizcli.commands.backup import automatic

        automatic(space)
    return code
