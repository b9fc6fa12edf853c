"""The problems found while one note is read, each at the place of what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizcli.errors import Level, Place, Problem
from quizcli.notes.nodes import Node, Scalar


@dataclass(slots=True)
class Report:
    """Collects the problems of one note (or of a deck's head) of one file."""

    path: str
    note: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def has_errors(self) -> bool:
        """Whether the note cannot be used."""
        return any(problem.level == "error" for problem in self.problems)

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.path, node.line, node.column)

    def error(self, node: Node, message: str, hint: str = "") -> None:
        """Says what is wrong at a node."""
        self._add(self.place(node), message, hint, "error")

    def error_at_line(self, node: Node, index: int, message: str, hint: str = "") -> None:
        """Says what is wrong at line `index` (from 0) of a text of several lines."""
        self._add(Place(self.path, *_place_of_line(node, index)), message, hint, "error")

    def warn(self, node: Node, message: str, hint: str = "") -> None:
        """Says what should be mended at a node, though the note can be used."""
        self._add(self.place(node), message, hint, "warning")

    def _add(self, place: Place, message: str, hint: str, level: Level) -> None:
        self.problems.append(Problem(place, message, hint, level, self.note))


def _place_of_line(node: Node, index: int) -> tuple[int, int]:
    return node.place_of_line(index) if isinstance(node, Scalar) else (node.line, node.column)
