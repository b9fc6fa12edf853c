"""What stands in a deck file, before any meaning: texts, lists and mappings with their places."""

from __future__ import annotations

from msgspec import Struct


class Scalar(Struct, frozen=True):
    """A text as the author wrote it; `style` is YAML's mark before it (`|`, `>`, `'`, `"` or none).

    `indent` is the number of spaces before the lines of a `|` or `>` block.
    """

    text: str
    line: int = 1
    column: int = 1
    style: str = ""
    indent: int = 0

    def place_of_line(self, index: int) -> tuple[int, int]:
        """Line and column at which line `index` (from 0) of the text begins.

        Only a `|` block keeps its lines as they stand in the file; others give their own place.
        """
        if self.style == "|":
            return self.line + 1 + index, self.indent + 1
        return self.line, self.column


class Sequence(Struct, frozen=True):
    """A list."""

    items: tuple[Node, ...] = ()
    line: int = 1
    column: int = 1


class Mapping(Struct, frozen=True):
    """Keys with their values, in written order; no key stands twice."""

    entries: tuple[tuple[Scalar, Node], ...] = ()
    line: int = 1
    column: int = 1

    def get(self, name: str) -> Node | None:
        """The value written under a key."""
        for key, value in self.entries:
            if key.text == name:
                return value
        return None

    def text(self, name: str) -> str:
        """The text written under a key; empty where there is none."""
        value = self.get(name)
        return value.text if isinstance(value, Scalar) else ""


Node = Scalar | Sequence | Mapping
"""Anything that can stand in a deck file."""
