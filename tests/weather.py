"""The program run to its end in good and bad weather: any streams, surroundings and terminals."""

from __future__ import annotations

import fcntl
import os
import selectors
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from tests.forking import PATIENCE, Run, Started

# A program that says nothing for so long waits for a key.
QUIET_SECONDS = 0.15


class Outcome(Struct, frozen=True):
    """How a run ended; a run in a terminal says everything on `out`."""

    code: int
    out: str
    err: str


class Weather(Struct, frozen=True):
    """What a run finds: open pipes, unless said otherwise.

    `stdin` is what can be read, None for a closed stream. `stdout` and `stderr` are `pipe`, `null`,
    `closed`, `unread` (a pipe whose reader has left) or `full` (a full device). `size` asks for a
    terminal of so many columns and rows instead.
    """

    name: str
    stdin: bytes | None = b""
    stdout: str = "pipe"
    stderr: str = "pipe"
    size: tuple[int, int] | None = None
    environment: Mapping[str, str] | None = None
    home: str = "used"

    def __str__(self) -> str:
        return self.name

    @property
    def encoding(self) -> str:
        """What stdout can hold."""
        return (self.environment or {}).get("PYTHONIOENCODING", "utf-8")

    @property
    def paints(self) -> bool:
        """Whether escape sequences may be sent."""
        term = (self.environment or {}).get("TERM", "xterm-256color")
        return self.size is not None and term not in ("", "dumb")


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    weather: Weather,
    keys: bytes = b"\x04",
    start: type[Run | Started] = Run,
) -> Outcome:
    """The outcome of a run; in a terminal the keys are pressed whenever it waits."""
    environment = {**environment, **(weather.environment or {})}
    if weather.size:
        return _in_terminal(arguments, environment, folder, weather.size, keys)
    out, out_writer = _outlet(weather.stdout)
    err, err_writer = _outlet(weather.stderr)
    stdin = None if weather.stdin is None else _holding(weather.stdin)
    streams = (stdin, out_writer, err_writer)
    begun = start(arguments, environment, folder, streams)
    _close(streams)
    said = _read_all([fd for fd in (out, err) if fd is not None])
    return Outcome(begun.code(), said.get(out, ""), said.get(err, ""))


def _in_terminal(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    size: tuple[int, int],
    keys: bytes,
) -> Outcome:
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    begun = Run(arguments, environment, folder, (theirs,) * 3, terminal=True)
    _close([theirs])
    said = _read_all([ours], keys)
    return Outcome(begun.code(), said[ours], "")


def _close(streams: Sequence[int | None]) -> None:
    """Leave the streams to the run that has taken them over."""
    for fd in streams:
        if fd is not None:
            os.close(fd)


def _outlet(kind: str) -> tuple[int | None, int | None]:
    """Two ends for a stream: where its text is read, and where the program writes it."""
    if kind == "closed":
        return None, None
    if kind in ("full", "null"):
        return None, os.open(f"/dev/{kind}", os.O_WRONLY)
    reader, writer = os.pipe()
    if kind == "unread":
        os.close(reader)
        return None, writer
    return reader, writer


def _holding(text: bytes) -> int:
    """A pipe with a text in it and its end."""
    reader, writer = os.pipe()
    os.write(writer, text)
    os.close(writer)
    return reader


def _read_all(fds: Sequence[int], keys: bytes = b"") -> dict[int | None, str]:
    """What comes out of each until its end; keys go to the first whenever nothing more comes."""
    said: dict[int | None, bytes] = dict.fromkeys(fds, b"")
    deadline = time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as waiting:
        for fd in fds:
            waiting.register(fd, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(QUIET_SECONDS)
            if time.monotonic() > deadline:
                raise TimeoutError(f"the program went on: {said}")
            if not ready and keys:
                with suppress(OSError):
                    os.write(fds[0], keys)
            for key, _ in ready:
                # A pseudo-terminal whose last writer has gone gives an error, not an end.
                try:
                    data = os.read(key.fd, 65536)
                except OSError:
                    data = b""
                said[key.fd] += data
                if not data:
                    waiting.unregister(key.fd)
                    os.close(key.fd)
    return {fd: text.decode(errors="replace") for fd, text in said.items()}
