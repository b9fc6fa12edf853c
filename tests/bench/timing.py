"""Measuring on a noisy machine: contestants take turns, and only ratios within one run are told."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median, quantiles

Contestants = Mapping[str, Callable[[], float]]


def taking_turns(contestants: Contestants, rounds: int) -> dict[str, list[float]]:
    """What each contestant gave in each round; a busy moment spoils one round of all of them."""
    for act in contestants.values():
        act()
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, act in contestants.items():
            found[name].append(act())
    return found


def ratio(found: Mapping[str, Sequence[float]], name: str, to: str) -> float:
    """The median of the rounds' ratios."""
    return median(one / other for one, other in zip(found[name], found[to], strict=True))


def percentile(values: Sequence[float], share: int) -> float:
    """The value below which so many per cent lie."""
    return quantiles(values, n=100, method="inclusive")[share - 1]


def call(
    words: Sequence[str], environment: Mapping[str, str], folder: Path, expected: int = 0
) -> Callable[[], float]:
    """A contestant: seconds from the start of a command to its end.

    Raises CalledProcessError where it ends with another exit code than is expected.
    """

    def seconds() -> float:
        begun = time.perf_counter()
        done = subprocess.run(
            words, env=environment, cwd=folder, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        taken = time.perf_counter() - begun
        if done.returncode != expected:
            raise subprocess.CalledProcessError(done.returncode, list(words))
        return taken

    return seconds


def at_once(python: str, environment: Mapping[str, str], folder: Path) -> Callable[[], float]:
    """A contestant: how many times as long two busy processes take at once as one alone.

    1 where a core is free for each, 2 where they share one: what shared work can gain just then.
    """
    words = [python, "-c", "for _ in range(2_000_000): pass"]

    def seconds(processes: int) -> float:
        begun = time.perf_counter()
        busy = [subprocess.Popen(words, env=environment, cwd=folder) for _ in range(processes)]
        for process in busy:
            process.wait()
        return time.perf_counter() - begun

    return lambda: seconds(2) / seconds(1)


def instructions(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> int:
    """How many instructions a command executes: the same figure on a busy machine as on a quiet."""
    with tempfile.NamedTemporaryFile() as out:
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out.name}", *words],
            env={**environment, "PYTHONHASHSEED": "0"}, cwd=folder, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
    counted = re.search(r"Collected : (\d+)", done.stderr)
    if counted is None:
        raise ValueError(f"callgrind counted nothing: {done.stderr[-300:]}")
    return int(counted[1])


def peak_kb(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> int:
    """The most memory a command ever had resident, in kB, as `time -v` tells it."""
    with tempfile.TemporaryFile() as nothing:
        child = subprocess.Popen(
            words, env=environment, cwd=folder, stdin=subprocess.DEVNULL, stdout=nothing,
            stderr=nothing,
        )  # fmt: skip
        return resident_kb(child)


def resident_kb(child: subprocess.Popen[bytes]) -> int:
    """Waits for a child and gives its peak of resident memory in kB."""
    _, _, usage = os.wait4(child.pid, 0)
    child.returncode = 0
    return int(usage.ru_maxrss)
