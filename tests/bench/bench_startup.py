"""Start-up as ratios to a bare Python, both timed in turn in one run.

Run: python tests/bench/bench_startup.py [ROUNDS], best from a wheel in an environment of its own.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

# What is called, and the ratio that must hold and the one aimed at.
CALLS = {
    "due --short": (2.5, 1.7),
    "--version": (2.5, 1.7),
    "--help": (9.0, 6.0),
    "review (first card)": (12.0, 5.0),
    "stats": (9.0, 7.0),
}


def seconds(words: list[str], home: str) -> float:
    """How long a call takes from outside, at the end of its input."""
    start = time.perf_counter()
    subprocess.run(
        words, env={**os.environ, "QUIZCLI_HOME": home, "QUIZCLI_PLAIN": "1"},
        stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    return time.perf_counter() - start


def main() -> None:
    """Measure and print one row a call: median ratio, must, aim."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    program = [sys.executable, "-m", "quizcli"]
    with tempfile.TemporaryDirectory() as home:
        for _ in range(3):  # compiles the decks, then finds them settled
            seconds([*program, "due"], home)
            time.sleep(1)
        for name, (must, aim) in CALLS.items():
            words = [*program, *name.partition(" (")[0].split()]
            ratios = [
                seconds(words, home) / seconds([sys.executable, "-c", "pass"], home)
                for _ in range(rounds)
            ]
            found = statistics.median(ratios)
            print(f"{name:<22} {found:5.1f}x   must {must:4.1f}   aim {aim:4.1f}")


if __name__ == "__main__":
    main()
