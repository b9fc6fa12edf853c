"""Runs of the program that are forked off a process which has imported it.

Python and the imports start once, so that hundreds of runs take seconds. Each still has streams,
surroundings, a terminal and an end of its own, as if a shell had started it.
"""

from __future__ import annotations

import ctypes
import io
import multiprocessing
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import reduction
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, NoReturn

from msgspec import Struct

PATIENCE = 30.0
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITIES_V3 = 0x20080522

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.whole_program"])


class Fd(Struct, frozen=True):
    """A file descriptor of ours, which arrives in the fork as a number of its own."""

    number: int

    def __reduce__(self) -> tuple[Any, ...]:
        return _arrived, (reduction.DupFd(self.number),)


def _arrived(sent: Any) -> int:
    return int(sent.detach())


class Run:
    """One run; `streams` are its stdin, stdout and stderr, None for a closed one.

    With `terminal`, its stdin is a terminal and controls it. `before` is called in the run first.
    """

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        streams: Sequence[int | None],
        terminal: bool = False,
        before: Callable[[], None] | None = None,
    ) -> None:
        fds = [None if fd is None else Fd(fd) for fd in streams]
        what = (list(arguments), dict(environment), str(folder), fds, terminal, before)
        self._process: ForkServerProcess = _context.Process(target=_run, args=what, daemon=True)
        self._process.start()

    def kill(self, number: int) -> None:
        """Send it a signal."""
        assert self._process.pid
        os.kill(self._process.pid, number)

    def end(self) -> None:
        """End it at once by signal 9; what has ended already stays as it ended."""
        self._process.kill()

    def code(self) -> int:
        """Its exit code once it has ended; a signal gives its negative number."""
        self._process.join(PATIENCE)
        if self._process.exitcode is None:
            self.end()
            raise TimeoutError("the program went on")
        return self._process.exitcode


class Started:
    """The same run as a shell starts it: slow, and what a fork is held against."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        streams: Sequence[int | None],
    ) -> None:
        closed = "".join(f" {number}>&-" for number, fd in enumerate(streams) if fd is None)
        program = (sys.executable, "-m", "quizcli", *arguments)
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$@"{closed}', "sh", *program],
            env=dict(environment), cwd=folder,
            stdin=streams[0], stdout=streams[1], stderr=streams[2],
        )  # fmt: skip

    def code(self) -> int:
        """Its exit code once it has ended."""
        return self._process.wait(PATIENCE)


def _run(
    arguments: list[str],
    environment: dict[str, str],
    folder: str,
    fds: list[int | None],
    terminal: bool,
    before: Callable[[], None] | None,
) -> NoReturn:
    """In the fork: be as asked for, run the program, end as Python ends."""
    _take_streams(fds)
    if terminal:
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    if os.geteuid() == 0:
        _obey_permissions()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _open_streams()
    sys.argv = ["quizcli", *arguments]
    from quizcli.__main__ import main

    if before:
        before()
    try:
        code = main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    os._exit(_flushed(code))


def _take_streams(fds: Sequence[int | None]) -> None:
    for stream, fd in enumerate(fds):
        if fd is None:
            os.close(stream)
        else:
            os.dup2(fd, stream)
    for fd in fds:
        if fd is not None:
            os.close(fd)


def _open_streams() -> None:
    """The standard streams as Python opens them at its start: None for a closed one."""
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    if os.environ.get("LC_ALL", os.environ.get("LANG")) in ("C", "POSIX"):
        errors = errors or "surrogateescape"
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            mode = "w" if number else "r"
            binary = open(number, f"{mode}b", closefd=False)  # noqa: SIM115
        except OSError:
            opened = None
        else:
            opened = io.TextIOWrapper(
                binary,
                encoding or "utf-8",
                "backslashreplace" if number == 2 else errors or "strict",
                line_buffering=bool(number) and (number == 2 or binary.isatty()),
            )
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)


def _flushed(code: int) -> int:
    """The exit code after what Python does last: it flushes the streams, and says if it cannot."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None and not stream.closed:
                stream.flush()
        except OSError as error:
            os.write(2, f"Exception ignored while flushing: {error}\n".encode())
            code = 120
    return code


def _obey_permissions() -> None:
    """Give up root's right to ignore the permissions of files, so that they mean something."""
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_V3, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capget(header, sets) == 0:
        sets[0] &= ~(1 << CAP_DAC_OVERRIDE | 1 << CAP_DAC_READ_SEARCH)
        libc.capset(header, sets)
