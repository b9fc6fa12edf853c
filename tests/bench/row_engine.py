"""Answers in process: the program and Anki's backend, one answer each in turn."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from types import TracebackType

from tests.bench import peers
from tests.bench.figures import Figure
from tests.bench.homes import Home, environment
from tests.bench.installed import REPOSITORY, Installed
from tests.bench.setting import Setting
from tests.bench.timing import percentile

DAYS = 5


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
    days = [_day(setting.quizcli(), home, theirs, path, 32 * setting.rounds) for _ in range(DAYS)]
    home.restore()  # other rows want a day on which cards are due
    for name, of, must, aim in (("median", median, 1.0, 0.8), ("p99", _slowest, 0.5, 0.1)):
        found = [tuple(1000 * of(each) for each in day) for day in days]
        # By the day: a minute in which the disk is busy has more slow answers than all the others.
        ratios = sorted(mine / other for mine, other, _ in found)
        mine, other, bare = (median(side) for side in zip(*found, strict=True))
        note = (
            f"{mine:.2f} ms to {other:.2f} ms, a bare write and sync {bare:.2f} ms; "
            f"{ratios[0]:.2f} to {ratios[-1]:.2f}x by the day"
        )
        yield Figure("engine", f"{what}, {name}", median(ratios), must, aim, note=note)


def _day(
    program: Installed, home: Home, anki: Installed, collection: Path, answers: int
) -> tuple[list[float], list[float], list[float]]:
    """The seconds of each answer of a day, ours and Anki's, both from where they were made.

    And those of a bare write and sync in turn with them: what the machine made of the day.
    """
    home.restore()
    copy = collection.parents[1] / "answering" / collection.name
    copy.parent.mkdir(exist_ok=True)
    for left in copy.parent.glob(f"{copy.name}*"):
        left.unlink()
    shutil.copyfile(collection, copy)
    os.sync()  # else the disk is still busy with the copies
    words = [program.python, str(peers.WITHIN / "answering_quizcli.py")]
    others = [anki.python, str(peers.WITHIN / "answering_anki.py"), str(copy)]
    syncs = [program.python, str(peers.WITHIN / "syncing.py"), str(copy.with_name("synced"))]
    with (
        Answering(words, home.environment) as ours,
        Answering(others, environment()) as theirs,
        Answering(syncs, environment()) as bare,
    ):
        turns = [(ours.answer(), theirs.answer(), bare.answer()) for _ in range(answers)]
    mine, other, least = (list(side) for side in zip(*turns, strict=True))
    return mine, other, least


def _slowest(seconds: list[float]) -> float:
    return percentile(seconds, 99)
