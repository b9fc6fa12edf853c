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

# Changes whenever a field of a stored class does, so that an older cache is compiled anew.
FORMAT = sha256(
    repr([(name, [f.name for f in fields(cls)]) for name, cls in sorted(CLASSES.items())]).encode()
).hexdigest()[:16]


def dump(value: object) -> str:
    """The value as compact JSON."""
    return json.dumps(_encoded(value), ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Any:
    """The value that `dump` wrote."""
    return _decoded(json.loads(text))


def _encoded(value: Any) -> Any:
    if isinstance(value, tuple):
        return ["", *map(_encoded, value)]
    if type(value).__name__ in CLASSES:
        return [type(value).__name__, *(_encoded(getattr(value, f.name)) for f in fields(value))]
    return value


def _decoded(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    head, *rest = value
    items = map(_decoded, rest)
    return CLASSES[head](*items) if head else tuple(items)
