"""Work on many things shared with a second process, where the machine has a core for it.

Both take one thing after the other, each by a token, so nothing is done twice. The helper touches
nothing but its memory and two pipes, and ends by itself when it is no longer wanted. What it leaves
undone, for whatever reason, is done here: so an error is raised here, as if there were no helper.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from select import select
from typing import NoReturn, TypeVar

FEWEST = 6  # things for which a helper is worth its start
WIDTH = 4  # bytes of a number in a pipe
ROOM = 1 << 20  # bytes that can wait between the processes

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
    ready: dict[int, R] = {}
    try:
        for place, thing in enumerate(things):
            while place not in ready:
                if not helper.has_sent() and (token := helper.token()) is not None:
                    ready[token] = work(things[token])
                elif sent := helper.receive():
                    ready[sent[0]] = unpack(sent[1])
                else:
                    ready[place] = work(thing)
            yield ready.pop(place)
    finally:
        helper.dismiss()


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
        self._tokens = _tokens(len(things))
        self._results, results = _pipe(ROOM)
        parent = os.getpid()
        self._process = os.fork()
        if not self._process:
            os.close(self._results)
            _help(things, work, lambda: self.token() if os.getppid() == parent else None, results)
        os.close(results)
        self._reader = os.fdopen(self._results, "rb")
        self._has_ended = False

    def token(self) -> int | None:
        """Take the next thing's place; None when none is left."""
        return _number(os.read(self._tokens, WIDTH))

    def has_sent(self) -> bool:
        """Whether a result is on its way."""
        return not self._has_ended and bool(select([self._reader], (), (), 0)[0])

    def receive(self) -> tuple[int, bytes] | None:
        """The place of a thing and what it gave, once that comes; None when no more do."""
        place, size = (_number(self._reader.read(WIDTH)) for _ in range(2))
        packed = self._reader.read(size or 0)
        if place is None or size is None or len(packed) < size:
            self._has_ended = True
            return None
        return place, packed

    def dismiss(self) -> None:
        """See the helper end, at once where it is still at work."""
        while self.token() is not None:
            pass
        os.close(self._tokens)
        self._reader.close()
        os.waitpid(self._process, 0)


def _tokens(count: int) -> int:
    """A pipe with the numbers from 0, as many as it holds."""
    tokens, filled = os.pipe()
    os.set_blocking(filled, False)
    os.write(filled, b"".join(map(_bytes, range(count))))
    os.close(filled)
    return tokens


def _pipe(room: int) -> tuple[int, int]:
    """A pipe in which so many bytes can wait, or as many as the system gives to this user."""
    ends = os.pipe()
    if sys.platform == "linux":
        from fcntl import F_SETPIPE_SZ, fcntl

        with suppress(PermissionError):
            fcntl(ends[1], F_SETPIPE_SZ, room)
    return ends


def _bytes(number: int) -> bytes:
    return number.to_bytes(WIDTH, "little")


def _number(written: bytes) -> int | None:
    return int.from_bytes(written, "little") if len(written) == WIDTH else None


def _help(
    things: Sequence[T],
    work: Callable[[T], bytes],
    token: Callable[[], int | None],
    results: int,
) -> NoReturn:
    """Work as long as there are tokens; never returns into what belongs to the parent."""
    status = 1
    try:
        with os.fdopen(results, "wb") as file:
            while (place := token()) is not None:
                packed = work(things[place])
                file.write(_bytes(place) + _bytes(len(packed)) + packed)
                file.flush()
        status = 0
    finally:
        os._exit(status)
