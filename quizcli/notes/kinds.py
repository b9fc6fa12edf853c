"""Kinds of value a field can hold: how each is read from a node, and its JSON Schema.

Everything in a deck is text until a kind reads it. A kind reports what is wrong and gives None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import Generic, TypeVar

from msgspec import Struct

from quizcli.notes.limits import LONGEST_LINE, LONGEST_NAME
from quizcli.notes.names import SLUG_PATTERN, is_slug, slug
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence
from quizcli.notes.report import Report

T = TypeVar("T")
U = TypeVar("U")
T_co = TypeVar("T_co", covariant=True)

Schema = dict[str, object]

# An editor parses YAML's numbers and booleans where we read text.
ANY_SCALAR: Schema = {"type": ["string", "number", "boolean"]}

_NUMBER = r"[+-]?(\d{1,3}(?:[,_ \u00a0\u202f]\d{3})+|\d+)(\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+"
_SEPARATORS = str.maketrans("", "", ",_ \u00a0\u202f")
HOW_TO_WRITE = "write 1500, 1,500 or 1.5; the unit goes in `unit`"  # a number
_YES_NO = {"true": True, "yes": True, "false": False, "no": False}


class Kind(Struct, Generic[T_co], frozen=True):
    """A way to read a node: gives the value, or reports a problem and gives None."""

    read: Callable[[Node, Report], T_co | None]
    schema: Schema


def _report_no_text(node: Sequence | Mapping, report: Report) -> None:
    if isinstance(node, Sequence):
        message, hint = "a list", "put text that begins with [ in quotes"
    else:
        message, hint = "a mapping", _why_mapping(node)
    report.error(node, f"this is {message} where text is expected", hint)


def _why_mapping(node: Mapping) -> str:
    # Lines of `key: value` begin where their first key does, and braces before it.
    keys = [(key.line, key.column) for key, _ in node.entries]
    in_braces = keys[:1] != [(node.line, node.column)]
    return f"put text that {'begins with {' if in_braces else 'contains `: `'} in quotes"


def _read_text(node: Node, report: Report) -> str | None:
    if not isinstance(node, Scalar):
        _report_no_text(node, report)
        return None
    text = node.text
    bare = text.strip()
    if not bare:
        report.error(node, "the text is empty", "write the text, or leave the field out")
        return None
    return text.strip("\n") if node.style in "|>" else bare


TEXT: Kind[str] = Kind(_read_text, ANY_SCALAR)


def _read_line(node: Node, report: Report) -> str | None:
    written = _read_text(node, report)
    if written is None:
        return None
    line = " ".join(written.split())
    return line if len(line) <= LONGEST_LINE else _within(LONGEST_LINE, line, node, report)


def _within(longest: int, text: str, node: Node, report: Report) -> str | None:
    if len(text) <= longest:
        return text
    report.error(node, f"this is {len(text):,} characters long", f"{longest:,} are the most")
    return None


LINE: Kind[str] = Kind(_read_line, ANY_SCALAR)


def _read_slug(node: Node, report: Report) -> str | None:
    written = _read_text(node, report)
    if written is None or is_slug(written):
        return written and _within(LONGEST_NAME, written, node, report)
    message = f"'{written}' is not a name of lower-case letters, digits and single hyphens"
    parts = [slug(part) for part in written.split(",")]
    if len(parts) > 1 and all(map(is_slug, parts)):
        report.error(node, message, f"write several as [{', '.join(parts)}]")
    else:
        suggestion = slug(written)
        report.error(node, message, f"write '{suggestion}'" if is_slug(suggestion) else "")
    return None


SLUG: Kind[str] = Kind(_read_slug, {"type": "string", "pattern": SLUG_PATTERN})


def _read_yes_no(node: Node, report: Report) -> bool | None:
    written = _read_text(node, report)
    if written is None:
        return None
    value = _YES_NO.get(written.lower())
    if value is None:
        report.error(node, f"'{written}' is neither true nor false")
    return value


YES_NO: Kind[bool] = Kind(_read_yes_no, {"enum": [True, False, *_YES_NO]})


def parse_number(text: str) -> float | None:
    """The number a text writes, thousands separators allowed.

    None when it is not a number, or one too large to reckon with.
    """
    bare = text.strip().replace("\u2212", "-")
    if not bare.isdecimal() and not re.fullmatch(_NUMBER, bare):
        return None
    value = float(bare.translate(_SEPARATORS))
    return value if isfinite(value) else None


def _read_number(node: Node, report: Report) -> float | None:
    written = _read_text(node, report)
    if written is None:
        return None
    value = parse_number(written)
    if value is None:
        report.error(
            node,
            f"'{written}' is not a number",
            HOW_TO_WRITE,
        )
    return value


NUMBER: Kind[float] = Kind(_read_number, {"type": ["string", "number"]})


def whole_number(lowest: int, highest: int) -> Kind[int]:
    """A whole number from `lowest` to `highest`."""

    def read(node: Node, report: Report) -> int | None:
        written = _read_text(node, report)
        if written is None:
            return None
        if written.isdecimal() and len(written) < 10 and lowest <= int(written) <= highest:
            return int(written)
        report.error(node, f"'{written}' is not a whole number from {lowest} to {highest}")
        return None

    return Kind(read, {"type": ["integer", "string"], "enum": [*_both(range(lowest, highest + 1))]})


def _both(numbers: range) -> list[object]:
    return [*numbers, *(str(number) for number in numbers)]


def one_of(*names: str) -> Kind[str]:
    """One of a few words."""

    def read(node: Node, report: Report) -> str | None:
        written = _read_text(node, report)
        if written is None or written in names:
            return written
        report.unknown(node, f"'{written}' is not known here", written, names)
        return None

    return Kind(read, {"enum": [*names]})


def _read_day(node: Node, report: Report) -> str | None:
    written = _read_text(node, report)
    if written is None:
        return None
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        report.error(node, f"'{written}' is not a date", "write it as 2026-11-23")
        return None


DAY: Kind[str] = Kind(_read_day, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})


def list_of(kind: Kind[T], most: int | None = None) -> Kind[tuple[T, ...]]:
    """A list of `most` values or fewer, or a single value for a list of one."""

    def read(node: Node, report: Report) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            if isinstance(node, Scalar) and not node.text:
                return ()
            only = kind.read(node, report)
            return None if only is None else (only,)
        if most is not None and len(node.items) > most:
            report.error(node.items[most], f"this list has {most} entries at most")
            return None
        values: list[T] = []
        for item in node.items:
            value = kind.read(item, report)
            if value is not None:
                values.append(value)
        return tuple(values) if len(values) == len(node.items) else None

    return Kind(read, {"anyOf": [{"type": "array", "items": kind.schema}, kind.schema]})


class Pair(Struct, Generic[T_co], frozen=True):
    """One line of a mapping with the author's own keys, and where its key and value stand."""

    key: str
    value: T_co
    key_node: Scalar
    value_node: Node


def mapping_of(kind: Kind[T], keys: Kind[str] = LINE) -> Kind[tuple[Pair[T], ...]]:
    """A mapping of the author's own keys, in written order."""

    def read(node: Node, report: Report) -> tuple[Pair[T], ...] | None:
        if not isinstance(node, Mapping):
            report.error(
                node,
                "`key: value` lines are expected here",
                "give each entry a short key of its own",
            )
            return None
        pairs: list[Pair[T]] = []
        for key_node, value_node in node.entries:
            key, value = keys.read(key_node, report), kind.read(value_node, report)
            if key is not None and value is not None:
                pairs.append(Pair(key, value, key_node, value_node))
        return tuple(pairs) if len(pairs) == len(node.entries) else None

    return Kind(read, {"type": "object", "additionalProperties": kind.schema})


def either(
    when: type[Scalar] | type[Sequence] | type[Mapping], one: Kind[T], other: Kind[U]
) -> Kind[T | U]:
    """One kind where the node is of a given form, another elsewhere."""

    def read(node: Node, report: Report) -> T | U | None:
        return one.read(node, report) if isinstance(node, when) else other.read(node, report)

    return Kind(read, {"anyOf": [one.schema, other.schema]})
