"""Count with strace what an answer costs: how often the disk is waited for before the next paint.

Run: python -m tests.bench.kill.syncs [ANSWERS]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bench.kill import homes

SYNCS = ("fsync(", "fdatasync(")
# What is run, the replies of one answer, and how the next question begins on the screen.
SITTINGS = {
    "review": (["review", "plain", "--new", "9999"], "\n3\n", 'write(1, "Card '),
    "table": (["table", "kinds", "--mode", "row", "--rounds", "99"], "1\n\n\n", ". 0 of "),
    "mock": (["mock", "-n", "30", "--topics", "numbers", "-m", "9"], "1\n", 'write(1, "Question '),
}


def traced(arguments: list[str], replies: str, folder: Path) -> list[str]:
    """The calls that sync or write, in their order."""
    trace = folder / "trace"
    subprocess.run(
        ["strace", "-f", "-s", "200", "-e", "trace=fsync,fdatasync,write", "-o", str(trace),
         sys.executable, "-m", "quizcli", "--plain", *arguments],
        input=replies, text=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        check=False,
    )  # fmt: skip
    return trace.read_text().splitlines()


def syncs_before(calls: list[str], paint: str) -> list[int]:
    """How often the disk was waited for before each paint but the first."""
    counts: list[int] = []
    since = 0
    for call in calls:
        since += any(sync in call for sync in SYNCS)
        if "write(1," in call and paint in call:
            counts.append(since)
            since = 0
    return counts[1:]


def main() -> None:
    """Print a row a sitting: the syncs of answers and rounds; the first makes the files too."""
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    with tempfile.TemporaryDirectory() as folder:
        home = homes.furnish(Path(folder, "home"), answers * 2)
        os.environ.update(homes.settings(home))
        os.chdir(home)
        for name, (arguments, one, paint) in SITTINGS.items():
            first, *rest = syncs_before(traced(arguments, one * answers, Path(folder)), paint)
            found = ", ".join(f"{n} with {syncs}" for syncs, n in sorted(Counter(rest).items()))
            print(f"{name:<8} the first with {first} syncs, then {found}")


if __name__ == "__main__":
    main()
