"""Structs as JSON that names its fields, so that what is kept for years stays readable.

A field this version has not got is passed over, one the text has not got takes its default.
"""

from __future__ import annotations

import json
from typing import Any

from msgspec import Struct

from quizcli.errors import Place
from quizcli.grading import Answers, Ordered, Part, Picked, Ticked, Verdict
from quizcli.mock.given import Given
from quizcli.mock.interview import Attempt, Now, Pause
from quizcli.mock.paper import Item, Paper
from quizcli.mock.wish import Wish
from quizcli.model import Card, Grade, Note, Verified
from quizcli.shapes import (
    Blank,
    Choice,
    Option,
    Order,
    Piece,
    Point,
    Quantity,
    Recall,
    Rubric,
    Sample,
    Typed,
)

CLASSES: dict[str, type[Struct]] = {
    cls.__name__: cls
    for cls in (
        Answers, Attempt, Blank, Card, Choice, Given, Item, Note, Now, Option, Order, Ordered,
        Paper, Part, Pause, Picked, Piece, Place, Point, Quantity, Recall, Rubric, Sample, Ticked,
        Typed, Verdict, Verified, Wish,
    )
}  # fmt: skip
IS = "is"


def dump(value: object) -> str:
    """The value as compact JSON; fields that have their default are left out."""
    return json.dumps(_encoded(value), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    """The value that `dump` wrote, in this version or in another.

    Raises KeyError for a class that this version has not got.
    """
    return _decoded(json.loads(text))


def _encoded(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_encoded(item) for item in value]
    if isinstance(value, frozenset):
        return {IS: "set", "of": sorted(value)}
    if isinstance(value, Grade):
        return {IS: "grade", "of": int(value)}
    name = type(value).__name__
    if name not in CLASSES:
        return value
    defaults = _defaults(type(value))
    given = ((name, getattr(value, name)) for name in value.__struct_fields__)
    return {IS: name} | {
        field: _encoded(item)
        for field, item in given
        if field not in defaults or item != defaults[field]
    }


def _defaults(cls: type[Struct]) -> dict[str, object]:
    """The defaults of the fields that have one, which are the last."""
    values = cls.__struct_defaults__
    return dict(zip(cls.__struct_fields__[-len(values) :], values, strict=True)) if values else {}


def _decoded(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_decoded(item) for item in value)
    if not isinstance(value, dict):
        return value
    match value[IS]:
        case "set":
            return frozenset(value["of"])
        case "grade":
            return Grade(value["of"])
        case name:
            cls = CLASSES[name]
            known = cls.__struct_fields__
            return cls(**{key: _decoded(item) for key, item in value.items() if key in known})
