"""A sitting run to its end, with a row in the terminal when its screens are gone."""

from __future__ import annotations

import sys
from collections import Counter

from quizcli.commands.sitting import Sitting
from quizcli.commands.terminal import present, terminal
from quizcli.model import Grade
from quizcli.phrases import counted
from quizcli.ui.report import say
from quizcli.ui.screens.summary import answers_sentence
from quizcli.workspace import Workspace


def sit(space: Workspace, sitting: Sitting) -> int:
    """Run a sitting to its end and leave a row in the terminal; gives the exit code."""
    code = present(space, sitting)
    # In line mode the last page stands there already.
    if grades(sitting) and not (sitting.over and terminal(space).plain):
        say(_parting(sitting), sys.stderr)
    return code


def grades(sitting: Sitting) -> Counter[Grade]:
    """The grades of all that was answered in the run, by how often they were given."""
    sessions = (*sitting.aside, sitting.session)
    return Counter(grade for session in sessions for grade in session.grades)


def _parting(sitting: Sitting) -> str:
    said = answers_sentence(grades(sitting), sitting.seconds)
    left = len(sitting.session.queue)
    return f"{said} {counted(left, 'card')} left." if left else said
