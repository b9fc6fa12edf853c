"""Kill -9 before the writes of all that writes: nothing acknowledged is lost, and all goes on.

Each scene is killed before some of its writes, spread over them, and before one by chance.
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
from tests.bench.kill.together import MockBesideReview

SPREAD = (0.6, 0.9)
CARDS = 30

Begin = Callable[[type[Scene]], Scene]


@pytest.fixture
def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Begin:
    """A scene in a home of its own, in which the children then live."""

    def begin(scene: type[Scene]) -> Scene:
        home = homes.furnish(tmp_path / "home", CARDS)
        for variable, value in homes.settings(home).items():
            monkeypatch.setenv(variable, value)
        monkeypatch.chdir(home)
        return scene(home, Random(scene.name))

    return begin


# The one has no lines to read, the other costs most and has nothing that others have not.
HERE = [scene for scene in SCENES if scene not in (FullScreen, MockBesideReview)]


@pytest.mark.parametrize("scene", HERE, ids=lambda scene: scene.name.replace(" ", "-"))
def test_a_kill_before_a_write_breaks_no_law(begin: Begin, scene: type[Scene]) -> None:
    one = begin(scene)
    before = homes.kept(one.home)
    writes = one.act(Point(0)).writes
    seed = time_ns()
    print("seed", seed)
    by_chance = Random(seed).randint(1, writes)
    for number in (*(round(share * writes) for share in SPREAD), by_chance):
        homes.restore(one.home, before)
        ended = one.act(Point(number))

        assert [] == [*one.wrong(ended), *broken(one.home)], f"killed before write {number}"


def test_the_full_screen_acknowledges_only_what_is_on_disk(begin: Begin) -> None:
    one = begin(FullScreen)
    ended = one.act(Moment(0.2, once_seen=True))

    assert [] == [*one.wrong(ended), *broken(one.home)]
