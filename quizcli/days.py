"""Learning days, instants and spans of days in words."""

from __future__ import annotations

from datetime import UTC, date, datetime

# Beyond it the longest interval would lead out of the calendar.
LAST_YEAR = 8999
LAST_DAY = date(LAST_YEAR, 12, 31).toordinal()


def learning_day(local: datetime, rollover_hour: int = 4) -> int:
    """The learning day (an ordinal) of a local wall-clock time: a day begins at `rollover_hour`."""
    return local.toordinal() - (local.hour < rollover_hour)


def iso_day(day: int) -> str:
    """`2026-11-23` for a learning day."""
    return date.fromordinal(day).isoformat()


def parse_day(text: str) -> int:
    """The learning day of an ISO date.

    Raises ValueError when the text is not a date.
    """
    return date.fromisoformat(text).toordinal()


def instant(moment: datetime) -> str:
    """`2026-11-23T07:15:02.120Z`: UTC with milliseconds, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse_instant(text: str) -> datetime:
    """The moment of an ISO 8601 instant; one without an offset is UTC.

    Raises ValueError when the text is not an instant.
    """
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def span(days: int) -> str:
    """An interval in words: `today`, `3 d`, `2.5 mo`, `1.3 y`."""
    if days <= 0:
        return "today"
    if days < 60:
        return f"{days} d"
    if days < 365:
        return f"{days / 30.4:.1f}".removesuffix(".0") + " mo"
    return f"{days / 365:.1f}".removesuffix(".0") + " y"


def duration(seconds: float) -> str:
    """`0:42`, `12:05`, `1:02:00`."""
    whole = int(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
