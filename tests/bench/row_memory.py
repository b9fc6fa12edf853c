"""The most memory that `due` and `review` ever have, to that of a bare interpreter."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from tests.bench.figures import Figure
from tests.bench.peers import WITHIN
from tests.bench.row_screen import ONE_BY_ONE, graded, quizcli
from tests.bench.setting import BARE, Setting
from tests.bench.timing import ratio, taking_turns

LIMITS = {"due": (1.6, 1.35), "review": (6, 4)}
ANSWERS = 10


def memory(setting: Setting) -> Iterator[Figure]:
    """Peaks of resident memory, at the largest size and at the usual one."""
    out = setting.folder / "peak"
    python = setting.quizcli().python
    small = [python, "-S", "-E", str(WITHIN / "peak.py"), str(out)]
    for size in setting.sizes:
        home = setting.of_size(size)

        def peak(act: Callable[[], object]) -> Callable[[], float]:
            def kilobytes() -> float:
                act()
                return float(out.read_text())

            return kilobytes

        def run(words: Sequence[str], home=home) -> Callable[[], object]:
            return lambda: subprocess.run(
                [*small, *words], env=home.environment, cwd=home.folder,
                capture_output=True, check=True,
            )  # fmt: skip

        sitting = quizcli(home, *ONE_BY_ONE, "--new", "300")
        watched = replace(sitting, words=[*small, *sitting.words])

        def review(home=home, watched=watched) -> None:
            home.restore()
            home.run("due")
            graded(watched, ANSWERS)

        found = taking_turns(
            {
                BARE: peak(run([python, "-c", "pass"])),
                "due": peak(run([*home.program, "due"])),
                "review": peak(review),
            },
            3,
        )
        for name, (must, aim) in LIMITS.items():
            note = f"{found[name][0] / 1024:.1f} MiB to {found[BARE][0] / 1024:.1f}"
            what = f"{name}, {size:,} cards"
            yield Figure("memory", what, ratio(found, name, BARE), must, aim, note=note)
