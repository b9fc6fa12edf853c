"""Answers in process: the program and Anki's backend, one answer each in turn."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from types import TracebackType

from tests.bench import peers
from tests.bench.figures import Figure
from tests.bench.homes import environment
from tests.bench.installed import REPOSITORY
from tests.bench.setting import Setting
from tests.bench.timing import percentile

DAYS = 3


class Answering:
    """A process that answers one card a line of input and gives the seconds it took."""

    def __init__(self, words: Sequence[str], surroundings: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            words, env=surroundings, cwd=REPOSITORY.parent, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self._line()

    def __enter__(self) -> Answering:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self._process.communicate()

    def answer(self) -> float:
        """The seconds of one answer."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        return float(self._line())

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._process.args} ended with {self._process.wait()}")
        return line


def engine(setting: Setting) -> Iterator[Figure]:
    """Grade → next card in process, the largest collection and log, against Anki's backend."""
    what = f"{setting.sizes[-1]:,} cards, {setting.longest:,} reviews, against Anki"
    theirs = setting.peer("anki")
    if theirs is None:
        yield Figure("engine", what, None, 1.0, 0.8, note="anki does not install here")
        return
    home = setting.large()
    path = peers.anki(setting.folder / "peers", theirs, home.cards, home.reviews, setting.seed)
    script = str(peers.WITHIN / "answering_quizcli.py")
    # As many as the day has, and several days: Anki settles its log at every 86th or so, and
    # whether the slowest hundredth of so few answers has five of these or four is chance.
    answers = 32 * setting.rounds
    pairs: list[tuple[float, float]] = []
    for _ in range(DAYS):
        home.restore()
        os.sync()  # else the disk is still busy with the copy
        with (
            Answering([setting.quizcli().python, script], home.environment) as ours,
            Answering([theirs.python, str(peers.WITHIN / "answering_anki.py"), str(path)],
                      environment()) as anki,
        ):  # fmt: skip
            pairs += [(ours.answer(), anki.answer()) for _ in range(answers)]
    home.restore()  # other rows want a day on which cards are due
    mine, other = ([1000 * pair[side] for pair in pairs] for side in (0, 1))
    note = f"{median(mine):.2f} ms to {median(other):.2f} ms"
    yield Figure("engine", f"{what}, median", median(mine) / median(other), 1.0, 0.8, note=note)
    highest = percentile(mine, 99), percentile(other, 99)
    note = f"{highest[0]:.2f} ms to {highest[1]:.2f} ms"
    yield Figure("engine", f"{what}, p99", highest[0] / highest[1], 0.5, 0.1, note=note)
