"""Everything that is wrong with some deck files, in the order in which it stands in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quizcli.deckfiles.find import deck_files
from quizcli.deckfiles.lint import lint
from quizcli.deckfiles.load import load_sources
from quizcli.errors import Problem


def check(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """The problems of deck files and of folders of them, those that only read badly included."""
    sources = load_sources(deck_files(paths))
    problems = (*sources.collection.problems, *lint(sources))
    return tuple(sorted(problems, key=lambda problem: problem.place))
