"""The wire format of protocol buffers, as far as Anki's packages need it read."""

from __future__ import annotations

from collections.abc import Iterator

# https://protobuf.dev/programming-guides/encoding: wire types.
VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5
_LONGEST_VARINT = 70  # bits


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The number and value of each field of a message, in order.

    Raises ValueError when the message is damaged.
    """
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        number, wire = key >> 3, key & 7
        if wire == VARINT:
            value, at = _varint(message, at)
            yield number, value
            continue
        if wire == BYTES:
            size, at = _varint(message, at)
        elif wire in (FIXED64, FIXED32):
            size = 8 if wire == FIXED64 else 4
        else:
            raise ValueError(f"unknown wire type {wire}")
        if at + size > len(message):
            raise ValueError("the message ends within a field")
        yield number, message[at : at + size]
        at += size


def number(message: bytes, wanted: int) -> int:
    """The last value of a number field; 0, its default, when it is not there."""
    values = [value for each, value in fields(message) if each == wanted]
    return values[-1] if values and isinstance(values[-1], int) else 0


def text(message: bytes, wanted: int) -> str:
    """The last value of a text field; empty, its default, when it is not there."""
    values = [value for each, value in fields(message) if each == wanted]
    return values[-1].decode() if values and isinstance(values[-1], bytes) else ""


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while shift < _LONGEST_VARINT:
        if at >= len(message):
            raise ValueError("the message ends within a number")
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
    raise ValueError("a number is too long")
