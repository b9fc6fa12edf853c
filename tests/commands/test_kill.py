"""Kill -9 before the writes of all that writes: nothing acknowledged is lost, and all goes on.

Each scene is killed before one of its last writes, and before one by chance; with `--thorough`
before some that are spread over all of them too.
`python -m tests.bench.kill` does it at a thousand random moments, and on the full screen too.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random
from time import time_ns

import pytest

from tests.bench.kill import homes
from tests.bench.kill.child import Moment, Point
from tests.bench.kill.laws import broken
from tests.bench.kill.scene import Scene
from tests.bench.kill.scenes import SCENES
from tests.bench.kill.sittings import FullScreen
from tests.bench.kill.together import MockBesideReview, SixStarts, TwoReviews

SPREAD = (0.1, 0.3, 0.5, 0.6, 0.8, 0.9)
CARDS = 30

Begin = Callable[[type[Scene], Random], Scene]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """A scene in a home of its own, in which the children then live."""

    def begin(scene: type[Scene], dice: Random) -> Scene:
        home = homes.furnish(tmp_path / "home", CARDS)
        for variable, value in homes.settings(home).items():
            monkeypatch.setenv(variable, value)
        monkeypatch.chdir(home)
        return scene(home, dice)

    return begin


# The one has no lines to read, the other costs most and has nothing that others have not.
HERE = [scene for scene in SCENES if scene not in (FullScreen, MockBesideReview)]
# What one of them still finds to be done, and so writes, is not the same twice.
BY_SEVERAL = (SixStarts, TwoReviews)


@pytest.mark.parametrize("scene", HERE, ids=lambda scene: scene.name.replace(" ", "-"))
def test_a_kill_before_a_write_breaks_no_law(
    begin: Begin, scene: type[Scene], thorough: bool
) -> None:
    dice = Random(scene.name)
    one = begin(scene, dice)
    before, thrown = homes.kept(one.home), dice.getstate()
    writes = one.act(Point(0)).writes
    seed = time_ns()
    print("seed", seed)
    killed, shares = 0, SPREAD if thorough else SPREAD[-1:]
    by_chance = Random(seed).randint(1, writes)
    for number in (*(round(share * writes) for share in shares), by_chance):
        homes.restore(one.home, before)
        dice.setstate(thrown)
        ended = one.act(Point(number))
        killed += ended.killed

        assert [] == [*one.wrong(ended), *broken(one.home)], f"killed before write {number}"
    assert killed or scene in BY_SEVERAL


def test_the_full_screen_acknowledges_only_what_is_on_disk(begin: Begin) -> None:
    one = begin(FullScreen, Random(FullScreen.name))
    ended = one.act(Moment(0.2, once_seen=True))

    assert [] == [*one.wrong(ended), *broken(one.home)]
