"""A deck file as nodes with places: read on after an error with the next note.

What is wrong with the file as YAML is collected; what the nodes mean is not looked at.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from quizcli.deckfiles.source import Source
from quizcli.deckfiles.tree import MOST_PROBLEMS, Builder, Cut
from quizcli.errors import Problem
from quizcli.notes.nodes import Node

MOST_CUTS = 20  # each means going over the rest of the file again


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
    builder = Builder(source)
    cuts: list[Cut] = []
    problems: dict[Problem, None] = {}
    while True:
        cut = builder.build()
        problems |= dict.fromkeys(builder.problems)
        if cut:
            cuts.append(cut)
        if not cut or not builder.unfinished or len(problems) >= MOST_PROBLEMS:
            break
        if len(cuts) == MOST_CUTS:
            last = replace(cut.problem, hint="mend this first: the notes below it are not read")
            cuts[-1] = Cut(last, cut.note)
            break
        source.blank_notes(*builder.unfinished)
        builder = Builder(source, builder)
    return Located(builder.root, (*source.problems, *problems), tuple(cuts))
