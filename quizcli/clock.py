"""The time here and now, and ids that sort by it."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from quizcli.days import LAST_YEAR, instant
from quizcli.errors import UsageError
from quizcli.uids import uuid7

# Ids hold the milliseconds since 1970.
FIRST_YEAR = 1970


class Clock:
    """The time here and now; QUIZCLI_NOW moves it, for trying what another day will bring."""

    def __init__(self, now: str = "") -> None:
        self._shift = 0.0
        self._last = ""
        if now:
            self._shift = _moment(now) - time.time()

    def now(self) -> datetime:
        """The local time, with its offset."""
        return datetime.fromtimestamp(time.time() + self._shift).astimezone()

    def after(self, at: str) -> None:
        """Give only instants later than this one."""
        self._last = max(self._last, at)

    def instant(self) -> str:
        """The instant in UTC; later than every one given before, whatever the clock does."""
        at = instant(datetime.fromtimestamp(time.time() + self._shift, UTC))
        if at <= self._last:
            moment = datetime.fromisoformat(self._last).timestamp() + 0.001
            at = instant(datetime.fromtimestamp(moment).astimezone())
        self._last = at
        return at


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
