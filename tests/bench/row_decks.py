"""A cold compile of 10,000 cards, against a process that only parses the files."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.setting import AT_ONCE, Setting
from tests.bench.timing import call, ratio, taking_turns

PARSE = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    with open(path, encoding="utf-8") as file:
        yaml.load(file, yaml.CSafeLoader)
"""


def compiled(setting: Setting) -> Iterator[Figure]:
    """The very first start, which also makes the database, against the parser alone."""
    home = setting.home(10_000, 0)
    python = setting.quizcli().python
    start = call([*home.program, "due"], home.environment, home.folder)

    def cold() -> float:
        for path in home.folder.glob("quizcli.db*"):
            path.unlink()
        return start()

    parse = call([python, "-c", PARSE, str(home.folder / "decks")], home.environment, home.folder)
    acts = {"parse": parse, "cold": cold, AT_ONCE: setting.at_once()}
    found = taking_turns(acts, setting.rounds)
    best = f"{min(found['cold']):.2f} s to {min(found['parse']):.2f} s at best"
    note = f"{best}; {AT_ONCE} {median(found[AT_ONCE]):.2f}x as long as one"
    yield Figure("compile", "10,000 cards, cold, to the parser alone",
                 ratio(found, "cold", "parse"), 0.8, 0.65, note=note)  # fmt: skip
