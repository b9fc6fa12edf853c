"""Rows read from the pages of a database file themselves, where SQLite cannot find its way.

Every leaf page of a table is read by itself, so damage elsewhere costs none of its rows; see "The
SQLite Database File Format", sections 1.6 and 2.1. What comes out was not checked: a page may be
damaged, or belong to any table.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from msgspec import Struct

Value = None | int | float | str | bytes

DEFAULT_PAGE_SIZE = 4096
TABLE_LEAF = 0x0D
LEAF_HEADER_BYTES = 8
FILE_HEADER_BYTES = 100
LONGEST_VARINT = 9
INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class _BrokenError(Exception):
    """The bytes are no row."""


class Pages(Struct, frozen=True):
    """The bytes of a database file, cut into pages."""

    data: bytes
    size: int
    usable: int

    def rows(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
        """Row id and values of each row that can be read, page by page."""
        for start in range(0, len(self.data), self.size):
            page = self.data[start : start + self.size]
            header = 0 if start else FILE_HEADER_BYTES
            if len(page) < self.size or page[header] != TABLE_LEAF:
                continue
            count = min(_short(page, header + 3), (self.size - header) // 2 - 4)
            for place in range(count):
                try:
                    cell = _short(page, header + LEAF_HEADER_BYTES + 2 * place)
                    yield self._row(page, cell)
                except _BrokenError:
                    continue

    def _row(self, page: bytes, start: int) -> tuple[int, tuple[Value, ...]]:
        length, start = _varint(page, start)
        row_id, start = _varint(page, start)
        if length > len(self.data):
            raise _BrokenError
        return row_id, _record(self._payload(page, start, length))

    def _payload(self, page: bytes, start: int, length: int) -> bytes:
        """The record's bytes as far as they are there, those beyond the leaf among them."""
        most = self.usable - 35
        local = length
        if length > most:
            least = (self.usable - 12) * 32 // 255 - 23
            local = least + (length - least) % (self.usable - 4)
            local = least if local > most else local
        parts = [_slice(page, start, local)]
        missing = length - local
        following = _long(page, start + local) if missing else 0
        while missing > 0:
            if not 0 < following <= len(self.data) // self.size:
                break
            begin = (following - 1) * self.size
            taken = min(missing, self.usable - 4)
            parts.append(_slice(self.data, begin + 4, taken))
            following = _long(self.data, begin)
            missing -= taken
        return b"".join(parts)


def cut(data: bytes) -> Pages:
    """The pages of a file; one whose header is broken is taken to have pages as SQLite's usual."""
    size, reserved = DEFAULT_PAGE_SIZE, 0
    if data.startswith(b"SQLite format 3\0") and len(data) >= FILE_HEADER_BYTES:
        named = _short(data, 16)
        named = 65536 if named == 1 else named
        if named >= 512 and named & (named - 1) == 0 and data[20] <= 32:
            size, reserved = named, data[20]
    return Pages(data, size, size - reserved)


def _record(payload: bytes) -> tuple[Value, ...]:
    length, place = _varint(payload, 0)
    if length > len(payload):
        raise _BrokenError
    types = []
    while place < length:
        type_, place = _varint(payload, place)
        types.append(type_)
    values: list[Value] = []
    for type_ in types:
        try:
            value, place = _value(payload, place, type_)
        except _BrokenError:
            # Cut off: what came before is still good.
            return (*values, *[None] * (len(types) - len(values)))
        values.append(value)
    return tuple(values)


def _value(payload: bytes, place: int, type_: int) -> tuple[Value, int]:
    if type_ == 0:
        return None, place
    if type_ in (8, 9):
        return type_ - 8, place
    if type_ in INTEGER_BYTES:
        end = place + INTEGER_BYTES[type_]
        return int.from_bytes(_slice(payload, place, end - place), "big", signed=True), end
    if type_ == 7:
        number: float = struct.unpack(">d", _slice(payload, place, 8))[0]
        return number, place + 8
    if type_ < 12:
        raise _BrokenError
    length = (type_ - 12) // 2
    data = _slice(payload, place, length)
    if type_ % 2 == 0:
        return data, place + length
    try:
        return data.decode(), place + length
    except UnicodeDecodeError:
        return data, place + length


def _varint(data: bytes, place: int) -> tuple[int, int]:
    """A whole number of one to nine bytes, and the place after it."""
    number = 0
    for byte in _slice(data, place, min(LONGEST_VARINT, len(data) - place)):
        place += 1
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, place
    raise _BrokenError  # also numbers of nine bytes: none of ours is that large


def _slice(data: bytes, start: int, length: int) -> bytes:
    if length < 0 or start < 0 or start + length > len(data):
        raise _BrokenError
    return data[start : start + length]


def _short(data: bytes, place: int) -> int:
    return int.from_bytes(_slice(data, place, 2), "big")


def _long(data: bytes, place: int) -> int:
    return int.from_bytes(_slice(data, place, 4), "big")
