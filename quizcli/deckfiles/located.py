"""A deck file as nodes with places, and what is wrong with it as YAML.

What the nodes mean is not looked at. libyaml is loaded only for a file that is not plain.
"""

from __future__ import annotations

from msgspec import Struct

from quizcli.deckfiles import plain
from quizcli.deckfiles.source import Source
from quizcli.errors import Problem
from quizcli.notes.nodes import Node


class Cut(Struct, frozen=True):
    """Where reading had to stop, and the note that was begun there, as far as it was read."""

    problem: Problem
    note: Node | None = None


class Located(Struct, frozen=True):
    """What a file holds, and what is wrong with it as YAML.

    `problems` spoil the note they stand in, `cuts` the note they name; after a cut reading went on
    with the next note where that could be found.
    """

    node: Node | None
    problems: tuple[Problem, ...] = ()
    cuts: tuple[Cut, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is wrong, cuts included, each once."""
        return tuple(dict.fromkeys((*self.problems, *(cut.problem for cut in self.cuts))))


def read(path: str, data: bytes) -> Located:
    """The nodes of a YAML file; never raises, whatever the bytes are."""
    source = Source.of(path, data)
    if source.refused:
        return Located(None, cuts=(Cut(source.refused),))
    node = plain.read(source.text)
    if node is not None:
        return Located(node, source.problems)
    from quizcli.deckfiles import piecewise

    return piecewise.read(source)
