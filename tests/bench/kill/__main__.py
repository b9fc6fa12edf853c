"""Kill the program at random moments of all it does, and hold the laws afterwards.

Run: python -m tests.bench.kill [KILLS] [SEED]
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import count
from pathlib import Path

from msgspec import Struct, field

from tests.bench.kill import homes
from tests.bench.kill.child import Ended, Moment
from tests.bench.kill.laws import broken
from tests.bench.kill.scene import Scene
from tests.bench.kill.scenes import SCENES


class Tally(Struct):
    """What was counted of one scene."""

    runs: int = 0
    killed: int = 0
    acknowledged: int = 0
    wrong: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Count what the other has counted too."""
        self.runs += other.runs
        self.killed += other.killed
        self.acknowledged += other.acknowledged
        self.wrong += other.wrong


def main() -> None:
    """Run and report; exits with 1 when a law was broken."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(f"{kills} kills, seed {seed}", flush=True)
    began, total = time.monotonic(), Tally()
    for place, scene in enumerate(SCENES):
        share = kills // len(SCENES) + (place < kills % len(SCENES))
        tally = play(scene, share, random.Random(f"{seed} {scene.name}"))
        report(scene.name, tally)
        total.add(tally)
    report("all", total)
    print(f"{time.monotonic() - began:.0f} s")
    raise SystemExit(bool(total.wrong))


def report(name: str, tally: Tally) -> None:
    """Print a row, and the laws that were broken."""
    print(
        f"{name:<22} {tally.killed:>4} killed of {tally.runs:>4} runs, "
        f"{tally.acknowledged:>6} answers acknowledged, {tally.wrong.total()} laws broken",
        flush=True,
    )
    for sentence, times in tally.wrong.most_common(5):
        print(f"    {times}x {sentence}", flush=True)


def play(scene: type[Scene], kills: int, dice: random.Random) -> Tally:
    """Act the scene until it was killed so often, at moments within the time that it takes."""
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        numbers = count()
        usual = _usual(_begun(scene, Path(folder, f"{next(numbers)}"), dice))
        while tally.killed < kills:
            one = _begun(scene, Path(folder, f"{next(numbers)}"), dice)
            for _ in range(scene.kills):
                ended = one.act(_moment(scene, usual, dice))
                tally.runs += 1
                tally.killed += ended.killed
                tally.wrong.update(one.wrong(ended))
                tally.wrong.update(broken(one.home))
                if tally.killed == kills:
                    break
            tally.acknowledged += one.acknowledged
        os.chdir(folder)
    return tally


def _begun(scene: type[Scene], home: Path, dice: random.Random) -> Scene:
    homes.furnish(home, scene.cards)
    os.environ.update(homes.settings(home))
    os.chdir(home)
    return scene(home, dice)


def _usual(scene: Scene) -> Ended:
    """The scene when nothing kills it, and no deck is to be compiled where it can be had again."""
    first = scene.act()
    return scene.act() if scene.talks else first


def _moment(scene: type[Scene], usual: Ended, dice: random.Random) -> Moment:
    """A moment within the time it takes; of what talks, half of them while it does."""
    if scene.talks and dice.randrange(2):
        return Moment(dice.uniform(0, usual.talking), once_seen=True)
    return Moment(dice.uniform(0, usual.silent + usual.talking))


if __name__ == "__main__":
    main()
