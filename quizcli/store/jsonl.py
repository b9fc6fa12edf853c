"""The log as JSON Lines, the interface for other programs: one event a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from quizcli.days import LAST_DAY, LAST_YEAR, instant, iso_day, parse_day, parse_instant
from quizcli.errors import UsageError
from quizcli.model import Event, Kind

KINDS: tuple[str, ...] = get_args(Kind)
TEXTS = ("uid", "card", "target", "chosen", "device", "session", "fingerprint")
# A line that an older version would misread names the version that it needs.
VERSION = 1
KNOWN = {*TEXTS, "version", "at", "day", "kind", "grade", "seconds", "offered", "detail"}
GRADED = ("review", "drill", "cram")


def dump(event: Event) -> str:
    """One line, without the fields that do not apply."""
    fields: dict[str, object] = {
        "uid": event.uid,
        "device": event.device,
        "session": event.session,
        "at": event.at,
        "day": iso_day(event.day),
        "kind": event.kind,
        "card": event.card,
        "grade": event.grade,
        "seconds": event.seconds,
        "chosen": event.chosen,
        "offered": list(event.offered),
        "target": event.target,
        "fingerprint": event.fingerprint,
        "detail": event.detail,
    }
    present = {name: value for name, value in fields.items() if value not in (None, "", [])}
    return json.dumps(present)


def parse(lines: Iterable[str], source: str) -> list[Event]:
    """The events of a file; blank lines are passed over, the same line twice counts once.

    Raises UsageError with the place, `source:line:column`, for the first line that is no event.
    """
    events: dict[str, Event] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            event = _event(json.loads(line))
        except RecursionError as error:
            raise UsageError(f"{place}: nested too deeply.") from error
        except json.JSONDecodeError as error:
            raise UsageError(f"{place}:{error.colno}: not JSON: {error.msg}.") from error
        except ValueError as error:
            raise UsageError(f"{place}: {error}.") from error
        if events.setdefault(event.uid, event) != event:
            raise UsageError(f"{place}: {event.uid} stands twice with different content.")
    return list(events.values())


def _event(row: object) -> Event:
    if not isinstance(row, dict):
        raise ValueError("an event is an object in braces")
    if row.get("version", VERSION) != VERSION:
        raise ValueError(f"version {row['version']!r} is of a newer quizcli; upgrade to import it")
    for name in ("uid", "at", "day", "kind"):
        if not row.get(name):
            raise ValueError(f"{name} is missing")
    kind = _kind(row)
    texts = {name: _text(row, name) for name in TEXTS}
    if not texts["card"] and not texts["target"]:
        raise ValueError("card is missing")
    if kind == "void" and not texts["target"]:
        raise ValueError("a void needs the uid of its target")
    return Event(
        uid=texts["uid"],
        at=_instant(row["at"]),
        day=_day(row["day"]),
        kind=kind,
        card=texts["card"],
        grade=_grade(row, kind),
        seconds=_seconds(row),
        chosen=row.get("chosen"),
        offered=_offered(row),
        target=texts["target"],
        fingerprint=texts["fingerprint"],
        device=texts["device"],
        session=texts["session"],
        detail=_detail(row),
    )


def _kind(row: Mapping[str, Any]) -> str:
    kind = row["kind"]
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is not known; one of {', '.join(KINDS)}")
    return str(kind)


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} is a text, not {value!r}")
    if "\0" in value:
        raise ValueError(f"{name} holds a NUL")
    return _whole(value, name)


def _whole(text: str, name: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{name} holds half a character") from error
    return text


def _instant(value: object) -> str:
    try:
        moment = parse_instant(str(value))
        if moment.year > LAST_YEAR:
            raise ValueError("beyond the last year")
        return instant(moment)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"at is an instant such as 2026-11-23T07:15:02.120Z, not {value!r}"
        ) from error


def _day(value: object) -> int:
    try:
        day = parse_day(str(value))
        if day > LAST_DAY:
            raise ValueError("beyond the last year")
    except ValueError as error:
        raise ValueError(f"day is a date such as 2026-11-23, not {value!r}") from error
    return day


def _grade(row: Mapping[str, Any], kind: str) -> int | None:
    value = row.get("grade")
    if value is None:
        if kind in GRADED:
            raise ValueError(f"a {kind} needs a grade from 0 to 5")
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 5:
        raise ValueError(f"grade is a whole number from 0 to 5, not {value!r}")
    return value


def _seconds(row: Mapping[str, Any]) -> float | None:
    value = row.get("seconds")
    if value is None:
        return None
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value < 1e9:
        raise ValueError(f"seconds is a number from 0, not {value!r}")
    return float(value)


def _offered(row: Mapping[str, Any]) -> tuple[str, ...]:
    value = row.get("offered") or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError("offered is a list of texts")
    return tuple(_text({"offered": item}, "offered") for item in value)


def _detail(row: Mapping[str, Any]) -> dict[str, Any] | None:
    """The event's detail; fields of a newer version are kept in it rather than dropped."""
    value = row.get("detail")
    if value is not None and not isinstance(value, dict):
        raise ValueError("detail is an object in braces")
    further = {name: row[name] for name in row.keys() - KNOWN}
    detail = {**(value or {}), **further}
    _whole(json.dumps(detail, ensure_ascii=False, allow_nan=False), "detail")
    if not are_points(detail.get("points", {})):
        raise ValueError("points of a detail are numbers by the keys of a rubric")
    return detail or None


def are_points(value: object) -> bool:
    """Whether these can be the marks of a rubric's points, by their keys."""
    return isinstance(value, dict) and all(
        isinstance(mark, int | float) and not isinstance(mark, bool) for mark in value.values()
    )
