"""A deck file as nodes with places, and what is wrong with it as YAML.

What the nodes mean is not looked at. libyaml is loaded only for a file that is not plain.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct

from quizcli.deckfiles import plain
from quizcli.deckfiles.source import Source
from quizcli.errors import Problem
from quizcli.notes.nodes import Mapping, Node, Scalar, Sequence

NOTES = "notes"  # the deck's list of notes


class Cut(Struct, frozen=True):
    """What breaks off or spoils a note, with the note as far as it was read, or spoils none.

    The note `may_stand` if it is complete: what it was cut by need not have been part of it.
    """

    problem: Problem
    note: Node | None = None
    may_stand: bool = False


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


def _may_hold_notes(root: Mapping) -> bool:
    """Whether something below the notes is long enough to have some of them in it."""
    entries = iter(root.entries)
    is_there = any(key.text == NOTES for key, _ in entries)
    return is_there and any(_may_be_long(value) for _, value in entries)


def _may_be_long(node: Node) -> bool:
    match node:
        case Scalar(style=style):
            return style in ("|", ">")
        case Sequence(items=items):
            return not all(isinstance(item, Scalar) and not _may_be_long(item) for item in items)
        case _:
            return True


def read(path: str, data: bytes, fields: Collection[str]) -> Located:
    """The nodes of a deck file that may have these fields; never raises, whatever the bytes are."""
    source = Source.of(path, data)
    if source.refused:
        return Located(None, cuts=(Cut(source.refused),))
    node = plain.read(source.text)
    if node is not None and not _may_hold_notes(node):
        return Located(node, source.problems)
    from quizcli.deckfiles import piecewise

    return piecewise.read(source, fields)
