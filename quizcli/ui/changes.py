"""What must be written for one row of the screen to become another: the stretch that differs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from rich.cells import cell_len

from quizcli.ui.theme import ColorDepth, Run, styled

_ERASE_REST = "\x1b[K"


def change(before: Sequence[Run], after: Sequence[Run], color: ColorDepth) -> tuple[int, str]:
    """The column from which to write and what; both rows are as wide as the terminal.

    Without a row `before` all of it is written.
    """
    head = _shared(before, after)
    rest = after[head:]
    tail = _shared(before[head:][::-1], rest[::-1])
    column = sum(cell_len(text) for _, text in after[:head])
    stretch = rest[: len(rest) - tail]
    written = "".join(styled(run, color) for run in stretch)
    if tail or not written.endswith(" "):
        return column, written
    # Blanks up to the end are erased; behind a full row that would take its last cell.
    return column, written.rstrip(" ") + _ERASE_REST


def _shared(before: Sequence[Run], after: Sequence[Run]) -> int:
    """How many runs the rows begin with alike."""
    pairs = zip(before, after, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
