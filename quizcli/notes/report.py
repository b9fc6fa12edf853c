"""The problems found while one note is read, each at the place of what is wrong."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field

from quizcli.errors import Level, Place, Problem, shortened
from quizcli.notes.limits import LONGEST_NAME, MOST_PROBLEMS
from quizcli.notes.names import did_you_mean
from quizcli.notes.nodes import Node, Scalar


class Report(Struct):
    """Collects the problems of one note (or of a deck's head) of one file, up to `most` of them.

    `has_errors` says that the note cannot be used.
    """

    path: str
    note: str = ""
    problems: list[Problem] = field(default_factory=list)
    most: int = MOST_PROBLEMS
    left_out: int = 0
    has_errors: bool = False

    @property
    def is_full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.problems) >= self.most

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.path, node.line, node.column)

    def error(self, node: Node, message: str, hint: str = "") -> None:
        """Says what is wrong at a node."""
        self._add(self.place(node), message, hint, "error")

    def unknown(self, node: Node, message: str, name: str, known: Iterable[str]) -> None:
        """Says that a name is none of those known, and the nearest of them."""
        self.error(node, message, "" if self.is_full else did_you_mean(name, known))

    def error_at_line(self, node: Node, index: int, message: str, hint: str = "") -> None:
        """Says what is wrong at line `index` (from 0) of a text of several lines."""
        self._add(Place(self.path, *_place_of_line(node, index)), message, hint, "error")

    def warn(self, node: Node, message: str, hint: str = "") -> None:
        """Says what should be mended at a node, though the note can be used."""
        self._add(self.place(node), message, hint, "warning")

    def _add(self, place: Place, message: str, hint: str, level: Level) -> None:
        self.has_errors |= level == "error"
        if self.is_full:
            self.left_out += 1
        else:
            note = self.note[:LONGEST_NAME]
            self.problems.append(Problem(place, shortened(message), shortened(hint), level, note))


def _place_of_line(node: Node, index: int) -> tuple[int, int]:
    return node.place_of_line(index) if isinstance(node, Scalar) else (node.line, node.column)
