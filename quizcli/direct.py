"""The commands of every morning, run without the parser: names alone need none."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizcli.commands.looks import heed
from quizcli.ending import exit_code
from quizcli.workspace import Workspace


def home() -> int:
    """`quizcli` alone; gives the exit code."""
    from quizcli.commands import home

    return _ended(home.run)


def review(filters: Sequence[str]) -> int:
    """`quizcli review` with nothing but names; gives the exit code."""
    from quizcli.commands import review

    return _ended(lambda space: review.run(space, filters))


def due(options: Sequence[str]) -> int:
    """`quizcli due` with nothing but options for its form; gives the exit code."""
    from quizcli.commands import due

    return _ended(lambda space: due.run(space, [], due.forms(options)))


def stats(page: str = "") -> int:
    """`quizcli stats` with nothing but a page; gives the exit code."""
    from quizcli.commands import stats

    return _ended(lambda space: stats.run(space, page, as_json=False, html=None))


def _ended(command: Callable[[Workspace], int]) -> int:
    space = Workspace(heed=heed)
    try:
        return command(space)
    except Exception as error:
        return exit_code(error)
    finally:
        space.close()
