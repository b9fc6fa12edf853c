"""The time here and now, and ids that sort by it."""

from __future__ import annotations

import os
import time
from datetime import datetime

from quizcli.days import LAST_YEAR, parse_instant
from quizcli.errors import UsageError
from quizcli.uids import uuid7

# Ids hold the milliseconds since 1970.
FIRST_YEAR = 1970


class Clock:
    """The time here and now; QUIZCLI_NOW moves it, for trying what another day will bring."""

    def __init__(self, now: str = "") -> None:
        self._shift = 0.0
        self._last = 0
        if now:
            self._shift = _moment(now) - time.time()

    def now(self) -> datetime:
        """The local time, with its offset."""
        return self.wall().astimezone()

    def wall(self) -> datetime:
        """What a clock on the wall shows here, without an offset."""
        return datetime.fromtimestamp(time.time() + self._shift)

    def after(self, at: str) -> None:
        """Give only instants later than this one."""
        self._last = max(self._last, round(parse_instant(at).timestamp() * 1000))

    def instant(self) -> int:
        """The milliseconds since 1970; more than were given before, whatever the clock does."""
        self._last = max(int((time.time() + self._shift) * 1000), self._last + 1)
        return self._last


def _moment(now: str) -> float:
    try:
        moment = datetime.fromisoformat(now).astimezone()
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment.timestamp()
        reason = None
    except (ValueError, OverflowError, OSError) as error:
        reason = error
    raise UsageError(f"QUIZCLI_NOW is a time such as 2026-11-24T08:00, not {now!r}.") from reason


def new_uid(milliseconds: int) -> str:
    """An id by chance."""
    return uuid7(milliseconds, int.from_bytes(os.urandom(10)))
