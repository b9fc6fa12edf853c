"""Rows that cannot be: the wrong field goes, the answer stays."""

from __future__ import annotations

import pytest

from quizcli.model import Event
from quizcli.store import log
from quizcli.store.mending import mended

GOOD = log.row(
    Event(
        "u1", "2026-11-23T10:00:00.000Z", 739943, "review", "c", 4, 2.5, "x", ("x", "y"),
        fingerprint="f", device="d", session="s", detail={"a": 1},
    )
)  # fmt: skip


def row(**changes: object) -> tuple[object, ...]:
    return tuple((dict(zip(log.FIELDS, GOOD, strict=True)) | changes).values())


def test_a_row_that_can_be_stays_as_it_is():
    assert GOOD == mended(GOOD)
    assert row(grade=None, detail=None) == mended(row(grade=None, detail=None))


@pytest.mark.parametrize(
    ("field", "wrong", "right"),
    [
        ("grade", 9, None), ("grade", "4", None), ("grade", -1, None),
        ("seconds", -2.0, None), ("seconds", float("nan"), None), ("seconds", b"x", None),
        ("chosen", 4, None), ("offered", "[1, 2]", None), ("offered", "[", None),
        ("detail", "{", None), ("detail", "[]", None),
        ("detail", '{"points": 5, "a": 1}', '{"a": 1}'),
        ("detail", '{"points": {"key": true}}', "{}"),
        ("fingerprint", None, ""), ("device", "\0", ""),
        ("day", 10**9, 739943), ("day", 0, 739943), ("day", None, 739943),
        ("at", "2026-11-99", "2026-11-23T12:00:00.000Z"), ("at", None, "2026-11-23T12:00:00.000Z"),
        ("at", "2026-11-23T10:00:00Z", "2026-11-23T12:00:00.000Z"),
    ],
)  # fmt: skip
def test_a_field_that_cannot_be_is_taken_out(field, wrong, right):
    assert row(**{field: right}) == mended(row(**{field: wrong}))


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": ""}, {"uid": None}, {"uid": "a\0b"}, {"kind": "re view"}, {"kind": 3},
        {"card": None}, {"card": "", "target": ""}, {"day": 0, "at": ""},
    ],
    ids=repr,
)  # fmt: skip
def test_what_is_no_event_is_none(changes):
    assert mended(row(**changes)) is None


def test_a_row_of_another_table_is_none():
    assert mended(("c", 1, 2)) is None
