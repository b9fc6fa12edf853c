"""Work on many things shared with a second process, where the machine has a core for it.

This process goes from the first thing on and the helper from the last one back; each takes a token
before it begins one, so nothing is done twice. The helper touches nothing but its memory and two
pipes, and ends by itself when it is no longer wanted. What it leaves undone, for whatever reason,
is done here: so an error is raised here, as if there were no helper.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn, TypeVar

from msgspec.msgpack import decode, encode

FEWEST = 6  # things for which a helper is worth its start
MOST_TOKENS = 4096  # what any system's pipe holds

T = TypeVar("T")
R = TypeVar("R")


def done(
    things: Sequence[T],
    work: Callable[[T], R],
    pack: Callable[[R], bytes],
    unpack: Callable[[bytes], R],
) -> Iterator[R]:
    """The results of the work on each thing, in order; the helper's are packed on their way."""
    if len(things) < FEWEST or not _has_room():
        yield from map(work, things)
        return
    helper = _Helper(things, lambda thing: pack(work(thing)))
    count = 0
    try:
        while helper.leaves_another():
            yield work(things[count])
            count += 1
        packed = helper.results()
    finally:
        helper.dismiss()
    yield from map(work, things[count : len(things) - len(packed)])
    yield from map(unpack, reversed(packed))


def _has_room() -> bool:
    """Whether a process can be forked, and a core waits for it."""
    if not hasattr(os, "fork"):
        return False
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) > 1
    return (os.cpu_count() or 1) > 1


class _Helper:
    """The second process, and the two pipes to it."""

    def __init__(self, things: Sequence[T], work: Callable[[T], bytes]) -> None:
        self._tokens, filled = os.pipe()
        os.write(filled, bytes(min(len(things), MOST_TOKENS)))
        os.close(filled)
        self._answer, answer = os.pipe()
        parent = os.getpid()
        self._process = os.fork()
        if not self._process:
            os.close(self._answer)
            _help(things, work, lambda: os.getppid() == parent and self.leaves_another(), answer)
        os.close(answer)

    def leaves_another(self) -> bool:
        """Take a token; False when none is left."""
        return bool(os.read(self._tokens, 1))

    def results(self) -> list[bytes]:
        """What the helper gives, from the last thing back; nothing where it failed."""
        with open(self._answer, "rb", closefd=False) as answer:
            packed = answer.read()
        return decode(packed, type=list[bytes]) if self._ended_well() else []

    def dismiss(self) -> None:
        """See the helper end, at once where it is still at work."""
        while os.read(self._tokens, MOST_TOKENS):
            pass
        os.close(self._tokens)
        os.close(self._answer)
        self._ended_well()

    def _ended_well(self) -> bool:
        if self._process:
            _, self._status = os.waitpid(self._process, 0)
            self._process = 0
        return self._status == 0


def _help(
    things: Sequence[T], work: Callable[[T], bytes], is_wanted: Callable[[], bool], answer: int
) -> NoReturn:
    """Work from the last thing back; never returns into what belongs to the parent."""
    status = 1
    try:
        packed = []
        for thing in reversed(things):
            if not is_wanted():
                break
            packed.append(work(thing))
        with open(answer, "wb") as file:
            file.write(encode(packed))
        status = 0
    finally:
        os._exit(status)
