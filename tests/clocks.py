"""Clocks for runs of the program that need not wait for the real one."""

from __future__ import annotations

import time


def three_times_as_fast() -> None:
    """Let three seconds pass in one."""
    for name in ("time", "monotonic"):
        setattr(time, name, _hurried(getattr(time, name)))


def _hurried(real):
    start = real()
    return lambda: start + 3 * (real() - start)


def jumping_ahead() -> None:
    """Let an hour pass one second from now, and with it none of the time that is measured."""
    real = time.time
    start = real()
    time.time = lambda: real() + (3600 if real() - start > 1 else 0)
