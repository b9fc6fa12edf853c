"""What the commands' options have in common."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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


def output(what: str, otherwise: str = "") -> Any:
    """The option that names the file to write; `otherwise` says where it goes without it."""
    return typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        callback=in_a_folder,
        help=what,
        show_default=otherwise or True,
    )


Filters = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILTER]...", help="Decks, sections, tags, notes or cards by name."),
]
Tags = Annotated[
    list[str] | None, typer.Option("--tag", metavar="TAG", help="Only cards with this tag.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, with a version key.")]
Chosen = Annotated[
    list[str],
    typer.Argument(metavar="FILTER...", help="Cards, notes, decks, sections or tags by name."),
]
Html = Annotated[
    Path | None,
    typer.Option(
        "--html",
        metavar="FILE",
        callback=in_a_folder,
        help="Write one self-contained web page instead.",
    ),
]
Minutes = Annotated[
    float | None,
    typer.Option(min=0.1, metavar="N", callback=a_number, help="Stop after so many minutes."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Do it without asking.")]


STUDY = "Study"
LOOK_UP = "Look up and change cards"
MEASURE = "See how it goes"
TEND = "Decks, settings and the log"
EXCHANGE = "Other programs"


def examples(*lines: str) -> str:
    """What stands below a command's options: calls as one would type them."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def space_of(context: typer.Context) -> Workspace:
    """The workspace of this run."""
    space: Workspace = context.obj
    return space
