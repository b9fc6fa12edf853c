"""Statistics of the longest log: drawn on the screen, and what is asked of the database for it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.peers import WITHIN
from tests.bench.setting import BARE, Setting
from tests.bench.timing import ratio, taking_turns
from tests.bench.tty import Watched


def stats(setting: Setting) -> Iterator[Figure]:
    """`stats` at a terminal until its page stands there, at two sizes of collection."""
    for cards in setting.sizes[1:]:
        home = setting.home(cards, setting.longest)
        home.run("stats")  # rolls the days before today up, as the day's first call does

        def drawn(home=home) -> float:
            watched = Watched([*home.program, "stats"], home.environment, home.folder)
            painted = watched.until(lambda text: text.rstrip().endswith("? keys"))
            watched.leave("q")
            return painted.seconds

        found = taking_turns({BARE: setting.bare(), "stats": drawn}, max(3, setting.rounds // 3))
        what = f"{cards:,} cards, {setting.longest:,} reviews"
        yield Figure("stats", f"{what}, drawn", ratio(found, "stats", BARE), 9, 7)
        words = [setting.quizcli().python, str(WITHIN / "stats_parts.py"), str(setting.rounds)]
        told = subprocess.run(
            words, env=home.environment, cwd=home.folder, capture_output=True, text=True, check=True
        ).stdout
        for name, times in json.loads(told).items():
            limit = 5 if name == "query" else None
            yield Figure("stats", f"{what}, {name}", median(times), limit, unit="ms")
