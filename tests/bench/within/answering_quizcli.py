"""Run by quizcli's interpreter: answers one due card for each line of input, timed in process.

Gives the seconds from the grade key to the next question as rows of a screen, its answer durable.
What the program does while the learner reads is done between the answers.
"""

from __future__ import annotations

import sys
import time

from quizcli.commands.review import Review
from quizcli.drill.queue import Limits
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.theme import Caps
from quizcli.workspace import Workspace

# As many as a day brings who has set larger limits: a queue of thousands is nobody's.
MOST = 500
CAPS = Caps(80, 24)


def main() -> None:
    """Answers until the input ends; `paint` among the arguments counts painting too."""
    space = Workspace()
    types = ("type:basic", "type:choice", "type:cloze", "type:number")
    plan = space.plan(types, (), Limits(MOST, MOST))
    stage = Stage(Review(space, plan, types, (), None, None), Guard(0, 0))
    painting = "paint" in sys.argv
    print("ready", flush=True)
    for _ in sys.stdin:
        stage.rest()
        while "4 Easy" not in stage.paint(CAPS).rows[-2].plain:
            stage.press("enter", time.monotonic())
        begun = time.perf_counter()
        stage.press("3", time.monotonic())
        if painting:
            stage.paint(CAPS)
        print(time.perf_counter() - begun, flush=True)
    space.close()


main()
