"""A deck file of any YAML: read by libyaml, and after an error on with the next note."""

from __future__ import annotations

from msgspec.structs import replace

from quizcli.deckfiles.located import Cut, Located
from quizcli.deckfiles.source import Source
from quizcli.deckfiles.tree import Builder
from quizcli.errors import Problem
from quizcli.notes.limits import MOST_PROBLEMS_OF_FILE

MOST_CUTS = 20  # each means going over the rest of the file again


def read(source: Source) -> Located:
    """The nodes of a text; what is blanked in the source on the way was in no node."""
    builder = Builder(source)
    cuts: list[Cut] = []
    problems: dict[Problem, None] = {}
    while True:
        cut = builder.build()
        problems |= dict.fromkeys(builder.problems)
        if cut:
            cuts.append(cut)
        if not cut or not builder.unfinished or len(problems) >= MOST_PROBLEMS_OF_FILE:
            break
        if len(cuts) == MOST_CUTS:
            last = replace(cut.problem, hint="mend this first: the notes below it are not read")
            cuts[-1] = Cut(last, cut.note)
            break
        source.blank_notes(*builder.unfinished)
        builder = Builder(source, builder)
    return Located(builder.root, (*source.problems, *problems), tuple(cuts))
