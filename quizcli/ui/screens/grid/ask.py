"""The screen of a table turn: the page of its mode, or its end once it was answered.

A mode's page is loaded with the first turn of that mode.
"""

from __future__ import annotations

from typing import assert_never

from quizcli.drill.grid import Play
from quizcli.model import Grade
from quizcli.ui.screens.grid.context import GridContext
from quizcli.ui.screens.grid.page import GridPage


def grid_screen(context: GridContext, play: Play, grades: tuple[Grade, ...] = ()) -> GridPage:
    """The page on which the turn is answered, or its end with the grades given (after an undo)."""
    if grades:
        from quizcli.ui.screens.grid.end import marked_end

        return marked_end(context, play, grades)
    mode = play.round.mode
    match mode:
        case "fill" | "row" | "column":
            from quizcli.ui.screens.grid.fill import FillPage

            return FillPage(context, play)
        case "which" | "reverse":
            from quizcli.ui.screens.grid.pick import PickPage

            return PickPage(context, play)
        case "match":
            from quizcli.ui.screens.grid.match import MatchPage

            return MatchPage(context, play)
        case "contrast":
            from quizcli.ui.screens.grid.contrast import ContrastPage

            return ContrastPage(context, play)
    assert_never(mode)
