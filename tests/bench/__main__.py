"""Every aim of the performance page, measured, beside what was found.

Run: python -m tests.bench [--quick] [--only ROW …] [--json] [--rounds N] [--seed N] [--keep FOLDER]

All is measured on a wheel built from this checkout in an environment of its own, with collections
of up to 100,000 cards and logs of up to 1,000,000 reviews, against `python -c pass` and against the
peers that install from the registry. Only ratios within one run mean anything; milliseconds are
told where the limit is in milliseconds. `--quick` leaves out the largest collection and log.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench import (
    row_decks,
    row_engine,
    row_memory,
    row_package,
    row_safety,
    row_screen,
    row_startup,
    row_stats,
)
from tests.bench.figures import Figure, plain, table
from tests.bench.setting import Setting

ROWS: Mapping[str, Callable[[Setting], Iterator[Figure]]] = {
    "key": row_screen.grade_key,
    "engine": row_engine.engine,
    "first": row_screen.first_card,
    "due": row_startup.due,
    "edited": row_startup.edited,
    "help": row_startup.helped,
    "stats": row_stats.stats,
    "compile": row_decks.compiled,
    "apkg": row_package.package,
    "memory": row_memory.memory,
    "kill": row_safety.kill,
    "syncs": row_safety.syncs,
}


def measured(setting: Setting, rows: list[str]) -> list[Figure]:
    """The figures of some rows; each is told on stderr as it comes."""
    figures: list[Figure] = []
    for row in rows:
        for figure in ROWS[row](setting):
            print(table([figure]).splitlines()[-1], file=sys.stderr, flush=True)
            figures.append(figure)
    return figures


def main() -> None:
    """Measure and print; ends with 1 when something that must hold does not."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="without the largest sizes")
    parser.add_argument("--only", action="append", choices=ROWS, help="a row; may be repeated")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.add_argument("--rounds", type=int, default=15, help="how often each is run")
    parser.add_argument("--seed", type=int, default=1, help="of collections and logs")
    parser.add_argument("--keep", type=Path, help="where to keep what is made, for the next run")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        setting = Setting(
            folder=(chosen.keep or Path(folder)).absolute(),
            rounds=min(chosen.rounds, 5) if chosen.quick else chosen.rounds,
            seed=chosen.seed,
            quick=chosen.quick,
            largest=10_000 if chosen.quick else 100_000,
        )
        figures = measured(setting, chosen.only or list(ROWS))
    print(json.dumps(plain(figures), indent=1) if chosen.json else table(figures))
    sys.exit(any(figure.verdict == "MISSED" for figure in figures))


if __name__ == "__main__":
    main()
