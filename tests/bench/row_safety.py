"""What an answer costs in syncs to disk, and whether a kill at a random moment loses one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

from tests.bench.figures import Figure
from tests.bench.homes import environment
from tests.bench.installed import REPOSITORY
from tests.bench.row_screen import ONE_BY_ONE, graded, quizcli
from tests.bench.setting import Setting
from tests.bench.tools import has

ANSWERS = 60


def syncs(setting: Setting) -> Iterator[Figure]:
    """Syncs from the first grade key to the last, by what the kernel was asked for."""
    what = f"syncs an answer, over {ANSWERS}"
    if not has("strace"):
        yield Figure("syncs", what, None, 1.2, 1, "", "no strace on this machine")
        return
    home = setting.home(1_000, 10_000)
    home.restore()
    home.run("due")
    trace = home.folder / "strace"
    sitting = quizcli(home, *ONE_BY_ONE, "--new", "200")
    traced = ["strace", "-f", "-o", str(trace), "-e", "trace=fsync,fdatasync,write", *sitting.words]
    graded(replace(sitting, words=traced), ANSWERS)
    calls = trace.read_text()
    counted = len(re.findall(r"(?:fsync|fdatasync)\(", _between(calls)))
    yield Figure("syncs", what, counted / ANSWERS, 1.2, 1, "",
                 "the rest are checkpoints and the end")  # fmt: skip


def _between(calls: str) -> str:
    """The calls after the screen was taken: what came before belongs to the start."""
    return calls[calls.find("1049h") :]


def kill(setting: Setting) -> Iterator[Figure]:
    """A few kills of many: `tests/bench/bench_kill.py 1000` makes a night of it."""
    kills = 2 * setting.rounds
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "tests" / "bench" / "bench_kill.py"), str(kills),
         str(setting.seed)],
        cwd=REPOSITORY, env={**environment(), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    lost = re.search(r"(\d+) lost, (\d+) times", done.stdout)
    value = float(lost[1]) + float(lost[2]) if lost else None
    note = " ".join((done.stdout or done.stderr[-200:]).split())
    yield Figure("kill", f"answers lost in {kills} kills", value, 0, 0, "", note)
