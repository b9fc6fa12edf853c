"""The program run in good and bad weather: any streams, surroundings and terminals."""

from __future__ import annotations

import fcntl
import json
import os
import selectors
import signal
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
QUIET = 0.15
LEAVE = b"\x04"
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended; a run in a terminal says everything on `out`."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode(errors="replace")

    @property
    def talk(self) -> str:
        return self.err.decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Weather:
    """How the streams of a run are: open pipes, unless said otherwise.

    `stdin` is what can be read, None for a closed stream. `stdout` is `pipe`, `closed`, `unread`
    (a pipe whose reader has left) or `full` (a full device). `size` asks for a terminal of so many
    columns and rows, in which ^D is pressed whenever the program waits.
    """

    stdin: bytes | None = b""
    stdout: str = "pipe"
    stderr: bool = True
    size: tuple[int, int] | None = None


class Programs:
    """Runs of the program, each forked off one process that has imported it."""

    def __init__(self) -> None:
        self._channel, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with other:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "tests.contracts.forkserver", str(other.fileno())],
                pass_fds=[other.fileno()],
                cwd=ROOT,
            )

    def close(self) -> None:
        """End the process the runs come from."""
        self._channel.close()
        self._server.wait(PATIENCE)

    def run(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        weather: Weather | None = None,
    ) -> Outcome:
        """Run the program to its end; a run that takes too long is an error."""
        weather = weather or Weather()
        if weather.size:
            return self._in_terminal(arguments, environment, folder, weather.size)
        out, out_writer = _outlet(weather.stdout)
        err, err_writer = _outlet("pipe" if weather.stderr else "closed")
        stdin = None if weather.stdin is None else _holding(weather.stdin)
        self._begin(arguments, environment, folder, (stdin, out_writer, err_writer))
        said = _read_all([fd for fd in (out, err) if fd is not None])
        return Outcome(self._ended(), said.get(out, b""), said.get(err, b""))

    def _in_terminal(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        size: tuple[int, int],
    ) -> Outcome:
        ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        streams = (theirs, os.dup(theirs), os.dup(theirs))
        self._begin(arguments, environment, folder, streams, terminal=True)
        said = _read_all([ours], leave=ours)
        return Outcome(self._ended(), said[ours], b"")

    def _begin(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        streams: Sequence[int | None],
        terminal: bool = False,
    ) -> None:
        request = {
            "arguments": list(arguments),
            "environment": dict(environment),
            "folder": str(folder),
            "streams": [stream is not None for stream in streams],
            "terminal": terminal,
        }
        fds = [stream for stream in streams if stream is not None]
        socket.send_fds(self._channel, [json.dumps(request).encode()], fds)
        for fd in fds:
            os.close(fd)
        self._child = int(json.loads(self._channel.recv(100)))

    def _ended(self) -> int:
        self._channel.settimeout(PATIENCE)
        try:
            return int(json.loads(self._channel.recv(100)))
        except TimeoutError:
            os.kill(self._child, signal.SIGKILL)
            raise


def _outlet(kind: str) -> tuple[int | None, int | None]:
    """Two ends for a stream: where its text is read, and where the program writes it."""
    if kind == "closed":
        return None, None
    if kind == "full":
        return None, os.open("/dev/full", os.O_WRONLY)
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


def _read_all(fds: Sequence[int], leave: int | None = None) -> dict[int | None, bytes]:
    """What comes out of each until its end; ^D goes to `leave` whenever nothing more comes."""
    said: dict[int | None, bytes] = dict.fromkeys(fds, b"")
    deadline = time.monotonic() + PATIENCE
    with selectors.DefaultSelector() as waiting:
        for fd in fds:
            waiting.register(fd, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(QUIET)
            if time.monotonic() > deadline:
                raise TimeoutError(f"the program went on: {said}")
            if not ready and leave is not None:
                with suppress(OSError):
                    os.write(leave, LEAVE)
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
    return said
