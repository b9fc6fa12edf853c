"""The standard streams as a shell may leave them: closed, unread, full, or too poor for our signs.

Imports nothing that is not loaded anyway: it stands before every command.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import sys

TYPE_CHECKING = False  # a name of our own: typing's would cost its import
if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed import ReadableBuffer

STAND_INS = "quizcli"
STDIN, STDOUT, STDERR = range(3)


class Outlet(io.FileIO):
    """A stream to write to that remembers what went wrong."""

    fault: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Writes what it can and gives how much."""
        try:
            return super().write(data)
        except OSError as error:
            self.fault = error
            raise


def settle() -> tuple[Outlet, ...]:
    """Makes all three streams fit for use; gives those to write to.

    A closed one becomes the null device, and what an encoding lacks has a stand-in of ASCII.
    """
    for stream in (STDIN, STDOUT, STDERR):
        try:
            os.fstat(stream)
        except OSError:
            # The lowest free number is this one; an editor shall have it too.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    codecs.register_error(STAND_INS, _stand_in)
    if sys.stdin is None:
        sys.stdin = open(STDIN, encoding="utf-8", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    outlets = Outlet(STDOUT, "w", closefd=False), Outlet(STDERR, "w", closefd=False)
    sys.stdout, sys.stderr = map(_rewrapped, (sys.stdout, sys.stderr), outlets)
    return outlets


def _rewrapped(before: object, outlet: Outlet) -> io.TextIOWrapper:
    """A text stream on the outlet that is like the one before, where there was one."""
    like = before if isinstance(before, io.TextIOWrapper) else None
    if like and sys.platform == "win32" and like.isatty():
        return like  # a console takes characters, not bytes
    return io.TextIOWrapper(
        io.BufferedWriter(outlet),
        like.encoding if like else "utf-8",
        STAND_INS,
        # Python's own streams have nothing behind them where they are to write through.
        line_buffering=bool(like and (like.line_buffering or like.write_through)),
    )


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from quizcli.ui.theme import to_ascii

    return to_ascii(error.object[error.start : error.end]), error.end


def hand_out(parts: Iterable[str]) -> None:
    """Writes data for programs: UTF-8 with its own line ends, whatever the terminal speaks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="")
    sys.stdout.writelines(parts)


def give_up(outlets: tuple[Outlet, ...]) -> bool:
    """Says which stream failed and sends the rest of it nowhere; gives whether one did.

    A reader who has left knows: nothing is said.
    """
    failed = [outlet for outlet in outlets if outlet.fault]
    for outlet in failed:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, outlet.fileno())
        os.close(nowhere)
    for outlet in failed:
        if outlet.fault and outlet.fault.errno != errno.EPIPE:
            print(f"error: the output cannot be written: {outlet.fault.strerror}.", file=sys.stderr)
    return bool(failed)
