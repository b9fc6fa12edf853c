"""A sitting run to its end, with a row in the terminal when its screens are gone."""

from __future__ import annotations

import sys
from collections import Counter

from quizcli.commands.sitting import Sitting
from quizcli.commands.terminal import present, terminal
from quizcli.ui.report import say
from quizcli.ui.screens.summary import answers_sentence
from quizcli.workspace import Workspace


def sit(space: Workspace, sitting: Sitting) -> int:
    """Run a sitting to its end and leave a row in the terminal; gives the exit code."""
    code = present(space, sitting)
    # In line mode the last page stands there already.
    if sitting.session.grades and not (sitting.over and terminal(space).plain):
        say(_parting(sitting), sys.stderr)
    return code


def _parting(sitting: Sitting) -> str:
    said = answers_sentence(Counter(sitting.session.grades), sitting.seconds)
    left = len(sitting.session.queue)
    if not left:
        return said
    return f"{said} {left} card{'' if left == 1 else 's'} left."
