"""Statistics as plain JSON, for programs: fields and properties by name, days as ISO dates."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from quizcli.days import iso_day

Plain = None | bool | int | float | str | Sequence["Plain"] | dict[str, "Plain"]

DAYS = frozenset({"day", "first_day", "last_day", "until_day"})
DIGITS = 4
WORKINGS = frozenset({"losses"})


def plain(value: object) -> Plain:
    """The value as JSON has it, floats to four digits.

    A record gives its fields, but those that others are computed from, and its properties. Raises
    TypeError for anything that is neither plain, a sequence nor a record.
    """
    if isinstance(value, Struct):
        names = [name for name in value.__struct_fields__ if name not in WORKINGS]
        names += [name for name, part in vars(type(value)).items() if isinstance(part, property)]
        return {name: _named(name, getattr(value, name)) for name in names}
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return round(value, DIGITS) + 0.0  # no -0.0
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            raise TypeError(f"{type(value).__name__} is no part of a statistic")


def _named(name: str, value: object) -> Plain:
    return iso_day(value) if name in DAYS and isinstance(value, int) else plain(value)
