"""What the commands' options have in common."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quizcli.errors import UsageError

if TYPE_CHECKING:
    from quizcli.workspace import Workspace


def a_number(value: float | None) -> float | None:
    """The value of an option, which no bound keeps from being nan.

    Raises BadParameter when it is.
    """
    if value is not None and math.isnan(value):
        raise typer.BadParameter("nan is not a number.")
    return value


def in_a_folder(path: Path | None) -> Path | None:
    """The file to write.

    Raises UsageError when its folder is not there: that is known before the log is opened.
    """
    if path is not None and not path.parent.is_dir():
        raise UsageError(f"{path} cannot be written: there is no folder {path.parent}.")
    return path


Filters = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILTER]...", help="Decks, sections, tags, notes or cards by name."),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Only cards with this tag.")]
Json = Annotated[bool, typer.Option("--json", help="For programs; has a version key.")]
Minutes = Annotated[
    float | None, typer.Option(min=0.1, callback=a_number, help="Stop after so long.")
]
Html = Annotated[
    Path | None, typer.Option(callback=in_a_folder, help="Write one self-contained web page.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]
Chosen = Annotated[list[str], typer.Argument(metavar="FILTER...", help="Cards, notes or decks.")]


def space_of(context: typer.Context) -> Workspace:
    """The workspace of this run."""
    space: Workspace = context.obj
    return space
