"""Anki packages against the bare floor: the same rows into SQLite, and the file deflated."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.peers import WITHIN
from tests.bench.setting import AT_ONCE, Setting
from tests.bench.timing import ratio, taking_turns

LIMITS = {"prepared": (1.5, 1.1), "export": (3, None), "progress": (None, None)}
NAMES = {"prepared": "without rendering", "export": "with rendering", "progress": "with progress"}


def package(setting: Setting) -> Iterator[Figure]:
    """10,000 cards to .apkg: the writer alone, with rendering, and with ten reviews a card."""
    home = setting.home(10_000, 100_000)
    told: dict[str, list[dict[str, float]]] = {}

    def run(what: str) -> Callable[[], float]:
        def seconds() -> float:
            words = [setting.quizcli().python, str(WITHIN / "packing.py"), what]
            out = subprocess.run(
                words, env=home.environment, cwd=home.folder, capture_output=True, text=True,
                check=True,
            ).stdout  # fmt: skip
            told.setdefault(what, []).append(json.loads(out))
            return told[what][-1]["seconds"]

        return seconds

    rounds = max(3, setting.rounds // 3)
    acts = {what: run(what) for what in ("floor", *LIMITS)} | {AT_ONCE: setting.at_once()}
    found = taking_turns(acts, rounds)
    for what, limits in LIMITS.items():
        floor, own = (median(one["size"] for one in told[each]) for each in ("floor", what))
        added = median(one["added"] for one in told[what])
        note = (
            f"{own:.2f} MB of file to {floor:.2f}, {added:.0f} MB of memory added; "
            f"{AT_ONCE} {median(found[AT_ONCE]):.2f}x as long as one"
        )
        yield Figure("apkg", NAMES[what], ratio(found, what, "floor"), *limits, note=note)
