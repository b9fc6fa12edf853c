"""Frozen dataclasses as JSON that names its fields, so that what is kept for years stays readable.

A field this version has not got is passed over, one the text has not got takes its default.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from typing import Any

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

CLASSES: dict[str, type[Any]] = {
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
    given = ((f, getattr(value, f.name)) for f in fields(value))
    return {IS: name} | {
        f.name: _encoded(item) for f, item in given if f.default is MISSING or item != f.default
    }


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
            known = {field.name for field in fields(cls)}
            return cls(**{key: _decoded(item) for key, item in value.items() if key in known})
