"""A text field of one line: what stands in it, where the cursor is, and what keys do to it."""

from __future__ import annotations

import unicodedata

from msgspec import Struct

from quizcli.ui.text import clean, one_line

LONGEST_LINE = 1_000  # characters: no answer is as long; more was pasted by mistake


class Field(Struct, frozen=True):
    """Text with a cursor before character `cursor`."""

    text: str = ""
    cursor: int = 0

    def insert(self, text: str) -> Field:
        """The field after typing or pasting, as far as there is room; pasted lines become one."""
        text = text[:LONGEST_LINE]
        added = clean(text) if len(text) == 1 else one_line(text)
        added = added[: max(0, LONGEST_LINE - len(self.text))]
        cursor = self.cursor + len(added)
        return Field(self.text[: self.cursor] + added + self.text[self.cursor :], cursor)

    def edit(self, key: str) -> Field | None:
        """The field after an editing key, or None when the key is none of its own."""
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        match key:
            case "space":
                return self.insert(" ")
            case "backspace":
                kept = before[: _left(before)]
                return Field(kept + after, len(kept))
            case "delete":
                return Field(before + after[_right(after) :], len(before))
            case "left":
                return Field(self.text, _left(before))
            case "right":
                return Field(self.text, len(before) + _right(after))
            case "home" | "c-a":
                return Field(self.text, 0)
            case "end" | "c-e":
                return Field(self.text, len(self.text))
            case "c-u":
                return Field(after, 0)
            case "c-k":
                return Field(before, len(before))
            case "c-w":
                words = before.rstrip()
                kept = words[: words.rfind(" ") + 1]
                return Field(kept + after, len(kept))
        return self.insert(key) if len(key) == 1 else None


def _left(text: str) -> int:
    """The offset one character to the left of the end, accents counted with their letter."""
    offset = len(text)
    while offset > 0:
        offset -= 1
        if not unicodedata.combining(text[offset]):
            break
    return offset


def _right(text: str) -> int:
    """The length of the first character together with its accents."""
    size = min(1, len(text))
    while size < len(text) and unicodedata.combining(text[size]):
        size += 1
    return size
