"""Work shared with a second process: the same results in the same order, and no process left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from quizcli import helper

THINGS = tuple(range(20))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no second process here")


class Shift:
    """Work on numbers; either process begins when the other has."""

    def __init__(self, in_helper: Callable[[], object] = int) -> None:
        self._in_helper = in_helper
        self._told, self._tell = os.pipe()
        self._waits, self._go_on = os.pipe()
        self._here = os.getpid()
        self.helper = 0

    def work(self, thing: int) -> bytes:
        """The number, and who worked on it."""
        if os.getpid() != self._here:
            if not self.helper:
                self.helper = os.getpid()
                os.write(self._tell, self.helper.to_bytes(8, "little"))
                os.read(self._waits, 1)
            self._in_helper()
        elif not self.helper:
            self.helper = int.from_bytes(os.read(self._told, 8), "little")
            os.write(self._go_on, b".")
        return b"%d by %d" % (thing, os.getpid())

    def results(self) -> Iterator[tuple[int, int]]:
        """Thing and process of each result."""
        for text in helper.done(THINGS, self.work, bytes, bytes):
            thing, _, process = text.partition(b" by ")
            yield int(thing), int(process)

    def has_ended(self) -> bool:
        """Whether the helper is no process any more, not even one that nobody waited for."""
        try:
            os.waitpid(self.helper, os.WNOHANG)
        except ChildProcessError:
            return True
        return False


@pytest.fixture(autouse=True)
def _two_cores(monkeypatch):
    monkeypatch.setattr(helper, "_has_room", lambda: True)


def test_results_come_in_order_whoever_worked_on_them():
    shift = Shift()
    things, processes = zip(*shift.results(), strict=True)

    assert THINGS == things
    assert {os.getpid(), shift.helper} == set(processes)
    assert shift.has_ended()


def test_results_larger_than_a_pipe_come_whole():
    large = [bytes([thing]) * (helper.ROOM + thing) for thing in THINGS]

    assert large == list(helper.done(THINGS, lambda thing: large[thing], bytes, bytes))


@pytest.mark.parametrize(
    "fail",
    [lambda: 1 / 0, lambda: os.kill(os.getpid(), signal.SIGKILL)],
    ids=["raises", "is killed"],
)
def test_what_a_helper_leaves_undone_is_done_here(fail):
    shift = Shift(fail)

    assert [(thing, os.getpid()) for thing in THINGS] == list(shift.results())
    assert shift.has_ended()


def test_an_error_is_raised_here_as_if_there_were_no_helper():
    shift = Shift()

    def work(thing: int) -> bytes:
        if thing == THINGS[-1]:
            raise ValueError("the last one")
        return shift.work(thing)

    shift.helper = -1
    results = helper.done(THINGS, work, bytes, bytes)
    with pytest.raises(ValueError, match="the last one"):
        list(results)


def test_a_helper_that_is_no_longer_wanted_ends():
    shift = Shift()
    results = shift.results()
    next(results)
    results.close()

    assert shift.has_ended()


def test_a_helper_ends_when_this_process_is_killed():
    """Its standard output is closed then, after the one thing that it was at work on."""
    program = (
        "import os, signal\n"
        "from quizcli import helper\n"
        "here = os.getpid()\n"
        "def work(thing):\n"
        "    if os.getpid() == here:\n"
        "        os.read(told, 1)\n"
        "        os.kill(here, signal.SIGKILL)\n"
        "    os.write(1, b'.')\n"
        "    os.write(tell, b'.')\n"
        "    while os.getppid() == here: pass\n"
        "told, tell = os.pipe()\n"
        "helper._has_room = lambda: True\n"
        "list(helper.done(range(20), work, bytes, bytes))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], stdout=subprocess.PIPE, timeout=60)

    assert (-signal.SIGKILL, b".") == (ended.returncode, ended.stdout)


def test_for_a_few_things_and_on_one_core_no_process_is_started(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))

    assert [1, 4, 9] == list(helper.done((1, 2, 3), lambda n: n * n, bytes, len))

    monkeypatch.setattr(helper, "_has_room", lambda: False)

    assert [n * n for n in THINGS] == list(helper.done(THINGS, lambda n: n * n, bytes, len))
