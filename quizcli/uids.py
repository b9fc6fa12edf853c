"""Ids that sort by time and are unique over all machines."""

from __future__ import annotations


def uuid7(milliseconds: int, chance: int) -> str:
    """A UUID of version 7 (RFC 9562 §5.7): an instant since 1970, then 74 bits of `chance`."""
    bits = (milliseconds & (1 << 48) - 1) << 80 | chance & (1 << 80) - 1
    bits = bits & ~(0xF << 76) | 0x7 << 76
    bits = bits & ~(0x3 << 62) | 0x2 << 62
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
