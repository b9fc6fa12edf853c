"""`quizcli check`: everything wrong in decks, for authors and CI."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from quizcli.commands.listing import print_json
from quizcli.deckfiles.check import check
from quizcli.deckfiles.find import deck_files, is_there
from quizcli.deckfiles.history import vanished
from quizcli.deckfiles.load import load
from quizcli.errors import Problem, UsageError
from quizcli.phrases import counted
from quizcli.store import log
from quizcli.ui.text import one_line
from quizcli.workspace import Workspace

VERSION = 1
DECK_ERRORS = 3
MOST_SHOWN = 20  # problems of a file


def run(space: Workspace, paths: Sequence[Path], as_json: bool) -> int:
    """Print every problem with its place; exit code 3 when one of them is an error."""
    missing = [path for path in paths if not is_there(path)]
    if missing:
        raise UsageError(f"There is no file or folder {missing[0]}.")
    places = list(paths) or [folder for folder in space.deck_folders if folder.exists()]
    problems = (*check(places), *_vanished(space, places))
    errors = sum(problem.level == "error" for problem in problems)
    if as_json:
        print_json(VERSION, problems=[*map(_as_dict, problems)])
    else:
        for problem, more in _first_of_each_file(problems):
            print(one_line(f"{problem.level}: {_short(problem)}"))
            if more:
                print(one_line(f"{_short_path(problem.place.path)}: {more} more; --json has all"))
        print(_summary(len(deck_files(places)), errors, len(problems) - errors), file=sys.stderr)
    return DECK_ERRORS if errors else 0


def _first_of_each_file(problems: Sequence[Problem]) -> Iterator[tuple[Problem, int]]:
    """The problems to show, errors before warnings where a file has too many for a screen.

    With the last one of a file comes how many are not shown.
    """
    by_file = sorted(problems, key=lambda problem: problem.place.path)
    for _, group in groupby(by_file, key=lambda problem: problem.place.path):
        found = list(group)
        first = sorted(found, key=lambda problem: problem.level != "error")[:MOST_SHOWN]
        *others, last = sorted(first, key=lambda problem: problem.place)
        yield from ((problem, 0) for problem in others)
        yield last, len(found) - len(first)


def _vanished(space: Workspace, places: Sequence[Path]) -> tuple[Problem, ...]:
    """Cards with history that neither these places nor the other decks have any more.

    While a deck has errors nothing is said: its cards may be there, but cannot be read.
    """
    history = log.last_prints(space.connection) if space.path.exists() else {}
    if not history:
        return ()
    present = [folder for folder in space.deck_folders if folder.exists()]
    collection = load(deck_files([*present, *places]))
    if any(problem.level == "error" for problem in collection.problems):
        return ()
    return vanished(collection, history)


def _short(problem: Problem) -> str:
    """The problem with its path as seen from here."""
    return _short_path(str(problem))


def _short_path(text: str) -> str:
    return text.removeprefix(f"{Path.cwd()}/")


def _summary(files: int, errors: int, warnings: int) -> str:
    decks = counted(files, "deck file")
    if not errors and not warnings:
        return f"{decks}: nothing to mend."
    return f"{decks}: {counted(errors, 'error')}, {counted(warnings, 'warning')}."


def _as_dict(problem: Problem) -> dict[str, object]:
    return {
        "level": problem.level,
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "note": problem.note,
        "message": problem.message,
        "hint": problem.hint,
    }
