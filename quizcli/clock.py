"""The time here and now, and ids that sort by it."""

from __future__ import annotations

import os
import time
from datetime import datetime

from quizcli.days import instant
from quizcli.errors import UsageError


class Clock:
    """The time here and now; QUIZCLI_NOW moves it, for trying what another day will bring."""

    def __init__(self, now: str = "") -> None:
        self._shift = 0.0
        self._last = ""
        if now:
            try:
                self._shift = datetime.fromisoformat(now).astimezone().timestamp() - time.time()
            except ValueError as error:
                raise UsageError(
                    f"QUIZCLI_NOW is a time such as 2026-11-24T08:00, not {now!r}."
                ) from error

    def now(self) -> datetime:
        """The local time, with its offset."""
        return datetime.fromtimestamp(time.time() + self._shift).astimezone()

    def after(self, at: str) -> None:
        """Give only instants later than this one."""
        self._last = max(self._last, at)

    def instant(self) -> str:
        """The instant in UTC; later than every one given before, whatever the clock does."""
        at = instant(self.now())
        if at <= self._last:
            moment = datetime.fromisoformat(self._last).timestamp() + 0.001
            at = instant(datetime.fromtimestamp(moment).astimezone())
        self._last = at
        return at


def new_uid(milliseconds: int) -> str:
    """A UUID of version 7 (RFC 9562 §5.7): time-ordered, unique over all machines."""
    bits = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
