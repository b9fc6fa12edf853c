"""What an answer costs in syncs to disk, and whether a kill at a random moment loses one."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

from msgspec.structs import replace

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
    """A few kills at random moments; `python -m tests.bench.kill` makes a thousand."""
    kills = 2 * setting.rounds
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.kill", str(kills), str(setting.seed)],
        cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    total = re.search(r"^all .*?(\d+) laws broken$", done.stdout, re.MULTILINE)
    value = float(total[1]) if total else None
    note = " ".join((total[0] if total else done.stderr[-200:]).split())
    yield Figure("kill", f"laws broken by {kills} kills", value, 0, 0, "", note)
