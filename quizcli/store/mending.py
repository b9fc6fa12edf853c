"""Rows of the log that cannot be: what is wrong in them is taken out, what is right is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from quizcli.days import LAST_DAY, LAST_YEAR
from quizcli.store import log
from quizcli.store.jsonl import are_points

Row = tuple[object, ...]

AS_LOGGED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", re.ASCII)
NOON = "T12:00:00.000Z"


def mended(values: Sequence[object]) -> Row | None:
    """The row with the fields that cannot be left out; None when it is no event at all.

    A learning day and an instant are made from one another if only one of them can be.
    """
    if len(values) != len(log.FIELDS):
        return None
    row = dict(zip(log.FIELDS, values, strict=True))
    if not (_is_text(row["uid"]) and row["uid"] and _is_word(row["kind"])):
        return None
    if not (_is_text(row["card"]) and _is_text(row["target"])):
        return None
    day, at = _day(row["day"]), _instant(row["at"])
    if (not row["card"] and not row["target"]) or (day is None and at is None):
        return None
    day = day or date.fromisoformat(str(at)[:10]).toordinal()
    row |= {"day": day, "at": at or f"{date.fromordinal(day).isoformat()}{NOON}"}
    return tuple((row | _optional(row)).values())


def _optional(row: Mapping[str, object]) -> dict[str, object]:
    """The fields that an event can do without, empty where they cannot be."""
    grade = row["grade"]
    return {
        "grade": grade if isinstance(grade, int) and 0 <= grade <= 5 else None,
        "seconds": _seconds(row["seconds"]),
        "chosen": row["chosen"] if isinstance(row["chosen"], str) else None,
        "offered": row["offered"] if _is_list_of_texts(row["offered"]) else None,
        "detail": _detail(row["detail"]),
        **{
            name: row[name] if _is_text(row[name]) else ""
            for name in ("device", "session", "fingerprint")
        },
    }


def _detail(written: object) -> object:
    """The detail; without the points of a rubric where those cannot be."""
    detail = _loaded(written)
    if not isinstance(detail, dict):
        return None
    if are_points(detail.get("points", {})):
        return written
    return json.dumps({name: detail[name] for name in detail if name != "points"})


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 <= value < 1e9 else None


def _is_text(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value


def _is_word(value: object) -> bool:
    return isinstance(value, str) and value.isidentifier()


def _day(value: object) -> int | None:
    return value if isinstance(value, int) and 1 <= value <= LAST_DAY else None


def _instant(value: object) -> str | None:
    """The instant, if it stands as the log writes it: text order has to be time order."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return value if AS_LOGGED.fullmatch(value) and moment.year <= LAST_YEAR else None


def _is_list_of_texts(value: object) -> bool:
    items = _loaded(value)
    return isinstance(items, list) and all(isinstance(item, str) for item in items)


def _loaded(value: object) -> object:
    try:
        return json.loads(value) if isinstance(value, str) else None
    except (ValueError, RecursionError):
        return None
