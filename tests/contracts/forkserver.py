"""A process that has imported the whole program and forks a fresh run of it for every request.

Python and its imports start once, so that hundreds of runs take seconds; each run still has file
descriptors, surroundings and an end of its own, as if it had been started by a shell.
"""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import pkgutil
import signal
import socket
import sys
from typing import Any, TextIO

CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
CAPABILITIES_V3 = 0x20080522


def serve(channel: socket.socket) -> dict[str, Any] | None:
    """Fork for each request and report how it ended; gives the request in the child."""
    while True:
        message, fds, _, _ = socket.recv_fds(channel, 1 << 20, 3)
        if not message:
            return None
        request: dict[str, Any] = json.loads(message)
        child = os.fork()
        if not child:
            channel.close()
            _take_over(request, fds)
            return request
        for fd in fds:
            os.close(fd)
        channel.send(json.dumps(child).encode())
        _, status = os.waitpid(child, 0)
        channel.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def _take_over(request: dict[str, Any], fds: list[int]) -> None:
    """Be what the request asks for: its streams, folder, surroundings and rights."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    given = iter([os.dup(fd) for fd in fds])
    for fd in fds:
        os.close(fd)
    for stream, is_open in enumerate(request["streams"]):
        if is_open:
            fd = next(given)
            os.dup2(fd, stream)
            os.close(fd)
        else:
            os.close(stream)
    if request["terminal"]:
        import fcntl
        import termios

        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["folder"])
    if os.geteuid() == 0:
        _obey_permissions()
    encoding = os.environ.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = sys.__stdin__ = _stream(0, encoding, "strict")  # type: ignore[misc, assignment]
    sys.stdout = sys.__stdout__ = _stream(1, encoding, "strict")  # type: ignore[misc, assignment]
    sys.stderr = sys.__stderr__ = _stream(2, encoding, "backslashreplace")  # type: ignore[misc, assignment]
    sys.argv = ["quizcli", *request["arguments"]]


def _stream(fd: int, encoding: str, errors: str) -> TextIO | None:
    """A standard stream as Python opens it at its start: None for a closed one."""
    try:
        os.fstat(fd)
    except OSError:
        return None
    by_line = fd == 2 or os.isatty(fd)
    return open(  # noqa: PTH123, SIM115 - it stays open until the process ends
        fd, "w" if fd else "r", encoding=encoding, errors=errors, closefd=False,
        buffering=1 if by_line and fd else -1,
    )  # fmt: skip


def _obey_permissions() -> None:
    """Give up root's right to ignore the permissions of files, so that they mean something."""
    header = (ctypes.c_uint32 * 2)(CAPABILITIES_V3, 0)
    sets = (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capget(header, sets) == 0:
        sets[0] &= ~(1 << CAP_DAC_OVERRIDE | 1 << CAP_DAC_READ_SEARCH)
        libc.capset(header, sets)


def import_everything() -> None:
    """Import every module of the program, also those a command imports only when it runs."""
    import quizcli

    for module in pkgutil.walk_packages(quizcli.__path__, "quizcli."):
        if module.name != "quizcli.__main__":
            importlib.import_module(module.name)
    for name in ("prompt_toolkit.shortcuts", "questionary", "rich.progress", "pygments.lexers"):
        importlib.import_module(name)


if __name__ == "__main__":
    import_everything()
    if serve(socket.socket(fileno=int(sys.argv[1]))) is not None:
        from quizcli.__main__ import main

        raise SystemExit(main())
