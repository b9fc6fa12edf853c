"""The program in a forked child, killed by signal 9 at a moment, or before its n-th write."""

from __future__ import annotations

import fcntl
import gc
import mmap
import os
import pty
import select
import signal
import struct
import sys
import tempfile
import termios
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pkgutil import walk_packages
from types import FrameType
from typing import BinaryIO, NoReturn

from msgspec import Struct

import quizcli
from quizcli.__main__ import main

# What changes something outside the process: by the name of the C function or method called.
WRITES = frozenset(
    "Connection.execute Connection.executemany Cursor.execute Connection.backup Connection.close "
    "BufferedWriter.write TextIOWrapper.write TextIOWrapper.writelines fsync replace rename link "
    "unlink mkdir rmdir".split()
)
CRASHED = 70
ROWS, COLUMNS = 24, 80
PATIENCE = 60.0


class Moment(Struct, frozen=True):
    """So many seconds after the start, or after the first output; the child is killed then."""

    seconds: float
    once_seen: bool = False


class Point(Struct, frozen=True):
    """Before the n-th write of the child, counted from 1; 0 only counts."""

    number: int


Kill = Moment | Point


class Ended(Struct, frozen=True):
    """What came of a child: its exit code (None when it was killed), output, and writes begun.

    `silent` are the seconds before its first output, `talking` those from then to its end.
    """

    code: int | None
    out: bytes
    err: str = ""
    writes: int = 0
    silent: float = 0.0
    talking: float = 0.0

    @property
    def killed(self) -> bool:
        """Whether the kill came before the end."""
        return self.code is None


def preload() -> None:
    """Import what the program imports on use, lest every child do it again."""
    for module in walk_packages(quizcli.__path__, "quizcli."):
        if not module.name.endswith("__main__"):
            import_module(module.name)


class Child(Struct, frozen=True):
    """A child that runs; `finish` waits for its end, or for the moment that brings it."""

    process: int
    output: BinaryIO
    stderr: BinaryIO
    counted: mmap.mmap
    moment: Moment | None

    def finish(self) -> Ended:
        """What came of it."""
        with self.output, self.stderr:
            out, *seconds = _listen(self.process, self.output, self.moment, lambda: None)
            code = _code(self.process)
            self.stderr.seek(0)
            err = self.stderr.read().decode(errors="replace")
        return Ended(code, out, err, _writes(self.counted), *seconds)


def start(arguments: list[str], replies: bytes = b"", kill: Kill | None = None) -> Child:
    """Start the program on lines that it reads to their end, to be killed if that is wanted."""
    stderr = tempfile.TemporaryFile()  # noqa: SIM115
    counted = mmap.mmap(-1, 8)
    ours, theirs = os.pipe()
    point, moment = (kill, None) if isinstance(kill, Point) else (None, kill)
    with tempfile.TemporaryFile() as stdin:
        stdin.write(replies)
        stdin.seek(0)
        process = os.fork()
        if not process:
            for number, file in enumerate((stdin.fileno(), theirs, stderr.fileno())):
                os.dup2(file, number)
            _become(arguments, point, counted)
    os.close(theirs)
    return Child(process, os.fdopen(ours, "rb", buffering=0), stderr, counted, moment)


def run(arguments: list[str], replies: bytes = b"", kill: Kill | None = None) -> Ended:
    """Start the program and wait for its end, which the kill may bring."""
    return start(arguments, replies, kill).finish()


def run_in_terminal(arguments: list[str], keys: list[bytes], kill: Moment) -> Ended:
    """Run the program in a terminal, pressing the next keys whenever something was painted."""
    child, terminal = pty.fork()
    if not child:
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        _become(arguments, None, mmap.mmap(-1, 8))
    left = iter(keys)
    with os.fdopen(terminal, "r+b", buffering=0) as screen:
        out, *seconds = _listen(child, screen, kill, lambda: screen.write(next(left, b"")))
        return Ended(_code(child), out, "", 0, *seconds)


def _become(arguments: list[str], point: Point | None, counted: mmap.mmap) -> NoReturn:
    """Run the program as this process, which never comes back to its caller."""
    code = CRASHED
    gc.freeze()  # what the parent has is not the child's to look through
    try:
        # As Python's own they do not close what they stand for when others take their place.
        sys.stdin = os.fdopen(0, encoding="utf-8", closefd=False)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
        sys.argv = ["quizcli", *arguments]
        if point:
            sys.setprofile(_before_writes(point.number, counted))
        code = main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else CRASHED
    except BaseException:
        traceback.print_exc()
    finally:
        sys.setprofile(None)
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(code)  # whatever fails: the parent's tests are not to go on in the child


def _before_writes(fatal: int, counted: mmap.mmap) -> Callable[[FrameType, str, object], None]:
    """A profiler that counts the writes and kills its own process before the fatal one."""
    seen = 0

    def before(frame: FrameType, what: str, called: object) -> None:
        nonlocal seen
        if what == "c_call" and getattr(called, "__qualname__", "") in WRITES:
            seen += 1
            if seen == fatal:
                os.kill(os.getpid(), signal.SIGKILL)
            counted[:] = struct.pack("q", seen)

    return before


def _listen(
    child: int, output: BinaryIO, moment: Moment | None, painted: Callable[[], object]
) -> tuple[bytes, float, float]:
    """What the child says until its end, which a moment may bring; seconds silent and talking."""
    heard = b""
    began = seen = time.monotonic()
    until = began + (moment.seconds if moment and not moment.once_seen else PATIENCE)
    while True:
        ready, _, _ = select.select([output], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            return heard + _rest(output), seen - began, time.monotonic() - seen
        said = _read(output)
        if not said:
            return heard, seen - began, time.monotonic() - seen
        if not heard:
            seen = time.monotonic()
            if moment and moment.once_seen:
                until = seen + moment.seconds
        heard += said
        painted()


def _rest(output: BinaryIO) -> bytes:
    said = b""
    while piece := _read(output):
        said += piece
    return said


def _read(output: BinaryIO) -> bytes:
    """What has come; nothing at the end, which a terminal tells as an error."""
    try:
        return os.read(output.fileno(), 1 << 16)
    except OSError:
        return b""


def _code(child: int) -> int | None:
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return None if code == -signal.SIGKILL else code


def _writes(counted: mmap.mmap) -> int:
    return int(struct.unpack("q", counted[:])[0])
