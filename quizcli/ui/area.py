"""A text field of many rows: like a field of one line, but Enter begins another."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from quizcli.ui.field import Field
from quizcli.ui.text import breaks, clean

LEAST_WIDTH = 8
LONGEST_TEXT = 10_000  # characters: an answer of half an hour; more was pasted by mistake


class Area(Struct, frozen=True):
    """Text with a cursor before character `cursor`, wrapped at `width` columns."""

    text: str = ""
    cursor: int = 0
    width: int = 78

    def insert(self, text: str) -> Area:
        """The area after typing or pasting, as far as there is room; line ends stay."""
        added = clean(text[:LONGEST_TEXT])[: max(0, LONGEST_TEXT - len(self.text))]
        before, after = self.text[: self.cursor], self.text[self.cursor :]
        return replace(self, text=before + added + after, cursor=self.cursor + len(added))

    def edit(self, key: str) -> Area | None:
        """The area after an editing key, or None when the key is none of its own."""
        match key:
            case "enter":
                return self.insert("\n")
            case "up" | "down":
                return self._moved(-1 if key == "up" else 1)
            case "home" | "c-a":
                return replace(self, cursor=self.rows[self.row][0])
            case "end" | "c-e":
                return replace(self, cursor=self._end(self.row))
            case "c-u":
                start = self.text.rfind("\n", 0, self.cursor) + 1
                return replace(
                    self, text=self.text[:start] + self.text[self.cursor :], cursor=start
                )
            case "c-k":
                end = self.text.find("\n", self.cursor)
                rest = "" if end < 0 else self.text[end:]
                return replace(self, text=self.text[: self.cursor] + rest)
        edited = Field(self.text, self.cursor).edit(key)
        return None if edited is None else replace(self, text=edited.text, cursor=edited.cursor)

    @property
    def rows(self) -> list[tuple[int, int]]:
        """Where each row begins and ends in the text."""
        found = []
        start = 0
        for line in self.text.split("\n"):
            cuts = [0, *breaks(line, max(LEAST_WIDTH, self.width)), len(line)]
            found += [(start + a, start + b) for a, b in pairwise(cuts)]
            start += len(line) + 1
        return found

    @property
    def row(self) -> int:
        """The row in which the cursor stands."""
        return max(i for i, (start, _) in enumerate(self.rows) if start <= self.cursor)

    @property
    def column(self) -> int:
        """The column in which the cursor stands."""
        return min(cell_len(self.text[self.rows[self.row][0] : self.cursor]), self.width)

    def _end(self, row: int) -> int:
        """The last place in a row; at the end of a row that goes on, the next one has begun."""
        start, end = self.rows[row]
        goes_on = row + 1 < len(self.rows) and self.rows[row + 1][0] == end
        return max(start, end - 1) if goes_on else end

    def _moved(self, step: int) -> Area:
        row = min(max(0, self.row + step), len(self.rows) - 1)
        column, cursor = self.column, self.rows[row][0]
        while cursor < self._end(row) and cell_len(self.text[self.rows[row][0] : cursor]) < column:
            cursor += 1
        return replace(self, cursor=cursor)
