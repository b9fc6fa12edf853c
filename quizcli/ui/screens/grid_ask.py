"""The screen of a table turn: the page of its mode, or its end once it was answered."""

from __future__ import annotations

from typing import assert_never

from quizcli.drill.grid import Play
from quizcli.model import Grade
from quizcli.ui.screens.grid_context import GridContext
from quizcli.ui.screens.grid_contrast import ContrastPage
from quizcli.ui.screens.grid_end import marked_end
from quizcli.ui.screens.grid_fill import FillPage
from quizcli.ui.screens.grid_match import MatchPage
from quizcli.ui.screens.grid_page import GridPage
from quizcli.ui.screens.grid_pick import PickPage


def grid_screen(context: GridContext, play: Play, grades: tuple[Grade, ...] = ()) -> GridPage:
    """The page on which the turn is answered, or its end with the grades given (after an undo)."""
    if grades:
        return marked_end(context, play, grades)
    mode = play.round.mode
    match mode:
        case "fill" | "row" | "column":
            return FillPage(context, play)
        case "which" | "reverse":
            return PickPage(context, play)
        case "match":
            return MatchPage(context, play)
        case "contrast":
            return ContrastPage(context, play)
    assert_never(mode)
