"""Run by quizcli's interpreter: the parts of `stats`, each several times, in milliseconds."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable

from quizcli.commands.memory import report, rolled
from quizcli.insight import pages
from quizcli.workspace import Workspace


def main(rounds: int) -> None:
    """Prints a list of times for each part."""
    space = Workspace()
    cards, roll, states = space.cards(), rolled(space), space.states()
    report(space)
    parts: dict[str, Callable[[], object]] = {
        "query": lambda: report(space),
        "all anew: roll-up": lambda: rolled(space),
        "all anew: cards": space.cards,
        "all anew: states": space.states,
        "all anew: report": lambda: pages.report(cards, roll, states, space.day),
    }
    found: dict[str, list[float]] = {name: [] for name in parts}
    for _ in range(rounds):
        for name, part in parts.items():
            begun = time.perf_counter()
            part()
            found[name].append(1000 * (time.perf_counter() - begun))
    space.close()
    print(json.dumps(found))


main(int(sys.argv[1]))
