"""What the commands' options have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quizcli.workspace import Workspace

Filters = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILTER]...", help="Decks, sections, tags, notes or cards by name."),
]
Tags = Annotated[list[str] | None, typer.Option("--tag", help="Only cards with this tag.")]
Json = Annotated[bool, typer.Option("--json", help="For programs; has a version key.")]
Chosen = Annotated[list[str], typer.Argument(metavar="FILTER...", help="Cards, notes or decks.")]


def space_of(context: typer.Context) -> Workspace:
    """The workspace of this run."""
    space: Workspace = context.obj
    return space
