"""Time of a table turn: made, painted, and from key to painted screen, largest tables first.

Run it with: python tests/bench/bench_grid.py
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles

from quizcli.deckfiles.find import deck_files
from quizcli.deckfiles.load import load
from quizcli.drill.grid import MODES, Mode, begin
from quizcli.drill.grid_pool import Pool
from quizcli.drill.grid_rounds import build
from quizcli.shapes import Cell, Label, Table
from quizcli.ui.frame import paint
from quizcli.ui.screens.grid.ask import grid_screen
from quizcli.ui.screens.grid.context import GridContext
from quizcli.ui.stage import Guard, Stage
from quizcli.ui.theme import Caps

ROUNDS = 15
KEYS = 60
SIZES = (Caps(80, 24), Caps(200, 60), Caps(40, 15))


def milliseconds(act: Callable[[], object], times: int = ROUNDS) -> float:
    """The median of several runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken)


def bare_start() -> float:
    """Milliseconds of `python -c pass`."""
    command = [sys.executable, "-c", "pass"]
    return milliseconds(lambda: subprocess.run(command, check=True))


def pools() -> dict[str, Pool]:
    """The bundled table with most cells, and one of 40 things by 8 attributes."""
    cards = load(list(deck_files([Path(__file__).parents[2] / "decks"]))).cards
    tables = {str(card.note.id): card.note.table for card in cards if card.note.table}
    largest = max(tables, key=lambda note: len(tables[note].cells))
    ids = frozenset(str(card.id) for card in cards)
    return {largest: Pool(largest, tables[largest], ids), "40x8": forty_by_eight()}


def forty_by_eight() -> Pool:
    things = tuple(Label(f"thing-{n}", f"Service number {n}") for n in range(40))
    attributes = tuple(Label(f"attribute-{n}", f"Attribute {n}") for n in range(8))
    cells = tuple(
        Cell(thing.key, attribute.key, f"what {thing.key} has of {attribute.key}")
        for thing in things
        for attribute in attributes
    )
    table = Table("Forty by eight", "Service", things, attributes, cells)
    return Pool("forty", table, frozenset(f"forty#{cell.key}" for cell in cells))


class OneTurn:
    """A controller that shows one turn for ever."""

    def __init__(self, pool: Pool) -> None:
        made = build(pool, "fill", "1")
        assert made is not None
        self.screen = grid_screen(GridContext("Table quiz", time.monotonic), begin(made, 0.0))

    def start(self):
        return self.screen

    def handle(self, outcome, screen):
        return self.screen

    def rest(self) -> None:
        pass

    def close(self) -> None:
        pass


def keys(pool: Pool, caps: Caps) -> tuple[float, float]:
    """Median and 95th percentile from a key to the rows of the next screen, in milliseconds."""
    stage = Stage(OneTurn(pool), Guard(0, 0))
    stage.paint(caps)
    taken = []
    for number in range(KEYS):
        begun = time.perf_counter()
        stage.press(("1", "tab", "2", "backspace")[number % 4], float(number))
        stage.paint(caps)
        taken.append(1000 * (time.perf_counter() - begun))
    return median(taken), quantiles(taken, n=20)[18]


def making(pool: Pool) -> str:
    """Each mode with the time its round takes to be made."""

    def made(mode: Mode) -> float:
        return milliseconds(lambda: build(pool, mode, "x"))

    return ", ".join(f"{mode} {made(mode):.1f}" for mode in MODES)


def painting(pool: Pool, caps: Caps) -> str:
    """The times of the screen at a size."""
    screen = OneTurn(pool).screen
    painted = milliseconds(lambda: paint(screen.view(caps), caps))
    middle, worst = keys(pool, caps)
    return f"painted in {painted:.1f} ms; key to screen {middle:.1f}, p95 {worst:.1f} ms"


def main() -> None:
    """Print the table."""
    print(f"bare start of Python: {bare_start():.1f} ms")
    for name, pool in pools().items():
        print(f"{name}: made in ms: {making(pool)}")
        for caps in SIZES:
            print(f"  {caps.width}x{caps.height}: {painting(pool, caps)}")


if __name__ == "__main__":
    main()
