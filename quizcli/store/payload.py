"""Frozen dataclasses as JSON and back: `["Choice", …fields]`, tuples as `["", …items]`."""

from __future__ import annotations

import json
from dataclasses import fields
from hashlib import sha256
from typing import Any

from quizcli.errors import Place, Problem
from quizcli.model import Deck, Note, Verified
from quizcli.shapes import (
    Blank,
    Cell,
    Choice,
    Label,
    Option,
    Order,
    Piece,
    Point,
    Quantity,
    Recall,
    Rubric,
    Sample,
    Table,
    Typed,
)

CLASSES = {
    cls.__name__: cls
    for cls in (
        Blank, Cell, Choice, Deck, Label, Note, Option, Order, Piece, Place, Point, Problem,
        Quantity, Recall, Rubric, Sample, Table, Typed, Verified,
    )
}  # fmt: skip

NAMES = {cls: tuple(item.name for item in fields(cls)) for cls in CLASSES.values()}

# Changes whenever a field of a stored class does, so that an older cache is compiled anew.
FORMAT = sha256(
    repr([(name, list(NAMES[cls])) for name, cls in sorted(CLASSES.items())]).encode()
).hexdigest()[:16]

# Made once: json.dumps would make one for every value.
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dump(value: object) -> str:
    """The value as compact JSON."""
    return ENCODER.encode(_encoded(value))


def load(text: str) -> Any:
    """The value that `dump` wrote."""
    value = json.loads(text)
    return _decoded(value) if isinstance(value, list) else value


def _encoded(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value
    if kind in NAMES:
        return [kind.__name__, *[_encoded(getattr(value, name)) for name in NAMES[kind]]]
    if isinstance(value, tuple):
        return ["", *map(_encoded, value)]
    return value


def _decoded(value: list[Any]) -> Any:
    head, *items = [_decoded(item) if type(item) is list else item for item in value]
    return CLASSES[head](*items) if head else tuple(items)
